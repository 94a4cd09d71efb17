// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;

/**
 * A network as the trainer leaves it; the ONNX writer stores it and {@link #quantise} makes the integers of it.
 *
 * @param name of the model
 * @param seed the network's one 32-bit seed
 * @param intake how its image is made of a picture
 * @param layers one or more; only the last has no normalisation
 */
public record TrainedNetwork(String name, int seed, Intake intake, List<TrainedLayer> layers) {
  /** Of pictures of this shape that are its images as they are. */
  public TrainedNetwork(String name, int seed, Shape input, List<TrainedLayer> layers) {
    this(name, seed, Intake.of(input), layers);
  }

  /** Copies the list. */
  public TrainedNetwork {
    layers = List.copyOf(layers);
  }

  /** The integers that the hardware computes with; equal to what reading the written ONNX file gives. */
  public Network quantise() {
    Chain chain = new Chain(name, seed, intake);
    for (TrainedLayer layer : layers) layer.quantise(chain);
    TrainedLayer last = layers.get(layers.size() - 1);
    return chain.network(Readout.plain(last.mask().outputs(), (double) last.magnitude() * last.inputScale()));
  }
}
