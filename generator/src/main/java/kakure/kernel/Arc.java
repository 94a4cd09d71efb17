// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * Declared timing between two ports of a block.
 *
 * @param from Verilog name of an input port
 * @param to Verilog name of an output port
 * @param cycles rising edges after which {@code to} shows the effect of {@code from}; 0 is a combinational path
 */
public record Arc(String from, String to, int cycles) {
  /** Checks the range. */
  public Arc {
    if (cycles < 0) throw new IllegalArgumentException("cycles = " + cycles + " of the arc " + from + " -> " + to + " is negative");
  }

  /** {@code to} depends on {@code from} within the cycle. Every combinational path of a block is declared: loops are found through these. */
  public static Arc comb(String from, String to) {
    return new Arc(from, to, 0);
  }

  /** {@code to} shows {@code from} after a fixed number of cycles, 1 or more. */
  public static Arc latency(String from, String to, int cycles) {
    if (cycles < 1) throw new IllegalArgumentException("a latency of " + cycles + " cycles (" + from + " -> " + to + ") is none; a combinational path is Arc.comb");
    return new Arc(from, to, cycles);
  }

  /** True for a path within the cycle. */
  public boolean comb() {
    return cycles == 0;
  }

  /** {@code to} depends on each of {@code from} within the cycle. */
  public static List<Arc> comb(List<String> from, String to) {
    return from.stream().map(f -> comb(f, to)).toList();
  }

  /** The arcs of these lists, in order. */
  @SafeVarargs
  public static List<Arc> all(List<Arc>... lists) {
    return Arrays.stream(lists).flatMap(List::stream).toList();
  }
}
