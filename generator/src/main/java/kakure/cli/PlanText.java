// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import blocks.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.engine.EnginePlan;
import kakure.engine.LayerPlan;
import kakure.engine.Schedule;
import kakure.golden.BlockCode;

/** A network's plan on one engine as a table and as JSON. */
record PlanText(EnginePlan plan, Schedule schedule) {
  static PlanText of(EnginePlan plan) {
    return new PlanText(plan, Schedule.of(plan));
  }

  String table() {
    var table = new Table("layer", "map", ">tiles", ">groups", ">MACs", ">cycles", ">utilised", ">rows in", ">rows out", ">mask entries", "codec", ">mask bits", ">bit/weight");
    int tci = engine().tci();
    for (int l = 0; l < plan.layers().size(); l++) {
      LayerPlan p = plan.layers().get(l);
      var mask = p.mask().statistics();
      table.row(p.layer().name(), p.layer().in() + " -> " + p.layer().result(), p.tiles(), p.channelGroups() + "x" + p.outputGroups(), p.layer().macs(), schedule.cycles(l),
          percent(utilisation(l)), p.in().rows(tci), p.out().rows(tci), p.entries(), codec(p), mask.bits(), String.format(Locale.ROOT, "%.3f", mask.bitsPerWeight()));
    }
    return table.text();
  }

  String summary() {
    Engine e = engine();
    var adders = e.group() == 1 ? "" : String.format(Locale.ROOT, " on %d adder inputs", elements() / e.group());
    return String.format(Locale.ROOT, "array %s, %d elements%s: %d cycles per image, %s of the elements at work%n", array(), elements(), adders, schedule.total(), percent(utilisation()))
        + String.format(Locale.ROOT, "activations 2 x %d rows of %d bytes, mask tile 2 x %d entries of %d bits%n", e.rows(), e.tci() * e.pixels(), e.maskDepth(), e.maskEntryBits());
  }

  Map<String, Object> keys() {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("array", array());
    keys.put("cyclesPerImage", schedule.total());
    keys.put("utilisation", utilisation());
    List<Map<String, Object>> layers = new ArrayList<>();
    for (int l = 0; l < plan.layers().size(); l++) {
      layers.add(layer(l));
    }
    keys.put("layers", layers);
    return keys;
  }

  private Map<String, Object> layer(int l) {
    LayerPlan p = plan.layers().get(l);
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", p.layer().name());
    keys.put("macs", p.layer().macs());
    keys.put("tiles", p.tiles());
    keys.put("idealCycles", p.idealCycles(elements()));
    keys.put("plannedCycles", schedule.cycles(l));
    keys.put("utilisation", utilisation(l));
    keys.put("rowsIn", p.in().rows(engine().tci()));
    keys.put("rowsOut", p.out().rows(engine().tci()));
    keys.put("maskEntries", p.entries());
    keys.put("codec", codec(p));
    keys.put("maskBits", p.mask().statistics().bits());
    keys.put("weights", p.mask().statistics().weights());
    return keys;
  }

  /** @return input channels x pixels x output channels, as {@code --array} takes it */
  String array() {
    return array(engine());
  }

  /** @return the extent of an engine, with its group where it has one */
  static String array(Engine e) {
    return e.tci() + "x" + e.pixels() + "x" + e.tco() + (e.group() == 1 ? "" : " in groups of " + e.group());
  }

  /** @return share of the elements at work over a whole image, 0 to 1 */
  double utilisation() {
    return plan.layers().stream().mapToDouble(p -> p.idealCycles(elements())).sum() / schedule.total();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private double utilisation(int l) {
    return plan.layers().get(l).idealCycles(elements()) / schedule.cycles(l);
  }

  private static String codec(LayerPlan p) {
    return p.mask().kind().isOneOf() ? "one of " + p.mask().kind().group() : p.mask().code() == BlockCode.RAW ? "raw" : "huffman";
  }

  private long elements() {
    return (long) engine().tci() * engine().pixels() * engine().tco();
  }

  private Engine engine() {
    return plan.engine();
  }
}
