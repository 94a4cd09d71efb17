// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import blocks.memory.ram.Ram;
import java.nio.file.Path;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.DesignFault;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assertions of emitted Verilog are on in co-simulation: one that fails is the design's fault, with module, line and cycle. */
class AssertionTest {
  private static final int DEPTH = 5;

  @TempDir Path temp;

  @Test
  void anAddressBeyondTheLastWordStopsTheSimulation() {
    new ExternalTool("verilator").require();
    var fault = catchThrowableOfType(DesignFault.class, () -> run(DEPTH));
    assertThat(fault).hasMessageContaining("top: the design stopped at ").hasMessageContaining("ram_5x4.v:").hasMessageContaining("failed assertion (cycle 5");
    assertThat(fault.cycle()).isEqualTo(DEPTH);
  }

  /** Neither does the random address that the counter holds before reset. */
  @Test
  void everyWordMayBeRead() {
    new ExternalTool("verilator").require();
    for (int seed = 1; seed < 10; seed++) run(DEPTH - 1, seed);
  }

  private void run(int last) {
    run(last, 1);
  }

  /** A memory whose reader counts 0 .. last and begins again. */
  private void run(int last, int seed) {
    var m = Module.of("top");
    var next = m.loop("next", Type.bits(3).control());
    var address = m.register("address_q", next.sig(), 0);
    var wraps = m.wire("wraps", Expr.eq(address, Expr.constant(last, 3)));
    next.close(m.wire("following", Expr.mux(wraps, Expr.constant(0, 3), Expr.add(address, Expr.constant(1, 3)))));
    var write = m.input("write", Type.bit().control());
    var word = new Ram(4, DEPTH, 1).place(m, "memory", new Ram.In<>(write, m.wire("first", Expr.constant(0, 3)), m.input("data", Type.bits(4)), m.wire("always_on", Expr.constant(1, 1)), address));
    m.output("word", word.rdData());
    var dir = temp.resolve("rtl" + last);
    Output.write(dir, Emitter.emit(Netlist.elaborate(m), EmitOptions.defaults()));
    try (var sim = SimulatorBuild.standard().build(Design.read(dir)).open(SimOptions.seed(seed))) {
      sim.reset(2);
      sim.run(Until.cycles(100));
    }
  }
}
