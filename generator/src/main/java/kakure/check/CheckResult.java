// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a block compared with its golden function.
 *
 * @param block name of its specification
 * @param module name of the module that was simulated
 * @param parameters of the block
 * @param cycles simulated
 * @param compared output values
 * @param mismatches 0 where all were equal; a run by cycles ends at its first
 * @param seed of stimulus, stalls and uninitialised state
 * @param message empty, or the first difference and how to see it again
 * @param seconds of simulation, golden function and comparison
 * @param remarks what other simulators and hardware may do otherwise, of Verilog that was not emitted here
 */
public record CheckResult(String block, String module, Map<String, String> parameters, long cycles, long compared, long mismatches, long seed, String message, double seconds, List<String> remarks) {
  /** Copies the map, keeps its order. */
  public CheckResult {
    remarks = List.copyOf(remarks);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** Values compared in a second. */
  public double resultsPerSecond() {
    return seconds == 0 ? 0 : compared / seconds;
  }

  /** True where all values were equal and no rule of streams was broken. */
  public boolean equal() {
    return mismatches == 0;
  }
}
