// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import kakure.kernel.Type;

/** How the array goes over a map: pixels from line to line, and those of a tile as columns and lines. */
public record Sweep<T>(T pitch, T stepX, T stepY) {
  /** Coordinates of {@code bits} bits. */
  public static Sweep<Type> type(int bits) {
    var coord = Type.bits(bits).control();
    return new Sweep<>(coord, coord, coord);
  }
}
