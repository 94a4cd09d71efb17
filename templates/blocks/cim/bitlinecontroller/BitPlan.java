// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;
import java.util.List;

/**
 * What happens in one bit of an operation.
 *
 * @param act units that take part
 * @param wl rows whose word lines pulse; those of units that do not take part are grounded nowhere, so they add nothing
 * @param shares units whose lines join the global ones at the same time, in the order in which they are sensed; each unit of {@code act} is in exactly one
 */
public record BitPlan(BigInteger act, BigInteger wl, List<BigInteger> shares) {
  /** Copies the list. */
  public BitPlan {
    shares = List.copyOf(shares);
  }
}
