// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import kakure.network.IdxData;
import kakure.network.IdxFiles;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
  @TempDir
  private Path folder;

  /** Two kinds of noise, a bright and a dark one: learnt at once. */
  @BeforeEach
  void images() {
    for (var part : IdxData.Part.values()) {
      int n = part == IdxData.Part.TRAIN ? 192 : 50;
      var random = new Random(n);
      var pixels = new byte[n * 64];
      var labels = new byte[n];
      for (int i = 0; i < pixels.length; i++) {
        labels[i / 64] = (byte) (i / 64 % 2);
        pixels[i] = (byte) (random.nextInt(100) + 150 * (i / 64 % 2));
      }
      IdxFiles.write(folder, part, new IdxData(8, 8, pixels, labels), false);
    }
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

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--density 0         | density 0",
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
}
