// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import kakure.cosim.ToggleCounts;
import kakure.eda.EnergyModel;
import kakure.target.Step;

/**
 * Energy of a design that ran, by step and by part: of an image, or of a cycle where it ran none.
 *
 * @param parts of the design
 * @param rows a step each, and what no step owns
 * @param modules femtojoules of each module's own cells, all its instances together, over all rows
 * @param memories accesses
 * @param annotated pins whose transitions were counted
 * @param pins of all cells and macros
 * @param unknown macros whose own energy is not known, and how many pins they have
 */
public record Bill(List<Part> parts, List<Row> rows, Map<String, Double> modules, List<Access> memories, int annotated, int pins, List<String> unknown) {
  /** Name of the row of what no step owns. */
  public static final String REST = "load, reports";
  private static final String ALL = "all steps";

  /**
   * A step.
   *
   * @param name of it
   * @param layer as of {@link Step}
   * @param macs multiply-accumulates
   * @param cycles that it took
   * @param parts femtojoules of each part
   */
  public record Row(String name, String layer, long macs, double cycles, double[] parts) {
    /** A step that is named as its layer. */
    public Row(String name, long macs, double cycles, double[] parts) {
      this(name, name, macs, cycles, parts);
    }

    /** All parts, fJ. */
    public double total() {
      double sum = 0;
      for (double part : parts) sum += part;
      return sum;
    }
  }

  /** A memory. @param name where it is, @param module its shape, @param reads words, @param writes words or parts of one, @param price of each, if it is known */
  public record Access(String name, String module, double reads, double writes, Optional<MemoryPrices.Price> price) {
    /** Femtojoules of all accesses; 0 where their price is not known. */
    public double total() {
      return price.map(p -> reads * p.read() + writes * p.write()).orElse(0.0);
    }
  }

  /**
   * Of counts by step.
   *
   * @param gates what ran
   * @param counts by number of the step; {@link Meter#REST} for what no step owns
   * @param steps of the plan; none where no step is told apart
   * @param cases by which all is divided: images, or cycles
   */
  public static Bill of(Gates gates, SortedMap<Integer, ToggleCounts> counts, List<Step> steps, double cases) {
    var parts = new Parts(gates);
    var modules = new LinkedHashMap<String, Double>();
    var rows = new ArrayList<Row>();
    ToggleCounts all = ToggleCounts.none(gates.counted().toggles());
    for (var entry : counts.entrySet()) {
      var transitions = gates.counted().transitions(entry.getValue());
      EnergyModel.Shares shares = gates.model().shares(transitions);
      var energy = parts.energy(shares, transitions, entry.getValue());
      for (int p = 0; p < energy.length; p++) energy[p] /= cases;
      parts.modules(shares).forEach((module, e) -> modules.merge(module, e / cases, Double::sum));
      int step = entry.getKey();
      double cycles = entry.getValue().cycles() / cases;
      if (step >= 0) rows.add(new Row(steps.get(step).name(), steps.get(step).layer(), steps.get(step).macs(), cycles, energy));
      else if (counts.size() == 1) rows.add(new Row(ALL, steps.stream().mapToLong(Step::macs).sum(), cycles, energy));
      else rows.add(new Row(REST, 0, cycles, energy));
      all = all.plus(entry.getValue());
    }
    return new Bill(parts.list(), rows, modules, accesses(gates, all, cases), gates.model().annotated(), gates.model().pins(), parts.unknown());
  }

  private static List<Access> accesses(Gates gates, ToggleCounts all, double cases) {
    var memories = new ArrayList<Access>();
    for (int m = 0; m < gates.counted().memories().size(); m++) {
      var box = gates.cells().boxes().get(gates.counted().memories().get(m));
      memories.add(new Access(box.name(), box.type(), gates.counted().accesses(all, m, false) / cases, gates.counted().accesses(all, m, true) / cases, gates.memories().of(box.type())));
    }
    return memories;
  }

  /** Femtojoules of a part over all rows. */
  public double part(int p) {
    return rows.stream().mapToDouble(r -> r.parts()[p]).sum();
  }

  /** All of it, fJ. */
  public double total() {
    return rows.stream().mapToDouble(Row::total).sum();
  }

  /** Cycles of all rows. */
  public double cycles() {
    return rows.stream().mapToDouble(Row::cycles).sum();
  }

  /** Multiply-accumulates of all rows. */
  public long macs() {
    return rows.stream().mapToLong(Row::macs).sum();
  }

  /** Operations per second and watt, in millions of millions: two of each multiply-accumulate, masked ones, too. */
  public static double tops(long macs, double femtojoules) {
    return 2 * macs / (femtojoules * 1e-15) / 1e12;
  }
}
