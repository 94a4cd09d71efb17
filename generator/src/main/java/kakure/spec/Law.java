// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A named statement about a golden function, checked against a third witness: a published vector, an inverse, another formula.
 *
 * @param name a sentence: {@code "the first outputs are those of Marsaglia's paper"}
 * @param counterexample searches for one; empty where the law holds
 */
public record Law(String name, Supplier<Optional<String>> counterexample) {
  /** The law that two values are equal. */
  public static Law equal(String name, Supplier<?> expected, Supplier<?> actual) {
    return new Law(name, () -> {
      var e = expected.get();
      var a = actual.get();
      return Objects.equals(e, a) ? Optional.empty() : Optional.of("expected " + e + ", got " + a);
    });
  }
}
