// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.Expected;
import kakure.spec.Side;
import kakure.spec.Values;

/** Who starts a {@link BitlineController} and hands it bits: keeps account, unit by unit, of what is on and what has its supply, and counts the cycles of a bit by the formula of the page; of the macro's lines it knows nothing. */
final class BitlineControllerSide implements Side {
  private enum Phase { READY, POWER, BEGIN, WORK, END }

  private final BitlineController block;
  private final boolean[] on;
  private final boolean[] supplied;
  private Phase phase = Phase.READY;
  private int left;             // cycles of the phase
  private int bit;
  private long vainStarts;
  private long vainWrites;

  BitlineControllerSide(BitlineController block) {
    this.block = block;
    this.on = new boolean[block.units()];
    this.supplied = new boolean[block.units()];
  }

  /** Whether a start is taken. */
  boolean ready() {
    return phase == Phase.READY;
  }

  /** The bit of the inputs that is asked for. */
  int bit() {
    return bit;
  }

  @Override
  public Expected step(List<BigInteger> inputs) {
    BitlineController.In<BigInteger> in = Values.record(block.in(), inputs);
    boolean start = Values.on(in.start()), write = Values.on(in.wrReq());
    if (start && !ready()) vainStarts++;
    if (write && !(ready() && !start)) vainWrites++;
    switch (phase) {
      case READY -> { if (start) take(in); }
      case POWER -> wait(Phase.BEGIN);
      case BEGIN -> work(in);
      case WORK -> { if (--left == 0) next(); }
      default -> phase = Phase.READY;
    }
    boolean begins = phase == Phase.BEGIN, first = bit == block.bits() - 1;
    return new Expected().flag("ready_o", ready()).flag("done_o", phase == Phase.END).number("bit_o", bit).flag("acc_clr_o", begins && first).flag("acc_shl_o", begins && !first)
        .flag("acc_sub_o", first && Values.on(in.signed())).flag("wr_en_o", ready() && write && !start).number("starts_ignored_o", Math.min(255, vainStarts)).number("writes_ignored_o", Math.min(255, vainWrites));
  }

  private void wait(Phase next) {
    if (--left == 0) phase = next;
  }

  private void take(BitlineController.In<BigInteger> in) {
    boolean fits = true, sleeps = Values.on(in.sleep()), wakes = false;
    for (int u = 0; u < on.length; u++) {
      boolean needed = needed(in, u);
      fits &= needed == on[u] && !(sleeps && supplied[u] && !needed);
      wakes |= needed && !supplied[u];
    }
    for (int u = 0; u < on.length; u++) {
      on[u] = needed(in, u);
      supplied[u] = on[u] || supplied[u] && !sleeps;
    }
    bit = block.bits() - 1;
    left = fits ? 0 : wakes ? 3 + block.wake() : 3;
    phase = fits ? Phase.BEGIN : Phase.POWER;
  }

  private boolean needed(BitlineController.In<BigInteger> in, int unit) {
    return !in.segZero().testBit(unit) && in.colOn().testBit(unit % block.groups()) && any(in.rowOn(), unit / block.groups());
  }

  private boolean any(BigInteger rows, int segment) {
    for (int r = 0; r < block.segmentRows(); r++) if (rows.testBit(segment * block.segmentRows() + r)) return true;
    return false;
  }

  private void work(BitlineController.In<BigInteger> in) {
    int shares = 0, last = -1, pattern = in.pattern().intValueExact();
    int together = pattern == 0 ? 1 : block.neighbours() << pattern - 1;
    for (int u = 0; u < on.length; u++) {
      int segment = u / block.groups(), neighbours = segment / together;
      boolean acts = on[u] && (!Values.on(in.skip()) || any(in.rowOn().and(in.xBit()), segment));
      if (acts && neighbours != last) {
        shares++;
        last = neighbours;
      }
    }
    left = block.phases().cyclesOfBit(shares) - 1;
    if (left == 0) next();
    else phase = Phase.WORK;
  }

  private void next() {
    phase = bit == 0 ? Phase.END : Phase.BEGIN;
    if (bit > 0) bit--;
  }
}
