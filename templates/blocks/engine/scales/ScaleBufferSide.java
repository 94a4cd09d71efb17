// SPDX-License-Identifier: Apache-2.0
package blocks.engine.scales;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.Expected;
import kakure.spec.Side;
import kakure.spec.Values;

/**
 * What stands at both sides of a {@link ScaleBuffer}: the host counts the constants it sent, from which follows how often each half was filled, for the halves are filled in turn; the drain counts how often
 * it released each.
 */
final class ScaleBufferSide implements Side {
  private final ScaleBuffer block;
  private final long[] released = new long[2];
  private long constants;

  ScaleBufferSide(ScaleBuffer block) {
    this.block = block;
  }

  private long groups() {
    return constants / block.tco();
  }

  /** Whether a half may be read and released. */
  boolean full(int half) {
    long filled = (groups() + 1 - half) / 2;
    return filled > released[half];
  }

  private boolean waits() {
    return full((int) (groups() % 2));
  }

  private boolean taken(ScaleBuffer.In<BigInteger> in) {
    return Values.on(in.rqc().valid()) && !Values.on(in.discard()) && !waits();
  }

  @Override
  public Expected step(List<BigInteger> inputs) {
    ScaleBuffer.In<BigInteger> in = Values.record(block.in(), inputs);
    int half = in.half().intValueExact();
    if (taken(in)) constants++;
    if (Values.on(in.release())) released[half]++;
    long row = groups() % 2 * block.rows() + constants % block.tco() / block.drain();
    return new Expected().flag("rqc_ready_o", !waits() || Values.on(in.discard())).flag("full_o", full(half)).number(taken(in), "write_addr_o", row);
  }
}
