// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A layer's words damaged on the way, and what a decoder of a single stream makes of them: the port {@code error_o} names a fault, no transaction says that a layer ends, and all words
 * are taken until {@code clear_i} is 1 for a cycle; then it is as good as new. What it gave before the fault showed is left open.
 *
 * @param what was done, for messages
 * @param words transactions of the input stream, damaged
 * @param errors numbers that the error port may show
 * @param good transactions of the input stream that are whole
 */
public record Damage(String what, List<List<BigInteger>> words, Set<Integer> errors, List<List<BigInteger>> good) {
  /** Copies the collections. */
  public Damage {
    words = List.copyOf(words);
    errors = Collections.unmodifiableSortedSet(new TreeSet<>(errors));
    good = List.copyOf(good);
  }
}
