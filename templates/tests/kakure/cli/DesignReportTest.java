// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kakure.Browser;
import kakure.ExternalTool;
import kakure.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DesignReportTest {
  private static final Path REFERENCE = Path.of("../rtl-out/reference").toAbsolutePath().normalize();
  private static final String RUN = """
      {"images": 8, "correct": 7, "mismatches": 0, "compared": 3000, "cyclesPerImage": 1500.0, "seed": 1, "array": "4x4x8", "layers": [
        {"name": "a<b", "macs": 1000, "idealCycles": 100.0, "plannedCycles": 420, "cycles": 400.0, "map": "1 x 8 x 8 -> 4 x 8 x 8", "maskBits": 90, "maskEntropyBits": 72.0, "weights": 144, "compared": 1000, "mismatches": 0, "maskWait": 40.0, "writeWait": 0.0},
        {"name": "fc", "macs": 2000, "idealCycles": 900.0, "plannedCycles": 1000, "cycles": 1000.0, "maskBits": 100, "maskEntropyBits": 100.0, "weights": 200, "compared": 2000, "mismatches": 0, "maskWait": 0.0, "writeWait": 250.0}]}
      """;

  @TempDir
  private Path folder;

  private Cli report(Path design, String to, String... more) {
    var words = new ArrayList<>(List.of("report", design.toString(), "-o", folder.resolve(to).toString(), "--lint-seconds", "60"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aPageADiagramAndKeysOfAnEngine() throws Exception {
    for (var tool : List.of("verilator", "iverilog", "yosys")) new ExternalTool(tool).require();
    var run = file("run.json", RUN);
    Cli cli = report(REFERENCE, "a", "--run", run.toString(), "--json", folder.resolve("keys.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("engine_4x4x8: 22 modules", "1500 cycles an image, measured", "no areas, for want of --liberty").endsWith("a/report.html\n");
    var html = Files.readString(folder.resolve("a/report.html"));
    assertThat(html).contains("<title>engine_4x4x8</title>", "array ×128", "packed_array_4x4x8", "a&lt;b", "8 images", "all equal", "7 of 8 right", "waits for the write side 250 cycles, 25.0%", "1×8×8 → 4×8×8", "elements at work 25.0%", "0.625", "0.500")
        .contains("<title>sequencer to drain:\nsequencer_tile\n", "sequencer_tiles [16]\n").contains("--liberty FILE").contains("kakure generate ").doesNotContain("http:", "https:", folder.toString(), REFERENCE.toString());
    assertThat(html.split("class=\"box ", -1).length).as("boxes, ports among them").isGreaterThan(25);
    assertThat(ImageIO.read(folder.resolve("a/diagram.png").toFile()).getWidth()).isGreaterThan(800);
    assertThat(Files.readString(folder.resolve("keys.json"))).contains("\"top\" : \"engine_4x4x8\"", "\"measured\" : true", "\"verilator\" : \"clean\"", "\"iverilog\" : \"clean\"", "\"yosys\" : \"clean\"");
    report(REFERENCE, "b", "--run", run.toString());
    for (String name : new String[] {"report.html", "diagram.png"}) assertThat(folder.resolve("b").resolve(name)).as("the same bytes again").hasSameBinaryContentAs(folder.resolve("a").resolve(name));
  }

  /** A folder of somebody's, of one file; top has the ports a and y of 4 bits. */
  private Path own(String name, String top, String file, String verilog) throws Exception {
    var design = Files.createDirectories(folder.resolve(name));
    Files.writeString(design.resolve("design.json"), "{\"format\": 1, \"top\": \"" + top + "\", \"files\": [\"" + file + "\"], \"ports\": [{\"name\": \"a\", \"dir\": \"in\", \"width\": 4}, {\"name\": \"y\", \"dir\": \"out\", \"width\": 4}]}");
    Files.writeString(design.resolve(file), verilog);
    return design;
  }

  @Test
  void whatAReaderOfVerilogComplainsOfIsOnThePage() throws Exception {
    new ExternalTool("iverilog").require();
    var design = own("own", "own", "own.v", "module own (input wire [3:0] a, output wire [3:0] y);\n  part p0 (.x(a), .z(y));\n  part p1 (.x(y), .z());\nendmodule\nmodule part (input wire [3:0] x, output wire [3:0] z);\n  assign z = nowhere;\nendmodule\n");
    Cli cli = report(design, "c");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("own: 2 modules, 3 instances; no run and no plan is known").containsPattern("iverilog +\\S+ +own.v:6: error");
    assertThat(Files.readString(folder.resolve("c/report.html"))).contains("p ×2", "own.v:6", "nowhere", "A design that no library of this Kakure describes.");
  }

  /** Four parts in a loop of one inverter each, and one of four: eight of the library's smallest cells. */
  @Test
  void areasAreOfWhatLoopsAndParametersMake() throws Exception {
    new ExternalTool("yosys").require();
    var design = own("loop", "top", "top.v", """
        module top (input wire [3:0] a, output wire [3:0] y);
          wire [3:0] b;
          genvar i;
          generate for (i = 0; i < 4; i = i + 1) begin : g
            part p (.x(a[i]), .z(b[i]));
          end endgenerate
          part #(.W(4)) q (.x(b), .z(y));
        endmodule
        module part #(parameter W = 1) (input wire [W-1:0] x, output wire [W-1:0] z);
          assign z = ~x;
        endmodule
        """);
    Cli cli = report(design, "e", "--liberty", "../generator/src/test/resources/eda/tiny.lib", "--json", folder.resolve("keys.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("top: 2 modules, 3 instances (those of loops and conditions count once); ");
    assertThat(Files.readString(folder.resolve("e/report.html"))).contains("those of loops and conditions count once", "unit, 8 in all").containsPattern("part</th><td>5</td><td>1.6[0]*</td><td>8");
    assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("keys.json"))).get("areas").get("part").asDouble()).isEqualTo(8 / 5.0);
  }

  private static final String FLOW = """
      {"flow": "qflow", "top": "own", "part": "osu018", "mhz": 121.4, "gds": {"drc": 0, "lvs": 0, "um2": 1234.25, "abstract": true}, "cells": 12, "registers": 3, "wireUm": 640.0, "notes": ["figures", "clk leads to 3 pins <as> one net"]}
      """;

  /** What a flow left in the folder is shown: a drawing as a picture, in which nothing runs. */
  @Test
  void aLayoutIsShownWithItsFigures() throws Exception {
    var design = own("own", "own", "own.v", "module own (input wire [3:0] a, output wire [3:0] y);\n  assign y = ~a;\nendmodule\n");
    Files.writeString(design.resolve("flow.json"), FLOW);
    assertThat(report(design, "a").code()).isZero();
    assertThat(Files.readString(folder.resolve("a/report.html"))).contains("<h2 id=\"layout\">", "1,234 µm²", "12, 3 of them registers", "121", "clk leads to 3 pins &lt;as&gt; one net", "The folder holds no drawing").doesNotContain("<img");
    String drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>document.title = 'run'</script></svg>";
    Files.writeString(Files.createDirectories(design.resolve("layout")).resolve("own.svg"), drawing);
    assertThat(report(design, "b").code()).isZero();
    assertThat(Files.readString(folder.resolve("b/report.html"))).contains("src=\"data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(drawing.getBytes(StandardCharsets.UTF_8))).doesNotContain("document.title");
    for (boolean changed : new boolean[] {false, true}) {
      Files.writeString(design.resolve("flow.json"), FLOW.replace("{\"flow\"", "{\"verilog\": \"" + Sha256.hex(List.of(design.resolve("own.v"))) + "\", \"flow\""));
      if (changed) Files.writeString(design.resolve("own.v"), Files.readString(design.resolve("own.v")) + "// mine\n");
      String to = changed ? "changed" : "same";
      assertThat(report(design, to).code()).isZero();
      assertThat(Files.readString(folder.resolve(to + "/report.html")).contains("not what was laid out")).isEqualTo(changed);
    }
    Files.write(design.resolve("layout/own.svg"), new byte[2_000_001]);
    assertThat(report(design, "c").code()).isZero();
    assertThat(Files.readString(folder.resolve("c/report.html"))).contains("more than 2,000,000 bytes: layout/own.svg").doesNotContain("<img");
    for (var wrong : List.of(List.of("\"own\"", "\"other\"", "tells of other, and the folder holds own"), List.of("\"um2\": 1234.25", "\"um2\": \"x\"", "has no number \"um2\""), List.of("{\"flow\"", "[\"flow\"", "flow.json:1:"))) {
      Files.writeString(design.resolve("flow.json"), FLOW.replace(wrong.get(0), wrong.get(1)));
      Cli cli = report(design, "d");
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains(wrong.get(2)).doesNotContain("\tat ");
      assertThat(folder.resolve("d")).doesNotExist();
    }
    Files.writeString(design.resolve("flow.json"), "{\"flow\": \"nextpnr\", \"top\": \"own\"}");
    assertThat(report(design, "e").code()).isZero();
    assertThat(Files.readString(folder.resolve("e/report.html"))).doesNotContain("id=\"layout\"");
  }

  /** The library proves what it emits; a file that was changed since is another. */
  @Test
  void aProofIsOfWhatWasGenerated() throws Exception {
    Path design = folder.resolve("skid");
    assertThat(Cli.run("generate", "skid", "--set", "width=3", "-o", design.toString()).code()).isZero();
    assertThat(report(design, "f").code()).isZero();
    assertThat(Files.readString(folder.resolve("f/report.html"))).contains("of skid_buffer_3 as generated: of the library's, not run on these files");
    Files.writeString(design.resolve("skid_buffer_3.v"), Files.readString(design.resolve("skid_buffer_3.v")) + "// mine\n");
    assertThat(report(design, "g").code()).isZero();
    assertThat(Files.readString(folder.resolve("g/report.html"))).contains("not of skid_buffer_3 here, which is not known to be as it was generated").doesNotContain("as generated: ");
  }

  @Test
  void aRunIsOfAnArrayAndOfVerilogThatAreNamed() throws Exception {
    Path design = folder.resolve("groups");
    assertThat(Cli.run("generate", "../examples/digits/digits.onnx", "--array", "8x4x8", "--group", "4", "-o", design.toString()).code()).isZero();
    var free = file("free.json", RUN.replace("4x4x8", "8x4x8"));
    assertThat(report(design, "h", "--run", free.toString()).err()).contains("tells of an array 8x4x8, and ");
    var run = file("groups.json", RUN.replace("4x4x8", "8x4x8 in groups of 4"));
    assertThat(report(design, "h", "--run", run.toString()).code()).isZero();
    assertThat(Files.readString(folder.resolve("h/report.html"))).contains("array ×256", "kakure run, on emitted Verilog");
    var there = file("there.json", RUN.replace("4x4x8", "8x4x8 in groups of 4").replace("\"seed\"", "\"rtl\": \"/some/where/groups/\", \"seed\""));
    assertThat(report(design, "h", "--run", there.toString()).code()).isZero();
    assertThat(Files.readString(folder.resolve("h/report.html"))).contains("kakure run, on the Verilog of groups").doesNotContain("/some/where");
  }

  /** What kakure energy adds to a run: by layer, by block the largest first, and what is left out. */
  @Test
  void energyStandsBesideLayersAndArea() throws Exception {
    String energy = "\"energy\": {\"measured\": true, \"library\": \"tiny\", \"volts\": 2.0, \"pins\": 120, \"annotated\": 100, \"unknown\": [\"u_a.u_b (ram_4x8, 20 pins)\"], "
        + "\"blocks\": [{\"name\": \"u_small\", \"femtojoules\": 1e9}, {\"name\": \"u_<large>\", \"femtojoules\": 3e9}], \"steps\": [{\"name\": \"load, reports\", \"macs\": 0, \"femtojoules\": 1e9}, {\"name\": \"fc\", \"macs\": 2000, \"femtojoules\": 3e9}]}, ";
    var run = file("energy.json", RUN.replace("\"seed\"", energy + "\"seed\""));
    assertThat(report(REFERENCE, "e", "--run", run.toString()).code()).isZero();
    String page = Files.readString(folder.resolve("e/report.html"));
    assertThat(page).contains("An image's energy", "1500000.0", "75.0%", "tiny at 2 V, before layout", "100 of 120 pins annotated", "left out: u_a.u_b (ram_4x8, 20 pins)", "u_&lt;large&gt;").doesNotContain("u_<large>");
    assertThat(page.indexOf("u_&lt;large&gt;")).as("the largest first").isLessThan(page.indexOf("u_small"));
    assertThat(report(REFERENCE, "f", "--run", file("plain.json", RUN).toString()).code()).isZero();
    assertThat(Files.readString(folder.resolve("f/report.html"))).doesNotContain("s energy");
    assertThat(report(REFERENCE, "g", "--run", file("wrong.json", RUN.replace("\"seed\"", "\"energy\": {\"steps\": [{}]}, \"seed\"")).toString()).err()).contains("has no number \"femtojoules\"");
    assertThat(report(REFERENCE, "g", "--run", file("none.json", RUN.replace("\"seed\"", "\"energy\": {}, \"seed\"")).toString()).err()).contains("\"energy\" has no \"steps\" and \"blocks\"");
  }

  @Test
  void areasByModuleAndPlantedFaults() throws Exception {
    new ExternalTool("yosys").require();
    assertThat(Cli.run("generate", "adder", "--set", "inputs=4", "--set", "width=3", "-o", folder.resolve("adder").toString()).code()).isZero();
    var faults = file("faults.json", "{\"design\": \"x\", \"seed\": 5, \"faults\": 40, \"caught\": 37, \"equal\": 3, \"alive\": 0}");
    Cli cli = report(folder.resolve("adder"), "d", "--liberty", "../generator/src/test/resources/eda/tiny.lib", "--verify", faults.toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(Files.readString(folder.resolve("d/report.html"))).contains("Cells of tiny", "class=\"map\"", "37 found, 3 change nothing, 0 alive", "kakure generate adder --set inputs=4 --set width=3 -o DIR", "One module, without instances");
    assertThat(folder.resolve("d/diagram.png")).doesNotExist();
  }

  /** An engine runs other networks, too: what the figures are of is said where it is not the one that it was generated for. */
  @Test
  void figuresOfAnotherNetworkAreNamed() throws Exception {
    String plan = Files.readString(REFERENCE.resolve("plan.json"));
    assertThat(report(REFERENCE, "same", "--run", file("same.json", plan).toString()).out()).doesNotContain("note: --run is");
    var other = report(REFERENCE, "other", "--run", file("run.json", RUN).toString());
    assertThat(other.code()).isZero();
    assertThat(other.out()).contains("note: --run is of another network than the design was generated for, which has the layers conv0");
    assertThat(Files.readString(folder.resolve("other/report.html"))).contains("These figures are of another network");
    var bits = report(REFERENCE, "bits", "--run", file("bits.json", plan.replaceFirst("\"plannedCycles\": ([0-9]+)", "\"plannedCycles\": 1$1")).toString());
    assertThat(bits.out()).contains("note: --run is of other options than the design was generated with, as --bits or --masks: layer conv0 is planned to take 1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "DIR                               | holds no design.json",
      "DIR/nowhere                       | holds no design.json",
      "REF --set inputs=4                | --set, --max-error, --points and --seed belong to a block",
      "REF --run nowhere.json            | --run nowhere.json: there is no such file",
      "REF --run pom.xml                 | pom.xml:1:1: this is no JSON: Unexpected character",
      "REF --run DIR/open.json           | open.json:1:2: this is no JSON: Unexpected end-of-input",
      "REF --run DIR/negative.json       | \"cycles\" is -7.0, which nothing counts",
      "REF --run DIR/endless.json        | \"plannedCycles\" is 1.0E30, which nothing counts",
      "REF --run DIR/some.json           | layer fc has no \"cycles\", which the others have",
      "REF --run REF/macros.json         | has no \"layers\"",
      "REF --run DIR/other.json          | tells of an array 16x8x32",
      "REF --verify REF/macros.json      | has no number \"seed\"",
      "REF --liberty nowhere.lib         | nowhere.lib: there is no such file",
      "REF --lint-seconds 0              | --lint-seconds 0: must be 1 to 3600",
      "REF -o REF                        | is the design's own folder",
      "REF -o REF/page                   | is the design's own folder, or within it",
      "REF --run DIR/grouped.json        | tells of an array 4x4x8 in groups of 4",
      "REF --run DIR/auto.json           | auto.json is of run --bits auto, which has several designs",
      "DIR/blank                         | file \"my top.v\": a file's name is letters, digits, _, ., - and / here, as yosys reads it",
      "DIR/deep                          | lies more than 1000 modules deep",
      "DIR/many                          | module a0 has more instances in it than can be counted",
      "REF -o pom.xml/x                  | pom.xml is no folder",
      "fifo --run REF/plan.json          | --run, --verify and --lint-seconds belong to a folder",
      "fifo --lint-seconds 5             | --run, --verify and --lint-seconds belong to a folder"})
  void wrongInputIsRefused(String arguments, String message) throws Exception {
    file("open.json", "{");
    file("negative.json", RUN.replace("\"cycles\": 400.0", "\"cycles\": -7"));
    file("endless.json", RUN.replace("\"plannedCycles\": 420", "\"plannedCycles\": 1e30"));
    file("some.json", RUN.replace(", \"cycles\": 1000.0", ""));
    file("other.json", RUN.replace("4x4x8", "16x8x32"));
    file("grouped.json", RUN.replace("4x4x8", "4x4x8 in groups of 4"));
    file("auto.json", "{\"images\": 8, \"cyclesPerImage\": 3.0, \"precisions\": [{\"bits\": 1}]}");
    own("blank", "top", "my top.v", "module top (input a);\nendmodule\n");
    own("deep", "a0", "a.v", IntStream.range(0, 1500).mapToObj(i -> "module a" + i + "; a" + (i + 1) + " u (); endmodule\n").collect(Collectors.joining()) + "module a1500; endmodule\n");
    own("many", "a0", "a.v", IntStream.range(0, 70).mapToObj(i -> "module a" + i + "; a" + (i + 1) + " u (), v (); endmodule\n").collect(Collectors.joining()) + "module a70; endmodule\n");
    var before = Files.list(folder).count();
    Cli cli = Cli.run(("report " + arguments.replace("DIR", folder.toString()).replace("REF", REFERENCE.toString())).strip().split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(Files.list(folder).count()).as("nothing is written").isEqualTo(before);
  }

  /** Everything that a reader's browser shows: on a wide screen and a phone's, in light and dark, and printed. */
  @Tag("slow")
  @Test
  void aBrowserShowsIt() throws Exception {
    var run = file("run.json", RUN);
    assertThat(report(REFERENCE, "page", "--run", run.toString()).code()).isZero();
    try (var browser = new Browser(Files.createDirectories(folder.resolve("profile")))) {
      for (int width : new int[] {1200, 390}) {
        for (boolean dark : new boolean[] {false, true}) {
          browser.open(folder.resolve("page/report.html"), width, 900, dark);
          assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).as("no horizontal scroll at " + width).isLessThanOrEqualTo(width);
          assertThat(browser.evaluate("[...document.querySelectorAll('a[href]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length").asInt(-1)).as("links without an end").isZero();
          assertThat(browser.evaluate("[...document.querySelectorAll('svg .box rect')].filter(r => r.getBoundingClientRect().width > 10).length").asInt()).isGreaterThan(25);
          assertThat(browser.evaluate("[...document.images].filter(i => !i.naturalWidth).length").asInt(-1)).isZero();
          assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asString("")).isEqualTo(dark ? "rgb(21, 25, 30)" : "rgb(255, 255, 255)");
          assertThat(browser.evaluate("[...document.querySelectorAll('.lane i.work')].map(i => Math.round(100 * i.getBoundingClientRect().height / i.parentElement.getBoundingClientRect().height)).join()").asString("")).as("heights of elements at work").isEqualTo("25,90");
          browser.evaluate("document.querySelector('a[href=\"#m-requantiser_4x4\"]').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))");
          assertThat(browser.evaluate("document.querySelector('dialog[open]').innerText").asString("")).contains("requantiser_4x4", "clk_i", "block Requantiser");
          keep(width + (dark ? "-dark" : "-light"), browser);
        }
      }
      assertThat(browser.print()).startsWith('%', 'P', 'D', 'F');
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** With -Dpictures=DIR the pages are kept, to be looked at. */
  private static void keep(String name, Browser browser) throws Exception {
    var to = System.getProperty("pictures");
    if (to == null) return;
    Files.write(Path.of(to, name + "-ports.png"), browser.picture());
    browser.evaluate("document.querySelector('dialog').close()");
    Files.write(Path.of(to, name + ".png"), browser.picture());
  }
}
