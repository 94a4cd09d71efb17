// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A golden function that says the value of every output port in every cycle. Values are non-negative: the raw bits. */
public non-sealed interface CycleModel extends Model {
  /** To the state after reset. */
  void reset();

  /**
   * One clock cycle.
   *
   * @param inputs a value per input port in declared order, clock and reset left out
   * @return a value per output port in declared order, as read after the rising edge with these inputs still applied; null where it is not defined (data registers
   *     are not reset), which nothing is compared with
   */
  List<BigInteger> step(List<BigInteger> inputs);

  /**
   * What every output is in reset with all inputs at 0, in the form of {@link #step}: for a block whose lines switch something, as an edge later they may be made anew. Called after {@link #reset} only; empty where nothing is said.
   */
  default Optional<List<BigInteger>> inReset() {
    return Optional.empty();
  }
}
