// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.array.signpe.SignPe;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.CheckFailed;
import kakure.Snapshot;
import kakure.kernel.Assembly;
import kakure.kernel.Block;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EmitterTest {
  @Test
  void anAssemblyReadsLikeVerilogWrittenByHand() throws IOException {
    for (var file : emit(new Row(3)).entrySet()) Snapshot.check("emit/row/" + file.getKey(), file.getValue());
  }

  @Test
  void aLeafBlockIsADesignToo() throws IOException {
    for (var file : emit(new SignPe(8)).entrySet()) Snapshot.check("emit/leaf/" + file.getKey(), file.getValue());
  }

  @Test
  void oneMoreWireChangesTwoLines() {
    var before = emit(new Row(3)).get("row_n3.v").lines().toList();
    var after = emit(new Row(3, true)).get("row_n3.v").lines().toList();
    assertThat(after.stream().filter(l -> !before.contains(l)).count()).isEqualTo(2);
    assertThat(before.stream().filter(l -> !after.contains(l)).count()).isEqualTo(1);
  }

  @Test
  void noLocaleChangesAByte() {
    var before = Locale.getDefault();
    var expected = emit(new Row(3));
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(emit(new Row(3))).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void printedTextIsRefusedUnlessItIsAnAtom() {
    assertThat(render("${moduleName} ${actBits} ${clockEdge}")).isEqualTo("sign_pe_8 8 posedge clk_i");
    assertThatThrownBy(() -> render("\n${out}")).isInstanceOf(CheckFailed.class).hasMessageContaining("inline:2");
    assertThatThrownBy(() -> render("${'a; endmodule'}")).isInstanceOf(CheckFailed.class).hasMessageContaining("\"a; endmodule\" is no identifier, integer or sized literal");
    assertThatThrownBy(() -> render("${lanes}")).isInstanceOf(CheckFailed.class).hasMessageContaining("lanes");
    assertThatThrownBy(() -> render("${'x'?api.y}")).isInstanceOf(CheckFailed.class);
    assertThatThrownBy(() -> render("${'freemarker.template.utility.Execute'?new()}")).isInstanceOf(CheckFailed.class);
  }

  @Test
  void theHeaderIsComparedWithTheDeclaredPorts() {
    var top = Netlist.elaborate(new SignPe(8)).top();
    var good = render("module ${moduleName} (input wire [7:0] act_i, input sign_i, input wire mask_i, output wire signed [8:0] prod_o); endmodule");
    Header.check(top, "t.v.ftl", good);
    for (var broken : new String[] {good.replace("[7:0]", "[8:0]"), good.replace("signed ", ""), good.replace("input sign_i, ", ""), good.replace("output", "input"), good.replace("sign_i", "signs_i")}) {
      assertThatThrownBy(() -> Header.check(top, "t.v.ftl", broken)).isInstanceOf(CheckFailed.class)
          .hasMessageContaining("declared: input [7:0] act_i, input sign_i, input mask_i, output signed [8:0] prod_o").hasMessageContaining("printed: ").hasMessageContaining("t.v.ftl");
    }
  }

  @Test
  void twoModulesOfOneNameAreRefused() {
    var m = Module.of("top");
    var x = m.input("x", Type.bits(8));
    record Named(int value) implements Assembly {
      record In<T>(T x) {}

      record Out<T>(T y) {}

      @Override
      public String moduleName() {
        return "named";
      }

      @Override
      public Record in() {
        return new In<>(Type.bits(8));
      }

      @Override
      public Record out() {
        return new Out<>(Type.bits(8));
      }

      @Override
      public boolean clocked() {
        return false;
      }

      @Override
      public Record build(Module inside, Record in) {
        return new Out<>(inside.wire("sum", Expr.add((Sig) ((In<?>) in).x(), Expr.constant(value, 8))));
      }
    }
    for (int i = 1; i <= 2; i++) m.output("y_" + i, m.<Named.Out<Sig>>place(new Named(i), "add_" + i, new Named.In<>(x), new Named(i).out()).y());
    var netlist = Netlist.elaborate(m);
    assertThatThrownBy(() -> Emitter.emit(netlist, EmitOptions.defaults())).isInstanceOf(CheckFailed.class).hasMessage("""
        module named is printed in two ways, first differing in line 7
          why: one name is one file, and one module replaces the other
          do:  let moduleName() hold every parameter that shapes the text""");
  }

  @Test
  void everyExpressionIsVerilog() throws IOException {
    var m = Module.of("expressions");
    var a = m.input("a", Type.signed(8));
    var b = m.input("b", Type.signed(8));
    var c = m.input("c", Type.bit().control());
    var u = Expr.asUnsigned(a);
    m.output("slice", m.wire("slice", Expr.slice(a, 6, 2)));
    m.output("one", m.wire("one", Expr.bit(c, 0)));
    m.output("cat", m.wire("cat", Expr.cat(a, Expr.not(b), Expr.constant(5, 3))));
    m.output("vec", m.wire("vec", Expr.vec(List.of(a, b))));
    m.output("logic", m.wire("mixed", Expr.xor(Expr.and(a, b), Expr.or(a, Expr.not(b)))));
    m.output("sum", m.wire("sum", Expr.sub(Expr.add(a, b), a)));
    m.output("less", m.wire("less", Expr.lt(Expr.add(a, b), b)));
    m.output("below", m.wire("below", Expr.lt(u, Expr.constant(200, 8))));
    m.output("same", m.wire("same", Expr.eq(u, Expr.constant(255, 8))));
    m.output("pick", m.wire("pick", Expr.mux(c, a, Expr.mux(Expr.not(c), b, a))));
    m.output("any", m.wire("any_set", Expr.any(Expr.and(a, b))));
    m.output("all", m.wire("all_set", Expr.and(Expr.all(a), c)));
    m.output("wide", m.wire("wide", Expr.resize(a, 12)));
    m.output("high", m.wire("high", Expr.resize(m.input("w", Type.bits(4)), 6)));
    m.output("low", m.wire("low", Expr.resize(a, 3)));
    m.output("big", m.wire("big", Expr.constant(BigInteger.ONE.shiftLeft(79), 80)));
    m.output("held", m.register("held_q", a, c));
    m.output("count", m.register("count_q", m.input("count", Type.bits(4).control()), c, 9));
    for (var asynchronous : List.of(false, true)) {
      var files = Emitter.emit(Netlist.elaborate(m), new EmitOptions(asynchronous, Map.of()));
      Snapshot.check("emit/expressions" + (asynchronous ? "_async" : "") + ".v", files.get("expressions.v"));
    }
  }

  @Test
  @Timeout(30)
  void aRowOf4096ElementsIsWiredAndPrintedInTime() {
    var files = emit(new Row(4096));
    assertThat(files.get("row_n4096.v").lines().filter(l -> l.contains("sign_pe_8 u_pe_")).count()).isEqualTo(4096);
  }

  private static String render(String template) {
    return Templates.render("inline", template, new SignPe(8), EmitOptions.defaults());
  }

  private static Map<String, String> emit(Block block) {
    return Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults());
  }
}
