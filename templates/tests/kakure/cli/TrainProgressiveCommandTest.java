// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Network;
import kakure.network.onnx.OnnxReader;
import kakure.target.RunReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code kakure train --mode progressive}, and {@code --bits} of the commands that take such a model. */
class TrainProgressiveCommandTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void images() {
    TwoNoises.write(folder);
  }

  private Cli train(String more) {
    return Cli.run(("train --data " + folder + (more.contains("--net ") ? "" : " --net c4,p,f2") + " -o " + folder.resolve("m.onnx") + " " + more).strip().split(" +"));
  }

  private Cli model(String command) {
    return Cli.run(command.replace("M", folder.resolve("m.onnx").toString()).replace("D", folder.toString()).split(" +"));
  }

  @Test
  void everyPrecisionIsWrittenAndSaid() throws Exception {
    Cli cli = train("--mode progressive --bits 3 --epochs 4 --json " + folder.resolve("t.json"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("3.00 bits a multiply-accumulate", "stop there", "auto: ", "of 50 unseen images right");
    Network network = OnnxReader.read(folder.resolve("m.onnx"));
    assertThat(network.precisions()).containsExactly(1, 2, 3);
    assertThat(network.ladder().orElseThrow().margins()).hasSize(2);
    assertThat(Files.readString(folder.resolve("t.json"))).contains("\"kind\" : \"progressive\"", "\"storedBits\" : " + 3 * (36 + 128), "\"1\" : ", "\"3\" : ", "\"autoBits\" : ");
  }

  @Test
  void filtersGetBitsOfTheirOwn() {
    Cli cli = train("--mode progressive --bits-target 3 --epochs 4");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    String mean = cli.out().replaceFirst("(?s).* bits in all, ([0-9.]+) bits a multiply-accumulate.*", "$1");
    assertThat(Double.parseDouble(mean)).isBetween(1.5, 3.0);
    assertThat(OnnxReader.read(folder.resolve("m.onnx")).bits()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--mode progressive --bits 0                 | bits 0: must be 1 to 8",
      "--mode progressive --bits 9                 | bits 9: must be 1 to 8",
      "--mode progressive --bits-target 8          | target of 8.0 bits a multiply-accumulate: must be at least 1 and below 8",
      "--mode progressive --bits-target 4 --epochs 1 | a target of bits takes 2 epochs or more",
      "--mode progressive --weights binary         | --weights: is another kind of weights than --mode progressive trains",
      "--mode progressive --density .5             | --density: is of hidden weights, not of stored ones",
      "--mode progressive --learnt-scale           | scale and shift are not learnt with progressive weights",
      "--mode progressive --noise .25              | noise is of computing memories",
      "--mode progressive --unit 4x4               | --unit: is of units that are off, of which progressive weights have none",
      "--mode progressive --net c4g4,p,f2          | gG is of masks of hidden weights, not of progressive ones",
      "--weights binary --net c4,p,f2g1            | gG is of masks of hidden weights, not of binary ones",
      "--mode progressive --net f2 --bits-target 2 | target of 2.0 bits a multiply-accumulate: the last layer keeps 8 bits, so the network \"f2\" takes 8.00 or more",
      "--mode progressive --bits-target 1.3        | takes 1.37 or more",
      "--mode progressively                        | --mode progressively: must be hidden, progressive or trichromatic",
      "--bits 4                                    | --bits: is of progressive weights: give --mode progressive with it",
      "--bits-target 4                             | --bits-target: is of progressive weights",
      "--mode progressive --target matrix          | on images of 1 x 8 x 8: "})
  void wrongOptionsAreRefused(String more, String message) {
    Cli cli = train(more);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(folder.resolve("m.onnx")).doesNotExist();
  }

  @Test
  void precisionsThatAModelDoesNotHaveAreRefused() {
    assertThat(train("--mode progressive --bits 3 --epochs 1").code()).isZero();
    for (String command : new String[] {"plan M", "run M --data D --count 1", "generate M -o D/out"}) {
      refused(command + " --bits 0", "--bits 0: must be 1 to 8, or of 'run' auto");
      refused(command + " --bits 9", "--bits 9: must be 1 to 8, or of 'run' auto");
      refused(command + " --bits 4", "--bits 4: precision 4 of network m: must be 1 to 3, the bits of its weights");
    }
    refused("plan M --bits auto", "--bits auto: the images decide, so it goes with 'run' only");
    refused("generate M --bits auto -o D/out", "--bits auto: the images decide, so it goes with 'run' only");
    refused("run M --data D --bits auto --masks free", "--masks free: random masks decide nothing");
    for (String command : new String[] {"plan M", "run M --data D --count 1"}) refused(command + " --bits 2 --masks oneof4", "--masks oneof4: network m has no hidden weights, whose masks could be others");
    refused("generate fifo --bits 2 -o D/out", "--bits goes with a model, not with a block");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** What names layers, in every command that takes a precision. */
  @Test
  void layersAndFiltersHavePlanesOfTheirOwn() throws Exception {
    assertThat(train("--mode progressive --bits 3 --epochs 1").code()).isZero();
    Cli plan = model("plan M --array 4x4x4 --bits 3,conv0=2,fc1:0=1 --json D/plan.json");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("plan.json"))).get("layers").valueStream().map(l -> l.get("planes").asInt())).containsExactly(2, 3);
    Cli run = model("run M --array 4x4x4 --data D --count 2 --bits fc1=1,conv0:1-2=2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("every layer equal to the golden model");
    assertThat(model("plan M --array 4x4x4 --bits 2,conv0=3,fc1=3").out()).isEqualTo(model("plan M --array 4x4x4").out());
    for (String command : new String[] {"plan M", "run M --data D --count 1", "generate M -o D/out"}) {
      refused(command + " --bits 3,cnv0=2", "--bits cnv0: the network has no layer of that name; did you mean conv0?", "  do:  name one of conv0, fc1");
      refused(command + " --bits conv0=0", "--bits conv0=0: must be 1 to 8");
      refused(command + " --bits 2,conv0=9", "--bits conv0=9: must be 1 to 8");
      refused(command + " --bits conv0=4", "--bits conv0=4: its weights have 3 bits");
      refused(command + " --bits 3,2", "--bits 3,2: \"2\" names no layer: give a number, then layers, as 8,conv1=4");
      refused(command + " --bits 3,=2", "--bits 3,=2: \"=2\" names no layer");
      refused(command + " --bits auto,conv0=2", "--bits auto,conv0=2: auto decides for all layers, so it stands alone");
      refused(command + " --bits conv0=2,conv0=1", "--bits conv0=2,conv0=1: \"conv0\" stands twice");
      refused(command + " --bits conv0:0-2=2,conv0:2-3=1", "filter 2 of layer conv0 stands twice");
      refused(command + " --bits conv0:2-4=2", "--bits conv0:2-4: layer conv0 has filters 0 to 3; give the first and the last, as conv0:0-3");
      refused(command + " --bits conv0:2-1=2", "--bits conv0:2-1: layer conv0 has filters 0 to 3");
      refused(command + " --bits 4,conv0=2", "--bits 4,conv0=2: precision 4 of network m: must be 1 to 3, the bits of its weights");
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void hiddenNetworksHaveNoPrecisions() {
    assertThat(train("--epochs 1").code()).isZero();
    refused("plan M --bits 2", "--bits 2: network m has no bit-serial weights");
    refused("plan M --bits 2,conv0=1", "--bits 2,conv0=1: network m has no bit-serial weights");
    refused("run M --data D --bits auto", "--bits auto: network m has no bit-serial weights");
  }

  /** @param remedy the second line, where there is one */
  private void refused(String command, String message, String... remedy) {
    Cli cli = model(command);
    assertThat(cli.code()).as(command).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).hasLineCount(1 + remedy.length);
    for (String line : remedy) assertThat(cli.err()).contains(line);
  }

  /** Every precision, and as few bits as decide an image. */
  @Test
  void imagesRunAtRisingPrecision() throws Exception {
    assertThat(train("--mode progressive --bits 3 --epochs 4").code()).isZero();
    Cli two = model("run M --data D --count 4 --bits 2");
    assertThat(two.code()).as(two.err()).isZero();
    Cli auto = model("run M --data D --count 8 --bits auto --json D/auto.json");
    assertThat(auto.code()).as(auto.err()).isZero();
    assertThat(auto.out()).contains("bits in the mean", "every layer equal to the golden model");
    assertThat(Files.readString(folder.resolve("auto.json"))).contains("\"meanBits\" : ", "\"precisions\" : ").doesNotContain("classes");
    Cli one = model("run M --image " + picture(3) + " --bits auto");
    assertThat(one.code()).as(one.err()).isZero();
    assertThat(one.out()).endsWith("three.png: class 1\n");
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    Cli few = model("run M --data D --first 5 --count 3 --bits auto --json D/few.json");
    assertThat(few.code()).as(few.err()).isZero();
    assertThat(few.out()).endsWith("image 5: class 1\nimage 6: class 0\nimage 7: class 1\n");
    assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("few.json"))).get("classes").valueStream().map(JsonNode::asInt)).containsExactly(1, 0, 1);
  }

  /** A test image as a file. */
  private Path picture(int number) throws Exception {
    var pixels = IdxFiles.read(folder, Part.TEST).image(number);
    var image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) image.getRaster().setSample(i % 8, i / 8, 0, pixels[i] & 255);
    Path file = folder.resolve("three.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void theWordsOfAPlanMakeTheSameDesignAgain() throws Exception {
    assertThat(train("--mode progressive --bits 3 --epochs 1").code()).isZero();
    Path picture = picture(3);
    Cli first = model("generate M --array 4x4x4 --bits 2 --reset async --image " + picture + " -o D/a");
    assertThat(first.code()).as(first.err()).isZero();
    String command = JsonMapper.shared().readTree(Files.readString(folder.resolve("a/plan.json"))).get("command").asString();
    assertThat(command).isEqualTo("kakure generate m.onnx --array 4x4x4 --bits 2 --image three.png --reset async");
    Cli again = model(command.replace("kakure ", "").replace("m.onnx", "M").replace("three.png", picture.toString()) + " -o D/b");
    assertThat(again.code()).as(again.err()).isZero();
    try (var files = Files.walk(folder.resolve("a"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) assertThat(folder.resolve("b").resolve(folder.resolve("a").relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  /** A first mismatch is of an image by its number, at a precision. */
  @Test
  void whatDiffersIsSaidWithWhatShowsIt() {
    var equal = new RunReport(8, 8, 8, 100, 0, 10, 1, 1, 1, 1, List.of(), Optional.empty());
    var wrong = new RunReport(3, 3, 3, 40, 2, 10, 1, 1, 1, 1, List.of(), Optional.of(new RunReport.Mismatch(17, "conv0", 5, "image 17, layer conv0: expected 1, got 2")));
    var before = new AutoRun.Round(1, equal, Map.of(), 0);
    assertThat(AutoRun.wrong(List.of(before))).isEmpty();
    assertThat(AutoRun.wrong(List.of(before, new AutoRun.Round(2, wrong, Map.of(), 0)))).hasValue("image 17, layer conv0: expected 1, got 2, at 2 bits; 2 of 140 values differ\n  do:  --bits 2 and, of --data, --first 17 --count 1 bring a waveform");
  }

  /** A layer of 36 weights at 64 pixels and one of 128: 2,432 multiply-accumulates. */
  @Test
  @Tag("slow")
  void aSweepOverBitsShowsWhatEachCostsAndReaches() throws Exception {
    assertThat(train("--mode progressive --bits 3 --epochs 4").code()).isZero();
    Cli sweep = model("sweep M --data D --count 4 --array 4x4x4 --bits 1,2,3 -o D/sweep");
    assertThat(sweep.code()).as(sweep.err()).isZero();
    assertThat(sweep.out().lines().filter(l -> l.startsWith("m ")).map(l -> l.split(" +"))).satisfiesExactly(
        one -> assertThat(one).startsWith("m", "1", "64").contains("4", "2432"), two -> assertThat(two).startsWith("m", "2", "64").contains("4", "4864"),
        three -> assertThat(three).startsWith("m", "3", "64").contains("4", "7296"));
    assertThat(Files.readString(folder.resolve("sweep/sweep.csv"))).contains("MAC x bits,weight bits sent");
    // layers behind a number are of its point, of which no line is drawn; planned alone
    Cli mixed = model("sweep M --array 4x4x4 --bits 3,conv0=1,fc1=2,1,fc1=3,2 -o D/mixed");
    assertThat(mixed.code()).as(mixed.err()).isZero();
    assertThat(Files.readString(folder.resolve("mixed/sweep.csv")).lines().skip(1)).hasSize(3);
    assertThat(mixed.out().lines().filter(l -> l.startsWith("m ")).map(l -> l.split(" +")).limit(3)).satisfiesExactly(
        one -> assertThat(one).startsWith("m", "3,conv0=1,fc1=2").contains("" + (2304 + 2 * 128)), two -> assertThat(two).startsWith("m", "1,fc1=3").contains("" + (2304 + 3 * 128)), three -> assertThat(three).startsWith("m", "2").contains("4864"));
    // the share of right images over cycles alone: all points have the same elements
    assertThat(ImageIO.read(folder.resolve("sweep/sweep.png").toFile()).getWidth()).isEqualTo(620);
  }
}
