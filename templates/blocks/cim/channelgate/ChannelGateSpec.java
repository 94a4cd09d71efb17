// SPDX-License-Identifier: Apache-2.0
package blocks.cim.channelgate;

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
    return List.of(new ChannelGate(1, 1, 1, 1), new ChannelGate(3, 2, 5, 4), new ChannelGate(2, 5, 3, 1), new ChannelGate(5, 1, 1, 9), new ChannelGate(1, 3, 2, 4096));
  }

  @Override
  public ChannelGate random(SplittableRandom rng) {
    return new ChannelGate(rng.nextInt(1, 20), rng.nextInt(1, 10), rng.nextInt(1, 20), rng.nextInt(1, 50));
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
      boolean extreme = rng.nextInt(4) == 0;
      for (int i = 0; i < b.loads(); i++) beats.add(load(b, rng, i, extreme));
      for (int maps = rng.nextInt(1, 6); maps > 0; maps--) {
        int values = b.channels() * rng.nextInt(1, Math.min(b.positions(), 8) + 1);
        for (int i = 1; i <= values; i++) beats.add(List.of(BigInteger.ZERO, Values.of(i == values), Values.of(extreme ? 255 : rng.nextInt(256))));
      }
    }
    return new Stimulus.Transactions(Map.of("in", beats));
  }

  private static List<BigInteger> load(ChannelGate b, SplittableRandom rng, int i, boolean extreme) {
    long word = extreme && rng.nextInt(4) != 0 ? -128 : rng.nextInt(-128, 128);
    if (i >= b.weights()) {
      long most = 1L << (i < b.weights() + b.hidden() ? b.valueBits() - 2 : b.thresholdBits() - 2);
      word = rng.nextInt(3) == 0 ? 0 : extreme ? (rng.nextBoolean() ? most : -most) : rng.nextLong(-most, most + 1) >> rng.nextInt(b.valueBits());
    }
    return List.of(BigInteger.ONE, Values.of(rng.nextBoolean()), Values.wrap(word, b.thresholdBits()));
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
