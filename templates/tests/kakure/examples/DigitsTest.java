// SPDX-License-Identifier: Apache-2.0
package kakure.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.network.IdxData;
import kakure.network.IdxFiles;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import kakure.network.Strokes;
import kakure.network.onnx.OnnxReader;
import kakure.network.onnx.OnnxWriter;
import kakure.train.NetSpec;
import kakure.train.Samples;
import kakure.train.TrainConfig;
import kakure.train.TrainProgress;
import kakure.train.Trainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shipped model and images are what the project's own programs make, byte for byte, and the model knows drawings that it has not seen. */
class DigitsTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().resolve("../examples/digits").normalize();
  private static final int SHIPPED = 300;

  @Test
  void imagesAreThoseThatStrokesDraws() {
    assertThat(IdxFiles.read(FOLDER, IdxData.Part.TEST)).isEqualTo(Strokes.draw(3, SHIPPED));
  }

  @Test
  void knowsUnseenDrawings() {
    Network network = OnnxReader.read(FOLDER.resolve("digits.onnx"));
    assertThat(network.weights()).isEqualTo(9064);
    GoldenNetwork golden = new GoldenNetwork(network);
    IdxData unseen = Strokes.draw(12345, 2000);
    int right = 0;
    for (int i = 0; i < unseen.count(); i++) if (golden.label(unseen.image(i)) == unseen.label(i)) right++;
    assertThat(right).as("right of 2,000").isGreaterThanOrEqualTo(1940);
  }

  @Test
  @Tag("slow")
  void modelIsWhatTheTrainerMakes() throws IOException {
    TrainConfig config = TrainConfig.of(NetSpec.parse("c8,p,c16,p,f10")).withName("digits").withDensity(.3).withEpochs(5).withSeed(1);
    byte[] model = OnnxWriter.bytes(Trainer.train(config, Samples.of(Strokes.draw(2, 20000)), TrainProgress.NONE));
    if (Boolean.getBoolean("update.golden")) {
      Files.createDirectories(FOLDER);
      Files.write(FOLDER.resolve("digits.onnx"), model);
      IdxFiles.write(FOLDER, IdxData.Part.TEST, Strokes.draw(3, SHIPPED), true);
    }
    assertThat(Files.readAllBytes(FOLDER.resolve("digits.onnx"))).isEqualTo(model);
  }
}
