// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.List;

/**
 * What a design costs before it is laid out.
 *
 * @param library name of the library of cells
 * @param area of its cells in the library's unit, without wires
 * @param cells how many
 * @param delay of its longest path in ps, without wires; of a clocked design the shortest period
 * @param delayBy who says so
 * @param lookups look-up tables by family of FPGA
 */
public record Price(String library, double area, int cells, double delay, String delayBy, List<Lookup> lookups) {
  /** Copies the list. */
  public Price {
    lookups = List.copyOf(lookups);
  }
}
