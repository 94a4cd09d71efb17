// SPDX-License-Identifier: Apache-2.0
package kakure.examples;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.data.Strokes;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import kakure.network.onnx.OnnxReader;
import kakure.network.onnx.OnnxWriter;
import kakure.train.MaskKind;
import kakure.train.NetSpec;
import kakure.train.Samples;
import kakure.train.TrainConfig;
import kakure.train.TrainProgress;
import kakure.train.Trainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import targets.engine.EnginePlan;
import targets.engine.Planner;
import targets.engine.Schedule;

/** The shipped model and images are what the project's own programs make, byte for byte, and the model knows drawings that it has not seen, at half a bit per weight and with most of an array at work. */
class DigitsTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().resolve("../examples/digits").normalize();
  private static final int SHIPPED = 300;

  @Test
  void imagesAreThoseThatStrokesDraws() {
    assertThat(IdxFiles.read(FOLDER, Part.TEST)).isEqualTo(Strokes.draw(3, SHIPPED));
  }

  @Test
  void knowsUnseenDrawings() {
    Network network = network();
    GoldenNetwork golden = new GoldenNetwork(network);
    assertThat(right(golden, IdxFiles.read(FOLDER, Part.TEST))).as("right of the 300 shipped").isGreaterThanOrEqualTo(291);
    assertThat(right(golden, Strokes.draw(12345, 2000))).as("right of 2,000").isGreaterThanOrEqualTo(1940);
  }

  @Test
  void showsHalfABitPerWeightAndAnArrayAtWork() {
    Network network = network();
    assertThat(network.weights()).isEqualTo(98_208);
    EnginePlan plan = Planner.plan(network, Engine.of(16, 8, 32, 4));
    long bits = plan.layers().stream().mapToLong(layer -> layer.mask().statistics().bits()).sum();
    assertThat((double) bits / network.weights()).as("mask bits per weight, headers and the free first layer included").isBetween(.50, .52);
    double ideal = plan.layers().stream().mapToDouble(layer -> layer.idealCycles(16 * 8 * 32)).sum();
    assertThat(ideal / Schedule.of(plan).total()).as("share of the elements at work, the image's load included").isGreaterThan(.5);
  }

  private static Network network() {
    return OnnxReader.read(FOLDER.resolve("digits.onnx"));
  }

  private static int right(GoldenNetwork golden, Images images) {
    int right = 0;
    for (int i = 0; i < images.count(); i++) if (golden.label(images.image(i)) == images.label(i)) right++;
    return right;
  }

  @Test
  @Tag("slow")
  void modelIsWhatTheTrainerMakes() throws IOException {
    TrainConfig config = TrainConfig.of(NetSpec.parse("c32s2,c64,c64,p,c64,p,f10")).withName("digits").withMask(MaskKind.parse("1of4"));
    byte[] model = OnnxWriter.bytes(Trainer.train(config, Samples.of(Strokes.draw(2, 20000)), TrainProgress.NONE));
    if (Boolean.getBoolean("update.golden")) {
      Files.createDirectories(FOLDER);
      Files.write(FOLDER.resolve("digits.onnx"), model);
      IdxFiles.write(FOLDER, Part.TEST, Strokes.draw(3, SHIPPED), true);
    }
    assertThat(Files.readAllBytes(FOLDER.resolve("digits.onnx"))).isEqualTo(model);
  }
}
