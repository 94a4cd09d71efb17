// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;
import java.util.Objects;
import kakure.golden.SignGenerator;

/**
 * A hidden network as the hardware computes it: a chain of layers over u8 activations, whose weights' signs follow from one seed.
 *
 * @param name of the model
 * @param seed the network's one 32-bit seed
 * @param input shape of an image of u8 pixels
 * @param layers one or more; only the last has no requantisation
 * @param readout what the host makes of the last layer's accumulators
 */
public record Network(String name, int seed, Shape input, List<Layer> layers, Readout readout) {
  /** @throws IllegalArgumentException if the layers are not a chain from the input, their indices not 0, 1, 2, ..., or the last does not yield one logit per class */
  public Network {
    Objects.requireNonNull(name);
    layers = List.copyOf(layers);
    if (layers.isEmpty()) throw new IllegalArgumentException("a network has one layer or more");
    Shape shape = input;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      if (layer.index() != l) throw new IllegalArgumentException(layer.name() + ": index " + layer.index() + " in place " + l);
      if (!layer.in().equals(shape)) throw new IllegalArgumentException(layer.name() + ": reads a map of " + layer.in() + ", but gets one of " + shape);
      if (layer.last() != (l == layers.size() - 1)) throw new IllegalArgumentException(layer.name() + ": the last layer, and only it, has no requantisation");
      shape = layer.result();
    }
    if (shape.pixels() != 1 || shape.channels() != readout.classes()) throw new IllegalArgumentException("the last layer yields " + shape + ", the readout wants " + readout.classes() + " x 1 x 1");
  }

  /** A network whose accumulators are the logits as they are. */
  public Network(String name, int seed, Shape input, List<Layer> layers) {
    this(name, seed, input, layers, Readout.plain(layers.get(layers.size() - 1).out().channels(), 1));
  }

  /** The 32-bit word from which layer l's signs follow. */
  public int base(int l) {
    return SignGenerator.base(seed, l);
  }

  /** The signs of layer l. */
  public SignGenerator signs(int l) {
    return new SignGenerator(base(l), layers.get(l).in().channels());
  }

  /** The class that the last layer's accumulators tell. */
  public int label(int[] logits) {
    return readout.label(logits);
  }

  /** Weights of all layers, kept or not. */
  public long weights() {
    return layers.stream().mapToLong(Layer::weights).sum();
  }

  /** Multiply-accumulates of all layers for one image. */
  public long macs() {
    return layers.stream().mapToLong(Layer::macs).sum();
  }
}
