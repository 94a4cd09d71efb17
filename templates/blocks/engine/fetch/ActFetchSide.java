// SPDX-License-Identifier: Apache-2.0
package blocks.engine.fetch;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.Expected;
import kakure.spec.Side;
import kakure.spec.Values;

/** Who gives steps to an {@link ActFetch}: counts cycles since the setup, and knows whether it gave a step one or two enabled edges ago, which are under way, for the third edge shows them. */
final class ActFetchSide implements Side {
  private static final int TAP = 1, ROWS = 2;

  private final ActFetch block;
  private long cycle;
  private long readyFrom;
  private int trail;        // steps that wait for their tap, for their rows
  private BigInteger row = BigInteger.ZERO;

  ActFetchSide(ActFetch block) {
    this.block = block;
  }

  /** Whether a step may be given. */
  boolean ready() {
    return cycle >= readyFrom;
  }

  /** Whether nothing is under way: a setup may be given. */
  boolean empty() {
    return ready() && trail == 0;
  }

  @Override
  public Expected step(List<BigInteger> inputs) {
    ActFetch.In<BigInteger> in = Values.record(block.in(), inputs);
    boolean en = Values.on(in.en()), valid = Values.on(in.valid());
    cycle++;
    if (Values.on(in.setup())) readyFrom = cycle + block.pixels() + 1;
    if (en) trail = 2 * trail & ROWS | (valid ? TAP : 0);
    if (en && valid) row = in.row();
    boolean reads = en && (trail & TAP) != 0;
    // The run begins in this row's bank, and touches the other where it does not begin with the row.
    boolean odd = row.add(in.tap().row()).testBit(0), both = in.tap().rem().signum() != 0;
    return new Expected().flag("ready_o", ready()).flag("even_en_o", reads && (both || !odd)).flag("odd_en_o", reads && (both || odd));
  }
}
