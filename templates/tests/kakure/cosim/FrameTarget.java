// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kakure.fuzz.FuzzTarget;

/** What a simulator may say: frames in pieces of any size, each handed to the reader of its kind as a session hands it. The first byte chooses the pieces; bit 7, right headers. */
public final class FrameTarget implements FuzzTarget {
  private static final Port VALID = new Port(0, "valid_o", false, 1, false, false);
  private static final Port READY = new Port(1, "ready_i", true, 1, false, false);
  private static final Port DATA = new Port(2, "data_o", false, 20, false, false);
  private static final StreamPorts STREAM = new StreamPorts(0, "out", false, VALID, READY, List.of(DATA));
  private static final Design DESIGN = new Design("m", Path.of("/"), List.of(), Optional.empty(), Optional.empty(), false, List.of(VALID, READY, DATA), List.of(STREAM));
  private static final byte[] TOKEN = new byte[16];
  private static final long LIMIT = 1 << 20;

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public List<byte[]> seeds() {
    var hello = ByteBuffer.allocate(92).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 1).putShort((short) 1).putLong(68, 1).array();
    var received = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN).array();
    var ran = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putInt(1).array();
    var seeds = new ArrayList<byte[]>();
    for (int choice : new int[] {5, 0x85}) {
      var all = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN).put((byte) choice);
      int sequence = 0;
      put(all, Message.HELLO, hello, sequence++);
      put(all, Message.RECEIVED, received, sequence++);
      put(all, Message.RAN, ran, sequence++);
      put(all, Message.HEARTBEAT, new byte[8], sequence++);
      put(all, Message.LOG, "text".getBytes(StandardCharsets.US_ASCII), sequence++);
      put(all, Message.ERROR, new byte[25], sequence++);
      seeds.add(Arrays.copyOf(all.array(), all.position()));
    }
    return seeds;
  }

  private static void put(ByteBuffer all, Message type, byte[] payload, int sequence) {
    var frame = ByteBuffer.allocate(Message.HEADER_BYTES + payload.length).position(Message.HEADER_BYTES).put(payload).flip();
    type.stamp(frame, sequence);
    all.put(frame.array());
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(ToolException.class, DesignFault.class);
  }

  @Override
  public void read(byte[] input) throws IOException {
    if (input.length == 0) return;
    var bytes = ByteBuffer.wrap(input, 1, input.length - 1).slice().order(ByteOrder.LITTLE_ENDIAN);
    if (input[0] < 0) mend(bytes);
    var pool = new BufferPool();
    var inbox = new Inbox(DESIGN, pool, LIMIT);
    var greeting = new Greeting("m", new byte[32], new byte[32], SimOptions.seed(1), List.of(STREAM));
    var tail = new Tail();
    var parser = new FrameParser("m", pool, (type, payload) -> {
      switch (type) {
        case RECEIVED -> inbox.received(payload);
        case HELLO -> greeting.check(payload, TOKEN);
        case ERROR -> throw greeting.error(payload);
        case HEARTBEAT -> payload.getLong(0);
        case LOG -> tail.add(payload);
        case RAN -> RunResult.of("m", payload);
        default -> pool.give(payload);
      }
    });
    var channel = pieces(bytes, 1 + (input[0] & 127));
    while (bytes.hasRemaining()) parser.read(channel);
    tail.last(3);
  }

  /** Makes magic word, version and sequence of every header right, which no fuzzer finds often. */
  private static void mend(ByteBuffer bytes) {
    int sequence = 0;
    for (long at = 0; at + Message.HEADER_BYTES <= bytes.limit(); sequence++) {
      int head = (int) at;
      bytes.putInt(head, Message.MAGIC).putShort(head + 4, (short) Message.VERSION).putInt(head + 8, sequence);
      at += Message.HEADER_BYTES + (bytes.getInt(head + 12) & 0xffffffffL);
    }
  }

  /** A channel that gives at most {@code most} bytes at a time. */
  private static ReadableByteChannel pieces(ByteBuffer bytes, int most) {
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer to) {
        int n = Math.min(most, Math.min(to.remaining(), bytes.remaining()));
        to.put(bytes.slice(bytes.position(), n));
        bytes.position(bytes.position() + n);
        return n;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
