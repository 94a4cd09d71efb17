// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.array.array.ArrayShape;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;

/**
 * Checks of {@link Engine}: an array of one element, nothing a power of two, groups that straddle a block of 32 outputs, two symbols a cycle, masks of
 * every kind on arrays with and without groups; programs of layers of random shape in
 * all write modes over memories full of random data. Law: a padded, pooled 3x3 layer is what a network means by it.
 */
public final class EngineSpec implements BlockSpec {
  /** Transactions that make a program. */
  private static final int PROGRAM = 250;

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public String summary() {
    return "the whole engine: a hidden network, layer by layer, without a stored weight";
  }

  @Override
  public Block parse(Map<String, String> parameters) {
    var p = Parameters.of(parameters, "tci", "pixels", "tco", "drain", "rows", "maskDepth", "taps", "program", "symbols", "group", "oneof", "sumBits");
    return new Engine(
        p.integer("tci", 4), p.integer("pixels", 4), p.integer("tco", 8), p.integer("drain", 2), p.integer("rows", 64), p.integer("maskDepth", 36), p.integer("taps", 32),
        p.integer("program", 64), p.integer("symbols", 1), p.integer("group", 1), p.integer("oneof", p.integer("group", 1)), p.integer("sumBits", ArrayShape.SUM_BITS));
  }

  @Override
  public List<Block> corners() {
    return List.of(
        new Engine(1, 1, 1, 1, 32, 5, 16, 64, 1, 1, 1), new Engine(6, 5, 4, 2, 30, 12, 17, 48, 1, 1, 2), new Engine(2, 2, 40, 2, 64, 1, 16, 56, 1, 1, 1),
        new Engine(3, 3, 9, 3, 22, 7, 20, 64, 2, 1, 1), new Engine(8, 3, 6, 2, 32, 20, 18, 64, 1, 4, 4), new Engine(2, 1, 1, 1, 32, 4, 16, 64, 1, 2, 2),
        new Engine(4, 2, 2, 1, 32, 12, 16, 64, 1, 1, 1, 18));
  }

  @Override
  public List<Block> mutated() {
    return List.of(corners().get(1), new Engine(8, 3, 6, 2, 32, 20, 18, 64, 1, 4, 4));
  }

  @Override
  public Block random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 4);
    int group = 1 << Math.max(0, rng.nextInt(5) - 1);
    int oneof = group > 1 ? group : 1 << rng.nextInt(4);
    return new Engine(
        oneof * drain * rng.nextInt(1, oneof > 1 ? 2 : 4), rng.nextInt(1, 10), drain * rng.nextInt(1, 4), drain, 2 * rng.nextInt(8, 33), rng.nextInt(1, 20), rng.nextInt(16, 40), 8 * rng.nextInt(5, 9),
        rng.nextInt(1, 3), group, oneof, rng.nextInt(4) == 0 ? rng.nextInt(16, 32) : ArrayShape.SUM_BITS);
  }

  @Override
  public Model golden(Block block) {
    return new EngineModel((Engine) block);
  }

  /** A program for every 250 of {@code n}, at least one. */
  @Override
  public Stimulus stimulus(Block block, long seed, int n) {
    return new EngineStimulus((Engine) block, seed).programs(Math.max(1, n / PROGRAM));
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("a 3x3 layer, padded, three channels of 6 x 7 to four, pooled: every pixel by the network's own formula, before pooling and after", EngineLaw::convolution));
  }
}
