// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.array.array.ArrayShape;
import blocks.engine.Counts;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Stimulus;
import kakure.spec.Word;

/**
 * Checks of {@link Engine}: an array of one element, nothing a power of two, groups that straddle a block of 32 outputs, two symbols a cycle, masks of
 * every kind on arrays with and without groups, weights of several planes, stored and hidden, and scaled ones, masks and constants that are kept, or not for want of room; programs of layers of random shape in
 * all write modes over memories full of random data, and in the end an operation that there is not, or another layer's mask. Law: a padded, pooled 3x3 layer is what a network means by it.
 */
public final class EngineSpec implements BlockSpec<Engine> {
  /** Transactions that make a program. */
  private static final int PROGRAM = 250;

  private static final Engine PLANES = new Engine(6, 5, 4, 2, 30, 36, 17, 64, 1, 1, 2, 24, false, Masks.CODED, false, true, Counts.USUAL, true);

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public String summary() {
    return "the whole engine: a hidden network, layer by layer, without a stored weight";
  }

  @Override
  public Engine usual() {
    return new Engine(4, 4, 8, 2, 64, 36, 32, 64, 1, 1, 1);
  }

  /** The G of one-of-G masks is the group, unless it is given. */
  @Override
  public Engine parse(Map<String, String> given) {
    return Parameters.with(usual(), Parameters.follow(given, "oneof", "group"));
  }

  @Override
  public List<Engine> corners() {
    return List.of(
        new Engine(1, 1, 1, 1, 32, 5, 16, 64, 1, 1, 1), new Engine(6, 5, 4, 2, 30, 12, 17, 48, 1, 1, 2), new Engine(2, 2, 40, 2, 64, 1, 16, 56, 1, 1, 1),
        new Engine(3, 3, 9, 3, 22, 7, 20, 64, 2, 1, 1), new Engine(8, 3, 6, 2, 32, 20, 18, 64, 1, 4, 4), new Engine(2, 1, 1, 1, 32, 4, 16, 64, 1, 2, 2),
        new Engine(4, 2, 2, 1, 32, 12, 16, 64, 1, 1, 1, 18), new Engine(3, 2, 4, 1, 32, 12, 16, 64, 1, 1, 1, 20, true, Masks.PLAIN, true), new Engine(1, 1, 1, 1, 32, 5, 16, 64, 1, 1, 1, 20, false, Masks.PLAIN, false),
        new Engine(2, 3, 4, 2, 32, 12, 16, 64, 1, 1, 1, 20, true, Masks.CODED, false), new Engine(1, 1, 1, 1, 40, 9, 16, 64, 1, 1, 1, 20, true, Masks.PLAIN, true, new Counts(5, 6, 7, 22, 0)),
        new Engine(8, 3, 6, 2, 32, 20, 18, 64, 1, 4, 4, 20, false, Masks.CODED, false, new Counts(6, 6, 8, 20, 1)),
        new Engine(4, 3, 6, 2, 32, 12, 16, 64, 1, 1, 1, 24, false, Masks.CODED, false, true), new Engine(4, 2, 3, 1, 30, 20, 18, 64, 1, 2, 2, 20, false, Masks.CODED, false, true),
        new Engine(1, 1, 1, 1, 32, 9, 16, 64, 1, 1, 1, 31, false, Masks.CODED, false, false, Counts.USUAL, true), PLANES,
        new Engine(3, 2, 4, 1, 32, 24, 16, 264, 1, 1, 1, 24, true, Masks.PLAIN, true, false, new Counts(6, 6, 8, 20, 1), true),
        new Engine(8, 3, 6, 2, 32, 40, 18, 64, 1, 4, 4, 24, false, Masks.CODED, false, true, Counts.USUAL, true),
        new Engine(4, 3, 6, 2, 32, 12, 16, 64, 1, 1, 1, 24, false, Masks.CODED, false, true).keeping(1000, 400), new Engine(8, 3, 6, 2, 32, 20, 18, 64, 2, 4, 4).keeping(900, 500), new Engine(3, 2, 4, 1, 32, 12, 16, 64, 1, 1, 1, 20, true, Masks.PLAIN, true).keeping(700, 300),
        new Engine(1, 1, 1, 1, 32, 5, 16, 64, 1, 1, 1).keeping(3, 1), PLANES.ofTerms(), new Engine(6, 3, 9, 3, 30, 24, 18, 64, 1, 1, 1, 20, false, Masks.PLAIN, true, false, new Counts(6, 6, 8, 20, 1), true).ofTerms());
  }

  @Override
  public List<Engine> mutated() {
    return List.of(corners().get(1), new Engine(8, 3, 6, 2, 32, 20, 18, 64, 1, 4, 4), corners().get(10), PLANES);
  }

  @Override
  public Engine random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 4);
    int group = 1 << Math.max(0, rng.nextInt(5) - 1);
    int oneof = group > 1 ? group : 1 << rng.nextInt(4);
    boolean residual = rng.nextInt(3) == 0;
    var masks = oneof == 1 && rng.nextInt(3) == 0 ? Masks.PLAIN : Masks.CODED;
    var engine = new Engine(
        oneof * drain * rng.nextInt(1, oneof > 1 ? 2 : 4), rng.nextInt(1, 10), drain * rng.nextInt(1, 4), drain, 2 * rng.nextInt(8, 33), rng.nextInt(1, 20), rng.nextInt(16, 40), 8 * rng.nextInt(5, 9),
        rng.nextInt(1, 3), group, oneof, rng.nextInt(4) == 0 ? rng.nextInt(16, 32) : ArrayShape.SUM_BITS, !residual && rng.nextInt(4) == 0, masks, rng.nextInt(4) == 0, residual,
        rng.nextInt(3) != 0 ? Counts.USUAL : new Counts(rng.nextInt(6, 11), rng.nextInt(7, 17), rng.nextInt(7, 17), rng.nextInt(20, 33), rng.nextInt(2)), rng.nextInt(3) == 0);
    if (engine.planes() && engine.group() == 1 && !engine.serial() && engine.tco() > engine.drain() && rng.nextBoolean()) engine = engine.ofTerms();
    return rng.nextInt(4) != 0 ? engine : rng.nextBoolean() ? engine.keeping(4000, 2000) : engine.keeping(rng.nextInt(1, 200), rng.nextInt(1, 100));
  }

  @Override
  public Model golden(Engine block) {
    return new EngineModel(block);
  }

  /** A program for every 250 of {@code n}, at least one, and one that halts the engine; where masks are kept, the same programs several times over other images. */
  @Override
  public Stimulus stimulus(Engine block, long seed, int n) {
    return new EngineStimulus(block, seed).halting(Math.max(1, n / PROGRAM));
  }

  @Override
  public List<Word> words() {
    return List.of(KeepWord.WORD);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("stored weights of one to four planes, of which some double: every sum by the integers that they are, for all numbers of planes of one set", PlanesLaw::stopped),
        new Law("a 3x3 layer, padded, three channels of 6 x 7 to four, pooled: every pixel by the network's own formula, before pooling and after", EngineLaw::convolution),
        new Law("and by windows of 3x3 in steps of two", EngineLaw::overlapping));
  }
}
