// SPDX-License-Identifier: Apache-2.0
package kakure.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.data.Tokens;
import kakure.network.Network;
import kakure.network.golden.Accuracy;
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

/** The shipped colour model and images are what the project's own programs make, byte for byte, and the model knows tokens that it has not seen. */
class TokensTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().resolve("../examples/tokens").normalize();
  private static final int SHIPPED = 200;

  @Test
  void imagesAreThoseThatTokensDraws() {
    assertThat(IdxFiles.read(FOLDER, Part.TEST)).isEqualTo(Tokens.draw(3, SHIPPED));
  }

  @Test
  void knowsUnseenTokens() {
    Network network = OnnxReader.read(FOLDER.resolve("tokens.onnx"));
    assertThat(network.input().channels()).isEqualTo(3);
    assertThat(Accuracy.correct(network, IdxFiles.read(FOLDER, Part.TEST), "shipped")).as("right of the 200 shipped").isGreaterThanOrEqualTo(194);
    assertThat(Accuracy.correct(network, Tokens.draw(12345, 1000), "drawn")).as("right of 1,000").isGreaterThanOrEqualTo(970);
  }

  @Test
  @Tag("slow")
  void modelIsWhatTheTrainerMakes() throws IOException {
    TrainConfig config = TrainConfig.of(NetSpec.parse("c16,c32,p,c32,p,f9")).withName("tokens").withMask(MaskKind.parse("1of4")).withEpochs(8);
    byte[] model = OnnxWriter.bytes(Trainer.train(config, Samples.of(Tokens.draw(2, 9000)), TrainProgress.NONE));
    if (Boolean.getBoolean("update.golden")) {
      Files.createDirectories(FOLDER);
      Files.write(FOLDER.resolve("tokens.onnx"), model);
      IdxFiles.write(FOLDER, Part.TEST, Tokens.draw(3, SHIPPED), true);
    }
    assertThat(Files.readAllBytes(FOLDER.resolve("tokens.onnx"))).isEqualTo(model);
  }
}
