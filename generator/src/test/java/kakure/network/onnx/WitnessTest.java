// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Images;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Npz;
import kakure.network.Requantise;
import kakure.network.Shared;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;

/** A model that other software trained and wrote, against another program's integers, layer by layer, and against onnxruntime's labels. */
class WitnessTest {
  private final Network network = OnnxReader.read(Shared.path("models/fashion_free30.onnx"));

  @Test
  void readsTheNetwork() {
    assertThat(network.name()).isEqualTo("fashion_free30");
    assertThat(network.seed()).isEqualTo(1);
    assertThat(network.weights()).isEqualTo(96160);
    assertThat(network.macs()).isEqualTo(18_320_512);
    assertThat(network.nodes()).extracting(Node::name).containsExactly("layer0", "layer1", "layer1.pool", "layer2", "layer3", "layer3.pool", "layer4");
  }

  @Test
  void foldsTheConstantsToTheSameIntegers() throws IOException {
    Map<String, long[]> expected = Npz.read(Shared.path("models/fashion_free30_layers.npz"));
    for (int l = 0; l < 4; l++) {
      Requantise r = ((Linear) network.node("layer" + l).op()).requantise().orElseThrow();
      assertThat(IntStream.of(r.mul()).asLongStream().toArray()).as("mul of layer %d", l).isEqualTo(expected.get("mul" + l));
      assertThat(r.add()).as("add of layer %d", l).isEqualTo(expected.get("add" + l));
      assertThat(IntStream.of(r.sh()).asLongStream().toArray()).as("sh of layer %d", l).isEqualTo(expected.get("sh" + l));
    }
  }

  @Test
  void computesEveryLayerOfTheFirstImages() throws IOException {
    Map<String, long[]> expected = Npz.read(Shared.path("models/fashion_free30_layers.npz"));
    Images images = IdxFiles.read(Shared.path("data/fashion-mnist"), Part.TEST);
    GoldenNetwork golden = new GoldenNetwork(network);
    for (int i = 0; i < 3; i++) {
      GoldenNetwork.Trace trace = golden.run(images.image(i));
      for (int l = 0; l < 5; l++) assertThat(IntStream.of(trace.values(l % 2 == 1 ? "layer" + l + ".pool" : "layer" + l)).asLongStream().toArray()).as("image %d, layer %d", i, l).isEqualTo(expected.get("image" + i + "_layer" + l));
    }
  }

  @Test
  void tellsTheLabelsThatOnnxruntimeTells() throws IOException {
    List<String> rows = Files.readAllLines(Shared.path("models/fashion_free30.csv"));
    Images images = IdxFiles.read(Shared.path("data/fashion-mnist"), Part.TEST);
    GoldenNetwork golden = new GoldenNetwork(network);
    for (String row : rows.subList(1, rows.size())) {
      String[] field = row.split(",");
      int i = Integer.parseInt(field[0]);
      assertThat(images.label(i)).isEqualTo(Integer.parseInt(field[1]));
      int[] logits = golden.run(images.image(i)).logits();
      assertThat(network.label(logits)).as("image %d", i).isEqualTo(Integer.parseInt(field[2]));
      String[] theirs = field[3].split(" ");
      for (int o = 0; o < 10; o++) assertThat(network.readout().logit(logits, o)).as("image %d, class %d", i, o).isCloseTo(Double.parseDouble(theirs[o]), org.assertj.core.api.Assertions.within(.2));
    }
  }
}
