// SPDX-License-Identifier: Apache-2.0
package blocks.cell.clockgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import kakure.ExternalTool;
import kakure.check.BlockCheck;
import kakure.eda.Icarus;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Assembly;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.NetlistException;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.BlockSpec;
import kakure.spec.CycleModel;
import kakure.spec.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register behind a clock gate is a register with enable: in the kernel, in simulations of cycles and of events. */
class GatedClockTest {
  @TempDir
  private Path folder;

  /** x taken by a register with enable, and by one whose clock is gated; and what follows that a cycle later. */
  public record Pair() implements Assembly {
    public record In<T>(T en, T x) {}

    public record Out<T>(T enabled, T gated, T after) {}

    @Override
    public String moduleName() {
      return "pair";
    }

    @Override
    public boolean resettable() {
      return false;
    }

    @Override
    public In<Type> in() {
      return new In<>(Type.bit().control(), Type.bits(8));
    }

    @Override
    public Out<Type> out() {
      return new Out<>(Type.bits(8), Type.bits(8), Type.bits(8));
    }

    @Override
    public Record build(Module m, Record record) {
      @SuppressWarnings("unchecked") // an assembly gets the record that it declares
      var in = (In<Sig>) record;
      var gate = new ClockGate().place(m, "gate", new ClockGate.In<>(in.en(), m.wire("scan", kakure.kernel.Expr.constant(0, 1))));
      var gated = m.gated(gate.gclk()).register("gated_q", in.x());
      return new Out<>(m.register("enabled_q", in.x(), in.en()), gated, m.register("after_q", gated));
    }
  }

  private static final class PairSpec implements BlockSpec<Pair> {
    @Override
    public String name() {
      return "pair";
    }

    @Override
    public String summary() {
      return "of a test";
    }

    @Override
    public Pair usual() {
      return new Pair();
    }

    @Override
    public List<Pair> corners() {
      return List.of(new Pair());
    }

    @Override
    public Pair random(SplittableRandom rng) {
      return new Pair();
    }

    @Override
    public Model golden(Pair block) {
      return new CycleModel() {
        private BigInteger held;
        private BigInteger after;

        @Override
        public void reset() {
          held = null;
          after = null;
        }

        @Override
        public List<BigInteger> step(List<BigInteger> in) {
          after = held;
          if (in.get(0).signum() != 0) held = in.get(1);
          return Collections.unmodifiableList(new ArrayList<>(java.util.Arrays.asList(held, held, after)));
        }
      };
    }
  }

  @Test
  void cyclesSeeARegisterWithEnable() {
    new ExternalTool("verilator").require();
    var result = BlockCheck.in(folder).run(new PairSpec(), new Pair(), 2000, 1);
    assertThat(result.message()).isEmpty();
    assertThat(result.compared()).isGreaterThan(5000);
  }

  @Test
  void eventsSeeARegisterWithEnable() throws Exception {
    new ExternalTool("iverilog").require();
    var sources = new ArrayList<String>();
    for (var file : Emitter.emit(Netlist.elaborate(new Pair()), EmitOptions.defaults()).entrySet()) {
      if (!file.getKey().endsWith(".v")) continue;
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
      sources.add(file.getKey());
    }
    Files.writeString(folder.resolve("bench.v"), """
        module bench;
          reg clk, en;
          reg [7:0] x;
          wire [7:0] enabled, gated, after;
          reg [7:0] before;
          integer n, seed, equal;
          pair u_pair (.clk_i(clk), .en_i(en), .x_i(x), .enabled_o(enabled), .gated_o(gated), .after_o(after));
          initial begin
            seed = 3; equal = 0; clk = 0; en = 1; x = 0;
            for (n = 0; n < 1000; n = n + 1) begin
              #3 en = $random(seed); x = $random(seed); // while the clock is low
              before = gated;
              #2 clk = 1;
              #1 if (enabled === gated && (n < 2 || after === before)) equal = equal + 1;
              #2 en = $random(seed);                     // while it is high: must not count
              #1 if (enabled !== gated) equal = equal - 1;
              #1 clk = 0;
            end
            $display("%0d equal", equal);
          end
        endmodule
        """);
    sources.add("bench.v");
    assertThat(new Icarus(folder).run("bench", sources)).isEqualTo("1000 equal\n");
  }

  @Test
  void thePinIsTheGatedClock() {
    var text = Emitter.emit(Netlist.elaborate(new Pair()), EmitOptions.defaults());
    assertThat(text.get("pair.v")).contains("always @(posedge gate_gclk) gated_q <= x_i;").contains("always @(posedge clk_i) after_q <= gated_q;");
    assertThat(text.get("macros.json")).contains("\"role\": \"clock-gate\"");
    assertThat(text.get("memories.json")).isEqualTo("[]\n");
  }

  @Test
  void aClockIsNoValueAndAValueNoClock() {
    var m = Module.of("top");
    var en = m.input("en", Type.bit().control());
    m.output("y", m.gated(en).register("y_q", m.input("x", Type.bits(4))));
    assertThatThrownBy(() -> Netlist.elaborate(m)).isInstanceOf(NetlistException.class).hasMessageContaining("en_i is taken for a clock").hasMessageContaining("place a block of role clock-gate");
    var n = Module.of("top");
    var on = n.input("en", Type.bit().control());
    n.output("y", new ClockGate().place(n, "gate", new ClockGate.In<>(on, on)).gclk());
    assertThatThrownBy(() -> Netlist.elaborate(n)).isInstanceOf(NetlistException.class).hasMessageContaining("gate_gclk is a clock and read as a value").hasMessageContaining("use it by Module.gated only");
  }
}
