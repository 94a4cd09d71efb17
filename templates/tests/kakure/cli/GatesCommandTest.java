// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kakure.ExternalTool;
import kakure.eda.Liberty;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gates}: a netlist is proven equal to its Verilog, a wrong one is not, and the longest path has the Verilog's names. */
class GatesCommandTest {
  private static final Path PDK = Path.of("../../shared/pdk/Nangate45_typ.lib");

  @TempDir Path temp;

  private static void tools() {
    new ExternalTool("yosys").require();
    Assumptions.assumeTrue(Files.isRegularFile(PDK), PDK + " is not there: no netlist is proven");
  }

  private Path generated(String... words) {
    var all = new ArrayList<>(List.of("generate"));
    all.addAll(List.of(words));
    Path rtl = temp.resolve("rtl");
    all.addAll(List.of("-o", rtl.toString()));
    var cli = Cli.run(all.toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isZero();
    return rtl;
  }

  private String netlist(Path rtl, String top, List<String> logic, List<String> macros) throws Exception {
    Path work = Files.createDirectory(temp.resolve("synthesis"));
    for (var file : List.of(logic, macros)) for (var f : file) Files.copy(rtl.resolve(f), work.resolve(f));
    new Synthesis(new Yosys(work), Liberty.read(PDK)).map(top, logic, macros);
    return Files.readString(work.resolve(Synthesis.NETLIST));
  }

  /** One gate exchanged, a register's input taken from its neighbour, an output from another wire: each is seen at the point that it spoils. */
  @Test
  void aWrongNetlistIsNotProven() throws Exception {
    tools();
    Path rtl = generated("skid", "--set", "width=3");
    var right = netlist(rtl, "skid_buffer_3", List.of("skid_buffer_3.v"), List.of());
    var proven = prove(rtl, right);
    assertThat(proven.code()).as(proven.err()).isZero();
    assertThat(proven.out()).contains("does what the Verilog of skid_buffer_3 says at all ");
    var exchanged = prove(rtl, right.replaceFirst("NAND2_X1 ", "NOR2_X1 "));
    assertThat(exchanged.code()).isEqualTo(1);
    assertThat(exchanged.err()).contains("not proven: ", " points of skid_buffer_3: ");
    var crossed = prove(rtl, right.replaceFirst("\\.Q\\(\\\\skid_q\\[0\\] \\)", ".Q(\\\\swap )").replaceFirst("\\.Q\\(\\\\skid_q\\[1\\] \\)", ".Q(\\\\skid_q[0] )").replace(".Q(\\swap )", ".Q(\\skid_q[1] )"));
    assertThat(crossed.code()).isEqualTo(1);
    assertThat(crossed.err()).contains("skid_q[0]");
  }

  private Cli prove(Path rtl, String netlist) throws Exception {
    Path file = Files.writeString(temp.resolve("mine.v"), netlist);
    return Cli.run("gates", rtl.toString(), "--liberty", PDK.toString(), "--netlist", file.toString(), "--prove");
  }

  /** Memories stay macros: what they are given is compared, and what they show is anything. With two parts a row the block has two registers that are always equal, which synthesis makes one. */
  @Test
  void macrosAreLeftOutOfTheProof() throws Exception {
    tools();
    Path rtl = generated("actmem", "--set", "tci=4", "--set", "pixels=2", "--set", "drain=2", "--set", "rows=6");
    var logic = Files.readAllLines(rtl.resolve("logic.f"));
    var macros = Files.readAllLines(rtl.resolve("macros.f"));
    assertThat(macros).isNotEmpty();
    String top = logic.get(logic.size() - 1).replace(".v", "");
    var right = netlist(rtl, top, logic, macros);
    var proven = prove(rtl, right);
    assertThat(proven.code()).as(proven.err()).isZero();
    assertThat(proven.out()).contains(top, "inputs of macros");
    var wrong = prove(rtl, right.replaceFirst("AND2_X1 ", "OR2_X1 "));
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("not proven: ");
  }

  @Test
  void theLongestPathHasTheVerilogsNames() {
    tools();
    new ExternalTool("sta").require();
    var cli = Cli.run("gates", "fifo", "--set", "width=5", "--set", "depth=4", "--liberty", PDK.toString(), "--timing");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("cells, area ", "driven by", "longest path between registers: ", " MHz", "usual wire load 5K_hvratio_1_1").containsPattern("_[qo](\\[\\d+\\])? +DFF");
  }

  /** Multipliers whose operands are exchanged are equal, which takes longer to find than anybody waits. */
  @Tag("slow")
  @Test
  void aProofThatDoesNotEndSaysSo() throws Exception {
    tools();
    Path rtl = Files.createDirectory(temp.resolve("rtl"));
    String head = "module times (input wire clk_i, input wire [19:0] a_i, input wire [19:0] b_i, output reg [39:0] y_o);\n  always @(posedge clk_i) y_o <= ", tail = ";\nendmodule\n";
    Files.writeString(rtl.resolve("times.v"), head + "{20'd0, a_i} * {20'd0, b_i}" + tail);
    Files.writeString(rtl.resolve("design.json"), """
        { "format": 1, "top": "times", "files": ["times.v"], "clock": "clk_i", "reset": null, "streams": [], "ports": [{"name": "clk_i", "dir": "in", "width": 1, "signed": false, "kind": "clock"},
          {"name": "a_i", "dir": "in", "width": 20, "signed": false, "kind": "data"}, {"name": "b_i", "dir": "in", "width": 20, "signed": false, "kind": "data"}, {"name": "y_o", "dir": "out", "width": 40, "signed": false, "kind": "data"}] }
        """);
    Path other = Files.createDirectory(temp.resolve("other"));
    Files.writeString(other.resolve("times.v"), head + "{20'd0, b_i} * {20'd0, a_i}" + tail);
    Path file = Files.writeString(temp.resolve("mine.v"), netlist(other, "times", List.of("times.v"), List.of()));
    var cli = Cli.run("gates", rtl.toString(), "--liberty", PDK.toString(), "--netlist", file.toString(), "--prove", "--seconds", "5");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("did not end within 5 s of the processor", "more --seconds");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    tools();
    assertThat(Cli.run("gates", "skid", "--seconds", "0").err()).contains("--seconds 0: must be 1 to 86400");
    assertThat(Cli.run("gates", "skid", "--netlist", "x.v").err()).contains("--prove or --timing");
    assertThat(Cli.run("gates", "skid", "--netlist", "x.v", "--liberty", PDK.toString(), "--prove").err()).contains("x.v: there is no such file");
    assertThat(Cli.run("gates", "ram", "--liberty", PDK.toString(), "--prove").err()).contains("is a macro, and has no gates");
    assertThat(Cli.run("gates", temp.toString(), "--liberty", PDK.toString(), "--prove").err()).contains("holds no design.json");
  }
}
