// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import kakure.report.Html;

/** An image's energy, by layer and by block. */
final class EnergySection {
  private EnergySection() {}

  static void write(StringBuilder s, Energy energy) {
    Parts.heading(s, "energy", "An image's energy");
    double all = energy.all();
    var layers = new ArrayList<List<String>>();
    for (var row : energy.layers()) layers.add(layer(row.name(), row.macs(), row.femtojoules(), all));
    layers.add(layer("all", energy.layers().stream().mapToDouble(Energy.Row::macs).sum(), all, all));
    Html.table(s, List.of("layer", "µJ", "share", "fJ a MAC"), layers);
    var blocks = energy.blocks().stream().sorted(Comparator.comparingDouble(Energy.Row::femtojoules).reversed().thenComparing(Energy.Row::name)).map(b -> List.of(b.name(), micro(b.femtojoules()), Parts.percent(b.femtojoules() / all))).toList();
    Html.table(s, List.of("block", "µJ", "share"), blocks);
    Parts.note(s, said(energy));
  }

  private static String said(Energy energy) {
    var s = new StringBuilder(energy.measured() ? "Counted on a netlist" : "Predicted from a smaller design's netlist, not measured").append(", on cells of ").append(energy.library()).append(" at ").append(Parts.number(energy.volts())).append(" V, before layout: without wires, clock tree, glitches and leakage.");
    if (energy.measured()) s.append(' ').append(Parts.count(energy.annotated())).append(" of ").append(Parts.count(energy.pins())).append(" pins annotated.");
    if (!energy.unknown().isEmpty()) s.append(" What macros take within is left out: ").append(String.join(", ", energy.unknown())).append('.');
    return s.toString();
  }

  private static List<String> layer(String name, double macs, double energy, double all) {
    return List.of(name, micro(energy), Parts.percent(energy / all), macs == 0 ? "-" : String.format(Locale.ROOT, "%.1f", energy / macs));
  }

  private static String micro(double femtojoules) {
    return String.format(Locale.ROOT, "%.4f", femtojoules * 1e-9);
  }
}
