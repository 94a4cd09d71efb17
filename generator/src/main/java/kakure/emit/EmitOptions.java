// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a netlist is printed.
 *
 * @param asynchronousReset resets act at once instead of at the clock edge
 * @param parameters what the design was generated from, for {@code design.json}; besides the top block's own
 */
public record EmitOptions(boolean asynchronousReset, Map<String, String> parameters) {
  /** Sorts and copies the parameters. */
  public EmitOptions {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** Synchronous reset, no further parameters. */
  public static EmitOptions defaults() {
    return new EmitOptions(false, Map.of());
  }

  /** Sensitivity of a control register: {@code posedge clk_i}, with the reset where that is asynchronous. */
  String edge(String clock, String reset) {
    return "posedge " + clock + (asynchronousReset ? " or negedge " + reset : "");
  }
}
