// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a netlist is printed.
 *
 * @param asynchronousReset resets act at once instead of at the clock edge
 * @param source what the design was generated from, for {@code provenance} in {@code design.json}: {@code model}, a file's name, and {@code modelSha256}
 */
public record EmitOptions(boolean asynchronousReset, Map<String, String> source) {
  /** Sorts and copies the source. */
  public EmitOptions {
    source = Collections.unmodifiableMap(new TreeMap<>(source));
  }

  /** Synchronous reset, from nothing but the block. */
  public static EmitOptions defaults() {
    return new EmitOptions(false, Map.of());
  }

  /** Sensitivity of a control register: {@code posedge clk_i}, with the reset where that is asynchronous. */
  String edge(String clock, String reset) {
    return "posedge " + clock + (asynchronousReset ? " or negedge " + reset : "");
  }
}
