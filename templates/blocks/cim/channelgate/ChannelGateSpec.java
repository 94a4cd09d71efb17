// SPDX-License-Identifier: Apache-2.0
package blocks.cim.channelgate;

import blocks.engine.requantise.Scale;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link ChannelGate}: one of each; channels, units and outputs beside powers of two; loads between maps; the largest values and weights; sums beside the threshold. Law: a gate by hand, at and above its threshold. */
public final class ChannelGateSpec implements BlockSpec<ChannelGate> {
  @Override
  public String name() {
    return "channelgate";
  }

  @Override
  public String summary() {
    return "which channels an image needs: average, two small layers, threshold, in integers";
  }

  @Override
  public ChannelGate usual() {
    return new ChannelGate(16, 8, 16, 1024);
  }

  @Override
  public List<ChannelGate> corners() {
    return List.of(new ChannelGate(1, 1, 1, 1), new ChannelGate(3, 2, 5, 4), new ChannelGate(2, 5, 3, 1), new ChannelGate(5, 1, 1, 9), new ChannelGate(1, 3, 2, 4096), new ChannelGate(3, 2, 5, 20, 3, true), new ChannelGate(1, 1, 1, 1, 9, false), new ChannelGate(2, 3, 1, 1, 1, true));
  }

  @Override
  public ChannelGate random(SplittableRandom rng) {
    return new ChannelGate(rng.nextInt(1, 20), rng.nextInt(1, 10), rng.nextInt(1, 20), rng.nextInt(1, 50), rng.nextBoolean() ? 1 : rng.nextInt(1, 12), rng.nextBoolean());
  }

  @Override
  public Model golden(ChannelGate block) {
    return new ChannelGateModel(block);
  }

  /** Loads, then some maps, and so on; the last map ends. Thresholds about as large as the sums they meet. */
  @Override
  public Stimulus stimulus(ChannelGate b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var beats = new ArrayList<List<BigInteger>>();
    while (beats.size() < n) {
      boolean extreme = rng.nextInt(4) == 0, fine = !extreme && rng.nextBoolean();
      for (int i = 0; i < b.loads(); i++) beats.add(fine ? fine(b, rng, i) : load(b, rng, i, extreme));
      for (int maps = rng.nextInt(1, 6); maps > 0; maps--) {
        int turns = rng.nextInt(1, Math.min((b.positions() + b.values() - 1) / b.values(), 8) + 1), values = b.channels() * turns;
        for (int i = 1; i <= values; i++) beats.add(List.of(BigInteger.ZERO, Values.of(i == values), values(b, rng, b.positions() - (i - 1) / b.channels() * b.values(), extreme ? 255 : 0, fine ? 3 : 255)));
      }
    }
    return new Stimulus.Transactions(Map.of("in", beats));
  }

  /** Those of a beat, of which no more than {@code most} are not 0; what the beat has above them is of no account. */
  private static BigInteger values(ChannelGate b, SplittableRandom rng, int most, int from, int to) {
    var data = Stimulus.bits(rng, b.inBits() - 8 * b.values() + 1).shiftRight(1);
    for (int v = b.values() - 1; v >= 0; v--) data = data.shiftLeft(8).or(Values.of(v >= most ? 0 : rng.nextInt(from, to + 1)));
    return data;
  }

  /** Small weights and thresholds, beside which the lowest bit of a hidden unit decides. */
  private static List<BigInteger> fine(ChannelGate b, SplittableRandom rng, int i) {
    boolean hidden = i >= b.weights() && i < b.weights() + b.hidden();
    long word = i < b.weights() ? rng.nextInt(-1, 3) : hidden && b.requantised() ? new Scale(rng.nextInt(-2, 4), rng.nextInt(-8, 9), rng.nextInt(4)).word() : rng.nextInt(-3, 9);
    return List.of(BigInteger.ONE, Values.of(rng.nextBoolean()), Values.wrap(word, b.inBits()));
  }

  private static List<BigInteger> load(ChannelGate b, SplittableRandom rng, int i, boolean extreme) {
    long word = extreme && rng.nextInt(4) != 0 ? -128 : rng.nextInt(-128, 128);
    if (i >= b.weights()) {
      long most = 1L << (i < b.weights() + b.hidden() ? b.valueBits() - 2 : b.thresholdBits() - 2);
      word = rng.nextInt(3) == 0 ? 0 : extreme ? (rng.nextBoolean() ? most : -most) : rng.nextLong(-most, most + 1) >> rng.nextInt(b.valueBits());
    }
    if (b.requantised() && i >= b.weights() && i < b.weights() + b.hidden()) word = scale(b, rng, extreme);
    return List.of(BigInteger.ONE, Values.of(rng.nextBoolean()), Values.wrap(word, b.inBits()));
  }

  /** Factors and shifts about as large as bring a sum to 8 bits, beside any. */
  private static long scale(ChannelGate b, SplittableRandom rng, boolean extreme) {
    int high = b.sumBits() + 6;
    long mul = extreme ? (rng.nextBoolean() ? Short.MIN_VALUE : Short.MAX_VALUE) : rng.nextInt(-300, 301);
    return new Scale(mul, rng.nextInt(3) == 0 ? 0 : rng.nextLong(-(1L << 41), 1L << 41) >> rng.nextInt(42), rng.nextInt(3) == 0 ? rng.nextInt(32) : Math.min(31, Math.max(0, high - rng.nextInt(6)))).word();
  }

  @Override
  public List<Law> laws() {
    return List.of(
        Law.equal("3 max(0, 2 s0 - s1 - 4) - max(0, s1) > 6 at s = (5, 3), where both sides are equal, and (6, 3)", () -> List.of(false, true), () -> List.of(byHand(5, 3), byHand(6, 3))));
  }

  private static boolean byHand(long s0, long s1) {
    var model = new ChannelGateModel(new ChannelGate(2, 2, 1, 1));
    long[] words = {2, -1, 0, 1, 3, -1, 4, 0, 6};
    for (int i = 0; i < words.length; i++) model.load(i, words[i]);
    return model.decide(new long[] {s0, s1})[0];
  }
}
