// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.signpe.SignPe;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import kakure.CheckFailed;
import kakure.Snapshot;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Test;

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
    assertThat(render("${moduleName} ${actBits} ${clockEdge}")).isEqualTo("sign_pe_a8 8 posedge clk_i");
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

  private static String render(String template) {
    return Templates.render("inline", template, new SignPe(8), EmitOptions.defaults());
  }

  private static Map<String, String> emit(Block block) {
    return Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults());
  }
}
