// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import java.util.List;
import kakure.kernel.Type;

/** How a layer's result is written: mode of the drain, tiles of a group, output channels, first row, rows of a channel group and of a parity plane; where it can be, whether pooled windows overlap. */
public record LayerShape<T>(T mode, T tiles, T cout, T base, T rows, T plane, List<T> overlap) {
  /** The fields in front of memories whose rows have addresses of {@code rowBits} bits, tiles and channels as wide as said. */
  public static LayerShape<Type> type(int rowBits, int tileBits, int channelBits, boolean overlap) {
    var row = Type.bits(rowBits).control();
    return new LayerShape<>(Type.bits(2).control(), Type.bits(tileBits).control(), Type.bits(channelBits).control(), row, row, row, overlap ? List.of(Type.bit().control()) : List.of());
  }
}
