// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kakure.ExternalTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults in a small queue: emitted, changed by hand so that a part is beyond the check, and wrong before any fault. */
class VerifyCommandTest {
  private static final String FILE = "stream_fifo_3x5.v";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "fifo                         | --prove",
      "fifoo --prove                | there is no block \"fifoo\"",
      "fifo --prove --faults 0      | --faults 0: must be 1 to 4000",
      "fifo --prove --seconds -1    | --seconds -1: must be 0 to 3600",
      "fifo --prove --rtl nowhere   | --rtl nowhere: there is no such folder"})
  void whatIsWrongIsSaid(String arguments, String message) {
    var cli = Cli.run(("verify " + arguments.strip()).split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
  }

  /** What is wrong with a user's own Verilog is wrong input, whoever of the tools reads it first. */
  @Test
  void damagedFolders() throws Exception {
    new ExternalTool("yosys").require();
    Path rtl = folder.resolve("rtl");
    assertThat(Cli.run("generate", "fifo", "--set", "depth=3", "--set", "width=5", "-o", rtl.toString()).code()).isZero();
    String text = Files.readString(rtl.resolve(FILE));
    Files.writeString(rtl.resolve(FILE), text + "junk\n");
    assertThat(Cli.run("verify", rtl.toString(), "--prove", "--faults", "1")).satisfies(cli -> {
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains(FILE + ":" + (text.lines().count() + 1));
    });
    Files.delete(rtl.resolve(FILE));
    assertThat(Cli.run("verify", rtl.toString(), "--prove", "--faults", "1")).satisfies(cli -> {
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains(rtl + " holds no Verilog");
    });
    Files.writeString(rtl.resolve("other.v"), "module other (input a);\nendmodule\n");
    assertThat(Cli.run("verify", rtl.toString(), "--prove", "--faults", "1")).satisfies(cli -> {
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains(rtl + ": yosys refuses the Verilog", "stream_fifo_3x5");
    });
    Files.writeString(rtl.resolve("design.json"), "{");
    assertThat(Cli.run("verify", rtl.toString(), "--prove", "--faults", "1")).satisfies(cli -> {
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains("design.json:1:").doesNotContain("Source", "REDACTED");
    });
  }

  @Tag("slow")
  @Test
  void everyFaultOfTheEmittedQueueIsFound() throws Exception {
    tools();
    var cli = Cli.run("verify", "fifo", "--prove", "--set", "width=5", "--set", "depth=3", "--faults", "10", "--json", folder.resolve("v.json").toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("rules of streams, seed 1", "golden function, seed 1", "10 faults, ", " 0 alive").doesNotContain("NOT FOUND");
    assertThat(Files.readString(folder.resolve("v.json"))).contains("\"faults\" : 10", "\"alive\" : 0", "\"fate\" : \"caught\"");
  }

  /** A counter that stops the queue after four thousand million cycles: no check comes that far, and faults in it are told. */
  @Tag("slow")
  @Test
  void whatNoCheckReachesIsTold() throws Exception {
    tools();
    change("assign in_ready_o = ", "reg [31:0] age_q;\n  always @(posedge clk_i) if (!rst_ni) age_q <= 32'd0; else age_q <= age_q + 32'd1;\n  assign in_ready_o = (age_q != 32'hffffffff) & ");
    var cli = Cli.run("verify", folder.toString(), "--prove", "--faults", "24", "--seconds", "0");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("NOT FOUND");
    assertThat(cli.err()).contains("not found, and not proven to change nothing");
  }

  /** A register that nothing depends on: faults in it are proven to change nothing. */
  @Tag("slow")
  @Test
  void whatChangesNothingIsProven() throws Exception {
    tools();
    change("assign in_ready_o = ", "reg [3:0] twice_q;\n  always @(posedge clk_i) if (!rst_ni) twice_q <= 4'd0; else twice_q <= twice_q & 4'd7;\n  assign in_ready_o = (twice_q <= 4'd7) & ");
    var cli = Cli.run("verify", "fifo", "--set", "width=5", "--set", "depth=3", "--rtl", folder.toString(), "--prove", "--faults", "24");
    assertThat(cli.out()).contains("changes nothing", "proof by ");
  }

  @Tag("slow")
  @Test
  void aDesignThatIsWrongIsNoProof() throws Exception {
    tools();
    change("count_q + 2'd1", "count_q + 2'd2");
    var cli = Cli.run("verify", folder.toString(), "--prove", "--faults", "4");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("differs without a mutant");
  }

  private void change(String what, String by) throws Exception {
    assertThat(Cli.run("generate", "fifo", "--set", "width=5", "--set", "depth=3", "-o", folder.toString()).code()).isZero();
    Path file = folder.resolve(FILE);
    assertThat(Files.readString(file)).contains(what);
    Files.writeString(file, Files.readString(file).replace(what, by));
  }

  private static void tools() {
    for (var tool : List.of("yosys", "verilator")) new ExternalTool(tool).require();
  }
}
