// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import java.util.List;
import kakure.kernel.Type;

/** What of the memory that is written is read back for a layer: whether anything is, whether the larger is kept in place of the sum, first row, rows of a channel group. Empty lists where nothing can be. */
public record ReadBack<T>(List<T> back, List<T> largest, List<T> backBase, List<T> backRows) {
  /** The fields in front of memories whose rows have addresses of {@code rowBits} bits, or none. */
  public static ReadBack<Type> type(boolean there, int rowBits) {
    var flag = List.of(Type.bit().control());
    var row = List.of(Type.bits(rowBits).control());
    return there ? new ReadBack<>(flag, flag, row, row) : new ReadBack<>(List.of(), List.of(), List.of(), List.of());
  }
}
