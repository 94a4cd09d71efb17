// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The messages of the protocol, in the order of its page, the head of testbench/sim_main.cpp. */
enum Message {
  HELLO, RESET, STEP, RESULT, SEND, RECEIVED, RUN_UNTIL, RAN, PEEK, VALUE, POKE, HEARTBEAT, LOG, WAVE, EXPECT, FINISH, ERROR, SWEEP, TOGGLES;

  static final int MAGIC = 0x554b414b;
  static final int VERSION = 2;
  static final int HEADER_BYTES = 16;
  static final int MAX_PAYLOAD = 16 << 20;
  static final int WATCH_RULES = 1;
  static final int STOP_DRAINED = 1;
  private static final Message[] ALL = values();

  /** The number on the wire. */
  int code() {
    return ordinal() + 1;
  }

  /** Bytes that the payload has at least when it comes from a simulator; what follows them is text, records or transactions. */
  int leastPayload() {
    return switch (this) {
      case RESET, VALUE -> 4;
      case HEARTBEAT, FINISH -> 8;
      case RESULT, RECEIVED -> 12;
      case TOGGLES -> 16;
      case RAN, ERROR -> 20;
      default -> 0;
    };
  }

  /** The message of a number on the wire, or null. */
  static Message of(int code) {
    return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
  }

  /** Writes the header of a frame whose payload lies between byte 16 and the buffer's limit. */
  void stamp(ByteBuffer frame, int sequence) {
    frame.order(ByteOrder.LITTLE_ENDIAN).putInt(0, MAGIC).putShort(4, (short) VERSION).putShort(6, (short) code())
      .putInt(8, sequence).putInt(12, frame.limit() - HEADER_BYTES);
  }
}
