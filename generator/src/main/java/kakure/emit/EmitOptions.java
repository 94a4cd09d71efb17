// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a netlist is printed.
 *
 * @param asynchronousReset resets act at once instead of at the clock edge
 * @param source what the design was generated from, for {@code provenance} in {@code design.json}: {@code model}, a file's name, and {@code modelSha256}
 * @param onePort modules of memories for which one port will do, for reading and writing; {@code memories.json} says so
 */
public record EmitOptions(boolean asynchronousReset, Map<String, String> source, Set<String> onePort) {
  /** Sorts and copies the source and the modules. */
  public EmitOptions {
    source = Collections.unmodifiableMap(new TreeMap<>(source));
    onePort = Collections.unmodifiableSet(new TreeSet<>(onePort));
  }

  /** As memories are, each with a port for reading and one for writing. */
  public EmitOptions(boolean asynchronousReset, Map<String, String> source) {
    this(asynchronousReset, source, Set.of());
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
