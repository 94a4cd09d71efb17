// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Side;
import kakure.spec.Stimulus;

/**
 * Checks of {@link BitlineController}: one of everything, in one cycle each; segments beside powers of two, so that patterns leave a rest; patterns of three and six; gaps of none and of several cycles; long phases; one bit, which is first and
 * last. Laws: cycles and activity in closed form are those counted along the lines.
 */
public final class BitlineControllerSpec implements BlockSpec<BitlineController> {
  @Override
  public String name() {
    return "bitlinecontroller";
  }

  @Override
  public String summary() {
    return "control of a computing-in-memory macro with hierarchical bitlines: segments and column groups that have nothing to add are skipped, held or switched off";
  }

  @Override
  public BitlineController usual() {
    return new BitlineController(32, 4, 2, 8, 1, 0, 1, 1, 1, 4);
  }

  @Override
  public List<BitlineController> corners() {
    return List.of(
        new BitlineController(1, 1, 1, 1, 1, 0, 1, 1, 1, 1), new BitlineController(15, 5, 3, 4, 2, 1, 2, 3, 2, 3), new BitlineController(12, 3, 1, 8, 1, 0, 1, 1, 1, 1),
        new BitlineController(4, 2, 2, 2, 1, 3, 5, 1, 1, 2), new BitlineController(64, 16, 3, 8, 1, 0, 1, 2, 1, 5),
        new BitlineController(14, 7, 2, 3, 1, 0, 1, 1, 1, 2, 3));
  }

  @Override
  public List<BitlineController> mutated() {
    return List.of(corners().get(1), corners().get(2), corners().get(5));
  }

  @Override
  public BitlineController random(SplittableRandom rng) {
    int segments = rng.nextInt(1, 13);
    return new BitlineController(segments * rng.nextInt(1, 9), segments, rng.nextInt(1, 6), rng.nextInt(1, 10), rng.nextInt(1, 5), rng.nextInt(0, 4), rng.nextInt(1, 5), rng.nextInt(1, 5), rng.nextInt(1, 5),
        rng.nextInt(1, 8), rng.nextInt(2, 4));
  }

  @Override
  public Model golden(BitlineController block) {
    return new BitlineControllerModel(block);
  }

  @Override
  public Optional<Side> side(BitlineController block) {
    return Optional.of(new BitlineControllerSide(block));
  }

  @Override
  public Stimulus stimulus(BitlineController block, long seed, int n) {
    return new BitlineControllerStimulus(block, seed).cycles(n);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("cycles and activity in closed form are those counted along the lines, on random operations of random shapes", ControlLaw::closedForm),
        new Law("an operation of which nothing is needed takes bits + 1 cycles, or 3 more where the power state changes", ControlLaw::nothing));
  }

  @Override
  public List<Proof> proofs() {
    return List.of(
        proof(small(0)).refutes("WAKE: count_d = 1'd1", "WAKE: count_d = 1'd0").refutes("left_q & ~sharing", "left_q & ~spread_0"), proof(small(1)).refutes("PCH: if (last) state_d = GAP1", "PCH: if (last) state_d = EVAL"),
        proof(middle(0)), proof(middle(1)), proof(usual()), proof(threes()));
  }

  /** 2 segments of 2 rows, 2 groups, 2 bits. */
  static BitlineController small(int gap) {
    return new BitlineController(4, 2, 2, 2, 1, gap, 1, 2, 1, 2);
  }

  /** 4 segments of 2 rows, 2 groups, 3 bits, phases of two cycles. */
  private static BitlineController middle(int gap) {
    return new BitlineController(8, 4, 2, 3, 2, gap, 2, 2, 2, 2);
  }

  /** 6 segments of a row, of which 1, 3 or 6 share; 2 bits. */
  private static BitlineController threes() {
    return new BitlineController(6, 6, 1, 2, 1, 0, 1, 1, 1, 1, 3);
  }

  /** The rules alone, in all states that are reached. */
  static Proof proof(BitlineController c) {
    return proof(c, new Proof.Reachability());
  }

  static Proof proof(BitlineController c, Proof.Mode mode) {
    return Proof.of(c, mode, "BitlineController.formal.v").define("ROWS", c.rows()).define("GROUPS", c.groups()).define("UNITS", c.units()).define("PATTERN_BITS", c.patternBits());
  }
}
