// SPDX-License-Identifier: Apache-2.0
package blocks.cell.clockgate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Macro;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * gclk = clk and (en or test_en, as they were before clk rose): every pulse of the clock is passed whole or not at all.
 *
 * <p>The enables are latched while the clock is low; they may change at any time then, and must be settled when it rises. A library's integrated clock-gating cell takes this model's place; on an FPGA,
 * where clocks are not gated, a buffer of the clock with an enable does.
 */
public record ClockGate() implements Block, Macro {
  /** {@code en} passes the next pulse; {@code testEn} passes every pulse, for scan. */
  public record In<T>(T en, T testEn) {}

  /** {@code gclk}: the gated clock; a clock and nothing else, see {@link Module#gated}. */
  public record Out<T>(T gclk) {}

  @Override
  public String moduleName() {
    return "clock_gate";
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bit().control());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bit().control());
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return List.of(Arc.comb("en_i", "gclk_o"), Arc.comb("test_en_i", "gclk_o"));
  }

  @Override
  public String role() {
    return CLOCK_GATE;
  }

  @Override
  public Map<String, Object> facts() {
    return new TreeMap<>(Map.of("edge", "positive"));
  }

  /** Places the gate and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
