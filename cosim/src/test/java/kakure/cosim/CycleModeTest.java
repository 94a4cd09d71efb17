// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All outputs of all cycles against a golden function; a planted mismatch is found, explained and replayed without Java. */
class CycleModeTest {
  private static final SimulatorBuild BUILD = Fixtures.build();
  private static final String ADDER = """
    module acc (input clk_i, input rst_ni, input [3:0] a_i, input [15:0] b_i, output reg [16:0] sum_o, output [15:0] or_o);
     assign or_o = b_i | {12'd0, a_i};
     always @(posedge clk_i) if (!rst_ni) sum_o <= 17'd0; else sum_o <= sum_o + {1'b0, b_i} + {13'd0, a_i};
    endmodule
    """;

  private static Design adder(Path dir) {
    return Fixtures.design(dir, "acc", ADDER, "\"clock\":\"clk_i\",\"reset\":\"rst_ni\",\"ports\":[" + String.join(",", Fixtures.port("clk_i", "in", 1), Fixtures.port("rst_ni", "in", 1),
      Fixtures.port("a_i", "in", 4), Fixtures.port("b_i", "in", 16), Fixtures.port("sum_o", "out", 17), Fixtures.port("or_o", "out", 16)) + "]");
  }

  /** Random a and b: records of 1 + 2 bytes. */
  static CycleStimulus random(long seed) {
    return new CycleStimulus() {
      private SplittableRandom rng;

      @Override
      public void reset() {
        rng = new SplittableRandom(seed);
      }

      @Override
      public void fill(ByteBuffer records, int cycles) {
        for (int i = 0; i < cycles; i++) records.put((byte) rng.nextInt(16)).putShort((short) rng.nextInt(65536));
      }
    };
  }

  /** The accumulator, with a chosen next state so that a test can plant a fault. */
  static CycleGolden golden(IntBinaryOperator next) {
    return new CycleGolden() {
      private int sum;

      @Override
      public void reset() {
        sum = 0;
      }

      @Override
      public void run(ByteBuffer in, ByteBuffer out, int cycles) {
        for (int i = 0; i < cycles; i++) {
          int a = in.get();
          int b = in.getShort() & 0xffff;
          sum = next.applyAsInt(sum, a + b) & 0x1ffff;
          out.put((byte) sum).put((byte) (sum >> 8)).put((byte) (sum >> 16)).putShort((short) (a | b));
        }
      }
    };
  }

  @Test
  void equalOverManyFrames(@TempDir Path dir) {
    CycleReport r = CycleRun.of(BUILD.build(adder(dir)), random(1), golden(Integer::sum)).run(100_000);
    assertThat(r.compared()).isEqualTo(200_000);
    assertThat(r.cycles()).isEqualTo(100_000);
  }

  @Test
  void mismatchIsExplainedAndReplaysWithoutJava(@TempDir Path dir) throws Exception {
    int[] n = {0};
    CycleGolden wrong = golden((s, x) -> s + x + (n[0]++ == 5000 ? 1 : 0));
    CycleGolden faulty = new CycleGolden() {
      @Override
      public void reset() {
        n[0] = 0;
        wrong.reset();
      }

      @Override
      public void run(ByteBuffer in, ByteBuffer out, int cycles) {
        wrong.run(in, out, cycles);
      }
    };
    CycleRun run = CycleRun.of(BUILD.build(adder(dir)), random(7), faulty).options(SimOptions.seed(42)).reports(dir.resolve("reports"));
    assertThatThrownBy(() -> run.run(20_000)).isInstanceOfSatisfying(MismatchException.class, e -> {
      assertThat(e.cycle()).isEqualTo(5000);
      assertThat(e.mismatch().port().name()).isEqualTo("sum_o");
      assertThat(e.mismatch().expected()).isEqualTo(e.mismatch().got().add(java.math.BigInteger.ONE));
      assertThat(e.getMessage().lines()).hasSize(4);
      assertThat(e).hasMessageContaining("acc: cycle 5000, port sum_o: expected ").hasMessageContaining("seed 42").hasMessageContaining("now a_i=0x").hasMessageContaining("before a_i=0x");
      Path script = e.replay().orElseThrow();
      Exec again = Exec.run(dir, "/usr/bin:/bin", java.time.Duration.ofSeconds(60), java.util.List.of(script.toString()));
      assertThat(again.status()).isEqualTo(1);
      assertThat(again.output()).contains("cycle 5000, port sum_o: expected 0x").contains("replayed to cycle 5017");
      assertThat(vcdTimes(script.resolveSibling("mismatch.vcd"))).isEqualTo(2 * 81);
    });
  }

  private static long vcdTimes(Path vcd) {
    try {
      return Files.readAllLines(vcd).stream().filter(l -> l.startsWith("#")).count();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
