// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kakure.flow.Flows;
import kakure.flow.qflow.Gds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** From a block's name to a layout, and what is refused on the way. */
class QflowCommandTest {
  private static final Path TECHNOLOGY = Path.of("/usr/share/qflow/tech/osu035");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "fifo --to qflo                              | did you mean qflow?",
      "fifo --to qflow --part osu35                | did you mean osu035?",
      "fifo --to qflow --cells nowhere.gds         | --cells nowhere.gds: there is no such file",
      "fifo --to ice40 --cells pom.xml             | --to ice40 has no use for layouts of cells"})
  void whatIsWrongIsSaid(String arguments, String message) {
    assertThat(refused(arguments)).contains(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "ram --set width=16 --set depth=512 --to qflow | is a memory: ram_512x16 8,192 bits",
      "clockgate --to qflow                          | (clock-gate)",
      "fifo --to qflow --pins pom.xml                | chooses itself where pins lie"})
  void whatNoLayoutIsMadeOfIsRefused(String arguments, String message) {
    tools();
    assertThat(refused(arguments)).contains(message);
  }

  private String refused(String arguments) {
    var cli = Cli.run(("flow " + arguments.strip() + " -o " + folder.resolve("out")).split(" +"));
    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
    return cli.err();
  }

  /** Placed, routed, checked; the netlist that was placed passes the block's own check; the GDS is called what it is. */
  @Tag("slow")
  @Test
  void aBlockBecomesALayout() throws Exception {
    tools();
    Path out = folder.resolve("out");
    var cli = Cli.run("flow", "fifo", "--set", "width=3", "--set", "depth=2", "--to", "qflow", "-o", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("on osu035, closes at ", "DRC 0, LVS match, ", "abstract: the GDS places ", "--cells FILE");
    var figures = JsonMapper.shared().readTree(Files.readString(out.resolve("flow.json")));
    assertThat(figures.path("gds").path("drc").asInt(-1)).isZero();
    assertThat(figures.path("gds").path("lvs").asInt(-1)).isZero();
    assertThat(figures.path("gds").path("um2").asDouble(0)).isBetween(1_000.0, 100_000.0);
    assertThat(figures.path("gds").path("abstract").asBoolean(false)).isTrue();
    assertThat(figures.path("wireUm").asDouble(0)).isPositive();
    assertThat(figures.path("mhz").asDouble(0)).isPositive();
    assertThat(figures.path("seconds").size()).isEqualTo(9);
    var gds = Gds.of("gds", Files.readAllBytes(out.resolve("layout/stream_fifo_2x3.gds")));
    assertThat(gds.structures()).containsExactly("stream_fifo_2x3");
    assertThat(gds.undefined()).contains("DFFPOSX1", "FILL").hasSize(figures.path("gds").path("undefined").size());
    assertThat(Files.readString(out.resolve("layout/stream_fifo_2x3.svg"))).contains("<title>stream_fifo_2x3, placed and routed</title>", "cells are outlines");
    var check = Cli.run("check", "fifo", "--set", "width=3", "--set", "depth=2", "--rtl", out.resolve("netlist").toString());
    assertThat(check.code()).as(check.err()).isZero();
  }

  /** Memories of more bits than become flip-flops stand beside the layout, whose pins are theirs; logic and memories together pass the block's own check. */
  @Tag("slow")
  @Test
  void memoriesStandBesideTheLayout() throws Exception {
    tools();
    Path out = folder.resolve("out");
    List<String> block = List.of("--set", "tci=1", "--set", "pixels=1", "--set", "drain=1", "--set", "rows=128", "--set", "flat=true");
    var words = new ArrayList<>(List.of("flow", "actmem"));
    words.addAll(block);
    words.addAll(List.of("--to", "qflow", "-o", out.toString()));
    var cli = Cli.run(words.toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("DRC 0, LVS match, ", "memories: 2,048 bits stand beside the layout (2 x ram_128x8 1,024 bits)");
    assertThat(out.resolve("layout/act_memory_1x1_drain1_rows128_flat1_logic.gds")).isRegularFile();
    var check = new ArrayList<>(List.of("check", "actmem"));
    check.addAll(block);
    check.addAll(List.of("--rtl", out.resolve("netlist").toString()));
    var checked = Cli.run(check.toArray(String[]::new));
    assertThat(checked.code()).as(checked.err()).isZero();
  }

  /** With layouts of cells nothing is missing, and a library that lacks some is refused before anything is placed. */
  @Tag("slow")
  @Test
  void cellsMakeItALayout() throws Exception {
    tools();
    var names = Pattern.compile("(?m)^MACRO (\\S+)").matcher(Files.readString(TECHNOLOGY.resolve("osu035_stdcells.lef"))).results().map((MatchResult m) -> m.group(1)).toList();
    Path cells = Files.write(folder.resolve("cells.gds"), library(names));
    Path few = Files.write(folder.resolve("few.gds"), library(names.stream().filter(n -> !n.equals("FILL")).toList()));
    assertThat(refused("fifo --set width=1 --set depth=2 --to qflow --cells " + few)).contains("few.gds holds no FILL");
    var cli = Cli.run(("flow fifo --set width=1 --set depth=2 --to qflow --cells " + cells + " -o " + folder.resolve("out")).split(" +"));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("DRC 0, LVS match, ").doesNotContain("abstract");
    var gds = Gds.of("gds", Files.readAllBytes(folder.resolve("out/layout/stream_fifo_2x1.gds")));
    assertThat(gds.undefined()).isEmpty();
    assertThat(gds.structures()).contains("stream_fifo_2x1", "FILL", "DFFPOSX1");
  }

  /** Structures of those names, with a square of metal each, in nanometres. */
  private static byte[] library(List<String> names) {
    var out = new ByteArrayOutputStream();
    hex(out, "000600020003" + "001c0102" + "00".repeat(24) + "000602066c62" + "001403053e4189374bc6a7f03944b82fa09b5a54");
    for (var name : names) {
      hex(out, "001c0502" + "00".repeat(24));
      var text = Arrays.copyOf(name.getBytes(StandardCharsets.ISO_8859_1), name.length() + (name.length() & 1));
      hex(out, String.format(Locale.ROOT, "%04x0606", text.length + 4));
      out.writeBytes(text);
      hex(out, "00040800" + "00060d020031" + "00060e020000" + "002c1003" + "0000000000000000" + "0000025800000000" + "0000025800000258" + "0000000000000258" + "0000000000000000" + "00041100" + "00040700");
    }
    hex(out, "00040400");
    return out.toByteArray();
  }

  private static void hex(ByteArrayOutputStream out, String bytes) {
    out.writeBytes(HexFormat.of().parseHex(bytes));
  }

  private static void tools() {
    for (var tool : Flows.named("qflow").tools()) assumeTrue(tool.find().isPresent(), "not installed: " + tool.aptPackage());
    assumeTrue(Files.isDirectory(TECHNOLOGY), "not installed: qflow-tech-osu035");
  }
}
