// SPDX-License-Identifier: Apache-2.0
package blocks.engine;

import kakure.kernel.Type;

/** A report of the sequencer: it waits until it is taken. */
public record Report<T>(T valid, T index, T value) {
  /** Up to sixteen reports of 32 bits. */
  public static Report<Type> type() {
    return new Report<>(Type.bit().control(), Type.bits(4).control(), Type.bits(32));
  }
}
