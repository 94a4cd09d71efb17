// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.array.array.ArrayShape;
import blocks.array.array.PackedArray;
import blocks.array.array.PlainArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kakure.eda.Abc;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.kernel.Type;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two forms of the array are the same machine, proven for every state that is reached: from any two states, a sum of one cycle and a drain make their registers equal,
 * and equal registers stay equal for every input. The packed lanes' upper eight bits are 0 then.
 */
@Tag("slow")
class PlainEqualsPackedTest {
  private static final String AIGER = "model.aig";

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, false", "2, 5, 1, 1, 1, false", "4, 1, 1, 1, 1, false", "3, 2, 2, 1, 1, false", "2, 3, 4, 2, 1, false",
    "2, 1, 1, 1, 2, false", "4, 3, 2, 1, 2, false", "4, 1, 1, 1, 4, false", "8, 2, 1, 1, 4, false", "4, 5, 2, 2, 4, false", "8, 1, 1, 1, 8, false", "16, 2, 2, 1, 8, false",
    "1, 1, 1, 1, 1, true", "2, 5, 1, 1, 1, true", "3, 2, 2, 1, 1, true", "4, 3, 2, 1, 2, true"
  })
  void provenEqual(int tci, int pixels, int tco, int drain, int group, boolean doubles) throws Exception {
    model(tci, pixels, tco, drain, group, doubles, "", "");
    var abc = new Abc(dir);
    assertThat(abc.reachable(AIGER)).isEmpty();
    model(tci, pixels, tco, drain, group, doubles, "", "", "age == 2'd2 && plain[23:0] == 24'd300");
    assertThat(abc.refutes(AIGER, 6)).as("300 is drained: the assumptions leave something to prove").isTrue();
  }

  @Test
  void anotherChoiceIsFound() throws Exception {
    model(4, 1, 1, 1, 4, false, "pick_0_2 = enable_0 & ~index_0_0 & index_0_1", "pick_0_2 = enable_0 & index_0_0 & index_0_1");
    assertThat(new Abc(dir).reachable(AIGER)).isPresent();
  }

  @Test
  void aDifferenceIsFound() throws Exception {
    model(2, 5, 1, 1, 1, false, "(t_0 & EVEN_0) + (t_1 & EVEN_0)", "(t_0 & EVEN_0) | (t_1 & EVEN_0)");
    assertThat(new Abc(dir).reachable(AIGER)).isPresent();
  }

  @Test
  void aBitThatReachesItsNeighbourIsFound() throws Exception {
    model(2, 5, 1, 1, 1, true, "SUM_0 = 64'h00ffffff00ffffff", "SUM_0 = 64'h01ffffff01ffffff");
    assertThat(new Abc(dir).refutes(AIGER, 24)).as("of sums that doubling makes large").isTrue();
  }

  private void model(int tci, int pixels, int tco, int drain, int group, boolean doubles, String original, String replacement) throws Exception {
    model(tci, pixels, tco, drain, group, doubles, original, replacement, "0");
  }

  private void model(int tci, int pixels, int tco, int drain, int group, boolean doubles, String original, String replacement, String never) throws Exception {
    var plain = new PlainArray(tci, pixels, tco, drain, group, ArrayShape.SUM_BITS, doubles);
    var packed = new PackedArray(tci, pixels, tco, drain, group, ArrayShape.SUM_BITS, doubles);
    var files = new TreeMap<String, String>();
    for (Block block : List.of(plain, packed)) files.putAll(Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults()));
    files.keySet().removeIf(name -> !name.endsWith(".v"));
    assertThat(files.get(packed.moduleName() + ".v")).contains(original);
    files.computeIfPresent(packed.moduleName() + ".v", (name, text) -> original.isEmpty() ? text : text.replace(original, replacement));
    for (var file : files.entrySet()) Files.writeString(dir.resolve(file.getKey()), file.getValue());
    Files.writeString(dir.resolve("formal.v"), harness(plain, packed, never));
    var script = new ArrayList<>(List.of("read_verilog " + String.join(" ", files.keySet()), "read_verilog -formal formal.v", "hierarchy -check -top formal", "proc", "memory", "flatten"));
    script.addAll(Abc.script(AIGER));
    new Yosys(dir).run("model", script);
  }

  private static String range(Type type) {
    return "[" + (type.width() - 1) + ":0]";
  }

  /** Both arrays on the same inputs, and what is never to be. Wires marked hierconn are joined to the registers of that name when yosys flattens. */
  private static String harness(PlainArray plain, PackedArray packed, String never) {
    var text = new StringBuilder();
    var in = packed.in();
    text.append("module formal (input clk, input en, input first, input last, input twice, input ").append(range(in.act())).append(" act, input ").append(range(in.mask()))
        .append(" mask, input ").append(range(in.sign())).append(" sign, input drain_en, input ").append(range(in.drain().sel())).append(" drain_sel);\n")
        .append("  reg [1:0] age = 2'd0;\n  always @(posedge clk) if (age != 2'd2) age <= age + 2'd1;\n")
        .append("  wire ").append(range(packed.out().acc())).append(" plain, packed;\n");
    for (var module : List.of(plain.moduleName() + " u_plain", packed.moduleName() + " u_packed")) {
      text.append("  ").append(module).append(" (.clk_i(clk), .en_i(en | age == 2'd0), .first_i(first | age == 2'd0), .last_i(last | age == 2'd0),").append(packed.doubles() ? " .twice_0_i(twice)," : "").append(" .act_i(act), .mask_i(mask),")
          .append(" .sign_i(sign), .drain_en_i(drain_en | age == 2'd1), .drain_sel_i(drain_sel), .acc_o(").append(module.substring(module.indexOf("u_") + 2)).append("));\n");
    }
    var equal = new StringBuilder();
    for (int o = 0; o < packed.tco(); o++) {
      for (var slice : packed.slices()) {
        for (var word : slice.quarters()) {
          for (var register : List.of("acc", "shadow")) {
            var name = "\\u_packed." + register + "_" + slice.index() + "_" + word.index() + "_q[" + o + "] ";
            text.append("  (* hierconn *) wire ").append(range(Type.bits(word.bits()))).append(" ").append(name).append(";\n");
            for (int lane = 0; lane < slice.lanesOf(word.index()); lane++) {
              var sum = "\\u_plain.u_sum_p" + (slice.firstPixel() + word.index() + 4 * lane) + "_o" + o + "." + register + "_q ";
              text.append("  (* hierconn *) wire [23:0] ").append(sum).append(";\n");
              equal.append("    if (age != 2'd0) assert (").append(name).append('[').append(32 * lane + 31).append(':').append(32 * lane).append("] == {8'd0, ").append(sum).append("});\n");
            }
          }
        }
      }
    }
    return text.append("  always @* begin\n    assert (age != 2'd3);\n    if (age == 2'd2) assert (plain == packed);\n").append(equal)
        .append("    assert (!(").append(never).append("));\n  end\nendmodule\n").toString();
  }
}
