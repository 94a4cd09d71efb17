// SPDX-License-Identifier: Apache-2.0
package kakure.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import kakure.kernel.Type;
import org.junit.jupiter.api.Test;

/** What is right is not refused, and its timing is derived. */
class WiringTest {
  @Test
  void registersBalanceThePathsThatMeet() {
    var m = Module.of("top");
    var a = m.input("a", Type.bits(4));
    var slow = new Delay(4, 2).place(m, "slow", a);
    var fast = m.register("fast_q", new Delay(4, 1).place(m, "fast", a));
    m.output("y", m.wire("sum", Expr.add(slow, fast)));
    assertThat(Netlist.elaborate(m).top().arcs()).containsExactly(Arc.latency("a_i", "y_o", 2));
  }

  @Test
  void aFilterSaysThatItsTapsAreSkewed() {
    var m = Module.of("top");
    var a = m.input("a", Type.bits(4));
    var tap = m.register("tap_q", a);
    m.output("y", m.wire("sum", Expr.add(Expr.skewed(a), tap)));
    assertThat(Netlist.elaborate(m).top().arcs()).containsExactly(Arc.comb("a_i", "y_o"));
  }

  @Test
  void feedbackThroughARegisterIsNoLoop() {
    var m = Module.of("top");
    var next = m.loop("next", Type.bits(4).control());
    var count = m.register("count_q", next.sig(), 0);
    next.close(Expr.add(count, Expr.constant(1, 4)));
    m.output("count", count);
    var top = Netlist.elaborate(m).top();
    assertThat(top.arcs()).isEmpty();
    assertThat(top.ports()).extracting(Port::name).containsExactly("clk_i", "rst_ni", "count_o");
  }

  @Test
  void twoClocksMeetInABlockThatSynchronises() {
    var m = Module.of("top");
    var bus = m.clock("bus");
    var ready = new Synchroniser().place(m, "sync", bus.register("ready_q", bus.input("ready", Type.bit().control())));
    m.output("ready", ready);
    assertThat(Netlist.elaborate(m).top().ports()).extracting(Port::name).containsExactly("clk_i", "rst_ni", "bus_clk_i", "ready_i", "ready_o");
  }

  @Test
  void aWordWhereInstanceAndPortMeetIsSaidOnce() {
    var m = Module.of("top");
    var a = m.input("a", Type.bits(4));
    var once = new Delay(4, 0).place(m, "first_y", a);
    var twice = new Delay(4, 0).place(m, "y_first", a);
    m.output("sum", m.wire("sum", Expr.add(once, twice)));
    assertThat(List.of(once.name(), twice.name())).isEqualTo(List.of("first_y", "y_first_y"));
  }

  @Test
  void aLongChainIsCutAndSaysSo() {
    var m = Module.of("top");
    var inputs = new ArrayList<Expr>();
    for (int i = 0; i < 100; i++) inputs.add(m.input("a_" + i, Type.bit()));
    m.output("y", m.wire("all", Expr.cat(inputs)));
    assertThat(Netlist.elaborate(m).notes()).isEqualTo(List.of("all in top depends on more than 64 values; latencies are balanced afresh from there on"));
  }
}
