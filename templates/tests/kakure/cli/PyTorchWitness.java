// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;

/**
 * What PyTorch made of images, beside what the integer network makes of them.
 *
 * <p>PyTorch rounds normalised floats to steps, halves to even; the hardware a product by a 16-bit multiplier, halves up. So in the first layer an activation is a step away only where PyTorch's value lies within {@link #TIE} of a tie, and
 * further on only by what such a step moves. The last layer's sums are exact in both: logits are apart by no more than the activations that they read reach, and labels where two logits are as near.
 */
final class PyTorchWitness {
  /** Steps: 255 of them times half a unit of a multiplier of at least 16,384, and as much again for floats that normalise. */
  private static final double TIE = 1 / 64.0;

  private final Network network;
  private final byte[] images;
  private final FloatBuffer logits;
  private final FloatBuffer first;
  private final List<String> layers;
  private final List<byte[]> activations = new ArrayList<>();
  private long values;
  private long away;

  /**
   * Reads what {@code dump} of witness.py wrote.
   *
   * @param images u8, image after image
   * @param layers the network's node for every activation of the module, in order
   */
  PyTorchWitness(Network network, byte[] images, Path said, Map<String, String> layers) throws IOException {
    this.network = network;
    this.images = images;
    this.layers = List.copyOf(layers.values());
    logits = floats(said.resolve("logits.f32"));
    first = floats(said.resolve("first.f32"));
    for (String activation : layers.keySet()) activations.add(Files.readAllBytes(said.resolve(activation + ".u8")));
  }

  private static FloatBuffer floats(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  int count() {
    return images.length / network.input().elements();
  }

  /** The class that PyTorch tells, the first of several. */
  int label(int image) {
    int classes = network.readout().classes();
    int best = 0;
    for (int o = 1; o < classes; o++) if (logits.get(image * classes + o) > logits.get(image * classes + best)) best = o;
    return best;
  }

  /** Compares every activation, logit and label of every image; whatever differs must be explained by a tie. */
  void agree() {
    GoldenNetwork golden = new GoldenNetwork(network);
    int size = network.input().elements();
    int others = 0;
    for (int i = 0; i < count(); i++) {
      GoldenNetwork.Trace trace = golden.run(Arrays.copyOfRange(images, i * size, (i + 1) * size));
      int steps = 0;
      for (int l = 0; l < layers.size(); l++) steps = activations(i, l, trace.values(layers.get(l)));
      logits(i, steps, trace.logits());
      if (network.label(trace.logits()) == label(i)) continue;
      others++;
      assertThat(steps).as("image %d has another label, %d, and no activation behind a tie", i, label(i)).isPositive();
    }
    assertThat((double) away / values).as("share of %d activations that are a step away", values).isLessThan(.005);
    assertThat(others).as("labels of %d that a tie has changed", count()).isLessThanOrEqualTo(count() / 100);
  }

  /** By how many steps a layer's activations differ in all. */
  private int activations(int image, int layer, int[] ours) {
    int steps = 0;
    for (int k = 0; k < ours.length; k++) {
      int at = image * ours.length + k;
      int difference = Math.abs(ours[k] - (activations.get(layer)[at] & 255));
      steps += difference;
      if (difference == 0) continue;
      away++;
      assertThat(difference).as("image %d, layer %d, element %d: steps", image, layer, k).isLessThanOrEqualTo(1 + layer);
      if (layer == 0) assertThat(first.get(at) - Math.floor(first.get(at))).as("image %d, element %d: PyTorch rounds %s, the hardware has %d", image, k, first.get(at), ours[k]).isCloseTo(.5, within(TIE));
    }
    values += ours.length;
    return steps;
  }

  private void logits(int image, int steps, int[] accumulators) {
    for (int o = 0; o < accumulators.length; o++) {
      double reach = steps * Math.abs(network.readout().scale()[o]);
      double theirs = logits.get(image * accumulators.length + o);
      assertThat(network.readout().logit(accumulators, o)).as("image %d, class %d, behind %d steps", image, o, steps).isCloseTo(theirs, within(reach + 1e-6 * Math.abs(theirs)));
    }
  }
}
