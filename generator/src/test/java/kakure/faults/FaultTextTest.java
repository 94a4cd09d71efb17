// SPDX-License-Identifier: Apache-2.0
package kakure.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kakure.Snapshot;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.NetlistException;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The text of every fault of a wired module, as its author reads it. */
class FaultTextTest {
  @TestFactory
  Stream<DynamicTest> everyFaultSaysWhatWhereWhyAndWhatToDo() {
    var cases = new LinkedHashMap<String, Consumer<Module>>();
    widths(cases);
    names(cases);
    drivers(cases);
    instances(cases);
    paths(cases);
    clocks(cases);
    return cases.entrySet().stream().map(FaultTextTest::test);
  }

  private static DynamicTest test(Map.Entry<String, Consumer<Module>> c) {
    return dynamicTest(c.getKey(), () -> {
      var module = Module.of("top");
      c.getValue().accept(module);
      var thrown = catchThrowableOfType(NetlistException.class, () -> Netlist.elaborate(module));
      assertThat(thrown).as("refused").isNotNull();
      Snapshot.check("faults/" + c.getKey().replace(' ', '-') + ".txt", Lines.relative(thrown.getMessage()) + "\n");
      for (var f : thrown.faults()) assertThat(f.toString().lines().count() - f.path().size()).as("lines besides the path").isLessThanOrEqualTo(4);
      assertThat(thrown.faults()).isSorted().allSatisfy(f -> assertThat(f.file()).isIn("FaultTextTest.java", "top"));
    });
  }

  private static void widths(Map<String, Consumer<Module>> cases) {
    cases.put("port of another width", m -> m.output("y", new Delay(8, 0).place(m, "hold", m.input("x", Type.bits(9)))));
    cases.put("port of another sign", m -> m.output("y", new Gate(8).place(m, "gate", m.input("x", Type.bits(8)), m.input("open", Type.bit().control()))));
    cases.put("control port fed with data", m -> m.output("y", new Gate(8).place(m, "gate", m.input("x", Type.signed(8)), m.input("open", Type.bit()))));
    cases.put("sum of unequal widths", m -> m.output("y", m.wire("sum", Expr.add(m.input("a", Type.bits(8)), m.input("b", Type.bits(9))))));
    cases.put("comparison of unequal signs", m -> m.output("y", m.wire("less", Expr.lt(m.input("a", Type.bits(8)), m.input("b", Type.signed(8))))));
    cases.put("bits that do not exist", m -> m.output("y", m.wire("top_bits", Expr.slice(m.input("a", Type.bits(8)), 8, 4))));
    cases.put("vector that does not divide", m -> m.output("y", m.wire("first", Expr.element(m.input("a", Type.bits(8)), 0, 3))));
    cases.put("mux chosen by data", m -> m.output("y", m.wire("pick", Expr.mux(m.input("c", Type.bit()), m.input("a", Type.bits(8)), m.input("b", Type.bits(8))))));
    cases.put("enable of two bits", m -> m.output("y", m.register("y_q", m.input("a", Type.bits(8)), m.input("en", Type.bits(2).control()))));
    cases.put("reset value that does not fit", m -> m.output("y", m.register("y_q", m.input("a", Type.bits(2)), 4)));
  }

  @Test
  void anExpressionOfNoModuleIsRefusedAtOnce() throws Exception {
    var constant = catchThrowableOfType(NetlistException.class, () -> Expr.constant(-1, 8));
    var nothing = catchThrowableOfType(NetlistException.class, () -> Expr.cat());
    Snapshot.check("faults/expression-of-no-module.txt", Lines.relative(constant.getMessage() + "\n" + nothing.getMessage()) + "\n");
  }

  @Test
  void theLineIsTheAuthors() {
    var m = Module.of("top");
    var a = m.input("a", Type.bits(4));
    m.output("y", new Delay(8, 0).place(m, "hold", a)); int line = new Throwable().getStackTrace()[0].getLineNumber();
    var thrown = catchThrowableOfType(NetlistException.class, () -> Netlist.elaborate(m));
    assertThat(thrown.faults()).singleElement().satisfies(f -> assertThat(f.file() + ":" + f.line()).isEqualTo("FaultTextTest.java:" + line));
  }

  private static void names(Map<String, Consumer<Module>> cases) {
    cases.put("reserved word of Verilog", m -> m.output("y", m.wire("wand", m.input("a", Type.bit()))));
    cases.put("reserved word of SystemVerilog", m -> m.output("y", m.wire("logic", m.input("a", Type.bit()))));
    cases.put("reserved word of C++", m -> m.output("y", m.wire("template", m.input("a", Type.bit()))));
    cases.put("reserved word of Icarus", m -> m.output("y", m.wire("wreal", m.input("a", Type.bit()))));
    cases.put("keywords of Icarus in every generation", m -> {
      var a = m.input("a", Type.bit());
      for (var word : new String[] {"bool", "logic", "wone", "wreal"}) m.output(word, m.wire(word, a));
    });
    cases.put("name in capitals", m -> m.output("y", m.wire("sumEven", m.input("a", Type.bit()))));
    cases.put("names that differ in case only", m -> {
      var a = m.input("a", Type.bit());
      m.output("y", m.wire("same", a));
      m.output("z", m.wire("Same", Expr.not(a)));
    });
    cases.put("name used twice", m -> {
      var a = m.input("a", Type.bit());
      m.output("y", m.wire("same", a));
      m.output("z", m.wire("same", Expr.not(a)));
    });
    cases.put("register not named as one", m -> m.output("y", m.register("held", m.input("a", Type.bit()))));
  }

  private static void drivers(Map<String, Consumer<Module>> cases) {
    cases.put("loop never driven", m -> m.output("y", m.loop("back", Type.bit()).sig()));
    cases.put("loop driven twice", m -> {
      var a = m.input("a", Type.bit());
      var back = m.loop("back", Type.bit());
      back.close(a);
      back.close(Expr.not(a));
      m.output("y", back.sig());
    });
    cases.put("output driven twice", m -> {
      var a = m.input("a", Type.bit());
      m.output("y", a);
      m.output("y", Expr.not(a));
    });
    cases.put("wire never read", m -> {
      var a = m.input("a", Type.bit());
      m.wire("forgotten", Expr.not(a));
      m.output("y", a);
    });
    cases.put("wire of another module", m -> m.output("y", Module.of("other").input("a", Type.bit())));
    cases.put("several faults sorted", m -> {
      var a = m.input("a", Type.bits(4));
      m.output("z", m.wire("signed", Expr.not(a)));
      m.output("y", new Delay(8, 0).place(m, "hold", a));
    });
  }

  private static void instances(Map<String, Consumer<Module>> cases) {
    cases.put("instance never connected", m -> {
      Delay.Out<Sig> hold = m.declare(new Delay(4, 1), "hold");
      m.output("y", hold.y());
    });
    cases.put("instance connected twice", m -> {
      var x = m.input("x", Type.bits(4));
      Delay.Out<Sig> hold = m.declare(new Delay(4, 1), "hold");
      m.connect(hold, new Delay.In<>(x));
      m.connect(hold, new Delay.In<>(hold.y()));
      m.output("y", hold.y());
    });
    cases.put("connected outputs of no instance", m -> {
      var x = m.input("x", Type.bits(4));
      Delay.Out<Sig> hold = m.declare(new Delay(4, 1), "hold");
      m.connect(new Delay.Out<>(hold.y()), new Delay.In<>(x));
      m.connect(hold, new Delay.In<>(x));
      m.output("y", hold.y());
    });
    cases.put("instance of another module connected", m -> {
      Delay.Out<Sig> hold = Module.of("other").declare(new Delay(4, 1), "hold");
      m.connect(hold, new Delay.In<>(m.input("x", Type.bits(4))));
    });
    cases.put("inputs of another block", m -> {
      var x = m.input("x", Type.bits(4));
      Delay.Out<Sig> hold = m.declare(new Delay(4, 1), "hold");
      m.connect(hold, new Synchroniser.In<>(x));
      m.output("y", hold.y());
    });
    cases.put("instances of one name", m -> {
      Delay.Out<Sig> first = m.declare(new Delay(4, 1), "hold");
      Delay.Out<Sig> second = m.declare(new Delay(4, 1), "hold");
      m.connect(first, new Delay.In<>(second.y()));
      m.connect(second, new Delay.In<>(first.y()));
      m.output("y", first.y());
    });
    cases.put("combinational loop of declared instances", m -> {
      Delay.Out<Sig> first = m.declare(new Delay(4, 0), "first");
      Delay.Out<Sig> second = m.declare(new Delay(4, 0), "second");
      m.connect(first, new Delay.In<>(second.y()));
      m.connect(second, new Delay.In<>(first.y()));
      m.output("y", second.y());
    });
    cases.put("declared output of another age", m -> {
      Delay.Out<Sig> back = m.declare(new Delay(4, 1), "back");
      var late = m.register("late_q", back.y());
      var sum = m.wire("sum", Expr.add(back.y(), late));
      m.connect(back, new Delay.In<>(sum));
      m.output("y", sum);
    });
    cases.put("mux of bundles of unequal shapes", m -> {
      var x = m.input("x", Type.signed(4));
      var open = m.input("open", Type.bit().control());
      Gate.In<Sig> chosen = m.wires("chosen", Expr.mux(open, new Gate.In<Expr>(x, open), new Delay.In<>(x)));
      m.output("y", new Gate(4).place(m, "gate", chosen.x(), chosen.open()));
    });
  }

  private static void paths(Map<String, Consumer<Module>> cases) {
    cases.put("combinational loop", m -> {
      var a = m.input("a", Type.bits(4));
      var back = m.loop("back", Type.bits(4));
      var mixed = m.wire("mixed", Expr.xor(a, back.sig()));
      var held = new Delay(4, 0).place(m, "first", mixed);
      back.close(new Delay(4, 0).place(m, "second", held));
      m.output("y", mixed);
    });
    cases.put("loop onto itself", m -> {
      var back = m.loop("back", Type.bit());
      back.close(Expr.not(back.sig()));
      m.output("y", back.sig());
    });
    cases.put("unequal latency", m -> {
      var a = m.input("a", Type.bits(4));
      var slow = new Delay(4, 3).place(m, "slow", a);
      var fast = m.register("fast_q", new Delay(4, 1).place(m, "fast", a));
      m.output("y", m.wire("sum", Expr.add(slow, fast)));
    });
  }

  private static void clocks(Map<String, Consumer<Module>> cases) {
    cases.put("clock crossing into a register", m -> m.output("y", m.register("y_q", m.clock("bus").input("a", Type.bit()))));
    cases.put("clock crossing into a block", m -> m.output("y", new Delay(1, 1).place(m, "hold", m.clock("bus").input("a", Type.bit()))));
    cases.put("clocks that meet in an expression", m -> m.output("y", m.wire("both", Expr.and(m.input("a", Type.bit()), m.clock("bus").input("b", Type.bit())))));
  }
}
