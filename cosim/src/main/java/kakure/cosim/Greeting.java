// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * What both sides must agree on before a cycle is simulated.
 *
 * @param top for messages
 * @param designHash SHA-256 of the Verilog and the port table
 * @param portsHash SHA-256 of the port table
 * @param options seed, stalls, monitors
 * @param streams names for messages
 */
record Greeting(String top, byte[] designHash, byte[] portsHash, SimOptions options, List<StreamPorts> streams) {
  private static final int ERROR_LINES = 8;
  private static final int PAYLOAD = 2 + 2 + 32 + 32 + 8;

  /** Our HELLO. */
  ByteBuffer frame(BufferPool pool) {
    ByteBuffer f = pool.take(Message.HEADER_BYTES + PAYLOAD + 8).position(Message.HEADER_BYTES);
    f.putShort((short) Message.VERSION).putShort((short) Message.VERSION).put(designHash).put(portsHash).putLong(options.seed())
      .putShort(share(options.stallIn())).putShort(share(options.stallOut())).putInt(options.watchRules() ? Message.WATCH_RULES : 0);
    return f.flip();
  }

  private static short share(double p) {
    return (short) Math.min(65_535, Math.round(p * 65_536));
  }

  /** Checks theirs. @throws ToolException naming the difference */
  void check(ByteBuffer payload, byte[] token) {
    if (payload.remaining() != PAYLOAD + 16) throw refused("a greeting of " + payload.remaining() + " bytes");
    payload.order(ByteOrder.LITTLE_ENDIAN);
    int lowest = payload.getShort() & 0xffff;
    int highest = payload.getShort() & 0xffff;
    byte[] design = new byte[32];
    byte[] ports = new byte[32];
    byte[] theirs = new byte[16];
    payload.get(design).get(ports);
    long seed = payload.getLong();
    payload.get(theirs);
    if (!MessageDigest.isEqual(theirs, token)) throw refused("a process that was not started by this program");
    if (lowest > Message.VERSION || highest < Message.VERSION) throw refused("protocol versions " + lowest + " to " + highest + " (this program speaks " + Message.VERSION + ")");
    if (!Arrays.equals(design, designHash)) throw refused("another design (hash " + hex(design) + ", expected " + hex(designHash) + ")");
    if (!Arrays.equals(ports, portsHash)) throw refused("another port table (hash " + hex(ports) + ", expected " + hex(portsHash) + ")");
    if (seed != options.seed()) throw refused("another seed (" + Long.toUnsignedString(seed) + ", expected " + Long.toUnsignedString(options.seed()) + ")");
  }

  private ToolException refused(String what) {
    return new ToolException("the simulator of " + top + " is refused, it has " + what + "; clear the build cache and build it again");
  }

  private static String hex(byte[] hash) {
    return java.util.HexFormat.of().formatHex(hash, 0, 6);
  }

  /** The exception that an ERROR frame stands for. */
  RuntimeException error(ByteBuffer p) {
    int code = p.getInt();
    p.getInt();
    int rule = p.getInt();
    long cycle = p.getLong();
    byte[] text = new byte[Math.min(p.remaining(), 2000)];
    p.get(text);
    String message = Printed.line(text, ERROR_LINES);
    String seed = "; seed " + Long.toUnsignedString(options.seed());
    return switch (code) {
      case 3 -> new DesignFault(top + ": " + message + seed, rule, cycle);
      case 4 -> new DesignFault(top + ": " + message + " (cycle " + cycle + seed + ")", 0, cycle);
      default -> new ToolException("the simulator of " + top + ": " + message + " (cycle " + cycle + ")");
    };
  }
}
