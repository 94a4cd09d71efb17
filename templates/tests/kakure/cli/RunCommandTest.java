// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import kakure.ExternalTool;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Images;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job from the command line, on the shipped network and a small engine; and everything that is refused before it. */
class RunCommandTest {
  private static final Path DIGITS = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("digits");
  private static final String ARRAY = "4x4x8";

  @TempDir
  private Path folder;

  private Cli run(String more) {
    String line = "run " + DIGITS.resolve("digits.onnx") + " --data " + DIGITS + " --array " + ARRAY + " " + more;
    return Cli.run(line.strip().split(" +"));
  }

  @Test
  void everyLayerOfEveryImageIsEqualAndTheKeysAreThere() throws Exception {
    new ExternalTool("verilator").require();
    Cli cli = run("--count 3 --first 7 --seed 5 --json " + folder.resolve("r.json"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("every layer equal to the golden model", "array " + ARRAY + ", seed 5", "conv0, 1.556 bit/weight: a free mask, as one of 4 needs 4 input channels");
    JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("r.json")));
    assertThat(json.propertyNames()).containsExactly("images", "correct", "mismatches", "compared", "cyclesPerImage", "simCyclesPerSecond", "seed", "array",
        "maskBitsPerWeight", "maskEntropyPerWeight", "imagesPerSecond", "buildSeconds", "goldenSeconds", "simulatorSeconds", "layers");
    assertThat(json.get("layers").get(0).propertyNames()).containsSubsequence("name", "macs", "idealCycles", "plannedCycles", "cycles", "utilisation", "maskBits", "weights",
        "compared", "mismatches");
    assertThat(json.get("images").asInt()).isEqualTo(3);
    assertThat(json.get("mismatches").asInt()).isZero();
    assertThat(json.get("compared").asInt()).as("maps as they are written, pooled ones half-way, too, logits").isEqualTo(3 * ((32 + 64) * 14 * 14 + 2 * (64 * 7 * 7 + 64 * 3 * 3) + 10));
    assertThat(json.get("array").asString()).isEqualTo(ARRAY);
  }

  /** Element array and macros, turn by turn: the last stretch tells the class. */
  @Test
  @Tag("slow")
  void layersMayLieOnTwoKindsOfHardware() throws Exception {
    new ExternalTool("verilator").require();
    Cli cli = run("--count 2 --also cim=conv1,fc4 --json " + folder.resolve("m.json"));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("2 of 2 images right", "every layer equal to the golden model");
    JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("m.json")));
    assertThat(json.get("parts").valueStream().map(part -> part.get("target").asString())).containsExactly("engine", "cim", "engine", "cim");
    assertThat(json.get("mismatches").asInt()).isZero();
    assertThat(json.get("compared").asInt()).as("every map of two images, pooled ones half-way, too, and what the macros count").isEqualTo(52_554);
    assertThat(json.get("parts").valueStream().map(part -> part.get("array").asString())).containsExactly(ARRAY, "144x32/16x2", ARRAY, "144x32/16x2");
    assertThat(json.get("parts").get(1).has("unitsOff")).isTrue();
    Cli other = run("--count 1 --also cim=fc4 --gating skip --set cim.rows=72 --set cim.segments=8 --json " + folder.resolve("m.json"));
    assertThat(other.code()).as(other.err()).isZero();
    json = JsonMapper.shared().readTree(Files.readString(folder.resolve("m.json")));
    assertThat(json.get("parts").get(1).get("array").asString()).isEqualTo("72x32/8x2");
    assertThat(json.get("parts").get(1).has("unitsOff")).as("of gating held and off alone").isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--also cim | --also cim: give a kind of hardware and layers, as cim=conv1,conv2",
      "--also cim=fc4 --gating deep | --gating deep: must be none, skip, held or off",
      "--also cim=fc4 --set cim.segments=5 | segments",
      "--gating skip | --gating is no option of --target engine",
      "--also cim=conv9 | --also cim=conv9: the network has no layer conv9; it has conv0, conv1, conv2, conv3, fc4",
      "--also nothing=conv1 | --target nothing: there is no such target"})
  void whatIsMixedMustBeThere(String more, String message) {
    Cli cli = run("--count 1 " + more);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains(message);
  }

  @Test
  void withoutCountAllThatFollowTheFirstAreRun() throws Exception {
    new ExternalTool("verilator").require();
    Cli cli = run("--first 297");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("3 of 3 images right");
  }

  @Test
  void unlabelledImagesAndOnePictureAreRunAndTheirClassesTold() throws Exception {
    new ExternalTool("verilator").require();
    var digits = IdxFiles.read(DIGITS, Part.TEST);
    IdxFiles.write(folder, Part.TEST, digits.first(25), false);
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    String model = DIGITS.resolve("digits.onnx").toString();
    Cli few = Cli.run("run", model, "--data", folder.toString(), "--array", ARRAY, "--first", "23", "--json", folder.resolve("r.json").toString());
    assertThat(few.code()).as(few.err()).isZero();
    assertThat(few.out()).contains("2 images, every layer equal", "image 23: class " + digits.label(23) + "\nimage 24: class " + digits.label(24) + "\n").doesNotContain("right");
    JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("r.json")));
    assertThat(json.has("correct")).isFalse();
    assertThat(json.get("classes").valueStream().map(JsonNode::asInt)).containsExactly(digits.label(23), digits.label(24));
    assertThat(Cli.run("run", model, "--data", folder.toString(), "--array", ARRAY).out()).contains("no labels; images of each class that the hardware tells: ");
    var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 784; i++) image.getRaster().setSample(i % 28, i / 28, 0, digits.image(5)[i] & 255);
    Path picture = folder.resolve("five.png");
    ImageIO.write(image, "png", picture.toFile());
    Cli one = Cli.run("run", model, "--image", picture.toString(), "--array", ARRAY);
    assertThat(one.code()).as(one.err()).isZero();
    assertThat(one.out()).endsWith(picture + ": class " + digits.label(5) + "\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "                              | --data PATH or --image FILE is missing",
      "--data nowhere --image p.png  | give one of them",
      "--image p.png --count 2       | takes neither --count nor --first",
      "--image p.png                 | p.png: no such file"})
  void whatIsToBeRunIsSaidOnce(String more, String message) {
    refused(Cli.run(("run " + DIGITS.resolve("digits.onnx") + " " + (more == null ? "" : more)).strip().split(" +")), message);
  }

  @Test
  void aFlippedSignIsAMismatchThatNamesLayerAndPixel() throws Exception {
    new ExternalTool("verilator").require();
    Path rtl = folder.resolve("rtl");
    assertThat(Cli.run("generate", DIGITS.resolve("digits.onnx").toString(), "--array", ARRAY, "-o", rtl.toString()).code()).isZero();
    Path signs;
    try (var files = Files.list(rtl)) {
      signs = files.filter(file -> file.getFileName().toString().startsWith("sign_")).sorted().findFirst().orElseThrow();
    }
    Files.writeString(signs, Files.readString(signs).replaceFirst(" \\^ ", " ~^ "));
    var other = Cli.run("run", DIGITS.resolve("digits.onnx").toString(), "--data", DIGITS.toString(), "--count", "1", "--array", "4x2x4", "--rtl", rtl.toString());
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--rtl " + rtl + " holds engine_").contains("is what the model and these options ask for");
    Cli cli = run("--count 1 --first 7 --rtl " + rtl + " --json " + folder.resolve("r.json"));
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("NOT equal to the golden model");
    assertThat(cli.err()).contains("kakure: image 7, layer conv0").contains(", channel ", ": expected ", " values differ", "replay: ").doesNotContain("\tat ");
    JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("r.json")));
    assertThat(json.get("mismatches").asInt()).isPositive();
    JsonNode shown = json.get("mismatch");
    assertThat(shown.get("image").asInt()).isEqualTo(7);
    assertThat(cli.out()).contains("first mismatch: image 7, layer conv0", ", in cycle " + shown.get("cycle").asLong() + "; waveform " + shown.get("waveform").asString());
    assertThat(cli.err()).contains("waveform: " + shown.get("waveform").asString(), "replay: " + shown.get("replay").asString());
    Process again = new ProcessBuilder(shown.get("replay").asString()).redirectErrorStream(true).start();
    assertThat(new String(again.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("cycle " + shown.get("cycle").asLong() + ", memory u_memory.u_").contains(": expected 0x");
    assertThat(again.waitFor()).isEqualTo(1);
  }

  @Test
  void theArrayIsThatOfTheFolder() throws Exception {
    new ExternalTool("verilator").require();
    Path rtl = folder.resolve("rtl");
    String model = DIGITS.resolve("digits.onnx").toString();
    assertThat(Cli.run("generate", model, "--array", ARRAY, "-o", rtl.toString()).code()).isZero();
    Cli cli = Cli.run("run", model, "--data", DIGITS.toString(), "--count", "1", "--rtl", rtl.toString(), "--json", folder.resolve("r.json").toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("every layer equal to the golden model", "array " + ARRAY);
    assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("r.json"))).get("rtl").asString()).isEqualTo(rtl.toString());
  }

  @Test
  void aChangedModuleThatTheImagesDoNotReachIsCheckedByItself() throws Exception {
    new ExternalTool("verilator").require();
    Path rtl = folder.resolve("rtl");
    assertThat(Cli.run("generate", DIGITS.resolve("digits.onnx").toString(), "--array", ARRAY, "-o", rtl.toString()).code()).isZero();
    Path module;
    try (var files = Files.list(rtl)) {
      module = files.filter(file -> file.getFileName().toString().startsWith("requantiser_")).findFirst().orElseThrow();
    }
    String text = Files.readString(module);
    Files.writeString(module, "// a comment is no change\n" + text);
    Cli same = run("--count 1 --rtl " + rtl);
    assertThat(same.code()).isZero();
    assertThat(same.out()).doesNotContain("differs from what is emitted");
    Files.writeString(module, text.replace("endmodule", "wire kakure_test = 1'b0;\nendmodule"));
    assertThat(run("--count 1 --rtl " + rtl).out()).contains("differs from what is emitted: checked by itself, ");
    Files.writeString(module, text.replaceFirst("\\|shifted\\[\\d+:8\\]", "|shifted[20:8]"));
    Cli wrong = run("--count 1 --rtl " + rtl);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out()).contains("every layer equal to the golden model");
    assertThat(wrong.err()).contains("differs from what is emitted, and from its golden function, though the images showed nothing: ", "replay: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--count 0                 | --count 0: must be 1 or more",
      "--count 1 --first -1      | --first -1",
      "--count 2 --first 299     | holds 300 images",
      "--count 2147483647 --first 2 | holds 300 images",
      "--count 1 --jobs 0        | --jobs 0",
      "--count 1 --set lanes=0   | there is no parameter \"lanes\"",
      "--count 1 --set program=8 | program = 8",
      "--count 1 --set rows=4    | --set rows=",
      "--count x                 | --count",
      "--rtl nowhere --count 1   | nowhere: there is no such folder"})
  void wrongOptionsAreRefused(String more, String message) {
    refused(run(more), message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "16x8 | give input channels x pixels x output channels", "axbxc | give input channels", "0x8x32 | ", "99999x1x1 | give input channels"})
  void wrongArraysAreRefused(String array, String message) {
    refused(Cli.run("run", DIGITS.resolve("digits.onnx").toString(), "--data", DIGITS.toString(), "--count", "1", "--array", array), message == null ? "--array" : message);
  }

  @Test
  void filesThatAreMissingOrDamagedAreRefused() throws Exception {
    refused(Cli.run("run", "nowhere.onnx", "--data", DIGITS.toString(), "--count", "1"), "nowhere.onnx");
    refused(Cli.run("run", DIGITS.resolve("digits.onnx").toString(), "--data", folder.toString(), "--count", "1"), folder.toString());
    byte[] model = Files.readAllBytes(DIGITS.resolve("digits.onnx"));
    Path damaged = Files.write(folder.resolve("m.onnx"), Arrays.copyOf(model, model.length / 2));
    refused(Cli.run("run", damaged.toString(), "--data", DIGITS.toString(), "--count", "1"), "m.onnx");
    refused(Cli.run("plan", damaged.toString()), "m.onnx");
    refused(Cli.run("generate", damaged.toString(), "-o", folder.resolve("g").toString()), "m.onnx");
    assertThat(folder.resolve("g")).doesNotExist();
  }

  @Test
  void aLabelThatIsNoClassIsRefusedWhereItsImageIsMeant() throws Exception {
    byte[] labels = new byte[4];
    labels[2] = 99;
    IdxFiles.write(folder, Part.TEST, Images.grey(28, 28, new byte[4 * 784], labels), true);
    String[] line = {"run", DIGITS.resolve("digits.onnx").toString(), "--data", folder.toString(), "--count", "2", "--first", "1", "--array", ARRAY};
    refused(Cli.run(line), folder + ": image 2 has the label 99, but the network digits has 10 classes (0 to 9)");
    line[7] = "0";
    line[line.length - 1] = "0x0x0";
    assertThat(Cli.run(line).err()).as("images 0 and 1 are in order").contains("--array 0x0x0");
  }

  @Test
  void thePlanIsPrintedAndEverySplitRanked() throws Exception {
    String model = DIGITS.resolve("digits.onnx").toString();
    Cli one = Cli.run("plan", model, "--json", folder.resolve("p.json").toString());
    assertThat(one.code()).isZero();
    assertThat(one.out()).contains("conv0", "utilised", "array 16x8x32, 4096 elements");
    assertThat(one.out()).contains("fc4, 1.9% utilised: fills 1 of 8 pixels", "once after reset", "for every image, group by group", "14698 bytes an image; 6410 if a buffer of 8288 bytes");
    assertThat(one.out().lines().takeWhile(line -> !line.startsWith("conv0, "))).as("the table folds").allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    JsonNode json = JsonMapper.shared().readTree(Files.readString(folder.resolve("p.json")));
    assertThat(json.propertyNames()).containsExactly("array", "cyclesPerImage", "utilisation", "layers", "memories", "bytes");
    assertThat(json.get("layers").get(1).propertyNames()).contains("codec", "maskBits", "maskEntropyBits", "constantBits");
    assertThat(json.get("bytes").get("masks").asInt()).as("of all layers, as their bits say").isEqualTo(json.get("layers").valueStream().mapToInt(l -> l.get("maskBits").asInt()).sum() / 8);
    assertThat(json.get("memories").get(0).get("used").asInt()).isEqualTo(100);
    Cli all = Cli.run("plan", model, "--array", "all");
    assertThat(all.code()).isZero();
    assertThat(all.out()).contains("16x8x32", "128x1x32");
    refused(Cli.run("plan", model, "--array", "all", "--group", "3"), "--group = 3 is none of 1, 2, 4, 8");
    refused(Cli.run("plan", model, "--array", "all", "--set", "lanes=0"), "--array all: there is no parameter \"lanes\"");
    Cli groups = Cli.run("plan", model, "--array", "all", "--group", "4");
    assertThat(groups.out().lines().skip(2).findFirst().orElse("")).as("the first split of the table, which scripts/demo.sh takes").startsWith("16x8x32 ");
  }

  private static void refused(Cli cli, String message) {
    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(cli.err().lines().count()).isLessThanOrEqualTo(5);
  }
}
