// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kakure.ExternalTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code flow --to} of families that yosys maps: a queue of 16 kbit is one block of memory, and its figures are handed over with a project. */
class FlowAreaTest {
  @TempDir
  private Path folder;

  private String rtl(String name, String... sizes) {
    Path rtl = folder.resolve(name);
    var words = new java.util.ArrayList<>(java.util.List.of("generate", name, "-o", rtl.toString()));
    words.addAll(java.util.List.of(sizes));
    assertThat(Cli.run(words.toArray(String[]::new)).code()).isZero();
    return rtl.toString();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"xilinx7, xc7a35t, synth_design -top stream_fifo_512x32, xdc", "ultrascale, xczu3eg, synth_design -top stream_fifo_512x32, xdc", "ecp5, lfe5u-25, prj_impl option top stream_fifo_512x32, sdc", "gowin, gw2ar-18, set_option -top_module stream_fifo_512x32, sdc"})
  void aQueueIsOneBlockOfMemory(String family, String chip, String line, String constraints) throws Exception {
    new ExternalTool("yosys").require();
    Path out = folder.resolve("out");
    var cli = Cli.run("flow", rtl("fifo", "--set", "width=32", "--set", "depth=512"), "--to", family, "--clock", "50", "-o", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("LUT", "block memories", "on " + chip);
    assertThat(Files.readString(out.resolve("flow.json"))).contains("\"flow\": \"" + family + "\"", "\"part\": \"" + chip + "\"").containsPattern("(?s)\"block memories\": \\{\\s*\"used\": 1,");
    assertThat(Files.readString(out.resolve("project.tcl"))).contains(line, "stream_fifo_512x32.v");
    assertThat(Files.readString(out.resolve("clock." + constraints))).isEqualTo("create_clock -name clk_i -period 20.000 [get_ports clk_i]\n");
    assertThat(out.resolve("design.json")).isRegularFile();
  }

  @Test
  void whatBelongsToABitstreamIsRefused() throws Exception {
    new ExternalTool("yosys").require();
    var pins = Files.writeString(folder.resolve("pins.pcf"), "set_io clk_i 21\n").toString();
    assertThat(Cli.run("flow", rtl("fifo"), "--to", "ecp5", "--pins", pins, "-o", folder.resolve("out").toString())).satisfies(cli -> {
      assertThat(cli.err()).contains("--pins belongs to --to ice40: pins of Diamond go into its project");
      assertThat(cli.code()).isEqualTo(2);
    });
    assertThat(Cli.run("flow", "../examples/digits/small.onnx", "--to", "ultrascale", "--data", "../examples/digits", "-o", folder.resolve("out").toString())).satisfies(cli -> {
      assertThat(cli.err()).contains("--to ultrascale makes no netlist that could run images: leave --data and --image out");
      assertThat(cli.code()).isEqualTo(2);
    });
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** A megabit, and a multiplication by multipliers. */
  @Tag("slow")
  @Test
  void whatDoesNotFitIsRefusedWithFigures() {
    new ExternalTool("yosys").require();
    var cli = Cli.run("flow", rtl("ram", "--set", "width=32", "--set", "depth=32768"), "--to", "gowin", "--part", "gw1nr-9", "-o", folder.resolve("out").toString());
    assertThat(cli.err()).contains("does not fit gw1nr-9: LUT ", "block memories 64 of 26 (38 too many)");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
    for (var family : java.util.List.of("xilinx7", "ultrascale", "ecp5")) {
      assertThat(Cli.run("flow", rtl("requantise"), "--to", family, "--fill").out()).as(family).containsPattern("multipliers +[1-9]\\d* ");
    }
  }
}
