// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import kakure.Sha256;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import kakure.network.onnx.OnnxReader;
import kakure.target.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCommandTest {
  @TempDir
  private Path folder;

  @Test
  void aBlockIsWrittenWithItsFilesBeside() throws Exception {
    Path out = folder.resolve("out");
    Cli cli = Cli.run("generate", "signpe", "--set", "actBits=5", "-o", out.toString(), "--json", folder.resolve("g.json").toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("1 modules", "top sign_pe_5");
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("sign_pe_5.v", "filelist.f", "logic.f", "macros.f", "design.json", "macros.json", "memories.json");
    assertThat(Files.readString(folder.resolve("g.json"))).contains("\"top\" : \"sign_pe_5\"", "\"modules\" : 1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "signpe --set actBits=0  | actBits = 0",
      "signpe --set actBits=x  | actBits = \"x\"",
      "signpe --set lanes=3    | there is no parameter \"lanes\"",
      "signpe --set actBits    | --set",
      "cimmacro --set groups=3 | columns=64 do not divide into groups=3 of equal width; take a multiple of 6",
      "cimmacro --set columns=6 | a group has 3 columns, but an output is a pair of them; let columns / groups be even",
      "cimmacro --set sensing=analog --set converterBits=13 | converterBits = 13 is outside 1 .. 12",
      "cimmacro --set sensing=analog --set fullScale=0 | fullScale = 0 is outside 1 .. 4096",
      "signpe --target engine  | --target belongs to hardware that runs a model",
      "nothing                 | there is no block \"nothing\""})
  void whatIsWrongIsSaidAndNothingIsWritten(String arguments, String message) {
    Path out = folder.resolve("out");
    Cli cli = Cli.run(("generate " + arguments.strip() + " -o " + out).split(" +"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(folder.toFile().list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--bus wishbon                       | --bus wishbon: there is no such bus; did you mean wishbone?",
      "--bus usb3-host                     | --bus usb3-host: there is no such bus",
      "--bus axi-stream --bus-width 48     | --bus-width 48: give a power of two from 8 to 512",
      "--bus axi-stream --bus-width 1024   | --bus-width 1024: give a power of two",
      "--bus axi --bus-width 16            | --bus-width 16: give a power of two from 32 to 512",
      "--bus axi --bus-width 96            | --bus-width 96: give a power of two from 32 to 512",
      "--bus spi --bus-width 32            | words of spi have 32 bits; leave the option out",
      "--bus-width 32                      | --bus-width belongs to --bus NAME",
      "--bus axi-stream --bus-width 8 --array 32x64x32 --set drain=32 | img = 2048 is outside 1 .. 256 bus words of a transaction"})
  void aBusThatIsNoneIsRefused(String arguments, String message) {
    Path out = folder.resolve("out");
    Cli cli = Cli.run(("generate " + Path.of("../examples/digits/digits.onnx") + " " + arguments.strip() + " -o " + out).split(" +"));
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void aBusGoesAroundTheEngineWhichStaysAsItIs() throws Exception {
    Path plain = folder.resolve("plain"), on = folder.resolve("on");
    assertThat(Cli.run("generate", "../examples/digits/digits.onnx", "--array", "4x4x8", "-o", plain.toString()).code()).isZero();
    Cli cli = Cli.run("generate", "../examples/digits/digits.onnx", "--array", "4x4x8", "--bus", "wishbone", "-o", on.toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).contains("top engine_4x4x8_").contains("_wishbone");
    for (String name : plain.toFile().list((dir, n) -> n.endsWith(".v"))) assertThat(on.resolve(name)).hasSameTextualContentAs(plain.resolve(name));
    for (String name : List.of("component.xml", "kakure_bus.rdl", "kakure_bus.md", "host/kakure_bus_regs.h", "host/kakure_bus.c", "host/kakure_bus.h", "host/classify.c", "host/masks.bin")) assertThat(on.resolve(name)).isRegularFile();
    assertThat(on.resolve("host/streams.json")).content().contains("\"top\": \"engine_4x4x8\"", "\"around\": \"engine_4x4x8_wishbone\"");
    assertThat(on.resolve("kakure_bus.md")).content().contains("Ports of `engine_4x4x8_wishbone`:", "| `wb_adr_i` | in | ", "| 3 | a packet that did not end ");
    assertThat(plain.resolve("component.xml")).doesNotExist();
    assertThat(Cli.run("run", "../examples/digits/digits.onnx", "--bus", "wishbone").code()).isEqualTo(2);
  }

  @Test
  void memoryHasADriverOfItsOwn() throws Exception {
    Path on = folder.resolve("on");
    Cli cli = Cli.run("generate", "../examples/digits/digits.onnx", "--array", "4x4x8", "--bus", "axi", "--bus-width", "128", "-o", on.toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).contains("_axi128");
    for (String name : List.of("component.xml", "host/kakure_dma.c", "host/kakure_dma.h", "host/kakure_descriptor.h", "host/kakure_bus.c", "host/masks.bin")) assertThat(on.resolve(name)).isRegularFile();
    assertThat(on.resolve("host/kakure_bus_regs.h")).content().contains("#define KAKURE_BUS_MOVER_ERROR 0x94u").doesNotContain("KAKURE_BUS_POP");
    assertThat(on.resolve("component.xml")).content().contains("<ipxact:master/>", "<ipxact:name>m_ar_burst_o</ipxact:name>");
  }

  /** A word with a slash or the end .onnx is a file; any other that a block has is the block. */
  @Test
  void aFolderOfABlocksNameIsInNobodysWay() throws Exception {
    Path beside = Path.of("fifo");
    try {
      for (int i = 0; i < 2; i++) assertThat(Cli.run("generate", "fifo", "-o", "fifo").code()).isZero();
      assertThat(beside.resolve("stream_fifo_4x32.v")).isRegularFile();
      assertThat(Cli.run("generate", "./fifo", "-o", folder.resolve("g").toString()).err()).contains("./fifo: is not a file");
    } finally {
      try (var files = Files.walk(beside)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      }
    }
  }

  @Test
  void aMacroIsListedApartWithItsRole() throws Exception {
    Path out = folder.resolve("out");
    assertThat(Cli.run("generate", "actmem", "-o", out.toString()).code()).isZero();
    List<String> all = Files.readAllLines(out.resolve("filelist.f"));
    List<String> macros = Files.readAllLines(out.resolve("macros.f"));
    List<String> logic = Files.readAllLines(out.resolve("logic.f"));
    assertThat(macros).isNotEmpty().doesNotContainAnyElementsOf(logic);
    assertThat(logic).isNotEmpty();
    assertThat(all).hasSize(macros.size() + logic.size()).containsAll(macros).containsAll(logic);
    for (String file : macros) assertThat(Files.readString(out.resolve("macros.json"))).contains("\"file\": \"" + file + "\",\n    \"role\": \"ram\",\n");
    assertThat(Files.readString(out.resolve("memories.json"))).isEqualTo(Files.readString(out.resolve("macros.json")).replace("    \"role\": \"ram\",\n", ""));
  }

  @Test
  void theModelAndTheStyleOfResetAreRemembered() throws Exception {
    Path out = folder.resolve("out");
    Path model = Path.of("../examples/digits/digits.onnx");
    String sync = "always @(posedge clk_i)";
    assertThat(Cli.run("generate", model.toString(), "--array", "2x2x4", "--reset", "async", "-o", out.toString()).code()).isZero();
    String design = Files.readString(out.resolve("design.json"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(model)));
    assertThat(design).contains("\"format\": 2", "{\"name\": \"clk_i\", \"reset\": \"rst_ni\", \"resetStyle\": \"asynchronous\"}", "\"model\": \"digits.onnx\"", "\"modelSha256\": \"" + hash + "\"",
        "{\"name\": \"u_", "\"role\": \"ram\"", "\"block\": \"Engine\", \"parameters\": {\"tci\": 2, ");
    String resets = Files.readAllLines(out.resolve("logic.f")).stream().filter(f -> f.startsWith("layer_sequencer")).findFirst().orElseThrow();
    assertThat(Files.readString(out.resolve(resets))).contains("or negedge rst_ni");
    assertThat(Cli.run("generate", model.toString(), "--array", "2x2x4", "-o", out.toString()).code()).isZero();
    assertThat(Files.readString(out.resolve("design.json"))).contains("\"resetStyle\": \"synchronous\"");
    assertThat(Files.readString(out.resolve(resets))).contains(sync).doesNotContain("negedge");
    assertThat(Cli.run("generate", "signpe", "--reset", "never", "-o", out.toString()).code()).isEqualTo(2);
  }

  @Test
  void theStreamsOfAModelLieBesideItsVerilog() throws Exception {
    Path out = folder.resolve("out");
    String[] command = {"generate", "../examples/digits/digits.onnx", "--array", "2x2x4", "-o", out.toString(), "--json", folder.resolve("g.json").toString()};
    for (int i = 0; i < 2; i++) assertThat(Cli.run(command)).satisfies(cli -> {
      assertThat(cli.err()).as("what was written before is replaced").isEmpty();
      assertThat(cli.code()).isZero();
      assertThat(cli.out()).contains("a test bench: sh " + out.resolve("host/run.sh"));
    });
    assertThat(Files.readString(folder.resolve("g.json"))).contains("\"host\" : \"" + out.resolve("host") + "\"");
    Path host = out.resolve("host");
    String top = Files.readString(out.resolve("design.json")).replaceFirst("(?s).*\"top\": \"(\\w+)\".*", "$1");
    assertThat(host.toFile().list()).containsExactlyInAnyOrder("classify.c", "classify.h", "kakure_network.h", "program.bin", "program.hex", "program_sums.bin", "program_sums.hex", "taps.bin", "taps.hex", "start.bin", "start.hex", "image.bin", "image.hex", "masks.bin", "masks.hex", "constants.bin", "constants.hex",
        "expected.bin", "expected.hex", "counts.bin", "counts.hex", "places.bin", "streams.json", "run.sh", "tb_" + top + ".v");
    assertThat(Files.readString(out.resolve("filelist.f"))).doesNotContain("host/");
    assertThat(Files.readString(host.resolve("streams.json"))).contains("\"source\": \"seed 1\"", "\"top\": \"" + top + "\"");
    // the design.json of the same Verilog without a host, but for the list of hashes at its end
    String before = Emitter.emit(Netlist.elaborate(Libraries.target("engine").plan(OnnxReader.read(Path.of(command[1])), Libraries.target("engine").top(new Given(Map.of("--array", "2x2x4"), Map.of()))).top()),
        new EmitOptions(false, Map.of("model", "digits.onnx", "modelSha256", Sha256.hex(Files.readAllBytes(Path.of(command[1])))))).get("design.json");
    String design = Files.readString(out.resolve("design.json"));
    assertThat(design.substring(0, design.indexOf(",\n  \"sha256\""))).isEqualTo(before.substring(0, before.lastIndexOf("\n}")));
    assertThat(design).contains("\"host/masks.bin\": \"");
    Files.writeString(host.resolve("image.hex"), "00\n");
    assertThat(Cli.run(command).err()).contains("out holds host/image.hex, which was changed since it was generated");
    Files.delete(host.resolve("image.hex"));
    Files.createDirectory(host.resolve("obj_dir"));
    assertThat(Cli.run(command).err()).contains("out holds host/obj_dir, which was not generated");
  }

  @Test
  void theImageOfTheTestBenchIsTheUsersOwn() throws Exception {
    Path out = folder.resolve("out");
    Path picture = folder.resolve("seven.png");
    var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 28; y++) image.getRaster().setSample(y % 20, y, 0, 200);
    ImageIO.write(image, "png", picture.toFile());
    String[] command = {"generate", "../examples/digits/digits.onnx", "--array", "2x2x4", "-o", out.toString(), "--image", picture.toString()};
    assertThat(Cli.run(command).code()).isZero();
    assertThat(Files.readString(out.resolve("host/streams.json"))).contains("\"source\": \"seven.png\"");
    assertThat(Files.readString(out.resolve("host/image.hex"))).contains("c8");
    ImageIO.write(image.getSubimage(0, 0, 27, 28), "png", picture.toFile());
    command[5] = folder.resolve("other").toString();
    assertThat(Cli.run(command)).satisfies(cli -> {
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains("seven.png", "28");
    });
    assertThat(Cli.run("generate", "signpe", "--image", picture.toString(), "-o", command[5]).err()).isEqualTo("kakure: --image goes with a model, not with a block\n");
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  void aSkippedCheckIsSaid() {
    Cli cli = Cli.run("generate", "plainarray", "--set", "tci=1", "--set", "pixels=11", "--set", "tco=9", "--set", "drain=3", "-o", folder.resolve("out").toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).isEqualTo("kakure: a check was skipped: drained in plain_array_1x11x9_drain3 depends on more than 64 values; latencies are balanced afresh from there on\n");
  }

  @Test
  void whatThisToolWroteIsReplaced() throws Exception {
    Path out = folder.resolve("out");
    assertThat(generate("signpe", out)).isEmpty();
    assertThat(generate("adder", out)).isEmpty();
    assertThat(out.resolve("sign_pe_8.v")).doesNotExist();
    Files.delete(out.resolve("macros.f"));
    assertThat(generate("signpe", out)).as("what is lost is no harm").isEmpty();
    String design = Files.readString(out.resolve("design.json"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(out.resolve("sign_pe_8.v"))));
    assertThat(design).contains("  \"sha256\": {\n", "    \"sign_pe_8.v\": \"" + hash + "\"").endsWith("\"\n  }\n}\n");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void aFolderThatWasNotGeneratedIsLeftAlone() throws Exception {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThat(generate("signpe", folder)).contains("mine.txt, which was not generated");
    Files.writeString(folder.resolve("design.json"), "{\"top\": \"mine\"}\n");
    assertThat(generate("signpe", folder)).contains("design.json, which is not as it was generated");
    Files.delete(folder.resolve("mine.txt"));
    assertThat(generate("signpe", folder)).contains("design.json, which is not as it was generated");
    assertThat(folder.toFile().list()).containsExactly("design.json");
  }

  @Test
  void whatSomebodyChangedOrAddedIsNamed() throws Exception {
    Path out = folder.resolve("out");
    assertThat(generate("signpe", out)).isEmpty();
    Path notes = Files.writeString(out.resolve("zz.log"), "");
    assertThat(generate("signpe", out)).contains("out holds zz.log, which was not generated");
    Files.delete(notes);
    Path module = out.resolve("sign_pe_8.v");
    String text = Files.readString(module);
    Files.writeString(module, text + "// mine\n");
    assertThat(generate("signpe", out)).contains("sign_pe_8.v, which was changed since it was generated");
    Files.writeString(module, text);
    Path design = out.resolve("design.json");
    Files.writeString(design, Files.readString(design).replace("sign_pe_8", "sign_pe_9"));
    assertThat(generate("signpe", out)).contains("design.json, which is not as it was generated");
    assertThat(Files.readString(module)).isEqualTo(text);
  }

  @Test
  void aSymbolicLinkIsFollowed() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(generate("signpe", link)).isEmpty();
    assertThat(link).isSymbolicLink();
    assertThat(real.resolve("sign_pe_8.v")).exists();
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));
    assertThat(generate("signpe", dangling)).contains("cannot write " + dangling + ": no such file");
    assertThat(dangling).isSymbolicLink();
  }

  /** What is refused; an empty text where nothing is. */
  private static String generate(String block, Path out) {
    Cli cli = Cli.run("generate", block, "-o", out.toString());
    assertThat(cli.code()).isEqualTo(cli.err().isEmpty() ? 0 : 2);
    return cli.err();
  }
}
