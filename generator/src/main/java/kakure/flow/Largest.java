// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** The largest size that a part holds, by measuring few of them: between one that fits and one that does not the middle is tried. */
public final class Largest {
  /** Elements that an array may have for the small parts: powers of two and what lies in the middle between them. */
  public static final List<Integer> SIZES = List.of(1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512);

  private Largest() {}

  /**
   * What was found.
   *
   * @param best the largest that fits, if any does
   * @param next the smallest that was tried and does not fit, if any
   */
  public record Found<T>(Optional<T> best, Optional<T> next) {}

  /**
   * Searches; of n sizes that there are log2(n) and 1 are measured.
   *
   * @param sizes ascending
   * @param measure of a size; empty where there is nothing of that size, which then is none of the sizes
   * @param fits whether what was measured fits
   */
  public static <T> Found<T> of(List<Integer> sizes, IntFunction<Optional<T>> measure, Predicate<T> fits) {
    Optional<T> best = Optional.empty(), next = Optional.empty();
    var left = new ArrayList<>(sizes);
    while (!left.isEmpty()) {
      int middle = (left.size() - 1) / 2;
      var tried = measure.apply(left.get(middle));
      if (tried.isEmpty()) {
        left.remove(middle);
      } else if (fits.test(tried.get())) {
        best = tried;
        left.subList(0, middle + 1).clear();
      } else {
        next = tried;
        left.subList(middle, left.size()).clear();
      }
    }
    return new Found<>(best, next);
  }
}
