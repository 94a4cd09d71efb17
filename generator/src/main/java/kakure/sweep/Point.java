// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One point of a sweep: the commands that a user would give for it by hand.
 *
 * @param name of its files; no other point has it
 * @param chosen on each axis, by the axis's name
 * @param plan words behind {@code kakure} that predict it
 * @param run words that simulate it; empty where it is only planned
 * @param clock in MHz, by which cycles become time
 * @param key hash of all that its figures depend on, the clock aside: points of one key are computed once
 */
public record Point(String name, Map<String, String> chosen, List<String> plan, List<String> run, OptionalDouble clock, String key) {
  /** Copies, in their order. */
  public Point {
    chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    plan = List.copyOf(plan);
    run = List.copyOf(run);
  }
}
