// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import kakure.kernel.Type;

/** How a layer's result is written: mode of the drain, tiles of a group, output channels, first row, rows of a channel group and of a parity plane. */
public record LayerShape<T>(T mode, T tiles, T cout, T base, T rows, T plane) {
  /** The fields in front of memories whose rows have addresses of {@code rowBits} bits. */
  public static LayerShape<Type> type(int rowBits) {
    var count = Type.bits(16).control();
    var row = Type.bits(rowBits).control();
    return new LayerShape<>(Type.bits(2).control(), count, count, row, row, row);
  }
}
