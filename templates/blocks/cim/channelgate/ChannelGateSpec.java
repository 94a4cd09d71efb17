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

/** Checks of {@link ChannelGate}: one of each; channels, units and outputs beside powers of two; loads between maps; the largest values and weights; sums and hidden units beside where they change. Law: a gate by hand, at and above its threshold. */
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

  /** Hidden units as wide as they come, a value a beat; and requantised ones, three values a beat. */
  @Override
  public List<ChannelGate> mutated() {
    return List.of(corners().get(1), corners().get(5));
  }

  @Override
  public ChannelGate random(SplittableRandom rng) {
    return new ChannelGate(rng.nextInt(1, 20), rng.nextInt(1, 10), rng.nextInt(1, 20), rng.nextInt(1, 50), rng.nextBoolean() ? 1 : rng.nextInt(1, 12), rng.nextBoolean());
  }

  @Override
  public Model golden(ChannelGate block) {
    return new ChannelGateModel(block);
  }

  /** Scenes of {@link GateStimulus}: loads, then some maps, and so on; the last map ends. */
  @Override
  public Stimulus stimulus(ChannelGate b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var scenes = new GateStimulus(b, rng);
    var beats = new ArrayList<List<BigInteger>>();
    while (beats.size() < n) {
      for (long word : scenes.words()) beats.add(List.of(BigInteger.ONE, Values.of(rng.nextBoolean()), Values.wrap(word, b.inBits())));
      show(b, rng, scenes.map(), beats);
      for (int maps = rng.nextInt(6); maps > 0; maps--) show(b, rng, scenes.next(), beats);
    }
    return new Stimulus.Transactions(Map.of("in", beats));
  }

  /** What a beat has above its values is of no account. */
  private static void show(ChannelGate b, SplittableRandom rng, List<int[]> map, List<List<BigInteger>> to) {
    for (int i = 0; i < map.size(); i++) {
      var data = Stimulus.bits(rng, b.inBits() - 8 * b.values() + 1).shiftRight(1).shiftLeft(8 * (b.values() - map.get(i).length));
      for (int v = map.get(i).length - 1; v >= 0; v--) data = data.shiftLeft(8).or(Values.of(map.get(i)[v]));
      to.add(List.of(BigInteger.ZERO, Values.of(i + 1 == map.size()), data));
    }
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
