// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.data.Strokes;
import kakure.network.Images;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.RandomNetworks;
import kakure.network.Shared;
import kakure.network.TrainedNetwork;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.Test;

/** The third witness: onnxruntime on the same files. Labels are equal, activations within one step in the first layer and one more in each further one: float rounding may differ at ties, and what reads such an activation follows. */
class OnnxruntimeTest {
  @Test
  void shippedModelHasTheSameLabels() throws Exception {
    Path file = Path.of("").toAbsolutePath().resolve("../examples/digits/digits.onnx");
    same(file, Strokes.draw(77, 1000));
  }

  @Test
  void modelOfOtherSoftwareHasTheSameLabels() throws Exception {
    Images images = IdxFiles.read(Shared.path("data/fashion-mnist"), Part.TEST);
    same(Shared.path("models/fashion_free30.onnx"), images.first(1000));
  }

  private static void same(Path file, Images images) throws Exception {
    Network network = OnnxReader.read(file);
    GoldenNetwork golden = new GoldenNetwork(network);
    long values = 0;
    long off = 0;
    try (Onnxruntime theirs = new Onnxruntime(Files.readAllBytes(file), network.input())) {
      for (int i = 0; i < images.count(); i++) {
        GoldenNetwork.Trace trace = golden.run(images.image(i));
        Onnxruntime.Answer answer = theirs.run(images.image(i));
        assertThat(network.label(trace.logits())).as("label of image %d", i).isEqualTo(answer.label());
        for (int l = 0; l < answer.maps().size(); l++) {
          int[] ours = trace.values(layers(network).get(l));
          byte[] their = answer.maps().get(l);
          for (int k = 0; k < ours.length; k++) {
            values++;
            int difference = ours[k] - (their[k] & 255);
            if (difference != 0) off++;
            assertThat(Math.abs(difference)).as("image %d, layer %d, element %d: %d, onnxruntime %d", i, l, k, ours[k], their[k] & 255).isLessThanOrEqualTo(1 + l);
          }
        }
      }
    }
    assertThat((double) off / values).as("share of %d activations that differ", values).isLessThan(.005);
  }

  @Test
  void writtenModelsOfEveryGeometryRun() throws Exception {
    SplittableRandom rng = new SplittableRandom(99);
    for (int n = 0; n < 40; n++) {
      TrainedNetwork trained = RandomNetworks.trained(rng);
      Network network = trained.quantise();
      GoldenNetwork golden = new GoldenNetwork(network);
      try (Onnxruntime theirs = new Onnxruntime(OnnxWriter.bytes(trained), network.input())) {
        byte[] image = new byte[network.input().elements()];
        for (int i = 0; i < image.length; i++) image[i] = (byte) rng.nextInt(256);
        Onnxruntime.Answer answer = theirs.run(image);
        int[] logits = golden.run(image).logits();
        if (layers(network).size() == 1) {
          for (int o = 0; o < logits.length; o++) assertThat(answer.logits()[o]).as("network %d, class %d", n, o).isCloseTo((float) network.readout().logit(logits, o), withinPercentage(.001));
          continue;
        }
        int[] ours = golden.run(image).values(layers(network).get(0));
        byte[] their = answer.maps().get(0);
        for (int k = 0; k < ours.length; k++) assertThat(Math.abs(ours[k] - (their[k] & 255))).as("network %d, element %d", n, k).isLessThanOrEqualTo(1);
      }
    }
  }

  /** The weighted nodes' names: their results are what the model quantises, before it is pooled. */
  private static List<String> layers(Network network) {
    return network.nodes().stream().filter(n -> n.op() instanceof Linear).map(Node::name).toList();
  }
}
