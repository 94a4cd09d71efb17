// SPDX-License-Identifier: Apache-2.0
package blocks.mask;

import kakure.kernel.Type;

/** A coded mask's stream, the side that gives; {@code last}: with the last word of a mask. */
public record MaskBeat<T>(T valid, T last, T data) {
  /** Words of 64 bits. */
  public static MaskBeat<Type> type() {
    return type(1);
  }

  /** Beats of so many words of 64 bits. */
  public static MaskBeat<Type> type(int words) {
    var flag = Type.bit().control();
    return new MaskBeat<>(flag, flag, Type.bits(64 * words));
  }
}
