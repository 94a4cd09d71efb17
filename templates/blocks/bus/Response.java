// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import kakure.kernel.Type;

/** The answer to a {@link Request}: the data that were read; {@code error}: there is no such register, or not for this. */
public record Response<T>(T data, T error) {
  /** Its ports. */
  public static Response<Type> type() {
    return new Response<>(Type.bits(32), Type.bit().control());
  }
}
