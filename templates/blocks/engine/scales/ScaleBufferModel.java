// SPDX-License-Identifier: Apache-2.0
package blocks.engine.scales;

import blocks.engine.requantise.Requantiser;
import blocks.engine.requantise.Scale;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link ScaleBuffer}: beat n of a group goes to lane n mod drain of row n div drain of its half; after tco beats the half is full until it is released.
 */
final class ScaleBufferModel implements CycleModel {
  private final ScaleBuffer block;
  private final boolean[] full = new boolean[2];
  private int half;
  private int beat;
  private boolean bad;

  ScaleBufferModel(ScaleBuffer block) {
    this.block = block;
  }

  @Override
  public void reset() {
    full[0] = full[1] = bad = false;
    half = beat = 0;
  }

  private boolean takes(ScaleBuffer.In<BigInteger> in) {
    return Values.on(in.rqc().valid()) && !full[half] && !Values.on(in.discard());
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    ScaleBuffer.In<BigInteger> in = Values.record(block.in(), values);
    int asked = in.half().intValueExact();
    if (takes(in)) {
      bad |= in.rqc().data().testBit(Scale.WORD.width());
      if (++beat == block.tco()) {
        full[half] = true;
        half = 1 - half;
        beat = 0;
      }
    }
    if (Values.on(in.release())) full[asked] = false;
    boolean write = takes(in);
    return Values.list(new ScaleBuffer.Out<>(
        Values.of(!full[half] || Values.on(in.discard())), Values.of(full[asked]), Values.of(bad), write ? Values.of(1L).shiftLeft(beat % block.drain()) : Values.of(0),
        write ? Values.of(half * block.rows() + beat / block.drain()) : null, write ? everyLane(kept(in.rqc().data())) : null,
        Values.of(asked * block.rows() + in.sel().intValueExact())));
  }

  /** A beat's bits without the one that must be 0. */
  private static BigInteger kept(BigInteger beat) {
    return Values.slice(beat, 0, Requantiser.SCALE).or(beat.shiftRight(Requantiser.SCALE + 1).shiftLeft(Requantiser.SCALE));
  }

  private BigInteger everyLane(BigInteger constant) {
    var row = BigInteger.ZERO;
    for (int l = 0; l < block.drain(); l++) row = row.or(constant.shiftLeft(l * block.constantBits()));
    return row;
  }
}
