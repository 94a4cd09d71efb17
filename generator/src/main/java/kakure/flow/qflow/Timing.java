// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import kakure.cosim.ToolException;

/**
 * What qflow's timing analysis says, after routing with the delays of wires.
 *
 * @param mhz clock between registers, by the longest path and its set-up time; empty where no path leads from register to register
 * @param longest path of all, between ports and registers, too, in ps; empty where there is none
 */
record Timing(OptionalDouble mhz, OptionalDouble longest) {
  private static final Pattern CLOCK = Pattern.compile("(?m)^Computed maximum clock frequency \\(zero margin\\) = (\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?) MHz");
  private static final Pattern PATH = Pattern.compile("(?m)^Path .* delay (\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?) ps");
  private static final String COUNT = "Number of paths analyzed:";

  /** @param log of the stage {@code sta} or {@code backanno}; @throws ToolException where no paths were analysed */
  static Timing of(String log) {
    if (!log.contains(COUNT)) throw new ToolException("the log of qflow's timing analysis does not say how many paths were analysed");
    var clock = CLOCK.matcher(log);
    return new Timing(clock.find() ? OptionalDouble.of(Double.parseDouble(clock.group(1))) : OptionalDouble.empty(), PATH.matcher(log).results().mapToDouble(m -> Double.parseDouble(m.group(1))).max());
  }
}
