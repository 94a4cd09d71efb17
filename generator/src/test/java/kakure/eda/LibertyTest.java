// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.cosim.ToolException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibertyTest {
  private static final String SMALL = """
      /* cells of
         a test */
      library (small) {
        time_unit : "1ns"; // to the line's end
        define (extra, cell, string);
        lu_table_template (t) { variable_1 : input_net_transition; index_1 ("0, 1, \\
          2"); }
        cell (INV) { area : 1.0; extra : a;
          pin (A) { direction : input; capacitance : 0.5; }
          pin (Y) { direction : output; function : "!A";
            timing () { related_pin : "A"; cell_rise (t) { values ("1, 2, 3"); } } } }
        cell (NAND2) { area : 1.5
          pin (A, B) { direction : input; }
          pin (Y) { direction : output; function : "!(A & B)"; timing () { related_pin : "A B"; } } }
        cell ("DFF") { area : 6 ;
          ff (IQ, IQN) { clocked_on : "CK"; next_state : "D"; }
          pin (D) { direction : input; timing () { related_pin : "CK"; timing_type : setup_rising; } }
          pin (CK) { direction : input; clock : true; }
          pin (Q) { direction : output; function : "IQ"; timing () { related_pin : "CK"; timing_type : rising_edge; } } }
        cell (GATE) { clock_gating_integrated_cell : "latch_posedge_precontrol"; statetable ("CK E", "M") { table : "a \\"b\\" c"; } }
      }
      """;

  private static final String MAPPED = """
      library (mapped) {
        cell (BUF) { area : 2; pin (A) { direction : input; } pin (Y) { direction : output; function : "A"; } }
        cell (INV) { area : 1; pin (A) { direction : input; } pin (Y) { direction : output; function : "A'"; } }
        cell (NAND2) { area : 1.5; pin (A) { direction : input; } pin (B) { direction : input; } pin (Y) { direction : output; function : "(A*B)'"; } }
        cell (DFF) { area : 6; ff (IQ, IQN) { clocked_on : CK; next_state : D; }
          pin (D) { direction : input; } pin (CK) { direction : input; clock : true; } pin (Q) { direction : output; function : "IQ"; } }
      }
      """;

  @TempDir
  private Path folder;

  private Liberty read(String text) throws Exception {
    return Liberty.read(Files.writeString(folder.resolve("cells.lib"), text));
  }

  @Test
  void cellsPinsAndArcsAreRead() throws Exception {
    var library = read(SMALL);
    assertThat(library.name()).isEqualTo("small");
    assertThat(library.cells()).containsOnlyKeys("INV", "NAND2", "DFF", "GATE");
    assertThat(library.cell("INV").pins().get("A")).isEqualTo(new Liberty.Pin("input", "", 0.5, false, List.of()));
    assertThat(library.cell("NAND2").area()).isEqualTo(1.5);
    assertThat(library.cell("NAND2").pins()).containsOnlyKeys("A", "B", "Y");
    assertThat(library.cell("NAND2").pins().get("Y").arcs()).containsExactly(new Liberty.Arc("A", "combinational"), new Liberty.Arc("B", "combinational"));
    assertThat(library.cell("DFF").sequential()).isTrue();
    assertThat(library.cell("INV").sequential()).isFalse();
    assertThat(library.cell("DFF").pins().get("CK").clock()).isTrue();
    assertThat(library.cell("DFF").pins().get("D").arcs()).containsExactly(new Liberty.Arc("CK", "setup_rising"));
    assertThat(library.cell("GATE").clockGate()).isEqualTo("latch_posedge_precontrol");
    assertThatThrownBy(() -> library.cell("XOR2")).isInstanceOf(ToolException.class).hasMessageEndingWith("cells.lib has no cell XOR2");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "library (small)      | cells (small)        | 1: a group \"library (NAME) { ... }\" is expected",
    "area : 6 ;           | area : six ;         | 15: area of cell is \"six\", no number",
    "area : 6 ;           | area : -6 ;          | 15: area of cell is -6, which is negative or has no end",
    "area : 6 ;           | area : NaN ;         | 15: area of cell is NaN, which is negative or has no end",
    "cell (NAND2)         | cell (INV)           | 12: cell INV is there twice",
    "cell (NAND2)         | cell ()              | 12: a cell has one name",
    "cell (NAND2)         | cell (NAND2          | 12: an argument is expected, not \"{\"",
    "cell (NAND2)         | cell NAND2           | 12: \"(\" or \":\" is expected",
    "a test */            | a test               | 1: a comment is not closed",
    "\\\" c\"               | \\\" c                 | 20: a string is not closed",
    "area : 1.0;          | area : ;             | 8: a value is expected",
    "define (             | } define (           | 5: text behind the library's end",
    "area : 1.5           | { area : 1.5         | 12: the name of a group or attribute is expected, not \"{\"",
  })
  void whatIsWrongIsSaidWithItsLine(String from, String to, String message) {
    assertThat(SMALL).contains(from);
    assertThatThrownBy(() -> read(SMALL.replace(from, to))).isInstanceOf(BadInput.class).hasMessage(folder.resolve("cells.lib") + ":" + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A & B ^ A", "A * B ^ A", "A B ^ A", "A ^ B'  A", "!(A B' ^ A)", "(A)(B) ^ A", "A ^ !B !A", "A ^ (B) A", "B | A ^ B & A"})
  void bracketsThatToolsGuessAreAskedFor(String function) {
    assertThatThrownBy(() -> read(SMALL.replace("!(A & B)", function))).isInstanceOf(BadInput.class)
        .hasMessage(folder.resolve("cells.lib") + ":14: function \"" + function + "\" has ^ beside AND, and tools differ in which comes first: write the brackets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(A & B) ^ A", "A & (B ^ A)", "A ^ B + A B", "(A ^ B) A", "! A ^ B '", "A^B^A", "A B | A ^ B"})
  void functionsThatToolsAgreeOnAreTaken(String function) throws Exception {
    assertThat(read(SMALL.replace("!(A & B)", function)).cell("NAND2").pins().get("Y").function()).isEqualTo(function);
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> read("library (l) {" + "a () {".repeat(100_000))).isInstanceOf(BadInput.class).hasMessageContaining("nested more than 64 deep");
    assertThatThrownBy(() -> read("library (l) {" + "a () {".repeat(9))).isInstanceOf(BadInput.class).hasMessageEndingWith(":1: group a is not closed");
    assertThatThrownBy(() -> Liberty.read(folder.resolve("none.lib"))).isInstanceOf(BadInput.class).hasMessageContaining("none.lib");
  }

  @Test
  void theGivenLibraryIsTakenFirst() {
    assertThat(Liberty.find(Optional.of(Path.of("mine.lib")), folder)).hasValue(Path.of("mine.lib"));
  }

  /** Area as yosys counts it, too. */
  @Test
  void aDesignIsMappedAndPriced() throws Exception {
    new ExternalTool("yosys").require();
    Files.writeString(folder.resolve("top.v"), """
        module top (input clk, input a, input b, output reg q, output x);
          wire m;
          box u_box (.a(a), .m(m));
          always @(posedge clk) q <= ~(a & b);
          assign x = m;
        endmodule
        """);
    Files.writeString(folder.resolve("box.v"), "module box (input a, output m);\n  assign m = ~a;\nendmodule\n");
    var yosys = new Yosys(folder);
    var mapped = new Synthesis(yosys, read(MAPPED)).map("top", List.of("top.v"), List.of("box.v"));
    assertThat(mapped.cells().cells()).isEqualTo(java.util.Map.of("DFF", 1, "NAND2", 1));
    assertThat(mapped.area()).isEqualTo(7.5);
    assertThat(mapped.macros()).isEqualTo(1);
    yosys.run("count", List.of("read_verilog -lib box.v", "read_liberty -lib cells.lib", "read_verilog netlist.v", "tee -q -o stat.txt stat -top top -liberty cells.lib"));
    assertThat(Files.readString(folder.resolve("stat.txt"))).containsPattern("Chip area for (top )?module '.*top': 7.5");
    assertThatThrownBy(() -> yosys.run("wrong", List.of("read_verilog none.v"))).isInstanceOf(ToolException.class).hasMessageContaining("yosys failed on wrong").hasMessageContaining("none.v");
    assertThat(yosys.tried("wrong", List.of("read_verilog none.v"), 10)).isFalse();
    assertThat(yosys.tried("again", List.of("read_verilog box.v", "write_verilog written.v", "design -reset", "read_verilog written.v"), 10)).as("what a script writes it may read").isTrue();
  }

  /** No tool is called that is not in the table of {@code doctor}: what is missing is said with what installs it. */
  @Test
  void aMissingToolIsSaidWithItsPackage() {
    var tool = new Tool("no-such-tool-here", List.of(), "", Tool.Need.TESTS, "some-package", "nothing");
    assertThatThrownBy(() -> tool.run(folder, 1, List.of())).isInstanceOf(ToolException.class).hasMessage("no-such-tool-here is not installed: apt-get install some-package");
    assertThat(new Tool("bash", List.of(), "", Tool.Need.TESTS, "bash", "loops").run(folder, 1, List.of("-c", "while :; do :; done")).status()).isEqualTo(kakure.cosim.Exec.ENDED);
  }

  /** The open libraries, those that are there. */
  @TestFactory
  Stream<DynamicTest> openLibrariesAreRead() throws Exception {
    var pdk = Path.of("../../shared/pdk");
    if (!Files.isDirectory(pdk)) return Stream.empty();
    try (var files = Files.list(pdk)) {
      return files.filter(f -> f.toString().endsWith(".lib")).toList().stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> {
        var library = Liberty.read(f);
        assertThat(library.cells().size()).isGreaterThan(20);
        assertThat(library.cells().values().stream().filter(c -> c.pins().isEmpty()).count()).as("cells that fill a row").isLessThan(library.cells().size() / 10);
        assertThat(library.cells().values().stream().filter(Liberty.Cell::sequential)).isNotEmpty();
      }));
    }
  }

  /** Timing needs OpenSTA, which the tests do without. */
  @TestFactory
  Stream<DynamicTest> slackIsReported() {
    var nangate = Path.of("../../shared/pdk/Nangate45_typ.lib");
    if (Tool.named("sta").find().isEmpty() || !Files.exists(nangate)) return Stream.empty();
    return Stream.of(DynamicTest.dynamicTest("worst slack", () -> {
      Files.writeString(folder.resolve("n.v"), """
          module n (clk_i, a, q);
            input clk_i; input a; output q; wire d;
            NAND2_X1 u1 (.A1(a), .A2(q), .ZN(d));
            DFF_X1 u2 (.D(d), .CK(clk_i), .Q(q));
          endmodule
          """);
      assertThat(new Sta(folder).slack("n.v", Liberty.read(nangate), "n", "clk_i", 1.0)).isBetween(0.5, 1.0);
      assertThat(new Sta(folder).slack("n.v", Liberty.read(nangate), "n", "clk_i", 0.01)).isNegative();
      assertThatThrownBy(() -> new Sta(folder).slack("n.v", Liberty.read(nangate), "n", "clock", 1.0)).isInstanceOf(ToolException.class).hasMessageContaining("no slack of n");
    }));
  }

  /** Events and delays, where a simulator of cycles would see nothing. */
  @Test
  void icarusShowsAGlitch() throws Exception {
    new ExternalTool("iverilog").require();
    Files.writeString(folder.resolve("glitch.v"), """
        module glitch;
          reg a;
          wire #2 late = ~a;
          wire y = a & late;
          always @(posedge y) $display("glitch at %0d", $time);
          initial begin a = 0; #10 a = 1; #10 $finish; end
        endmodule
        """);
    assertThat(new Icarus(folder).run("glitch", List.of("glitch.v"))).contains("glitch at 10");
    Files.writeString(folder.resolve("wrong.v"), "module wrong;\n  wire a = b;\nendmodule\n");
    assertThatThrownBy(() -> new Icarus(folder).run("wrong", List.of("wrong.v"))).isInstanceOf(ToolException.class).hasMessageContaining("does not take wrong");
  }
}
