// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream of words that three memories store: two are asked for, by names that netlists without hierarchy have. */
class MemoryWatchTest {
  private static final String MEMORY = """
      module mem (input wire clk, input wire we, input wire [2:0] addr, input wire [69:0] word, output reg [69:0] last);
        reg [69:0] store [0:7];
        always @(posedge clk) if (we) begin store[addr] <= word; last <= store[addr]; end
      endmodule
      """;
  private static final String TOP = MEMORY + """
      module keeper (input wire clk, input wire rst_n, input wire in_valid, output wire in_ready, input wire [69:0] in_word, output wire out_valid, input wire out_ready, output wire [7:0] out_n);
        reg [7:0] n, told;
        wire take = in_valid & in_ready;
        assign in_ready = 1'b1;
        assign out_valid = told != n;
        assign out_n = told;
        wire [69:0] x, y, z;
        always @(posedge clk)
          if (!rst_n) begin n <= 8'd0; told <= 8'd0; end
          else begin n <= n + {7'd0, take}; told <= told + {7'd0, out_valid & out_ready}; end
        mem u_outer_u_a (.clk(clk), .we(take & ~n[0]), .addr(n[3:1]), .word(in_word), .last(x));
        mem \\u_inner.u_b (.clk(clk), .we(take & n[0]), .addr(n[3:1]), .word(in_word), .last(y));
        mem u_c (.clk(clk), .we(take | rst_n), .addr(n[3:1]), .word(~in_word), .last(z));
        wire unused = &{x, y, z};
      endmodule
      """;
  private static final MemoryWatch WATCH = new MemoryWatch("mem", "clk", "we", "addr", 3, "word", 70, List.of("u_outer.u_a", "u_inner.u_b"));

  private static Design keeper(Path dir) {
    String ports = String.join(",", Fixtures.port("clk", "in", 1), Fixtures.port("rst_n", "in", 1), Fixtures.port("in_valid", "in", 1), Fixtures.port("in_ready", "out", 1), Fixtures.port("in_word", "in", 70),
        Fixtures.port("out_valid", "out", 1), Fixtures.port("out_ready", "in", 1), Fixtures.port("out_n", "out", 8));
    String streams = Fixtures.stream("in", "in", "in_valid", "in_ready", "in_word") + "," + Fixtures.stream("out", "out", "out_valid", "out_ready", "out_n");
    return Fixtures.design(dir, "keeper", TOP, "\"clock\":\"clk\",\"reset\":\"rst_n\",\"ports\":[" + ports + "],\"streams\":[" + streams + "]");
  }

  private static ByteBuffer words(int n) {
    var words = ByteBuffer.allocate(9 * n).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) words.putLong(0x0123456789abcdefL * (i + 1)).put((byte) (i & 63));
    return words.flip();
  }

  @Test
  void everyWriteIsToldInItsPlaceAmongWhatLeaves(@TempDir Path dir) {
    var simulator = Fixtures.build().build(keeper(dir).watching(WATCH));
    try (var sim = simulator.open(SimOptions.seed(1))) {
      for (int round = 0; round < 2; round++) {
        sim.send("in", words(6));
        sim.run(Until.transferred("out", 6).orIdle(20));
        assertThat(told(sim)).containsExactly("0:0:0", "out", "1:0:1", "out", "0:1:2", "out", "1:1:3", "out", "0:2:4", "out", "1:2:5", "out");
        sim.receive("out", 6);
        sim.reset(3);
      }
    }
  }

  /** Instance, address and number of the word, whose bits are all compared; a transaction of {@code out} by its name. */
  private static List<String> told(Simulation sim) {
    var all = new ArrayList<String>();
    var writes = sim.receive(MemoryWatch.STREAM, (int) sim.available(MemoryWatch.STREAM));
    var words = words(6);
    for (int at = 0; at < writes.limit(); at += WATCH.bytes()) {
      int instance = MemoryWatch.instance(writes, at), address = writes.getInt(at + 4);
      if (instance == MemoryWatch.PASSED) {
        assertThat(sim.design().streams().get(address).name()).isEqualTo("out");
        all.add("out");
        continue;
      }
      int number = writes.get(at + MemoryWatch.HEAD + 8);
      assertThat(writes.slice(at + MemoryWatch.HEAD, 9)).isEqualTo(words.slice(9 * number, 9));
      all.add(instance + ":" + address + ":" + number);
    }
    return all;
  }

  @Test
  void aWatchedDesignTakesTheSameCycles(@TempDir Path dir) {
    var design = keeper(dir);
    var cycles = new ArrayList<Long>();
    for (var d : List.of(design, design.watching(WATCH))) {
      try (var sim = Fixtures.build().build(d).open(SimOptions.seed(3).stalls(.4, .4))) {
        sim.send("in", words(60));
        cycles.add(sim.run(Until.transferred("out", 60).orIdle(50)).cycle());
      }
    }
    assertThat(cycles.get(0)).isEqualTo(cycles.get(1));
  }

  @Test
  void whatIsNotThereIsNotWatched(@TempDir Path dir) {
    var design = keeper(dir);
    assertThat(WATCH.in(design.files())).isTrue();
    assertThat(new MemoryWatch("memory", "clk", "we", "addr", 3, "word", 70, List.of()).in(design.files())).isFalse();
    assertThatThrownBy(() -> design.watching(WATCH).watching(WATCH)).hasMessageContaining("watched already");
    assertThatThrownBy(() -> new MemoryWatch("mem", "clk", "we", "addr", 33, "word", 70, List.of())).hasMessageContaining("addressBits = 33");
    assertThatThrownBy(() -> new MemoryWatch("mem", "clk", "we", "addr", 3, "word", 0, List.of())).hasMessageContaining("width = 0");
  }
}
