// SPDX-License-Identifier: Apache-2.0
package blocks.sign.signs;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import kakure.golden.SignGenerator;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Checks of {@link SignLanes}: one lane and one output; groups that divide a block of 32, that straddle two and three of them, and that are exactly one or two; runs of
 * one step and of many, re-seeding without a gap, bubbles, stalls, and seeds whose mix is 0; groups of
 * channels, spread and not.
 */
public final class SignLanesSpec implements BlockSpec<SignLanes> {
  @Override
  public String name() {
    return "signs";
  }

  @Override
  public String summary() {
    return "random signs of a hidden network, regenerated per input channel, output channel and tap";
  }

  @Override
  public SignLanes usual() {
    return new SignLanes(4, 8, 1);
  }

  @Override
  public List<SignLanes> corners() {
    return List.of(new SignLanes(1, 1), new SignLanes(3, 5), new SignLanes(2, 32), new SignLanes(2, 48), new SignLanes(3, 67), new SignLanes(1, 64), new SignLanes(8, 5, 2), new SignLanes(8, 3, 8));
  }

  @Override
  public List<SignLanes> mutated() {
    return List.of(corners().get(1), new SignLanes(8, 5, 2));
  }

  @Override
  public SignLanes random(SplittableRandom rng) {
    int group = 1 << rng.nextInt(4);
    return new SignLanes(group * rng.nextInt(1, 7 / group + 2), rng.nextInt(1, 80), group);
  }

  @Override
  public Model golden(SignLanes block) {
    return new SignLanesModel(block);
  }

  /** Runs of steps, each begun by a fresh one: the group's number gives the shift, the streams of all blocks are random; one in eight mixes to 0 in some lane. */
  @Override
  public Stimulus stimulus(SignLanes lanes, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var cycles = new ArrayList<List<BigInteger>>();
    int left = 0;
    var spread = List.<BigInteger>of();
    var shift = List.<BigInteger>of();
    var w = List.<BigInteger>of();
    for (int i = 0; i < n; i++) {
      boolean en = rng.nextInt(5) != 0;
      boolean valid = rng.nextInt(6) != 0;
      boolean fresh = left == 0;
      if (fresh) {
        spread = Collections.nCopies(lanes.spreads() ? 1 : 0, Values.of(rng.nextBoolean()));
        shift = Collections.nCopies(lanes.windowed() ? 1 : 0, Values.of((long) rng.nextInt(32) * lanes.tco() % 32));
        var streams = new ArrayList<BigInteger>();
        for (int b = 0; b < lanes.blocks(); b++) {
          boolean zero = rng.nextInt(8) == 0;
          streams.add(zero ? Values.wrap(-(long) rng.nextInt(lanes.tci()) * SignGenerator.PHI, 32) : Stimulus.bits(rng, 32));
        }
        w = streams;
      }
      // Where there is no step the other inputs say nothing: fresh may be 1 as well.
      cycles.add(Values.list(new SignLanes.In<>(Values.of(en), Values.of(valid), Values.of(fresh || !valid && rng.nextBoolean()), spread, shift, w)));
      if (en && valid) left = fresh ? rng.nextInt(10) : left - 1;
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        Law.equal("seed 7, layer 0, 3 channels, 3x3, output 0: the signs that the specification prints", () -> "----+--++ ++++--+-+ +--++-++-", () -> column(0)),
        Law.equal("the same, output 3", () -> "++-++++-- +--+-++-+ -+-+----+", () -> column(3)));
  }

  /** Nine taps of three channels of one output, as the block delivers them. */
  private static String column(int output) {
    var block = new SignLanes(3, 4);
    var model = new SignLanesModel(block);
    var w = List.of(Values.wrap(SignGenerator.base(7, 0), 32));
    var text = new StringBuilder[] {new StringBuilder(), new StringBuilder(), new StringBuilder()};
    for (int t = 0; t < 9 + 2; t++) {
      var sign = model.step(Values.list(new SignLanes.In<>(Values.of(true), Values.of(t < 9), Values.of(t == 0), List.of(), List.of(Values.of(0)), w))).get(0);
      for (int c = 0; t >= 2 && c < 3; c++) text[c].append(sign.testBit(c * block.tco() + output) ? '-' : '+');
    }
    return String.join(" ", text);
  }
}
