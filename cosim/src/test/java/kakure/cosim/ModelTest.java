// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a design sees: every width, no clock, reset of either kind, uninitialised state, waveforms, recordings. */
class ModelTest {
  private static final SimulatorBuild BUILD = Fixtures.build();

  @TempDir
  Path dir;

  @Test
  void everyWidthArrivesWhole() {
    List<Integer> widths = List.of(1, 7, 8, 9, 16, 17, 31, 32, 33, 63, 64, 65, 95, 96, 97, 128, 1000, 4096);
    List<String> ports = new ArrayList<>();
    StringBuilder header = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (int w : widths) {
      ports.add(Fixtures.port("a" + w + "_i", "in", w));
      ports.add(Fixtures.port("y" + w + "_o", "out", w));
      header.append(header.isEmpty() ? "" : ", ").append("input [").append(w - 1).append(":0] a").append(w).append("_i, output [").append(w - 1).append(":0] y").append(w).append("_o");
      body.append("assign y").append(w).append("_o = ~a").append(w).append("_i;\n");
    }
    Design d = Fixtures.design(dir, "inverters", "module inverters (" + header + ");\n" + body + "endmodule\n", "\"clock\":null,\"reset\":null,\"ports\":[" + String.join(",", ports) + "]");
    Random rng = new Random(3);
    CycleStimulus noise = new CycleStimulus() { // bits above a port's width included
      @Override
      public void reset() {
        rng.setSeed(3);
      }

      @Override
      public void fill(ByteBuffer records, int cycles) {
        while (records.hasRemaining()) records.put((byte) rng.nextInt());
      }
    };
    CycleGolden not = new CycleGolden() {
      @Override
      public void reset() {}

      @Override
      public void run(ByteBuffer in, ByteBuffer out, int cycles) {
        for (int c = 0; c < cycles; c++) {
          for (int w : widths) {
            for (int i = 0; i < (w + 7) / 8; i++) out.put((byte) (~in.get() & (i == w / 8 ? (1 << w % 8) - 1 : 0xff)));
          }
        }
      }
    };
    assertThat(CycleRun.of(BUILD.build(d), noise, not).run(3000).compared()).isEqualTo(3000L * widths.size());
    try (Simulation sim = BUILD.build(d).open(SimOptions.seed(1))) {
      BigInteger wide = new BigInteger(1000, rng);
      sim.poke("a1000_i", wide);
      assertThat(sim.peek("a1000_i")).isEqualTo(wide);
      assertThat(sim.peek("y1000_o")).isEqualTo(wide.xor(BigInteger.ONE.shiftLeft(1000).subtract(BigInteger.ONE)));
      assertThatThrownBy(() -> sim.poke("y1000_o", 1)).isInstanceOf(IllegalArgumentException.class).hasMessage("y1000_o is not an input that can be set");
      assertThatThrownBy(() -> sim.poke("a7_i", 128)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("128 does not fit port a7_i of 7 bits");
    }
  }

  private Design counter(String reset, String always, String condition, String extra) {
    String verilog = "module counter (input clk_i, input " + reset + ", output reg [15:0] n_o, output reg [7:0] data_o);\n  always @(" + always + ") if (" + condition
        + ") n_o <= 16'd0; else n_o <= n_o + 16'd1;\n  always @(posedge clk_i) " + extra + "\nendmodule\n";
    return Fixtures.design(dir, "counter", verilog, "\"clock\":\"clk_i\",\"reset\":\"" + reset + "\",\"ports\":[" + String.join(",", Fixtures.port("clk_i", "in", 1),
        Fixtures.port(reset, "in", 1), Fixtures.port("n_o", "out", 16), Fixtures.port("data_o", "out", 8)) + "]");
  }

  @Test
  void synchronousAndAsynchronousResetOfEitherPolarity() throws Exception {
    for (String[] kind : new String[][] {{"rst_ni", "posedge clk_i", "!rst_ni"}, {"rst_ni", "posedge clk_i or negedge rst_ni", "!rst_ni"}, {"rst_i", "posedge clk_i", "rst_i"},
        {"rst_i", "posedge clk_i or posedge rst_i", "rst_i"}}) {
      counter(kind[0], kind[1], kind[2], "data_o <= 8'd1;");
      Path json = dir.resolve("design.json");
      if (kind[0].equals("rst_i")) Files.writeString(json, Files.readString(json).replace("\"format\":1", "\"format\":1,\"resetActive\":\"high\""));
      try (Simulation sim = BUILD.build(Design.read(dir)).open(SimOptions.seed(1))) {
        assertThat(sim.peek("n_o")).as("%s", String.join(" ", kind)).isZero();
        assertThat(sim.run(Until.cycles(5)).cycle()).isEqualTo(5);
        assertThat(sim.peek("n_o")).isEqualTo(5);
        sim.reset(1);
        assertThat(sim.peek("n_o")).isZero();
        assertThat(sim.cycles()).isZero();
      }
    }
  }

  private static final CycleStimulus NOTHING = new CycleStimulus() {
    @Override
    public void reset() {}

    @Override
    public void fill(ByteBuffer records, int cycles) {}
  };

  @Test
  void twoSeedsAgreeAfterResetOrAMissingResetIsFound() {
    Simulator good = BUILD.build(counter("rst_ni", "posedge clk_i", "!rst_ni", "data_o <= n_o[7:0];"));
    try (SimulatedGolden other = new SimulatedGolden(good, SimOptions.seed(2))) {
      assertThat(CycleRun.of(good, NOTHING, other).options(SimOptions.seed(1)).run(5000).cycles()).isEqualTo(5000);
    }
    Simulator bad = BUILD.build(counter("rst_ni", "posedge clk_i", "!rst_ni", "data_o <= data_o + 8'd3;"));
    try (SimulatedGolden other = new SimulatedGolden(bad, SimOptions.seed(2))) {
      assertThatThrownBy(() -> CycleRun.of(bad, NOTHING, other).options(SimOptions.seed(1)).reports(dir.resolve("reports")).run(5000)).isInstanceOf(MismatchException.class)
          .hasMessageStartingWith("counter: cycle 0, port data_o: expected ");
    }
  }

  @Test
  void aRecordedSessionReplaysWithAWaveform() throws Exception {
    Simulator s = BUILD.build(Fixtures.popcount());
    SimOptions options = SimOptions.seed(9).stalls(0.2, 0.2).record(dir.resolve("recording"));
    RunResult run;
    try (Simulation sim = s.open(options)) {
      sim.send("req", StreamModeTest.words(1, 300));
      run = sim.run(Until.transferred("rsp", 300).orIdle(100));
      ByteBuffer all = sim.receive("rsp", 300);
      byte[] last = new byte[all.remaining() / 300];
      all.get(299 * last.length, last);
      byte[] counts = new byte[last.length];
      sim.expect("rsp", run.cycle(), last, Arrays.copyOf(new byte[] {-1}, last.length));
      counts[0] = 1;
      last[0] ^= 3;
      sim.expect("rsp", run.cycle(), last, counts);
      assertThatThrownBy(() -> sim.expect("req", 0, last, counts)).isInstanceOf(IllegalArgumentException.class);
    }
    Replay.Shown shown = new Replay(s, options, dir.resolve("reports")).write(dir.resolve("recording"), 100);
    assertThat(shown.waveform()).content().contains("$enddefinitions", "count_q");
    Exec again = Exec.run(dir, "/usr/bin:/bin", java.time.Duration.ofSeconds(60), List.of(shown.script().toString(), "--dump"));
    assertThat(again.status()).as("what differs is a mismatch").isEqualTo(1);
    assertThat(again.output()).startsWith("stream 1: ").containsOnlyOnce("cycle " + run.cycle() + ", port rsp_");
    assertThat(run.reason()).isEqualTo(RunResult.Reason.ARRIVED);
  }

  @Test
  void waveformsOnDemand() {
    Path vcd = dir.resolve("w.vcd");
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(SimOptions.seed(1).wave(vcd, 5, 8))) {
      sim.run(Until.cycles(20));
    }
    assertThat(vcd).content().contains("valid_q");
    assertThat(vcd).content().satisfies(t -> assertThat(t.lines().filter(l -> l.startsWith("#"))).hasSize(8));
  }

  @Test
  void commandsMayFollowBeforeTheirRunsAreDone() {
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(SimOptions.seed(1))) {
      List<Byte> got = new ArrayList<>();
      sim.onReceive("rsp", b -> {
        while (b.hasRemaining()) got.add(b.get());
      });
      List<PendingRun> runs = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        sim.send("req", StreamModeTest.words(i, 1000));
        runs.add(sim.start(Until.transferred("rsp", 1000)));
      }
      runs.forEach(PendingRun::join);
      ByteBuffer all = ByteBuffer.allocate(got.size());
      got.forEach(all::put);
      for (int i = 0; i < 50; i++) StreamModeTest.check(StreamModeTest.words(i, 1000), all.slice(1000 * i, 1000));
    }
  }
}
