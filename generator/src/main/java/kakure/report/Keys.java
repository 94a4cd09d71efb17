// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.check.Cost;
import kakure.eda.Energy;
import kakure.eda.Lookup;
import kakure.eda.Price;

/** A report for other programs. */
public final class Keys {
  private Keys() {}

  /** Keys in the order in which they are written; energies in fJ, delays in ps. */
  public static Map<String, Object> of(Report r) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("block", r.block());
    keys.put("module", r.own().module());
    keys.put("parameters", r.parameters());
    keys.put("library", r.library());
    keys.put("driver", r.around().driver());
    keys.put("loadFemtofarads", r.around().femtofarads());
    keys.put("seed", r.seed());
    var designs = new LinkedHashMap<String, Object>();
    r.costs().forEach((label, cost) -> designs.put(label, cost(cost)));
    keys.put("designs", designs);
    r.errors().ifPresent(e -> keys.put("errors", errors(e)));
    return keys;
  }

  private static Map<String, Object> cost(Cost cost) {
    Price p = cost.price();
    var keys = new LinkedHashMap<String, Object>();
    keys.put("module", cost.module());
    keys.put("area", p.area());
    keys.put("cells", p.cells());
    keys.put("delay", p.delay());
    keys.put("delayBy", p.delayBy());
    keys.put("lookupTables", p.lookups().stream().map(Keys::lookup).toList());
    cost.energy().ifPresent(e -> keys.put("energy", energy(e)));
    return keys;
  }

  private static Map<String, Object> lookup(Lookup l) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("family", l.family());
    keys.put("luts", l.luts());
    keys.put("carries", l.carries());
    keys.put("multipliers", l.multipliers());
    return keys;
  }

  private static Map<String, Object> energy(Energy e) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("total", e.total());
    keys.put("internal", e.internal());
    keys.put("nets", e.nets());
    keys.put("inputs", e.inputs());
    keys.put("pinsAnnotated", e.annotated());
    keys.put("pins", e.pins());
    keys.put("operations", e.operations());
    keys.put("volts", e.volts());
    keys.put("corner", e.corner());
    return keys;
  }

  private static Map<String, Object> errors(Errors e) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("mean", e.mean());
    keys.put("meanAbsolute", e.meanAbsolute());
    keys.put("rootMeanSquare", e.rootMeanSquare());
    keys.put("worst", e.worst());
    keys.put("worstAt", List.of(e.worstX(), e.worstY()));
    keys.put("theory", e.theory().stream().collect(Collectors.toMap(t -> t.name(), t -> t.value(), (a, b) -> a, LinkedHashMap::new)));
    return keys;
  }
}
