// SPDX-License-Identifier: Apache-2.0
package blocks.bus.guard;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link StreamGuard}: counts the words of a packet that went on, and judges each by the number that it has. */
final class StreamGuardModel implements CycleModel {
  private static final int ORDER = 1, SHORT = 2, LONG = 3;

  private final StreamGuard block;
  private long words;

  StreamGuardModel(StreamGuard block) {
    this.block = block;
  }

  @Override
  public void reset() {
    words = 0;
  }

  /** Words of a whole packet, 0 where it may be of any length. */
  private long due(StreamGuard.In<BigInteger> in) {
    return in.length().longValueExact() * block.words();
  }

  private int judge(StreamGuard.In<BigInteger> in) {
    boolean last = Values.on(in.last());
    long n = words + 1;
    if (!Values.on(in.open())) return ORDER;
    if (last) return n % block.words() != 0 || due(in) != 0 && n != due(in) ? SHORT : 0;
    return due(in) != 0 && n == due(in) ? LONG : 0;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    StreamGuard.In<BigInteger> in = Values.record(block.in(), values);
    if (goesOn(in) && Values.on(in.ready())) words = Values.on(in.last()) ? 0 : words + 1;
    boolean drop = Values.on(in.drop());
    int fault = judge(in);
    return Values.list(new StreamGuard.Out<>(
        Values.of(Values.on(in.ready()) || drop || fault != 0), Values.of(goesOn(in)), Values.of(Values.on(in.valid()) && !drop ? fault : 0),
        Values.of(goesOn(in) && Values.on(in.ready()) && (words + 1) % block.words() == 0)));
  }

  private boolean goesOn(StreamGuard.In<BigInteger> in) {
    return Values.on(in.valid()) && !Values.on(in.drop()) && judge(in) == 0;
  }
}
