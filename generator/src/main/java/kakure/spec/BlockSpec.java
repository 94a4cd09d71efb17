// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.kernel.Block;

/**
 * What the generic contract test and the command line know of a block: data, not test code.
 *
 * @param <B> the block, a record whose components are its parameters
 */
public interface BlockSpec<B extends Block> {
  /** Name on the command line: {@code xorshift}. */
  String name();

  /** One line for the table of blocks. */
  String summary();

  /** The block as it is where the user gives no parameter. */
  B usual();

  /**
   * The block with these parameters, the usual ones for what is missing.
   *
   * @param given values by the names of the record's components, as {@link Parameters#with} reads them
   * @throws IllegalArgumentException for an unknown name or an illegal value, with what, why and the range
   */
  default B parse(Map<String, String> given) {
    return Parameters.with(usual(), given);
  }

  /**
   * The cheapest block with these parameters that errs by no more than is allowed.
   *
   * @param given as of {@link #parse}; what is not given may be chosen
   * @param percent greatest relative error of a result
   * @throws IllegalArgumentException where none errs so little, with the least that one does; or the block does not approximate anything
   */
  default B within(Map<String, String> given, double percent) {
    throw new IllegalArgumentException("does what it says without an error that could be allowed");
  }

  /** Small configurations at the edges: always with 1, and non-powers of two. */
  List<B> corners();

  /** Corners into whose Verilog faults are put to see whether the checks find them: the second, for the first is the smallest. */
  default List<B> mutated() {
    var corners = corners();
    return List.of(corners.get(Math.min(1, corners.size() - 1)));
  }

  /** A random legal configuration, small enough to lint and simulate in seconds. */
  B random(SplittableRandom rng);

  /** The golden function of this configuration, in its state after reset. */
  Model golden(B block);

  /** Inputs for the golden function and the hardware alike: {@code n} cycles, or {@code n} transactions per input stream. Random, unless something is illegal or must be rare. What is legal it never asks the golden function, but a {@link Side}. */
  default Stimulus stimulus(B block, long seed, int n) {
    var golden = golden(block);
    if (golden instanceof FunctionModel) return Stimulus.cycles(block, domain(block, seed), n);
    return golden instanceof StreamModel ? Stimulus.randomTransactions(block, seed, n) : Stimulus.randomCycles(block, seed, n);
  }

  /** A neighbour's account of this configuration, in its state after reset, where the stimulus needs one to know what is legal. */
  default Optional<Side> side(B block) {
    return Optional.empty();
  }

  /** What a function may be given; any bits on any port if not said otherwise. */
  default Space space(B block) {
    return Space.of(block);
  }

  /** Points of a function that are tried before random ones, as {@link FunctionModel#apply} takes them. */
  default List<long[]> directed(B block) {
    return List.of();
  }

  /** Where a function is tried when not everywhere: at the directed points, then at random ones. */
  default Domain domain(B block, long seed) {
    var space = space(block);
    return space.directed(directed(block)).then(space.random(seed));
  }

  /** {@code n} damaged streams, for a decoder with an error port; none for other blocks. */
  default List<Damage> damages(B block, long seed, int n) {
    return List.of();
  }

  /** Packed words that its ports carry: the page has a table of each. */
  default List<Word> words() {
    return List.of();
  }

  /** Checks of the golden function against a third witness. */
  default List<Law> laws() {
    return List.of();
  }

  /** Proofs by solvers, with designs that they must refute; {@code kakure prove} and {@code FormalTest} run them. */
  default List<Proof> proofs() {
    return List.of();
  }

  /** How far its results are off, for a block that computes about; {@code kakure report} shows it. */
  default Optional<ErrorSurface> errors(B block) {
    return Optional.empty();
  }

  /** Other designs that {@code kakure report} prices beside this one, by a short label, in order: an exact design of the same format. */
  default Map<String, Block> beside(B block) {
    return Map.of();
  }
}
