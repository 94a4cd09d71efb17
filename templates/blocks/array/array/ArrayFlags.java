// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import java.util.List;
import kakure.kernel.Type;

/** Of a step at the array: it counts ({@code en}), begins a sum, ends it; where the array can, doubles what the steps before it gave. */
public record ArrayFlags<T>(T en, T first, T last, List<T> twice) {
  /** Three flags, or with {@code doubles} four. */
  public static ArrayFlags<Type> type(boolean doubles) {
    var flag = Type.bit().control();
    return new ArrayFlags<>(flag, flag, flag, doubles ? List.of(flag) : List.of());
  }
}
