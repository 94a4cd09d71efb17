// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import kakure.kernel.Type;

/** What of a sweep is written: columns, lines, and the pixels of a line of pairs as rows and remainder. */
public record Window<T>(T width, T height, T lineRows, T lineRem) {
  /** Coordinates of {@code bits} bits, row addresses and positions within a row as wide as said. */
  public static Window<Type> type(int bits, int rowBits, int remBits) {
    var coord = Type.bits(bits).control();
    return new Window<>(coord, coord, Type.bits(rowBits).control(), Type.bits(remBits).control());
  }
}
