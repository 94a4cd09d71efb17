// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/**
 * A layer as the trainer leaves it: real = magnitude inputScale acc, normalised, clamped at 0, divided by outputScale and rounded to u8.
 *
 * @param name of the layer, without spaces
 * @param in the map it reads
 * @param window kernel, stride and padding; a fully connected layer has {@link Window#whole}
 * @param pool2x2 whether 2 x 2 max-pooling follows
 * @param mask the kept weights
 * @param magnitude c: the layer's kept weights are +-c; above 0
 * @param normalisation null in the last layer
 * @param inputScale real value of one step of the u8 activations it reads; above 0
 * @param outputScale real value of one step of those it writes; above 0; ignored in the last layer
 */
public record TrainedLayer(String name, Shape in, Window window, boolean pool2x2, Mask mask, float magnitude, Normalisation normalisation, float inputScale, float outputScale) {
  /** @throws IllegalArgumentException if a scale is not above 0 and finite */
  public TrainedLayer {
    positive(name, "magnitude", magnitude);
    positive(name, "input scale", inputScale);
    if (normalisation != null) positive(name, "output scale", outputScale);
  }

  private static void positive(String name, String what, float value) {
    if (!(value > 0) || value == Float.POSITIVE_INFINITY) throw new IllegalArgumentException(name + ": " + what + " " + value + " must be above 0 and finite");
  }

  /** Whether its accumulators are the network's logits. */
  public boolean last() {
    return normalisation == null;
  }

  /** The map it hands on, after pooling where it pools. */
  public Shape result() {
    Shape out = window.over(in, mask.outputs());
    return pool2x2 ? MaxPool.HALVE.window().over(out, out.channels()) : out;
  }

  /** Its integer form, as the next of a chain. */
  void quantise(Chain chain) {
    if (!in.equals(chain.shape())) throw new IllegalArgumentException(name + ": reads a map of " + in + ", but gets one of " + chain.shape());
    chain.hidden(name, window, mask, last() ? null : Folding.requantise(name, mask, Folding.constant(mask.outputs(), magnitude), new double[mask.outputs()], normalisation, inputScale, outputScale));
    if (pool2x2) chain.halve(name);
  }
}
