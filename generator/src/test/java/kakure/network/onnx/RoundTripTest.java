// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import kakure.network.Network;
import kakure.network.RandomNetworks;
import kakure.network.TrainedNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back as the same integers. */
class RoundTripTest {
  @Test
  void readsBackWhatWasWritten() {
    SplittableRandom rng = new SplittableRandom(11);
    for (int n = 0; n < 100; n++) {
      TrainedNetwork trained = RandomNetworks.trained(rng);
      byte[] bytes = OnnxWriter.bytes(trained);
      assertThat(OnnxWriter.bytes(trained)).isEqualTo(bytes);
      Network read = OnnxReader.read("network " + n, trained.name(), bytes);
      Network expected = trained.quantise();
      assertThat(read.layers()).as("network %d", n).isEqualTo(expected.layers());
      assertThat(read.seed()).isEqualTo(expected.seed());
      assertThat(read.input()).isEqualTo(expected.input());
      if (expected.layers().get(expected.layers().size() - 1).mask().count() > 0) assertThat(read).isEqualTo(expected);
    }
  }

  @Test
  void leavesOnlyTheModelBehind(@TempDir Path directory) throws IOException {
    TrainedNetwork trained = RandomNetworks.trained(new SplittableRandom(2));
    Path file = directory.resolve("net.v1.onnx");
    OnnxWriter.write(trained, file);
    OnnxWriter.write(trained, file);
    assertThat(Files.readAllBytes(file)).isEqualTo(OnnxWriter.bytes(trained));
    try (var files = Files.list(directory)) {
      assertThat(files.toList()).isEqualTo(List.of(file));
    }
    assertThat(OnnxReader.read(file).name()).isEqualTo("net.v1");
  }
}
