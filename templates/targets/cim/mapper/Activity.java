// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import java.util.List;

/**
 * What macros do for a run of operations, counted as their counters count: sums over tiles, each a macro of its own that begins without power. Relative activity; no joules.
 *
 * @param operations input vectors times tiles
 * @param cycles from the start of an operation to its {@code done}
 * @param unitCycles units times cycles
 * @param unitCyclesOff of these with C2 = 0
 * @param unitCyclesHeld of these with C2 = 1, C1 = 0
 * @param precharges of units
 * @param prechargesAvoided units times bits, less those
 * @param pulses of word lines
 * @param conversions column groups sensed
 * @param wakes of units
 * @param unitOperations units that hold rows and outputs, times operations
 * @param unitOperationsOff of these not needed: nothing of them is precharged, pulsed or sensed for a whole vector
 */
public record Activity(long operations, long cycles, long unitCycles, long unitCyclesOff, long unitCyclesHeld, long precharges, long prechargesAvoided, long pulses, long conversions, long wakes, long unitOperations, long unitOperationsOff) {
  /**
   * What is switched off.
   *
   * @param gates {@code row_on}, {@code col_on} and {@code seg_zero}; if not, all units that hold rows and outputs are needed
   * @param skip units are skipped in bits in which none of their rows has a 1
   * @param sleep units that are not needed lose their supply
   */
  public record Depth(boolean gates, boolean skip, boolean sleep) {
    /** All of it. */
    public static final Depth ALL = new Depth(true, true, true);
    /** None of it: what a macro does that has no units to switch. */
    public static final Depth NONE = new Depth(false, false, false);
  }

  /** The activity of a mapping; where there are no operations, one of all ones for each image. */
  public static Activity of(Mapping mapping, Gates gates, CimPhases phases, Depth depth) {
    gates.check(mapping.layer());
    var sum = new Activity(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (var tile : mapping.tiles()) sum = sum.plus(new TileRun(mapping, tile, gates, phases, depth).all());
    return sum;
  }

  /** Of several layers. */
  public static Activity sum(List<Activity> all) {
    return all.stream().reduce(new Activity(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Activity::plus);
  }

  private Activity plus(Activity o) {
    return new Activity(operations + o.operations, cycles + o.cycles, unitCycles + o.unitCycles, unitCyclesOff + o.unitCyclesOff, unitCyclesHeld + o.unitCyclesHeld, precharges + o.precharges, prechargesAvoided + o.prechargesAvoided,
        pulses + o.pulses, conversions + o.conversions, wakes + o.wakes, unitOperations + o.unitOperations, unitOperationsOff + o.unitOperationsOff);
  }

  /** Share of the units that hold rows and outputs that is off for a whole vector. */
  public double off() {
    return share(unitOperationsOff, unitOperations);
  }

  /** Share of unit-cycles off. */
  public double cyclesOff() {
    return share(unitCyclesOff, unitCycles);
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
