// SPDX-License-Identifier: Apache-2.0
package kakure.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a co-simulation of images saw.
 *
 * @param images run, @param correct with the right label (by the hardware's logits)
 * @param compared values, @param mismatches of them
 * @param cycles simulated in all, reset and program included
 * @param seconds of wall time from the first image's start to the last one's end, simulation, golden model and comparison
 * @param seed of uninitialised state
 * @param layers in order
 * @param first mismatch, described
 */
public record RunReport(
    int images, int correct, long compared, long mismatches, long cycles, double seconds, long seed, List<Layer> layers, Optional<Mismatch> first) {
  /**
   * A value that differs.
   *
   * @param image its number, @param layer its index, @param unpooled whether it is one of the pixels that the layer pools
   * @param index in the map, channel by channel
   * @param text layer, place, what was expected and what came, decimal and hexadecimal
   */
  public record Mismatch(int image, int layer, boolean unpooled, int index, String text) {}

  /**
   * A layer's share.
   *
   * @param name of the layer, @param macs of one image
   * @param idealCycles of an array that wastes nothing, @param plannedCycles predicted, @param cycles measured, mean of the images
   * @param maskWait cycles waiting for masks, @param writeWait for the write side, means
   * @param utilisation ideal over measured cycles
   * @param maskBits of the coded mask, @param maskEntropyBits by the layer's density, @param weights of the layer
   * @param compared values, @param mismatches of them
   */
  public record Layer(
      String name, long macs, double idealCycles, long plannedCycles, double cycles, double maskWait, double writeWait, double utilisation, long maskBits, double maskEntropyBits,
      long weights, long compared, long mismatches) {}

  /** Simulated cycles per image. */
  public double cyclesPerImage() {
    return images == 0 ? 0 : (double) cycles / images;
  }

  /** Simulated cycles per second of wall time, everything included. */
  public double simCyclesPerSecond() {
    return seconds == 0 ? 0 : cycles / seconds;
  }

  /** Coded mask bits per weight of the network. */
  public double maskBitsPerWeight() {
    return (double) layers.stream().mapToLong(Layer::maskBits).sum() / layers.stream().mapToLong(Layer::weights).sum();
  }

  /** Entropy of the layers' densities per weight of the network. */
  public double maskEntropyPerWeight() {
    return layers.stream().mapToDouble(Layer::maskEntropyBits).sum() / layers.stream().mapToLong(Layer::weights).sum();
  }
}
