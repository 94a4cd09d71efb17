// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kakure.ExternalTool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A memory of macros is the memory that was simulated: the wrapper around the vendor's Verilog models and our own model see the same random traffic, a write or a read or neither a cycle, and show the same in every cycle. The models
 * instantiate a core that is not in ../shared; where their folder has none, core.v stands for it.
 */
class MacroContractTest {
  private static final Path PDK = Path.of("../../shared/pdk/sram");
  private static final Path CORE = Path.of("tests/resources/sram/core.v");
  private static final int CYCLES = 4000;

  @TempDir Path temp;

  /** Width, depth, lanes; the macro that must be chosen, banks x columns: padded words, banks, a bank beyond a power of two, lanes, an exact fit, an address shorter than the macro's. */
  @ParameterizedTest
  @CsvSource({"50, 300, 1, 512x64, 1x1", "64, 1024, 8, 1024x64, 1x1", "16, 9000, 1, 1024x16, 9x1", "130, 60, 2, 64x64, 1x3", "8, 1024, 1, 1024x8, 1x1", "72, 40, 3, 64x64, 1x2"})
  void everyReadIsEqual(int width, int depth, int lanes, String macro, String shape) throws Exception {
    Path out = wrapped(width, depth, lanes);
    String module = "ram_" + depth + "x" + width + (lanes == 1 ? "" : "_lanes" + lanes);
    assertThat(Files.readString(out.resolve(module + ".macros"))).containsPattern("\n" + module + " " + depth + "x" + width + " RM_IHPSG13_1P_" + macro + "_\\S+ " + shape + " macros/RM_");
    var said = simulate(out, module, Files.readString(out.resolve("macros/" + module + ".v")), width, depth, lanes);
    System.out.println("macro contract, " + module + ": " + said.strip());
    assertThat(said).containsPattern("reads \\d{3,} differ 0\n");
  }

  /** The check would notice: bits of a lane, a word's bank, a read that is no read. */
  @Test
  void aWrongWrapperIsNoticed() throws Exception {
    Path out = wrapped(16, 9000, 1);
    String right = Files.readString(out.resolve("macros/ram_9000x16.v"));
    for (var wrong : List.of(right.replace("bank_q == 4'd4 ?", "bank_q == 4'd15 ?"), right.replace("if (read) bank_q", "if (write) bank_q"), right.replace("write ? wr_addr_i : rd_addr_i", "write ? rd_addr_i : wr_addr_i"), right.replace(".A_REN(read", ".A_REN(rd_en_i | write"))) {
      assertThat(wrong).isNotEqualTo(right);
      assertThat(simulate(out, "ram_9000x16", wrong, 16, 9000, 1)).doesNotContain("differ 0\n").contains("differ ");
    }
  }

  /** An engine's memories that are written and read at once are refused by name, and its activations need no word of the user where one port does. */
  @Test
  void anEngineSaysWhichOfItsMemoriesNeedTwoPorts() {
    assume();
    var model = Path.of("../examples/digits/small.onnx").toString();
    var refused = Cli.run("flow", model, "--to", "openroad", "--part", "ihp-sg13g2", "--sram", PDK.toString(), "-o", temp.resolve("no").toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("memories that they do not serve", "written and read at once", "--flip-flops");
    assertThat(temp.resolve("no")).doesNotExist();
    var lean = Cli.run("flow", model, "--to", "openroad", "--part", "ihp-sg13g2", "--array", "4x1x8", "--fit", "--set", "serial=true", "--sram", PDK.toString(), "--flip-flops", "-o", temp.resolve("lean").toString());
    assertThat(lean.code()).as(lean.err()).isZero();
    assertThat(lean.out()).contains("note: flip-flops, ");
    assertThat(temp.resolve("lean").resolve("macros")).isDirectory();
  }

  private static void assume() {
    Assumptions.assumeTrue(Files.isDirectory(PDK), PDK + " is not there: memories of macros are not simulated");
  }

  private Path wrapped(int width, int depth, int lanes) {
    assume();
    new ExternalTool("iverilog").require();
    Path out = temp.resolve("out");
    var module = "ram_" + depth + "x" + width + (lanes == 1 ? "" : "_lanes" + lanes);
    var cli = Cli.run("flow", "ram", "--set", "width=" + width, "--set", "depth=" + depth, "--set", "lanes=" + lanes, "--to", "openroad", "--part", "ihp-sg13g2", "--sram", PDK.toString(), "--one-port", module, "-o", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    return out;
  }

  private String simulate(Path out, String module, String wrapper, int width, int depth, int lanes) throws Exception {
    Path work = Files.createTempDirectory(temp, "sim");
    Files.writeString(work.resolve("model.v"), Files.readString(out.resolve(module + ".v")).replace("module " + module + " ", "module model "));
    Files.writeString(work.resolve("wrapper.v"), wrapper);
    Files.writeString(work.resolve("bench.v"), bench(module, width, depth, lanes));
    var files = new ArrayList<>(List.of("-g2005", "-DFUNCTIONAL", "-s", "bench", "-o", "bench.vvp", "bench.v", "wrapper.v", "model.v"));
    try (var macros = Files.list(out.resolve("macros"))) {
      for (var file : macros.filter(f -> f.getFileName().toString().startsWith("RM_") && f.toString().endsWith(".v")).sorted().toList()) files.add(file.toAbsolutePath().toString());
    }
    try (var all = Files.list(PDK)) {
      files.add(all.filter(f -> f.getFileName().toString().contains("core_behavioral_bm_bist")).findFirst().orElse(CORE).toAbsolutePath().toString());
    }
    assertThat(new ExternalTool("iverilog").require().run(work, files)).isEqualTo(new ExternalTool.Result(0, ""));
    return new ExternalTool("vvp").require().run(work, List.of("-n", "bench.vvp")).text();
  }

  /** Few addresses, at the ends, at the edges of banks and anywhere, so that most reads meet what was written; words are filled first. */
  private static String bench(String module, int width, int depth, int lanes) {
    int address = Math.max(1, 32 - Integer.numberOfLeadingZeros(depth - 1)), words = (width + 31) / 32;
    return """
        module bench;
          reg clk = 0, rd_en = 0;
          reg [L-1:0] wr_en = 0;
          reg [A-1:0] at = 0, idle = 0; // where nothing is read or written the address is anything
          reg [B*32-1:0] data = 0;
          wire [W-1:0] expected, got;
          integer i, j, seed = 7, reads = 0, differ = 0, choice;
          model u_model (.clk_i(clk), .wr_en_i(wr_en), .wr_addr_i(|wr_en ? at : idle), .wr_data_i(data[W-1:0]), .rd_en_i(rd_en), .rd_addr_i(rd_en ? at : idle), .rd_data_o(expected));
          MODULE u_macros (.clk_i(clk), .wr_en_i(wr_en), .wr_addr_i(|wr_en ? at : idle), .wr_data_i(data[W-1:0]), .rd_en_i(rd_en), .rd_addr_i(rd_en ? at : idle), .rd_data_o(got));
          initial begin
            for (i = 0; i < CYCLES; i = i + 1) begin
              choice = $unsigned($random(seed)) % 12;
              at = choice == 0 ? 0 : choice == 1 ? D - 1 : choice < 4 ? (D / 2) : choice < 6 ? (4096 % D) : choice < 8 ? (4095 % D) : choice < 10 ? (8191 % D) : $unsigned($random(seed)) % D;
              idle = $unsigned($random(seed)) % D;
              for (j = 0; j < B; j = j + 1) data[32*j +: 32] = $random(seed);
              choice = $unsigned($random(seed)) % 8;
              wr_en = choice < 3 ? (i < CYCLES / 4 ? ~0 : $random(seed)) : 0;
              rd_en = choice >= 3 && choice < 7;
              #5 clk = 1;
              #5 clk = 0;
              reads = reads + rd_en;
              if (expected !== got) differ = differ + 1;
            end
            $display("cycles %0d reads %0d differ %0d", CYCLES, reads, differ);
            $finish;
          end
        endmodule
        """.replace("CYCLES", String.valueOf(CYCLES)).replace("MODULE", module).replace("[L-1:0]", "[" + (lanes - 1) + ":0]").replace("[A-1:0]", "[" + (address - 1) + ":0]").replace("[B*32-1:0]", "[" + (32 * words - 1) + ":0]").replace("[W-1:0]", "[" + (width - 1) + ":0]")
        .replace("j < B", "j < " + words).replace("% D", "% " + depth).replace("D - 1", String.valueOf(depth - 1)).replace("D / 2", String.valueOf(depth / 2));
  }
}
