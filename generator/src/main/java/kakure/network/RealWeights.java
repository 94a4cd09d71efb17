// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/** A layer's weights in real numbers. They become integers once it is known what the sums are multiplied by, and who reads them. */
public interface RealWeights {
  /** Output channels. */
  int outputs();

  /**
   * Integers whose sums become activations.
   *
   * @param step real value of one step of them, above 0
   * @throws IllegalArgumentException if a channel's constants do not fit
   */
  Folded<Requantise> requantised(LayerConstants layer, double step);

  /**
   * Integers whose sums decide a gate, per output channel: the largest that leaves it shut.
   *
   * @throws IllegalArgumentException if a channel's constants do not fit, or it would be open below a threshold
   */
  Folded<int[]> thresholds(LayerConstants layer);

  /**
   * Integers whose sums are the logits.
   *
   * @throws IllegalArgumentException if a channel's constants do not fit
   */
  Folded<Readout> readout(LayerConstants layer);

  /**
   * What hardware computes with.
   *
   * @param weights integers
   * @param constants of who reads their sums
   */
  record Folded<T>(Weights weights, T constants) {}
}
