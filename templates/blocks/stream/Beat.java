// SPDX-License-Identifier: Apache-2.0
package blocks.stream;

import kakure.kernel.Type;

/** A stream's side that gives: ports {@code <stream>_valid}, {@code <stream>_data}. */
public record Beat<T>(T valid, T data) {
  /** Beats of {@code width} bits. */
  public static Beat<Type> of(int width) {
    return new Beat<>(Type.bit().control(), Type.bits(width));
  }
}
