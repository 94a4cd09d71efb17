// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A golden function that says which transactions leave, in which order, but not when. */
public non-sealed interface StreamModel extends Model {
  /**
   * From reset on.
   *
   * @param inputs transactions by name of the input stream; a transaction is a value per data port
   * @return transactions by name of the output stream, as many as the inputs give rise to; a value that is null is left open
   */
  Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs);

  /**
   * Judges what {@link #run}, called before, leaves open, such as counters of cycles: no value of them is right, but many are wrong.
   *
   * @param outputs transactions that came, by name of the output stream, equal to those that {@code run} gave
   * @param cycles that were simulated
   * @return what is wrong, empty where nothing is
   */
  default Optional<String> judge(Map<String, List<List<BigInteger>>> outputs, long cycles) {
    return Optional.empty();
  }
}
