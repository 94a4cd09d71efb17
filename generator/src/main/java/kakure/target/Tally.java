// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was compared and counted for one step, over cases. Adds up. */
final class Tally {
  long compared;
  long mismatches;
  final Map<String, Long> counters = new LinkedHashMap<>();

  void count(Map<String, Long> more) {
    more.forEach((key, n) -> counters.merge(key, n, Long::sum));
  }

  void add(Tally t) {
    compared += t.compared;
    mismatches += t.mismatches;
    count(t.counters);
  }

  double mean(String counter, int cases) {
    return counters.getOrDefault(counter, 0L) / (double) Math.max(1, cases);
  }
}
