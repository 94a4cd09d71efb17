// SPDX-License-Identifier: Apache-2.0
package blocks.sign.signs;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import kakure.golden.SignGenerator;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link SignLanes}: a step's signs are those of {@link SignGenerator} for stream w + c PHI and tap t, the number of steps since the fresh one; they
 * are seen after the third enabled edge, the step's own counted. Nothing is said of bubbles and of steps before the first fresh one.
 */
final class SignLanesModel implements CycleModel {
  private static final int LATENCY = 3;

  private final SignLanes lanes;
  private final Deque<Step> steps = new ArrayDeque<>();
  private List<BigInteger> w;
  private boolean spread;
  private int tap;

  /** A step under way, {@code sign} null for one that says nothing. */
  private record Step(BigInteger sign) {}

  SignLanesModel(SignLanes lanes) {
    this.lanes = lanes;
    reset();
  }

  @Override
  public void reset() {
    steps.clear();
    for (int i = 0; i < LATENCY; i++) steps.add(new Step(null));
    w = null;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    SignLanes.In<BigInteger> in = Values.record(lanes.in(), values);
    if (Values.on(in.en())) {
      steps.remove();
      if (Values.on(in.valid())) {
        tap = Values.on(in.fresh()) ? 0 : tap + 1;
        if (tap == 0) {
          w = in.w();
          spread = lanes.spreads() && Values.on(in.spread().get(0));
        }
      }
      steps.add(new Step(Values.on(in.valid()) && w != null ? signs(lanes.windowed() ? in.shift().get(0).intValueExact() : 0) : null));
    }
    return Collections.singletonList(steps.element().sign());
  }

  private BigInteger signs(int shift) {
    var sign = BigInteger.ZERO;
    for (int c = 0; c < lanes.tci(); c++) {
      for (int o = 0; o < lanes.tco(); o++) {
        int stream = w.get((shift + o) / SignGenerator.GROUP).intValue();
        // A layer of one channel group whose base is the stream: its word for the lane's channel is the lane's.
        int word = new SignGenerator(stream, lanes.tci()).word(0, spread ? c % lanes.group() * (lanes.tci() / lanes.group()) + c / lanes.group() : c, tap);
        if ((word >>> (shift + o) % SignGenerator.GROUP & 1) != 0) sign = sign.setBit(c * lanes.tco() + o);
      }
    }
    return sign;
  }
}
