// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** A golden function that says which transactions leave, in which order, but not when. */
public non-sealed interface StreamModel extends Model {
  /**
   * From reset on.
   *
   * @param inputs transactions by name of the input stream; a transaction is a value per data port
   * @return transactions by name of the output stream, as many as the inputs give rise to
   */
  Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs);
}
