// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kakure.console.Table;
import kakure.eda.Pricing;
import kakure.energy.Bill;
import kakure.energy.MemoryPrices;
import kakure.energy.Rule;

/**
 * A bill as the user reads it.
 *
 * @param bill what is said
 * @param prices of its memories
 * @param measured whether it was counted, and not predicted
 */
record EnergyText(Bill bill, MemoryPrices prices, boolean measured) {
  /** Of a block's share below which it shares a row with others. */
  private static final double SMALL = 0.0005;

  /** A row for each layer. */
  String layers() {
    var table = new Table("layer", ">MACs", ">cycles", ">uJ", ">share", ">fJ/MAC", ">TOPS/W");
    for (var row : bill.rows()) table.row(row.name(), row.macs(), whole(row.cycles()), micro(row.total()), PlanText.percent(row.total() / bill.total()), perMac(row.macs(), row.total()), tops(row.macs(), row.total()));
    table.row("all", bill.macs(), whole(bill.cycles()), micro(bill.total()), PlanText.percent(1), perMac(bill.macs(), bill.total()), tops(bill.macs(), bill.total()));
    return table.text();
  }

  /** A row for each block of the top; those that take next to nothing share one. */
  String blocks() {
    var table = new Table("block", "module", ">cells", ">fJ a cycle", ">share");
    double rest = 0;
    int cells = 0, blocks = 0;
    for (int p = 0; p < bill.parts().size(); p++) {
      var part = bill.parts().get(p);
      double energy = bill.part(p);
      if (energy < SMALL * bill.total()) {
        rest += energy;
        cells += part.cells();
        blocks++;
      } else table.row(part.name(), part.module(), part.cells() == 0 ? "" : part.cells(), cycle(energy), PlanText.percent(energy / bill.total()));
    }
    if (blocks > 0) table.row(blocks + " others", "", cells, cycle(rest), bill.total() == 0 ? "" : PlanText.percent(rest / bill.total()));
    return table.text();
  }

  private String cycle(double energy) {
    return String.format(Locale.ROOT, "%.1f", energy / bill.cycles());
  }

  /** Accesses of memories, and what they take where that is known; empty where there is none. */
  String memories() {
    if (bill.memories().isEmpty()) return "";
    boolean known = bill.memories().stream().anyMatch(m -> m.price().isPresent());
    var table = known ? new Table("memory", "module", ">reads", ">writes", "macros", ">pJ a read", ">pJ a write", ">share") : new Table("memory", "module", ">reads", ">writes");
    for (var m : bill.memories()) {
      var row = new ArrayList<Object>(List.of(m.name(), m.module(), amount(m.reads()), amount(m.writes())));
      if (known) row.addAll(m.price().map(p -> List.<Object>of(p.text(), pico(p.read()), pico(p.write()), PlanText.percent(m.total() / bill.total()))).orElse(List.of("", "", "", "")));
      table.row(row.toArray());
    }
    return table.text();
  }

  /** What an image takes. */
  String efficiency(String how) {
    return String.format(Locale.ROOT, "%.4f uJ an image, %s; %.2f TOPS/W, a multiply-accumulate being two operations, masked ones counted, too%n", bill.total() * 1e-9, how, Bill.tops(bill.macs(), bill.total()));
  }

  /** What the figures lean on. */
  String assumptions(Pricing pricing) {
    var lines = new ArrayList<String>();
    if (measured) {
      lines.add(bill.annotated() + " of " + bill.pins() + " pins annotated" + (bill.unknown().isEmpty() ? "" : "; no table of the library tells of the pins of the macros, whose own energy is left out: " + String.join(", ", bill.unknown())));
    }
    var tables = pricing.tables();
    if (!prices.prices().isEmpty()) lines.add(memories(tables.volts()));
    if (!prices.left().isEmpty()) lines.add("what memories take within is left out of " + String.join("; ", prices.left()));
    lines.add(String.format(Locale.ROOT, "library %s, %s%s V; before layout: without wires, clock tree, glitches, leakage%s", pricing.library().name(), tables.corner().isEmpty() ? "" : "conditions " + tables.corner() + ", ", tables.volts(), prices.prices().isEmpty() ? ", and what memories take within" : ""));
    return String.join("\n", lines) + "\n";
  }

  private String memories(double cells) {
    var volts = prices.macros().stream().mapToDouble(m -> m.cell().volts()).filter(v -> v > 0).distinct().sorted().boxed().toList();
    boolean other = volts.stream().anyMatch(v -> v != cells);
    return "memories by the energy of their macros' clock" + (volts.isEmpty() ? "" : ", " + volts.stream().map(String::valueOf).collect(Collectors.joining(" and ")) + " V") + (other ? ": cells and memories are not of one supply, so probably not of one process" : "")
        + "; pins of address and data are left out, and a read and a write in one cycle are two accesses";
  }

  /** How far off a prediction is. */
  static String error(Bill predicted, Bill measured) {
    var layers = new Table("layer", ">predicted uJ", ">measured uJ", ">off by");
    var rows = Rule.gathered(measured.rows());
    for (int r = 0; r < rows.size(); r++) row(layers, rows.get(r).name(), predicted.rows().get(r).total(), rows.get(r).total());
    row(layers, "all", predicted.total(), measured.total());
    return layers.text() + "rule: " + Rule.TEXT + "\n";
  }

  private static void row(Table table, String name, double predicted, double measured) {
    table.row(name, micro(predicted), micro(measured), measured == 0 ? "" : String.format(Locale.ROOT, "%+.1f%%", 100 * error(predicted, measured)));
  }

  /** By how much of what was measured a prediction is too high. */
  static double error(double predicted, double measured) {
    return predicted / measured - 1;
  }

  private static String pico(double femtojoules) {
    return String.format(Locale.ROOT, "%.2f", femtojoules / 1000);
  }

  private static String micro(double femtojoules) {
    return String.format(Locale.ROOT, "%.4f", femtojoules * 1e-9);
  }

  private static String perMac(long macs, double energy) {
    return macs == 0 ? "" : String.format(Locale.ROOT, "%.1f", energy / macs);
  }

  private static String tops(long macs, double energy) {
    return macs == 0 || energy == 0 ? "" : String.format(Locale.ROOT, "%.2f", Bill.tops(macs, energy));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  /** Few have decimals: of accesses in a cycle. */
  private static String amount(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.0f", value);
  }
}
