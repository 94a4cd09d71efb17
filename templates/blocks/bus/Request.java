// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import kakure.kernel.Type;

/** What a front end asks of the registers, answered in the same cycle by a {@link Response}: {@code valid} in the one cycle in which it happens; byte address; a data word with a strobe for each byte. */
public record Request<T>(T valid, T write, T addr, T data, T strb) {
  /** Its ports. */
  public static Request<Type> type() {
    var flag = Type.bit().control();
    return new Request<>(flag, flag, Type.bits(EngineMap.ADDRESS_BITS).control(), Type.bits(32), Type.bits(4).control());
  }
}
