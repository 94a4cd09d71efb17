// SPDX-License-Identifier: Apache-2.0
package kakure.energy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.BadInput;
import kakure.target.Plan;
import kakure.target.Step;

/**
 * From the energy of a network on a small design to that on a larger one of the same kind: in each step, each part takes as much in a cycle, and for its size, as it took there. Sizes follow from synthesis, cycles from the plan.
 *
 * @param source what the measurement is called in messages
 * @param small the measurement
 */
public record Rule(String source, Bill small) {
  /** What is read to the user. */
  public static final String TEXT = "in each layer each block takes as much in a cycle, and per area, as in the smaller design: areas by synthesis, cycles by the plan";

  /**
   * Predicts.
   *
   * @param parts of the larger design
   * @param plan of the same network on it
   * @throws BadInput where one has steps or blocks that the other has not
   */
  public Bill of(List<Part> parts, Plan plan) {
    refuseOther(plan, parts.stream().anyMatch(Rule::within));
    int[] from = new int[parts.size()];
    for (int p = 0; p < from.length; p++) from[p] = place(parts.get(p).name());
    long planned = plan.steps().stream().mapToLong(Step::plannedCycles).sum();
    var rows = new ArrayList<Bill.Row>();
    for (var row : gathered(small.rows())) {
      boolean rest = row.name().equals(Bill.REST);
      double cycles = plan.steps().stream().filter(s -> layer(s.layer()).equals(row.name())).mapToLong(Step::plannedCycles).sum() + (rest ? plan.plannedCycles() - planned : 0);
      var energy = new double[from.length];
      for (int p = 0; p < energy.length; p++) {
        double size = small.parts().get(from[p]).size();
        energy[p] = size == 0 || row.cycles() == 0 ? 0 : row.parts()[from[p]] / row.cycles() / size * cycles * parts.get(p).size();
      }
      rows.add(new Bill.Row(row.name(), row.macs(), cycles, energy));
    }
    return new Bill(parts, rows, Map.of(), List.of(), 0, 0, List.of());
  }

  /** Before hours are spent. @param memories whether what memories take within is counted, @throws BadInput where the measurement is of other steps, or counts that and this does not, or the other way round */
  public void refuseOther(Plan plan, boolean memories) {
    if (memories != small.parts().stream().anyMatch(Rule::within)) throw new BadInput(source + (memories ? " counts nothing of what memories take within, and --sram asks for it\n  do:  measure the smaller design with --sram, too, or leave it out" : " counts what memories take within\n  do:  give the --sram that it was measured with"));
    var steps = plan.steps().stream().map(s -> layer(s.layer())).filter(n -> !n.equals(Bill.REST)).distinct().toList();
    var known = gathered(small.rows()).stream().map(Bill.Row::name).filter(n -> !n.equals(Bill.REST)).toList();
    if (!known.equals(steps)) throw new BadInput(source + " tells of the steps " + String.join(", ", known) + ", and this network has " + String.join(", ", steps) + "\n  do:  give what 'kakure energy' wrote of the same network on a smaller design");
  }

  /** The rows of the same layer as one, in order; those of none are of the rest. Designs differ in how they divide a layer into steps. */
  public static List<Bill.Row> gathered(List<Bill.Row> rows) {
    var all = new LinkedHashMap<String, Bill.Row>();
    for (var row : rows) all.merge(layer(row.layer()), new Bill.Row(layer(row.layer()), row.macs(), row.cycles(), row.parts()), Rule::sum);
    return List.copyOf(all.values());
  }

  private static String layer(String told) {
    return told.isEmpty() ? Bill.REST : told;
  }

  private static Bill.Row sum(Bill.Row a, Bill.Row b) {
    var parts = a.parts().clone();
    for (int p = 0; p < parts.length; p++) parts[p] += b.parts()[p];
    return new Bill.Row(a.name(), a.macs() + b.macs(), a.cycles() + b.cycles(), parts);
  }

  private static boolean within(Part part) {
    return part.name().startsWith(Parts.WITHIN);
  }

  private int place(String part) {
    for (int p = 0; p < small.parts().size(); p++) if (small.parts().get(p).name().equals(part)) return p;
    boolean within = part.startsWith(Parts.WITHIN);
    throw new BadInput(source + " tells " + (within ? "nothing of what is " : "of no block ") + part + ", which this design has, so nothing can be said of it\n  do:  give a measurement of a smaller design of the same kind"
        + (within ? ", with the same --sram, whose memories are large enough for its macros, or leave --sram out" : ""));
  }
}
