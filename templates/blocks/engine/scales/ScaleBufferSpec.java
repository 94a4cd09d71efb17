// SPDX-License-Identifier: Apache-2.0
package blocks.engine.scales;

import blocks.engine.requantise.Scale;
import blocks.stream.Beat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Side;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Checks of {@link ScaleBuffer}: one constant a group, one row, rows of one, numbers beside powers of two; both sides fast and slow in turn, dropped beats, and bad ones at the end. */
public final class ScaleBufferSpec implements BlockSpec<ScaleBuffer> {
  @Override
  public String name() {
    return "scales";
  }

  @Override
  public String summary() {
    return "double buffer of requantise constants: one group of output channels is filled while another is read";
  }

  @Override
  public ScaleBuffer usual() {
    return new ScaleBuffer(8, 2);
  }

  @Override
  public List<ScaleBuffer> corners() {
    return List.of(new ScaleBuffer(1, 1), new ScaleBuffer(6, 2), new ScaleBuffer(3, 3), new ScaleBuffer(5, 1), new ScaleBuffer(21, 7), new ScaleBuffer(8, 2), new ScaleBuffer(6, 3, true));
  }

  @Override
  public ScaleBuffer random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 7);
    return new ScaleBuffer(drain * rng.nextInt(1, 9), drain, rng.nextInt(3) == 0);
  }

  @Override
  public Model golden(ScaleBuffer block) {
    return new ScaleBufferModel(block);
  }

  @Override
  public Optional<Side> side(ScaleBuffer block) {
    return Optional.of(new ScaleBufferSide(block));
  }

  /** Both sides change their pace every 50 cycles or so; only a full half is released. */
  @Override
  public Stimulus stimulus(ScaleBuffer b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var side = new ScaleBufferSide(b);
    var cycles = new ArrayList<List<BigInteger>>();
    int writes = 1, releases = 1;
    for (int i = 0; i < n; i++) {
      if (i % 50 == 0) {
        writes = rng.nextInt(1, 4);
        releases = rng.nextInt(1, 3 * b.tco() + 2);
      }
      var data = Stimulus.bits(rng, b.beatBits());
      if (i <= n - n / 16) data = data.clearBit(Scale.WORD.width());
      int half = rng.nextInt(2);
      var inputs = Values.list(new ScaleBuffer.In<>(
          new Beat<>(Values.of(rng.nextInt(writes) == 0), data), Values.of(rng.nextInt(20) == 0), Values.of(rng.nextInt(b.rows())), Values.of(half),
          Values.of(side.full(half) && rng.nextInt(releases) == 0)));
      side.step(inputs);
      cycles.add(inputs);
    }
    return new Stimulus.Cycles(cycles);
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("six constants of two lanes a row fill rows 0, 1, 2 of a half, then 3, 4, 5 of the other", () -> "0/1 0/2 1/1 1/2 2/1 2/2 3/1 3/2 4/1 4/2 5/1 5/2", ScaleBufferSpec::order));
  }

  /** Address and lane enables of twelve beats; they are seen before the beat's edge, so with the inputs of the beat before. */
  private static String order() {
    var model = new ScaleBufferModel(new ScaleBuffer(6, 2));
    var off = BigInteger.ZERO;
    var beat = Values.list(new ScaleBuffer.In<>(new Beat<>(Values.of(true), off), off, off, off, off));
    var text = new ArrayList<String>();
    text.add("0/1");
    for (int i = 1; i < 12; i++) {
      var out = model.step(beat);
      text.add(out.get(4) + "/" + out.get(3));
    }
    return String.join(" ", text);
  }
}
