// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kakure.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  @TempDir
  private Path folder;

  @Test
  void equalIsSaidWithItsFigures() throws Exception {
    new ExternalTool("verilator").require();
    Cli cli = Cli.run("check", "signpe", "--set", "actBits=3", "--cycles", "500", "--seed", "7", "--json", folder.resolve("c.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).isEqualTo("sign_pe_3: 500 cycles, 500 values compared, all equal, seed 7\n");
    assertThat(cli.code()).isZero();
    assertThat(Files.readString(folder.resolve("c.json"))).startsWith("""
        {
          "block" : "signpe",
          "parameters" : {
            "actBits" : "3"
          },
          "cycles" : 500,
          "compared" : 500,
          "mismatches" : 0,
          "seed" : 7,
          "seconds" :         """).contains("\"resultsPerSecond\" : ");
  }

  @Test
  void aFunctionIsTriedAtEveryPointOrFromOneOn() throws Exception {
    new ExternalTool("verilator").require();
    Cli all = Cli.run("check", "pickpe", "--set", "actBits=3", "--set", "group=2", "--exhaustive");
    assertThat(all.err()).isEmpty();
    assertThat(all.out()).as("two activations, one of two or none, its sign").isEqualTo("pick_pe_2x3: 512 cycles, 512 values compared, all equal, seed 1\n");
    Cli part = Cli.run("check", "pickpe", "--set", "actBits=3", "--set", "group=2", "--exhaustive", "--from", "500", "--cycles", "100");
    assertThat(part.out()).startsWith("pick_pe_2x3: 12 cycles, 12 values compared, all equal");
    assertThat(part.code()).isZero();
  }

  /** Frames hold 1,024 points here: both ends of one, of the domain, and one somewhere. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1023, 1024, 524_287, 700_001, 1_048_575})
  void oneWrongPointOfAMillionIsFound(long point) throws Exception {
    new ExternalTool("verilator").require();
    Path out = folder.resolve("out");
    assertThat(Cli.run("generate", "adder", "--set", "inputs=2", "--set", "width=10", "-o", out.toString()).code()).isZero();
    Path file = out.resolve("adder_tree_2x10.v");
    Files.writeString(file, Files.readString(file).replace("assign sum_o = ", "assign sum_o = (x_0_i == 10'd" + (point & 1023) + " & x_1_i == 10'd" + (point >> 10) + ") ? 11'd2047 : "));
    Cli cli = Cli.run("check", out.toString(), "--exhaustive");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("point " + point + ": x_0_i=0x" + Long.toHexString(point & 1023) + " x_1_i=0x" + Long.toHexString(point >> 10) + "; expected sum_o=", "replay: ");
  }

  @Test
  void aFolderSaysWhichBlockItIs() throws Exception {
    new ExternalTool("verilator").require();
    Path out = folder.resolve("out");
    assertThat(Cli.run("generate", "adder", "--set", "inputs=3", "--set", "width=5", "-o", out.toString()).code()).isZero();
    Cli equal = Cli.run("check", out.toString(), "--cycles", "100");
    assertThat(equal.err()).isEmpty();
    assertThat(equal.out()).startsWith("adder_tree_3x5: 100 cycles, 100 values compared, all equal");
    Path file = out.resolve("adder_tree_3x5.v");
    Files.writeString(file, Files.readString(file).replace("assign sum_o = ", "assign sum_o = 7'd1 ^ "));
    assertThat(Cli.run("check", out.toString(), "--cycles", "100").code()).as("its Verilog, not a new one").isEqualTo(1);
    assertThat(Cli.run("check", out.toString(), "--set", "width=5").err()).contains("--rtl, --set and --max-error go with a block's name");
    Path design = out.resolve("design.json");
    String text = Files.readString(design);
    Files.writeString(design, text.replace("\"width\": 5", "\"width\": 0"));
    assertThat(Cli.run("check", out.toString()).err()).contains("width = 0");
    Files.writeString(design, text.replaceFirst("\"block\": \"[^\"]*\"}", "\"block\": \"mine.Block\"}").replace("AdderTree", "Mine"));
    assertThat(Cli.run("check", out.toString()).err()).contains("names no block that a library has", "kakure simulate");
    Files.writeString(design, "{");
    Cli damaged = Cli.run("check", out.toString());
    assertThat(damaged.code()).isEqualTo(2);
    assertThat(damaged.err()).contains("design.json:1:2: this is no JSON");
  }

  /** Verilator cuts an index to the width of what it selects from, Icarus and hardware do not. */
  @Test
  void equalHereIsNotEqualEverywhere() throws Exception {
    new ExternalTool("verilator").require();
    Path out = folder.resolve("out");
    assertThat(Cli.run("generate", "signpe", "-o", out.toString()).code()).isZero();
    assertThat(Cli.run("check", out.toString(), "--cycles", "100").out()).as("nothing to say of what is emitted").hasLineCount(1);
    Path file = out.resolve("sign_pe_8.v");
    Files.writeString(file, Files.readString(file).replace("endmodule", """
          reg [7:0] memory [0:5];
          wire [3:0] index = {1'b0, act_i[2:0]};
          wire unused = act_i[index] & memory[index][0] & act_i[8];
        endmodule"""));
    Cli cli = Cli.run("check", out.toString(), "--cycles", "300", "--json", folder.resolve("c.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).contains("all equal", "other simulators and hardware may differ: sign_pe_8.v:", "Bit extraction of var[7:0] requires 3 bit index, not 4 bits.",
        "Bit extraction of array[5:0] requires 3 bit index, not 4 bits.", "Selection index out of range: 8:8 outside 7:0");
    assertThat(Files.readString(folder.resolve("c.json"))).contains("\"remarks\" : [");
    assertThat(cli.code()).isZero();
  }

  @Test
  void aWrongPointIsShownWithItsNumber() throws Exception {
    new ExternalTool("verilator").require();
    Path rtl = folder.resolve("rtl");
    Cli.run("generate", "adder", "--set", "inputs=2", "--set", "width=8", "-o", rtl.toString());
    Path file = rtl.resolve("adder_tree_2x8.v");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("assign sum_o = ", "assign sum_o = (x_0_i == 8'd200 & x_1_i == 8'd7) ? 9'd0 : "));
    assertThat(Files.readString(file)).isNotEqualTo(text);
    Cli cli = Cli.run("check", "adder", "--set", "inputs=2", "--set", "width=8", "--exhaustive", "--rtl", rtl.toString());
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("point " + (7 * 256 + 200) + ": x_0_i=0xc8 x_1_i=0x7; expected sum_o=0xcf", "replay: ");
  }

  @Test
  void aUsersVectorsAreComparedWithGoldenFunctionAndHardware() throws Exception {
    new ExternalTool("verilator").require();
    Path vectors = folder.resolve("v.csv"), out = folder.resolve("o.csv");
    Files.writeString(vectors, "mask_i,act_i,sign_i,prod_o\n1,5,0,5\n1,5,1,-5\n0,0x7f,1,\n");
    Cli good = Cli.run("check", "signpe", "--vectors", vectors.toString(), "--out", out.toString());
    assertThat(good.err()).isEmpty();
    assertThat(good.out()).isEqualTo("sign_pe_8: 3 cycles, 3 values compared, all equal, seed 1\n");
    assertThat(Files.readString(out)).isEqualTo("mask_i,act_i,sign_i,prod_o\n0x1,0x5,0x0,0x5\n0x1,0x5,0x1,0x1fb\n0x0,0x7f,0x1,0x0\n");
    Files.writeString(vectors, "mask_i,act_i,sign_i,prod_o\n1,5,0,5\n1,5,1,6\n");
    Cli wrong = Cli.run("check", "signpe", "--vectors", vectors.toString());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("row 2, port prod_o: the file expects 6 (0x6), the golden function says 507 (0x1fb), the hardware 507 (0x1fb)");
  }

  @Test
  void vectorsOfStreamsAreTransactions() throws Exception {
    new ExternalTool("verilator").require();
    Path vectors = folder.resolve("v.csv");
    Files.writeString(vectors, "in_data_i,out_data_o\n7,7\n0x9,9\n");
    Cli good = Cli.run("check", "fifo", "--vectors", vectors.toString());
    assertThat(good.err()).isEmpty();
    assertThat(good.code()).isZero();
    Files.writeString(vectors, "in_data_i,out_data_o\n7,7\n0x9,9\n,1\n");
    assertThat(Cli.run("check", "fifo", "--vectors", vectors.toString()).err()).contains("row 3, port out_data_o: the file expects 1 (0x1), the golden function says nothing, the hardware nothing");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "act_i;5                          | :1: there is no port \"act_i;5\"",
      "act_i,act_i                      | :1: port act_i has two columns",
      "act_i,sign_i,mask_i#5,1          | :2: 2 values for 3 columns",
      "act_i,sign_i,mask_i#5,1,x        | :2: \"x\" is no value of mask_i",
      "act_i,sign_i,mask_i#256,1,1      | :2: 256 does not fit act_i, which has 8 bits",
      "act_i,sign_i,mask_i#-129,1,1     | :2: -129 does not fit act_i",
      "act_i,sign_i,mask_i#5,,1         | row 1 has no value for input sign_i",
      "act_i,sign_i#5,1                 | :1: there is no column for input mask_i",
      "act_i,sign_i,mask_i              | has no row below its header"})
  void vectorsThatAreNoneAreRefused(String text, String message) throws Exception {
    new ExternalTool("verilator").require();
    Path vectors = folder.resolve("v.csv");
    Files.writeString(vectors, text.strip().replace('#', '\n') + "\n");
    Cli cli = Cli.run("check", "signpe", "--vectors", vectors.toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message);
  }

  @Test
  void changedVerilogIsAMismatchThatIsShown() throws Exception {
    new ExternalTool("verilator").require();
    Path rtl = folder.resolve("rtl");
    Cli.run("generate", "accumulator", "-o", rtl.toString());
    Path file = rtl.resolve("accumulator_12to24.v");
    Files.writeString(file, Files.readString(file).replace("+ addend", "- addend"));
    Cli cli = Cli.run("check", "accumulator", "--rtl", rtl.toString(), "--json", folder.resolve("c.json").toString());
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("NOT EQUAL");
    assertThat(cli.err()).contains("port acc_o: expected", "replay: ").doesNotContain("\tat ");
    assertThat(Files.readString(folder.resolve("c.json"))).contains("\"mismatches\" : 1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "nothing                       | there is no block",
      "signpe --set actBits=65       | actBits = 65",
      "signpe --cycles 0             | --cycles 0",
      "accumulator --cycles 2000000  | --cycles 2000000",
      "accumulator --exhaustive      | accumulator has a state",
      "signpe --set actBits=64 --exhaustive | have 66 bits together",
      "signpe --exhaustive --from 1024 | --from 1024: the domain has the points 0 to 1023",
      "signpe --from 3               | --from goes with --exhaustive",
      "signpe --out x.csv            | --out goes with --vectors",
      "signpe --vectors nowhere.csv  | nowhere.csv: there is no such file",
      "signpe --vectors x --cycles 3 | --vectors has rows of its own",
      "signpe --exhaustive --jobs 0  | --jobs 0: must be 1 to 256",
      "signpe --cycles many          | --cycles",
      "signpe --set actBits          | Value for option '--set'",
      "signpe --rtl nowhere          | nowhere: there is no such folder",
      "signpe --rtl ../rtl-out/reference | --rtl ../rtl-out/reference: sign_pe_8: Verilator refuses the Verilog"})
  void wrongInputIsRefused(String arguments, String message) {
    Cli cli = Cli.run(("check " + arguments).strip().split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
  }
}
