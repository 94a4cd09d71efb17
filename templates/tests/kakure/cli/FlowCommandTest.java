// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Flows;
import kakure.flow.Handed;
import kakure.flow.Made;
import kakure.flow.Serial;
import kakure.flow.Wish;
import kakure.network.onnx.OnnxReader;
import kakure.target.Given;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowCommandTest {
  private static final Flow ICE40 = Flows.named("ice40");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--to ice4                         | did you mean ice40?",
      "--to ice40 --part up5k            | did you mean up5k-sg48?",
      "--to ice40 --clock 0              | --clock 0.0: give MHz",
      "--to ice40 --pins nowhere.pcf     | nowhere.pcf: there is no such file"})
  void whatIsWrongIsSaidAndNothingIsWritten(String arguments, String message) {
    Cli cli = Cli.run(("flow " + folder + " " + arguments.strip() + " -o " + folder.resolve("out")).split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(folder.toFile().list()).isEmpty();
  }

  /** What a flow reads it does not write over. */
  @Test
  void theDesignsOwnFolderStays() throws Exception {
    Path rtl = folder.resolve("rtl");
    assertThat(Cli.run("generate", "fifo", "-o", rtl.toString()).code()).isZero();
    var before = List.of(rtl.toFile().list());
    for (var to : List.of(rtl, rtl.resolve("sub"))) {
      var cli = Cli.run("flow", rtl.toString(), "--to", "filelist", "-o", to.toString());
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains("is the design's own folder, or within it");
    }
    assertThat(rtl.toFile().list()).containsExactlyInAnyOrderElementsOf(before);
  }

  /** A block by its name, described: the folder is a design that is checked as any, and is written again over itself. */
  @Test
  void aBlockIsDescribed() {
    var out = folder.resolve("out").toString();
    for (int i = 0; i < 2; i++) {
      var cli = Cli.run("flow", "fifo", "--set", "width=37", "--set", "depth=5", "--to", "fusesoc", "-o", out);
      assertThat(cli.code()).as(cli.err()).isZero();
      assertThat(cli.out()).contains("stream_fifo_5x37 for fusesoc, stream_fifo_5x37.core", "next: fusesoc ");
    }
    assertThat(folder.resolve("out").toFile().list()).containsExactlyInAnyOrder("stream_fifo_5x37.v", "stream_fifo_5x37.core", "design.json", "flow.json");
    assertThat(Cli.run("check", out, "--cycles", "200").code()).isZero();
    assertThat(Cli.run("flow", "fifoo", "--to", "fusesoc", "-o", out).err()).contains("did you mean fifo?");
    assertThat(Cli.run("flow", "fifo", "--set", "depht=5", "--to", "fusesoc", "-o", out).code()).isEqualTo(2);
    assertThat(Cli.run("flow", "fifo", "--to", "upf", "-o", out).err()).contains("--target cim");
  }

  /** Beside a tile of a model lies its power intent, and beside an engine on a bus its registers. */
  @Test
  void whatIsBesideADesignIsHandedOn() {
    var model = "../examples/digits/digits.onnx";
    assertThat(Cli.run("flow", model, "--target", "cim", "--to", "upf", "-o", folder.resolve("upf").toString()).code()).isZero();
    assertThat(folder.resolve("upf").toFile().list()).anyMatch(n -> n.endsWith(".upf"));
    assertThat(Cli.run("generate", model, "--bus", "wishbone", "-o", folder.resolve("rtl").toString()).code()).isZero();
    for (var to : List.of("rdl", "ipxact")) assertThat(Cli.run("flow", folder.resolve("rtl").toString(), "--to", to, "-o", folder.resolve(to).toString()).code()).isZero();
    assertThat(folder.resolve("rdl").toFile().list()).anyMatch(n -> n.endsWith(".rdl"));
    assertThat(folder.resolve("ipxact").toFile().list()).anyMatch(n -> n.endsWith(".xml"));
  }

  @Test
  void aFileWhoseNameNoToolTakesIsRefused() throws Exception {
    Files.writeString(folder.resolve("my top.v"), "module top (input a);\nendmodule\n");
    Files.writeString(folder.resolve("design.json"), "{\"format\": 1, \"top\": \"top\", \"files\": [\"my top.v\"], \"ports\": [{\"name\": \"a\", \"dir\": \"in\", \"width\": 1}]}");
    assertThatThrownBy(() -> Handed.read(folder, Set.of(), FlowDesigns::loader)).isInstanceOf(BadInput.class).hasMessageContaining("file \"my top.v\": a file's name is letters, digits");
  }

  /** Through few pins every layer sends its result, which takes more cycles; a description has no board to speak of. */
  @Test
  void cyclesAreOfTheProgramThatIsHandedOver() {
    var network = OnnxReader.read(Path.of("../examples/digits/small.onnx"));
    var target = Libraries.target("engine");
    var given = new Given(Map.of("--array", "16x8x32"), Map.of());
    var plan = target.plan(network, target.top(given, network), given);
    long watched = plan.plannedCycles(), emitting = plan.emitting().plannedCycles();
    assertThat(emitting).isGreaterThan(watched);
    var subject = new FlowCommand.Subject(FlowDesigns.handed(plan), Optional.of(plan));
    var fill = new Fill(List.of());
    assertThat(FlowCommand.keys(ICE40, subject, new Made(Map.of(), fill, Map.of("loader", true, Made.MHZ, 2.0), Optional.empty()))).containsEntry("cyclesPerImage", emitting).containsEntry("imagesPerSecond", 2e6 / emitting);
    assertThat(FlowCommand.keys(ICE40, subject, new Made(Map.of(), fill, Map.of(), Optional.of(folder)))).containsEntry("cyclesPerImage", emitting);
    assertThat(FlowCommand.keys(ICE40, subject, new Made(Map.of(), fill, Map.of(), Optional.empty()))).containsEntry("cyclesPerImage", watched);
  }

  @Test
  void aFolderWithoutADesignIsRefused() {
    tools();
    assertThat(Cli.run("flow", folder.toString(), "--to", "ice40").err()).contains("holds no design.json", "kakure generate");
    assertThat(Cli.run("flow", folder.toString(), "--to", "ice40", "--data", folder.toString()).err()).contains("belongs to a model");
  }

  /** What needs one port of a memory only is known of a folder as it is of the model. */
  @Test
  void aFolderSaysWhichMemoriesDoWithOnePort() {
    var network = OnnxReader.read(Path.of("../examples/digits/digits.onnx"));
    var target = Libraries.target("engine");
    for (var array : List.of("1x1x1", "4x4x8")) {
      var given = new Given(Map.of("--array", array), Map.of()).with("--fit", "true");
      var plan = target.plan(network, target.top(given, network), given);
      Path rtl = folder.resolve(array);
      assertThat(Cli.run("generate", "../examples/digits/digits.onnx", "--array", array, "--fit", "-o", rtl.toString()).code()).isZero();
      assertThat(Handed.read(rtl, Set.of(), FlowDesigns::loader).onePort()).isEqualTo(plan.onePort()).hasSize(array.equals("1x1x1") ? 1 : 0);
    }
  }

  /** Memories of every width that a block of the chip has: 256 words of 16 bits, 512 of 8, 1,024 of 4, 2,048 of 2; and parts of a word that are written apart. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"16,256,1", "8,512,1", "4,1024,1", "2,2048,1", "20,300,2", "32,200,4"})
  void aPlacedMemoryEqualsTheGoldenFunction(int width, int depth, int lanes) {
    tools();
    String[] sizes = {"--set", "width=" + width, "--set", "depth=" + depth, "--set", "lanes=" + lanes};
    var out = placed("ram", List.of(sizes), "hx8k-ct256");
    var words = new ArrayList<>(List.of("check", "ram", "--rtl", out.resolve("netlist").toString()));
    words.addAll(List.of(sizes));
    var check = Cli.run(words.toArray(String[]::new));
    assertThat(check.code()).as(check.err()).isZero();
  }

  /** A queue with more pins than the package: behind the loader, by bytes. */
  @Tag("slow")
  @Test
  void aPlacedQueueIsLoadedByBytes() throws Exception {
    tools();
    var out = placed("fifo", List.of("--set", "width=37", "--set", "depth=5"), "up5k-sg48");
    var rtl = Design.read(folder.resolve("rtl-fifo"));
    var words = rtl.transaction("in").pack(IntStream.range(0, 50).mapToObj(i -> List.of(BigInteger.valueOf(0x15_1234_5678L * (i + 1) & 0x1f_ffff_ffffL))).toList());
    var bytes = new ByteArrayOutputStream();
    new Serial(rtl).into(bytes).send("in", words.duplicate());
    try (var sim = SimulatorBuild.standard().build(Design.read(out.resolve("netlist"))).open(SimOptions.seed(3))) {
      sim.send("rx", ByteBuffer.wrap(bytes.toByteArray()));
      sim.run(Until.transferred("tx", words.remaining()).orIdle(1000));
      assertThat(sim.receive("tx", words.remaining())).isEqualTo(words);
    }
    assertThat(Files.readString(out.resolve("flow.json"))).contains("\"part\": \"up5k-sg48\"", "\"mhz\": ", "\"loader\": true");
  }

  /** The program of what a memory of one port must keep: writes, then reads, never both at once. */
  @Tag("slow")
  @Test
  void aLargeMemoryKeepsWhatIsWritten() throws Exception {
    tools();
    Path rtl = rtl("ram", List.of("--set", "width=5", "--set", "depth=1000"));
    var design = Handed.read(rtl, Set.of("ram_1000x5"), FlowDesigns::loader);
    Path work = Files.createDirectory(folder.resolve("work"));
    var made = ICE40.make(design, new Wish(Optional.of("up5k-sg48"), OptionalDouble.empty(), Optional.empty()), work, s -> {});
    assertThat(made.fill().used("SPRAM")).isEqualTo(1);
    assertThat(made.fill().used("EBR")).isZero();
    var rows = new StringBuilder("wr_en_i,wr_addr_i,wr_data_i,rd_en_i,rd_addr_i\n");
    for (int i = 0; i < 40; i++) rows.append("1,").append(i * 25).append(',').append(i * 7 % 32).append(",0,0\n");
    for (int i = 0; i < 40; i++) rows.append("0,0,0,").append(i % 3 == 2 ? 0 : 1).append(',').append(i * 25).append('\n');
    Path vectors = Files.writeString(folder.resolve("v.csv"), rows);
    var check = Cli.run("check", "ram", "--set", "width=5", "--set", "depth=1000", "--vectors", vectors.toString(), "--rtl", made.netlist().orElseThrow().toString());
    assertThat(check.code()).as(check.err()).isZero();
  }

  @Tag("slow")
  @Test
  void whatDoesNotFitIsRefusedWithFigures() {
    tools();
    var cli = Cli.run("flow", rtl("ram", List.of("--set", "width=32", "--set", "depth=8192")).toString(), "--to", "ice40", "-o", folder.resolve("out").toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("does not fit hx8k-ct256", "EBR 64 of 32 (32 too many)");
    assertThat(folder.resolve("out")).doesNotExist();
    var slow = Cli.run("flow", rtl("accumulator", List.of()).toString(), "--to", "ice40", "--clock", "900", "-o", folder.resolve("out").toString());
    assertThat(slow.code()).isEqualTo(1);
    assertThat(slow.err()).contains("--clock wants 900", "place.log");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** The whole way of a network: a bitstream, whose netlist computes an image, every layer equal, by both programs, and then three on boards side by side. */
  @Tag("slow")
  @Test
  void aPlacedEngineClassifies() throws Exception {
    tools();
    var out = folder.resolve("out");
    var cli = Cli.run("flow", "../examples/digits/small.onnx", "--to", "ice40", "--array", "1x1x1", "--fit", "--data", "../examples/digits", "--count", "1", "-o", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("netlist after place and route: 1 images, ", " values compared, 0 differ", "where the last layer alone answers: ");
    assertThat(Files.readString(out.resolve("flow.json"))).contains("\"mismatches\": 0", "\"correct\": 1").containsPattern("\"compared\": [1-9]").containsPattern("\"cyclesPerImageSumsByBytes\": [1-9]").containsPattern("\"bytesOutSums\": [1-9]");
    for (var name : List.of("board.bin", "serial/setup_sums.bin", "serial/expected.bin", "serial/streams.json", "serial/kakure_serial.c", "serial/kakure_network.h")) assertThat(out.resolve(name)).isNotEmptyFile();
    var boards = Cli.run("flow", "../examples/digits/small.onnx", "--to", "ice40", "--array", "1x1x1", "--fit", "--data", "../examples/digits", "--count", "3", "-o", out.toString());
    assertThat(boards.code()).as(boards.err()).isZero();
    assertThat(boards.out()).as("side by side").contains("netlist after place and route: 3 images, ", " values compared, 0 differ");
    assertThat(Files.readString(out.resolve("flow.json"))).contains("\"mismatches\": 0", "\"correct\": 3");
  }

  /** What icepack packs is unpacked again and runs beside the netlist that was written from nextpnr's. */
  @Tag("slow")
  @Test
  void theBitstreamIsTheNetlist() throws Exception {
    tools();
    new ExternalTool("iverilog").require();
    var unpack = new ExternalTool("icebox_vlog").require();
    Path rtl = rtl("fifo", List.of("--set", "width=4", "--set", "depth=3")), out = folder.resolve("out");
    var pins = new ArrayDeque<>(List.of("21 99 98 97 96 95 44 45 47 48 56 60 61 62 78 79 80 81 87 88 90 91".split(" ")));
    var pcf = new StringBuilder();
    var ports = Design.read(rtl).ports();
    for (var p : ports) for (int i = 0; i < p.width(); i++) pcf.append("set_io ").append(p.name()).append(p.width() == 1 ? "" : "[" + i + "]").append(' ').append(pins.remove()).append('\n');
    var file = Files.writeString(folder.resolve("pins.pcf"), pcf);
    var cli = Cli.run("flow", rtl.toString(), "--to", "ice40", "--part", "hx1k-tq144", "--pins", file.toString(), "-o", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    var text = unpack.run(out, List.of("-n", "unpacked", "-p", file.toString(), "-c", "board.asc"));
    assertThat(text.status()).as(text.text()).isZero();
    Files.writeString(folder.resolve("unpacked.v"), text.text());
    Files.writeString(folder.resolve("tb.v"), Beside.bench(Design.read(out.resolve("netlist")).top(), ports));
    var built = new ExternalTool("iverilog").run(folder, List.of("-o", "tb", "tb.v", "unpacked.v", out.resolve("netlist/cells.v").toString(), out.resolve("netlist/placed.v").toString()));
    assertThat(built.status()).as(built.text()).isZero();
    assertThat(new ExternalTool("vvp").run(folder, List.of("tb")).text()).isEqualTo("2000 cycles equal\n");
  }

  private static void tools() {
    var missing = ICE40.tools().stream().filter(t -> t.find().isEmpty()).map(t -> t.aptPackage()).collect(Collectors.joining(", "));
    assumeTrue(missing.isEmpty(), "not installed: " + missing);
  }

  private Path rtl(String block, List<String> sizes) {
    Path rtl = folder.resolve("rtl-" + block);
    var words = new ArrayList<>(List.of("generate", block, "-o", rtl.toString()));
    words.addAll(sizes);
    assertThat(Cli.run(words.toArray(String[]::new)).code()).isZero();
    return rtl;
  }

  private Path placed(String block, List<String> sizes, String part) {
    Path rtl = rtl(block, sizes), out = folder.resolve("out");
    var cli = Cli.run("flow", rtl.toString(), "--to", "ice40", "--part", part, "-o", out.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("logic cells", "on " + part);
    return out;
  }
}
