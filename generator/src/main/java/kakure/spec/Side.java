// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.List;

/**
 * A neighbour's account of a block, in its state after reset: what it sent, and what the block's page lets it conclude. A stimulus asks it what is legal, so that a golden function that is wrong does not
 * narrow its own test; and the contract compares what it expects of outputs with the golden function, so that either being wrong is noticed.
 *
 * <p>Written from the block's page and in the neighbour's terms; it knows no golden function.
 */
public interface Side {
  /**
   * One clock cycle.
   *
   * @param inputs a value per input port in declared order, clock and reset left out
   * @return what output ports must show, as read after the rising edge with these inputs still applied
   */
  Expected step(List<BigInteger> inputs);
}
