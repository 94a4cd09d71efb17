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
import kakure.kernel.Sig;
import kakure.kernel.Statement;
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
  void instancesThatFeedEachOtherAreDeclaredAndThenConnected() {
    var m = Module.of("top");
    var a = m.input("a", Type.bits(4));
    Delay.Out<Sig> first = m.declare(new Delay(4, 1), "first");
    Delay.Out<Sig> second = m.declare(new Delay(4, 2), "second");
    m.connect(first, new Delay.In<>(m.wire("fed", Expr.xor(a, second.y()))));
    m.connect(second, new Delay.In<>(first.y()));
    m.output("y", first.y());
    var top = Netlist.elaborate(m).top();
    assertThat(top.statements()).extracting(s -> s.getClass().getSimpleName()).containsExactly("Declared", "Declared", "Wire", "Instance", "Instance");
    assertThat(top.ports()).extracting(Port::name).containsExactly("clk_i", "a_i", "y_o");
    assertThat(top.arcs()).as("read after it was connected, but younger data went in with it").containsExactly(Arc.latency("a_i", "y_o", 1));
  }

  @Test
  void aDeclaredInstanceIsTimedAsAPlacedOneWhereItIsReadLater() {
    var m = Module.of("top");
    Delay.Out<Sig> hold = m.declare(new Delay(4, 3), "hold");
    m.connect(hold, new Delay.In<>(m.input("a", Type.bits(4))));
    m.output("y", hold.y());
    assertThat(Netlist.elaborate(m).top().arcs()).containsExactly(Arc.latency("a_i", "y_o", 3));
  }

  @Test
  void aDeclaredInstanceKeepsTheClockThatItWasDeclaredIn() {
    var m = Module.of("top");
    var bus = m.clock("bus");
    Delay.Out<Sig> hold = bus.declare(new Delay(1, 1), "hold");
    m.connect(hold, new Delay.In<>(bus.input("a", Type.bit())));
    bus.output("y", hold.y());
    var instance = Netlist.elaborate(m).top().statements().stream().filter(Statement.Instance.class::isInstance).map(Statement.Instance.class::cast);
    assertThat(instance).singleElement().satisfies(i -> assertThat(i.clock()).isEqualTo("bus_clk"));
  }

  @Test
  void aBundleIsChosenAndNamedAsOneAndAWireInItKeepsItsName() {
    var m = Module.of("top");
    var x = m.input("x", Type.signed(4));
    var open = m.input("open", Type.bit().control());
    Gate.In<Sig> either = m.wires("either", Expr.mux(open, new Gate.In<Expr>(x, open), new Gate.In<Sig>(x, open)));
    Gate.In<Sig> named = m.wires("named", new Gate.In<Expr>(Expr.not(x), open));
    m.output("y", new Gate(4).place(m, "y", either.x(), either.open()));
    m.output("z", new Gate(4).place(m, "z", named.x(), named.open()));
    assertThat(Netlist.elaborate(m).top().statements()).filteredOn(Statement.Wire.class::isInstance).extracting(s -> ((Statement.Wire) s).sig().name())
        .containsExactly("either_x", "either_open", "named_x");
  }

  @Test
  void aRegisterResetsAPart() {
    var m = Module.of("top");
    var again = m.register("again_q", m.input("again", Type.bit().control()), 1);
    var running = m.register("running_q", Expr.not(again), 0);
    var part = m.resetBy(running);
    m.output("y", part.register("y_q", m.input("a", Type.bit().control()), 0));
    var text = kakure.emit.Emitter.emit(Netlist.elaborate(m), new kakure.emit.EmitOptions(true, java.util.Map.of())).get("top.v");
    assertThat(text).contains("always @(posedge clk_i or negedge running_q)\n    if (!running_q) y_q <= 1'b0;", "always @(posedge clk_i or negedge rst_ni)\n    if (!rst_ni) running_q <= 1'b0;");
  }

  @Test
  void whatMayHaveGlitchesResetsNothing() {
    var m = Module.of("top");
    var again = m.register("again_q", m.input("again", Type.bit().control()), 1);
    m.output("y", m.resetBy(again).register("y_q", m.input("a", Type.bit().control()), 0));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Netlist.elaborate(m)).hasMessageContaining("again_q is taken for a reset").hasMessageContaining("make it with m.register(name, d, 0)");
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
