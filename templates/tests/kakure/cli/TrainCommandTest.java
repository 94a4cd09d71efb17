// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import kakure.ExternalTool;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Images;
import kakure.network.Shape;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void images() {
    TwoNoises.write(folder);
  }

  private Cli train(String more) {
    String line = "train --data " + folder + " --net c4,p,f2 -o " + folder.resolve("m.onnx") + " " + more;
    return Cli.run(line.strip().split(" +"));
  }

  @Test
  void aModelIsWrittenAndItsAccuracyIsThatOfTheIntegers() throws Exception {
    Cli cli = train("--seed 0xACE1 --json " + folder.resolve("t.json"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("weights", "of 50 unseen images right");
    assertThat(OnnxReader.read(folder.resolve("m.onnx")).seed()).isEqualTo(0xACE1);
    assertThat(Files.readString(folder.resolve("t.json"))).contains("\"seed\" : 44257", "\"images\" : 50", "\"weights\" : 164");
  }

  /** Each makes another model of the same images. */
  @Test
  void recipesReachTheTrainer() throws Exception {
    var models = new LinkedHashMap<String, String>();
    var recipes = List.of("", "--augment shift", "--augment flip", "--augment shift,flip", "--learnt-scale", "--choice global");
    for (String recipe : recipes) {
      assertThat(train(recipe + " --density 0.5").code()).as(recipe).isZero();
      String same = models.put(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("m.onnx"))), recipe);
      assertThat(same).as("what trains the same as \"%s\"", recipe).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--density 0         | density 0",
      "--density 1         | density 1.0 keeps every weight of the network \"c4,p,f2\": such a mask leaves nothing to learn",
      "--resize 8x         | --resize 8x: give rows x columns",
      "--channels 2        | --channels 2: give 1 for grey or 3",
      "--mask 1of3         | mask \"1of3\"",
      "--epochs 0          | epochs 0",
      "--seed 4294967296   | is not a seed",
      "--seed abc          | is not a seed",
      "--limit 5           | 96"})
  void wrongOptionsAreRefusedAndNothingIsWritten(String more, String message) {
    Cli cli = train(more);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(folder.resolve("m.onnx")).doesNotExist();
  }

  private Cli dense(String more) {
    return Cli.run(("train --data " + folder + " --net c4,p,f2 " + more).strip().split(" +"));
  }

  @Test
  void aDenseNetworkIsTrainedWithTheLogApproximateMultiplier() throws Exception {
    Cli cli = dense("--multiplier lam:bf16:minbias --gradient own --epochs 15 --rate .1 --seed 7 --json " + folder.resolve("t.json"));
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("epoch", "unseen right", "lam:bf16:minbias, own gradient: 50 of 50 unseen images right (100.0%)");
    assertThat(Files.readString(folder.resolve("t.json"))).contains("\"multiplier\" : \"lam:bf16:minbias\"", "\"gradient\" : \"own\"", "\"rate\" : 0.1", "\"seed\" : 7", "\"weights\" : 164", "\"accuracy\" : 1.0", "\"unseen\" : 1.0");
    cli = dense("--multiplier exact --epochs 1");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("exact:fp32, plain gradient: ");
  }

  @Test
  void aDenseNetworkHasNoMasks() {
    Cli cli = Cli.run("train", "--data", folder.toString(), "--net", "c4g4,p,f2", "--multiplier", "exact");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: gG is of masks, which a dense network has none of");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--multiplier fast                     | multiplier \"fast\": there are exact[:FORMAT] and lam",
      "--multiplier lam:fp64                 | multiplier \"lam:fp64\": there is no such format",
      "--multiplier lam:e4m3                 | multiplier \"lam:e4m3\": format e4m3: the trainer adds floats and multiplies what they hold: fp32, bf16, or e8mY",
      "--multiplier lam --mask 1of4          | --mask: --multiplier trains a dense network, which has no mask and is not written",
      "--multiplier lam --density .3         | --density: --multiplier trains",
      "--multiplier lam -o m.onnx            | --output: --multiplier trains",
      "--multiplier lam --noise .1           | --noise: --multiplier trains a dense network",
      "--multiplier lam --gradient steep     | gradient \"steep\": must be plain or own",
      "--multiplier exact --gradient own     | gradient own: the derivative of an exact product is the plain one",
      "--multiplier lam --rate 0             | rate 0.0: must be above 0",
      "--multiplier lam --rate NaN           | rate NaN: must be above 0",
      "--multiplier lam --epochs 0           | epochs 0",
      "--multiplier lam --limit 5            | 96",
      "--multiplier lam --rate 1e30          | the loss is no number any more: the steps are too large for this network; give a smaller --rate than 1.0E30",
      "--gradient own -o m.onnx              | --gradient: is of a dense network: give --multiplier with it",
      "--rate .1 -o m.onnx                   | --rate: is of a dense network",
      "                                      | -o FILE is missing: the model to write"})
  void optionsOfOneKindOfNetworkAreRefusedForTheOther(String more, String message) {
    Cli cli = dense((more == null ? "" : more) + " --json " + folder.resolve("t.json"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: ").contains(message).doesNotContain("\tat ");
    assertThat(folder.resolve("t.json")).doesNotExist();
    assertThat(Path.of("m.onnx")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "c4s3,c4,f2  | conv0: stride 3, the engine computes 1 and 2",
      "c4,p,c4s2,f2 | conv1: a layer of stride 2 behind max-pooling",
      "k4c4,k2c4s2,f2 | "})
  void whatNoEngineComputesIsRefusedBeforeItIsTrained(String net, String message) {
    Cli cli = Cli.run("train", "--data", folder.toString(), "--net", net, "--epochs", "1", "-o", folder.resolve("m.onnx").toString());
    if (message == null) {
      assertThat(cli.code()).as(cli.err()).isZero();
      assertThat(Cli.run("plan", folder.resolve("m.onnx").toString()).code()).as("what is trained is computed").isZero();
      return;
    }
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: network \"" + net + "\" on images of 1 x 8 x 8: " + message);
    assertThat(folder.resolve("m.onnx")).doesNotExist();
    assertThat(Cli.run("train", "--data", folder.toString(), "--net", net, "--epochs", "1", "--target", "cim", "-o", folder.resolve("m.onnx").toString()).code()).as("tiles compute any stride").isZero();
  }

  @Test
  void aFullyConnectedLayerAloneIsTrainedAndPlanned() {
    assertThat(Cli.run("train", "--data", folder.toString(), "--net", "f2", "--epochs", "1", "-o", folder.resolve("m.onnx").toString()).code()).isZero();
    assertThat(Cli.run("plan", folder.resolve("m.onnx").toString()).code()).isZero();
  }

  @Test
  void dataOfTheWrongLengthAreRefused() throws Exception {
    Path images = folder.resolve("t10k-images-idx3-ubyte");
    Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 1000));
    Cli cli = train("");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("t10k-images-idx3-ubyte");
  }

  @Test
  void theStandardOutputHasTheModelAlone() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var model = new ByteArrayOutputStream();
    var text = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(model));
      System.setErr(new PrintStream(text));
      assertThat(Main.execute("train", "--data", folder.toString(), "--net", "c4,p,f2", "--epochs", "1", "-o", "-")).isZero();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(OnnxReader.read(Files.write(folder.resolve("m.onnx"), model.toByteArray())).input()).isEqualTo(new Shape(1, 8, 8));
    assertThat(text.toString(StandardCharsets.UTF_8)).contains("-: ", "of 50 unseen images right");
  }

  @Test
  void testImagesOfAnotherKindAreToldBeforeTheTraining() throws Exception {
    byte[] labels = new byte[50];
    labels[5] = 2;
    IdxFiles.write(folder, Part.TEST, Images.grey(8, 8, new byte[50 * 64], labels), false);
    Cli cli = train("");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("kakure: " + folder + ", test image 5 has the label 2, but the network \"c4,p,f2\" has 2 classes (0 to 1)");
    IdxFiles.write(folder, Part.TEST, Images.grey(8, 7, new byte[50 * 56], new byte[50]), false);
    cli = train("");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("training images of 1 x 8 x 8, but test images of 1 x 8 x 7 (channels x rows x columns); --resize and --channels make them alike");
    assertThat(folder.resolve("m.onnx")).doesNotExist();
    assertThat(train("--resize 8x6 --epochs 1").code()).isZero();
    assertThat(OnnxReader.read(folder.resolve("m.onnx")).input()).isEqualTo(new Shape(1, 8, 6));
  }

  /** From folders of classes to a model of three channels, and through the engine. */
  @Test
  void colourImagesAreLearntAndRun() throws Exception {
    new ExternalTool("verilator").require();
    var random = new Random(1);
    for (String part : new String[] {"train", "test"})
      for (String colour : new String[] {"blue", "red"})
        for (int i = 0; i < (part.equals("train") ? 48 : 5); i++) {
          var image = new BufferedImage(6, 6, BufferedImage.TYPE_3BYTE_BGR);
          for (int p = 0; p < 36; p++) {
            for (int c = 0; c < 3; c++) image.getRaster().setSample(p % 6, p / 6, c, random.nextInt(90) + (c == (colour.equals("red") ? 0 : 2) ? 120 : 0));
          }
          Path file = folder.resolve("set/" + part + "/" + colour + "/" + i + ".png");
          Files.createDirectories(file.getParent());
          assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
        }
    Path model = folder.resolve("colour.onnx");
    Cli cli = Cli.run("train", "--data", folder.resolve("set").toString(), "--net", "c8,p,f2", "--epochs", "8", "-o", model.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).startsWith("classes: 0 blue, 1 red\n").contains("10 of 10 unseen images right");
    cli = Cli.run("run", model.toString(), "--data", folder.resolve("set").toString(), "--count", "10", "--array", "4x4x8");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).startsWith("classes: 0 blue, 1 red\n").contains("10 of 10 images right (100.0%), every layer equal to the golden model");
    cli = Cli.run("run", model.toString(), "--data", folder.resolve("set").toString(), "--count", "10", "--channels", "1", "--resize", "5");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("images of 1 x 5 x 5, but the network colour reads 3 x 6 x 6 (channels x rows x columns); --channels 3 --resize 6x6 make them fit");
  }
}
