// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.List;

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
}
