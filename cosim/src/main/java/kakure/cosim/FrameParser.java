// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/** Cuts a byte stream into frames; refuses what a header can have wrong before it allocates anything. */
final class FrameParser {
  /** Takes a frame; the payload (position 0, limit at its length) is the taker's to give back to the pool. */
  interface Taker {
    void frame(Message type, ByteBuffer payload);
  }

  private static final int READ_BYTES = 256 << 10;
  private static final int READS_PER_TICK = 16;

  private final String top;
  private final BufferPool pool;
  private final Taker taker;
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private ByteBuffer payload;
  private Message type;
  private int expected;

  FrameParser(String top, BufferPool pool, Taker taker) {
    this.top = top;
    this.pool = pool;
    this.taker = taker;
  }

  /** Reads what is there and hands complete frames on; false at the end of the stream. */
  boolean read(ReadableByteChannel channel) throws IOException {
    for (int i = 0; i < READS_PER_TICK; i++) {
      int n = channel.read(payload != null ? payload : in);
      if (n < 0) return false;
      if (n == 0) return true;
      if (payload == null) cut();
      else if (!payload.hasRemaining()) hand();
    }
    return true;
  }

  private void cut() {
    in.flip();
    while (in.remaining() >= Message.HEADER_BYTES) {
      int length = header(in.position());
      in.position(in.position() + Message.HEADER_BYTES);
      payload = pool.take(length);
      int n = Math.min(length, in.remaining());
      payload.put(in.slice(in.position(), n));
      in.position(in.position() + n);
      if (n < length) break;
      hand();
    }
    in.compact();
  }

  private int header(int at) {
    if (in.getInt(at) != Message.MAGIC) throw new ToolException("what connected as the simulator of " + top + " does not speak this protocol: no magic word");
    int version = in.getShort(at + 4) & 0xffff;
    if (version != Message.VERSION) throw new ToolException("the simulator of " + top + " speaks protocol version " + version + ", this program version " + Message.VERSION + ": build it again");
    int code = in.getShort(at + 6) & 0xffff;
    type = Message.of(code);
    if (type == null) throw new ToolException("the simulator of " + top + " sent message type " + code + ", which does not exist");
    if (in.getInt(at + 8) != expected) throw new ToolException("the simulator of " + top + " sent frame " + in.getInt(at + 8) + " where frame " + expected + " was due");
    expected++;
    int length = in.getInt(at + 12);
    if (length < 0 || length > Message.MAX_PAYLOAD) throw new ToolException("the simulator of " + top + " announced a frame of " + Integer.toUnsignedString(length) + " bytes; the limit is " + Message.MAX_PAYLOAD);
    if (length < type.leastPayload()) throw new ToolException("the simulator of " + top + " sent a " + type + " frame of " + length + " bytes; it has " + type.leastPayload() + " at least");
    return length;
  }

  private void hand() {
    ByteBuffer p = payload;
    payload = null;
    taker.frame(type, p.flip());
  }
}
