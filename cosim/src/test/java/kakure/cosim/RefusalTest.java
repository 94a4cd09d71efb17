// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another version, another design, another port table, another seed, no protocol at all: both sides refuse, and say what differs. */
@Timeout(300)
class RefusalTest {
  private static final SimulatorBuild BUILD = Fixtures.build();
  private static final int HELLO_BYTES = 76;

  @TempDir
  Path dir;

  /** Greets a real simulator with a HELLO (header and payload) changed by {@code spoil}; returns the text of its ERROR. */
  private String answer(Consumer<ByteBuffer> spoil) throws Exception {
    Simulator s = BUILD.build(Fixtures.popcount());
    Path socket = dir.resolve("s" + System.nanoTime());
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Process p = new ProcessBuilder(s.executable().toString(), "--connect", "unix:" + socket, "--seed", "7").redirectErrorStream(true).start();
      try (SocketChannel c = server.accept()) {
        read(c, 16 + HELLO_BYTES + 16);
        ByteBuffer hello = new Greeting("popcount", s.designHash(), s.portsHash(), SimOptions.seed(7), List.of()).frame(new BufferPool());
        Message.HELLO.stamp(hello, 0);
        spoil.accept(hello);
        c.write(hello);
        c.shutdownOutput();
        ByteBuffer header = read(c, 16);
        assertThat(header.getShort(6)).isEqualTo((short) Message.ERROR.code());
        ByteBuffer payload = read(c, header.getInt(12));
        assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(p.exitValue()).isEqualTo(1);
        return StandardCharsets.UTF_8.decode(payload.position(20)).toString();
      } finally {
        p.destroyForcibly();
      }
    }
  }

  private static ByteBuffer read(SocketChannel c, int n) throws Exception {
    ByteBuffer b = ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
    while (b.hasRemaining() && c.read(b) >= 0) continue;
    return b.flip();
  }

  @Test
  void theSimulatorRefuses() throws Exception {
    assertThat(answer(b -> b.putInt(0, 0x47455420))).isEqualTo("the other side does not speak this protocol: no magic word");
    assertThat(answer(b -> b.putShort(4, (short) 3))).isEqualTo("protocol version 3 refused: this simulator speaks version 2");
    assertThat(answer(b -> b.putShort(16, (short) 3).putShort(18, (short) 4))).isEqualTo("protocol versions 3 to 4 refused: this simulator speaks version 2");
    assertThat(answer(b -> b.put(20, (byte) ~b.get(20)))).startsWith("other design refused: this simulator was built from popcount");
    assertThat(answer(b -> b.put(52, (byte) ~b.get(52)))).startsWith("other port table refused");
    assertThat(answer(b -> b.putLong(84, 8))).isEqualTo("seed 8 refused: this simulator was started with seed 7");
    assertThat(answer(b -> b.putInt(8, 5))).isEqualTo("frame 5 came where frame 0 was due");
    assertThat(answer(b -> b.putInt(12, 1 << 30))).isEqualTo("frame of 1073741824 bytes: the limit is 16777216");
    assertThat(answer(b -> b.putShort(6, (short) Message.STEP.code()))).isEqualTo("the first frame must be HELLO");
    assertThat(answer(b -> b.putShort(6, (short) 99))).isEqualTo("message type 99 does not exist");
  }

  @Test
  void javaRefusesTheSimulatorOfAnotherDesign() {
    Design other = Fixtures.design(dir, "inv", "module inv (input [7:0] a_i, output [7:0] y_o); assign y_o = ~a_i; endmodule\n",
        "\"clock\":null,\"reset\":null,\"ports\":[" + Fixtures.port("a_i", "in", 8) + "," + Fixtures.port("y_o", "out", 8) + "]");
    Simulator right = BUILD.build(Fixtures.popcount());
    Simulator wrong = BUILD.build(other);
    assertThatThrownBy(() -> new Simulator(BUILD, right.design(), wrong.executable(), right.designHash(), right.portsHash(), false).open(SimOptions.seed(1)))
        .isInstanceOf(ToolException.class).hasMessageContaining("is refused, it has another design (hash ");
    assertThatThrownBy(() -> new Simulator(BUILD, right.design(), wrong.executable(), wrong.designHash(), right.portsHash(), false).open(SimOptions.seed(1)))
        .isInstanceOf(ToolException.class).hasMessageContaining("is refused, it has another port table (hash ");
  }

  @Test
  void javaRefusesOtherVersionsSeedsAndStrangers() {
    Greeting g = new Greeting("m", new byte[32], new byte[32], SimOptions.seed(7), List.of());
    byte[] token = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    g.check(hello(2, 2, 7, token), token);
    assertThatThrownBy(() -> g.check(hello(3, 4, 7, token), token)).isInstanceOf(ToolException.class).hasMessageContaining("protocol versions 3 to 4 (this program speaks 2)");
    assertThatThrownBy(() -> g.check(hello(2, 2, 8, token), token)).isInstanceOf(ToolException.class).hasMessageContaining("another seed (8, expected 7)");
    assertThatThrownBy(() -> g.check(hello(2, 2, 7, new byte[16]), token)).isInstanceOf(ToolException.class).hasMessageContaining("not started by this program");
    assertThatThrownBy(() -> g.check(ByteBuffer.allocate(5), token)).isInstanceOf(ToolException.class).hasMessageContaining("a greeting of 5 bytes");
  }

  private static ByteBuffer hello(int lowest, int highest, long seed, byte[] token) {
    return ByteBuffer.allocate(HELLO_BYTES + 16).order(ByteOrder.LITTLE_ENDIAN).putShort((short) lowest).putShort((short) highest).position(68).putLong(seed).put(token).flip();
  }

  @Test
  void javaRefusesBrokenFramesAndTakesGoodOnesHoweverTheyAreCut() throws Exception {
    assertThatThrownBy(() -> parse(frame(b -> b.putInt(0, 1)))).isInstanceOf(ToolException.class).hasMessageContaining("no magic word");
    assertThatThrownBy(() -> parse(frame(b -> b.putShort(4, (short) 3)))).hasMessageContaining("speaks protocol version 3, this program version 2: build it again");
    assertThatThrownBy(() -> parse(frame(b -> b.putShort(6, (short) 0)))).hasMessageContaining("message type 0, which does not exist");
    assertThatThrownBy(() -> parse(frame(b -> b.putInt(8, 1)))).hasMessageContaining("sent frame 1 where frame 0 was due");
    assertThatThrownBy(() -> parse(frame(b -> b.putInt(12, -1)))).hasMessageContaining("a frame of 4294967295 bytes; the limit is 16777216");
    assertThatThrownBy(() -> parse(frame(b -> b.putShort(6, (short) Message.HEARTBEAT.code())))).isInstanceOf(ToolException.class).hasMessageContaining("sent a HEARTBEAT frame of 3 bytes; it has 8 at least");
    for (int reason : new int[] {0, 5, -1}) {
      assertThatThrownBy(() -> RunResult.of("m", ByteBuffer.allocate(20).putInt(0, reason))).isInstanceOf(ToolException.class).hasMessageContaining("a broken RAN frame");
    }
    assertThat(parse(frame(b -> { }))).isEqualTo("LOG 3\n");
  }

  private static byte[] frame(Consumer<ByteBuffer> spoil) {
    ByteBuffer b = ByteBuffer.allocate(19).position(16).put(new byte[] {1, 2, 3}).flip();
    Message.LOG.stamp(b, 0);
    spoil.accept(b);
    return b.array();
  }

  private static String parse(byte[] bytes) throws Exception {
    StringBuilder said = new StringBuilder();
    FrameParser p = new FrameParser("m", new BufferPool(), (type, payload) -> said.append(type).append(' ').append(payload.remaining()).append('\n'));
    for (byte b : bytes) p.read(once(b));
    return said.toString();
  }

  /** A channel that gives one byte and then nothing yet. */
  private static ReadableByteChannel once(byte b) {
    boolean[] given = {false};
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer to) {
        if (given[0]) return 0;
        given[0] = true;
        to.put(b);
        return 1;
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
