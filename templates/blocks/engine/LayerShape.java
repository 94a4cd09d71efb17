// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import java.util.List;
import kakure.kernel.Type;

/** How a layer's result is written: mode of the drain, tiles of a group, output channels, first row, rows of a channel group and of a parity plane; where it can be, whether pooled windows overlap, and how many beats of the array make one of the result, less one. */
public record LayerShape<T>(T mode, T tiles, T cout, T base, T rows, T plane, List<T> overlap, List<T> terms) {
  /** The fields in front of memories whose rows have addresses of {@code rowBits} bits, tiles and channels as wide as said. @param termBits 0 where a beat of the array is one of the result */
  public static LayerShape<Type> type(int rowBits, int tileBits, int channelBits, boolean overlap, int termBits) {
    var row = Type.bits(rowBits).control();
    return new LayerShape<>(Type.bits(2).control(), Type.bits(tileBits).control(), Type.bits(channelBits).control(), row, row, row, overlap ? List.of(Type.bit().control()) : List.of(), termBits > 0 ? List.of(Type.bits(termBits).control()) : List.of());
  }
}
