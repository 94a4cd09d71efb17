// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import kakure.kernel.Type;

/** Of a step at the array: it counts ({@code en}), begins a sum, ends it. */
public record ArrayFlags<T>(T en, T first, T last) {
  /** Three flags. */
  public static ArrayFlags<Type> type() {
    var flag = Type.bit().control();
    return new ArrayFlags<>(flag, flag, flag);
  }
}
