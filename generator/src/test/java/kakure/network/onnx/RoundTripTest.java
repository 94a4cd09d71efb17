// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.RandomNetworks;
import kakure.network.Shape;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.Window;
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
      assertThat(read.nodes()).as("network %d", n).isEqualTo(expected.nodes());
      assertThat(read.seed()).isEqualTo(expected.seed());
      assertThat(read.input()).isEqualTo(expected.input());
      if (trained.layers().get(trained.layers().size() - 1).mask().count() > 0) assertThat(read).isEqualTo(expected);
    }
  }

  @Test
  void weightsMayBeLargerThanTheStructure() {
    Shape in = new Shape(30, 10, 10);
    Mask mask = Mask.of(1000, 30, 100, (o, c, t) -> (o * 31 + c * 7 + t) % 10 < 3);
    TrainedNetwork large = new TrainedNetwork("large", 9, in, List.of(new TrainedLayer("fc", in, Window.whole(in), false, mask, .01f, null, .004f, 1f)));
    byte[] bytes = OnnxWriter.bytes(large);
    assertThat(bytes.length).isGreaterThan(12_000_000);
    assertThat(OnnxReader.read("large.onnx", "large", bytes)).isEqualTo(large.quantise());
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
