// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axishare;

import blocks.bus.Axi4;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link AxiShare}: who is served, and a search around the table for who is next. */
final class AxiShareModel implements CycleModel {
  private final AxiShare block;
  private int served;
  private int last;
  private boolean asked;
  private Axi4.Address<BigInteger> burst;

  AxiShareModel(AxiShare block) {
    this.block = block;
  }

  @Override
  public void reset() {
    served = -1;
    last = block.lanes() - 1;
    asked = false;
  }

  /** Who is taken, below 0 nobody. */
  private int next(AxiShare.In<BigInteger> in) {
    if (served >= 0 || Values.on(in.stop())) return -1;
    for (int i = 1; i <= block.lanes(); i++) {
      int lane = (last + i) % block.lanes();
      if (Values.on(in.lane().get(lane).valid())) return lane;
    }
    return -1;
  }

  private boolean ready(AxiShare.In<BigInteger> in) {
    return served >= 0 && asked && in.laneReady().testBit(served);
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    AxiShare.In<BigInteger> in = Values.record(block.in(), values);
    int next = next(in);
    boolean ends = Values.on(in.rValid()) && ready(in) && Values.on(in.rLast());
    if (ends) served = -1;
    else if (served >= 0 && Values.on(in.arReady())) asked = true;
    if (next >= 0) {
      served = last = next;
      burst = in.lane().get(next);
      asked = false;
    }
    return Values.list(answer(in));
  }

  private AxiShare.Out<BigInteger> answer(AxiShare.In<BigInteger> in) {
    int next = next(in);
    boolean waits = served >= 0 && !asked;
    boolean beat = served >= 0 && asked && Values.on(in.rValid());
    return new AxiShare.Out<>(bit(next), bit(beat ? served : -1), new Axi4.Address<>(Values.of(waits), waits ? burst.addr() : null, waits ? burst.len() : null), Values.of(ready(in)));
  }

  private static BigInteger bit(int lane) {
    return lane < 0 ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(lane);
  }
}
