// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import kakure.kernel.Type;

/** A stream of bus words in packets, the side that gives; {@code last}: with a packet's last word. */
public record Packet<T>(T valid, T data, T last) {
  /** Words of {@code width} bits. */
  public static Packet<Type> of(int width) {
    var flag = Type.bit().control();
    return new Packet<>(flag, Type.bits(width), flag);
  }
}
