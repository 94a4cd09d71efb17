// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/** A node of a network as the trainer leaves it, in real numbers: what {@link TrainedGraph} makes integers of and the ONNX writer stores. */
public sealed interface TrainedNode {
  /** Unique in its network, without spaces. */
  String name();

  /** Real value of one step of the u8 map that it hands on; 0 where it hands on sums. */
  default float scale() {
    return 0;
  }

  /**
   * real = magnitude w a step, summed and normalised; clamped at 0, divided by {@code scale} and rounded to u8 where it has one.
   *
   * @param name of the layer
   * @param input name of the node read, or {@link Network#IMAGE}
   * @param window kernel, stride and padding
   * @param weights integers; the real ones are {@code magnitude} {@link Weights#unit} times as large
   * @param magnitude above 0
   * @param normalisation null in the last layer
   * @param scale above 0, or 0 where an addition, a gate or the host reads the sums
   * @param pooled whether 2 x 2 max-pooling follows
   */
  record Layer(String name, String input, Window window, Weights weights, float magnitude, Normalisation normalisation, float scale, boolean pooled) implements TrainedNode {
    /** @throws IllegalArgumentException if a scale is negative or not finite, the magnitude not above 0, or sums are pooled */
    public Layer {
      if (!(magnitude > 0) || magnitude == Float.POSITIVE_INFINITY) throw new IllegalArgumentException(name + ": magnitude " + magnitude + " must be above 0 and finite");
      if (!(scale >= 0) || scale == Float.POSITIVE_INFINITY) throw new IllegalArgumentException(name + ": scale " + scale + " must be 0 or more and finite");
      if (pooled && scale == 0) throw new IllegalArgumentException(name + ": its sums are pooled, but the hardware pools u8");
    }

    /** Real value of the integer 1, per output channel. */
    public double[] magnitudes() {
      double[] all = new double[weights.outputs()];
      for (int o = 0; o < all.length; o++) all[o] = magnitude * weights.unit(o);
      return all;
    }
  }

  /**
   * The mean of each channel, which the hardware sums up; who reads it divides.
   *
   * @param name of the node
   * @param input name of a u8 map
   */
  record Average(String name, String input) implements TrainedNode {}

  /**
   * A residual addition, then the clamp at 0 and the step to u8.
   *
   * @param name of the node
   * @param sums name of a layer without scale
   * @param residual name of a u8 map of the same shape
   * @param scale above 0
   */
  record Sum(String name, String sums, String residual, float scale) implements TrainedNode {}

  /**
   * A channel of {@code map} stays where the decision's normalised sum is above 0, and is 0 elsewhere.
   *
   * @param name of the node
   * @param map name of a u8 map
   * @param decision name of a layer without scale, one value per channel of the map
   * @param scale of the map
   */
  record Gate(String name, String map, String decision, float scale) implements TrainedNode {}
}
