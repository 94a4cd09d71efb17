// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.List;

/**
 * A column of a run's table: one figure over another, of each step and of all together.
 *
 * @param key of the whole network's ratio in JSON; empty for one that is only shown
 * @param title of the column
 * @param over figure above the line, @param under figure below it
 * @param decimals shown
 */
public record Ratio(String key, String title, String over, String under, int decimals) {
  /** The ratio of these steps' sums. */
  public double of(List<Step> steps) {
    return sum(steps, over) / sum(steps, under);
  }

  private static double sum(List<Step> steps, String figure) {
    return steps.stream().mapToDouble(s -> s.figure(figure)).sum();
  }
}
