// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.kernel.Block;

/** What the generic contract test and the command line know of a block: data, not test code. */
public interface BlockSpec {
  /** Name on the command line and of the folder: {@code xorshift}. */
  String name();

  /** One line for the table of blocks. */
  String summary();

  /**
   * The block with these parameters, defaults for what is missing.
   *
   * @throws IllegalArgumentException for an unknown name or an illegal value, with what, why and the range
   */
  Block parse(Map<String, String> parameters);

  /** Small configurations at the edges: always with 1, and non-powers of two. */
  List<Block> corners();

  /** Corners into whose Verilog faults are put to see whether the checks find them: the second, for the first is the smallest. */
  default List<Block> mutated() {
    var corners = corners();
    return List.of(corners.get(Math.min(1, corners.size() - 1)));
  }

  /** A random legal configuration, small enough to lint and simulate in seconds. */
  Block random(SplittableRandom rng);

  /** The golden function of this configuration, in its state after reset. */
  Model golden(Block block);

  /** Inputs for the golden function and the hardware alike: {@code n} cycles, or {@code n} transactions per input stream. */
  Stimulus stimulus(Block block, long seed, int n);

  /** {@code n} damaged streams, for a decoder with an error port; none for other blocks. */
  default List<Damage> damages(Block block, long seed, int n) {
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
}
