// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import blocks.cim.bitlinecontroller.Activity;
import java.util.List;

/**
 * What macros do for a run of operations, summed over tiles, each a macro of its own that begins without power.
 *
 * @param operations input vectors times tiles
 * @param counted what the macros' counters count
 * @param unitCycles units times cycles
 * @param unitOperations units that hold rows and outputs, times operations
 * @param unitOperationsOff of these not needed: nothing of them is precharged, pulsed or sensed for a whole vector
 */
public record Totals(long operations, Activity counted, long unitCycles, long unitOperations, long unitOperationsOff) {
  private static final Totals NOTHING = new Totals(0, Activity.NONE, 0, 0, 0);

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

  /** Those of a mapping; where there are no operations, one of all ones for each image. */
  public static Totals of(Mapping mapping, Gates gates, CimPhases phases, Depth depth) {
    gates.check(mapping.layer());
    var sum = NOTHING;
    for (var tile : mapping.tiles()) sum = sum.plus(new TileRun(mapping, tile, gates, phases, depth).all());
    return sum;
  }

  /** Of several layers. */
  public static Totals sum(List<Totals> all) {
    return all.stream().reduce(NOTHING, Totals::plus);
  }

  private Totals plus(Totals o) {
    return new Totals(operations + o.operations, counted.plus(o.counted), unitCycles + o.unitCycles, unitOperations + o.unitOperations, unitOperationsOff + o.unitOperationsOff);
  }

  /** From the start of an operation to its {@code done}. */
  public long cycles() {
    return counted.cycles();
  }

  /** Of units. */
  public long precharges() {
    return counted.precharges();
  }

  /** Of word lines. */
  public long pulses() {
    return counted.wordLinePulses();
  }

  /** Column groups sensed. */
  public long conversions() {
    return counted.conversions();
  }

  /** Units that are needed, over the operations. */
  long needed() {
    return unitOperations - unitOperationsOff;
  }

  /** Share of the units that hold rows and outputs that is off for a whole vector. */
  public double off() {
    return share(unitOperationsOff, unitOperations);
  }

  /** Share of unit-cycles off. */
  public double cyclesOff() {
    return share(counted.unitCyclesOff(), unitCycles);
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
