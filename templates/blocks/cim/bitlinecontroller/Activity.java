// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.util.List;

/**
 * What an operation, or several, did: relative activity, no joules.
 *
 * @param cycles from the one after start to done
 * @param precharges of units, one a unit and bit
 * @param avoided precharges that units did without: units times bits, less {@code precharges}
 * @param wordLinePulses one a row and bit, however long it is
 * @param conversions of column groups, all their columns as one
 * @param unitCyclesOff cycles of units without supply (C2 = 0)
 * @param unitCyclesHeld cycles of units with supply and without ground (C2 = 1, C1 = 0)
 * @param wakes units that got their supply back
 */
public record Activity(long cycles, long precharges, long avoided, long wordLinePulses, long conversions, long unitCyclesOff, long unitCyclesHeld, long wakes) {
  /** Nothing. */
  public static final Activity NONE = new Activity(0, 0, 0, 0, 0, 0, 0, 0);

  /** Both. */
  public Activity plus(Activity o) {
    return new Activity(cycles + o.cycles, precharges + o.precharges, avoided + o.avoided, wordLinePulses + o.wordLinePulses, conversions + o.conversions,
        unitCyclesOff + o.unitCyclesOff, unitCyclesHeld + o.unitCyclesHeld, wakes + o.wakes);
  }

  /** As counters of so many bits hold it, which stay at their highest value. */
  public Activity within(int bits) {
    long most = (1L << bits) - 1;
    return new Activity(Math.min(cycles, most), Math.min(precharges, most), Math.min(avoided, most), Math.min(wordLinePulses, most), Math.min(conversions, most), Math.min(unitCyclesOff, most), Math.min(unitCyclesHeld, most),
        Math.min(wakes, most));
  }

  /**
   * Counted from the lines alone, as a counter beside the macro would.
   *
   * @param units there are
   * @param lines of an operation
   * @param after the power state it ends with
   */
  static Activity of(int units, List<Lines> lines, Power after) {
    long charged = 0, bits = 0, pulses = 0, converted = 0, off = 0, held = 0, wakes = 0;
    for (int i = 0; i < lines.size(); i++) {
      var now = lines.get(i);
      var next = i + 1 < lines.size() ? lines.get(i + 1).power() : after;
      if (now.accClr() || now.accShl()) bits++;
      charged += i == 0 ? 0 : now.precharge().andNot(lines.get(i - 1).precharge()).bitCount();
      pulses += i == 0 ? 0 : now.wl().andNot(lines.get(i - 1).wl()).bitCount();
      converted += now.accEn().bitCount();
      off += now.power().off(units);
      held += now.power().held();
      wakes += next.c2().andNot(now.power().c2()).bitCount();
    }
    return new Activity(lines.size(), charged, units * bits - charged, pulses, converted, off, held, wakes);
  }
}
