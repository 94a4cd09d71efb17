// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;

/** What the products of a layer's passes see of its weights: weight (o, c, t) is element (o inputs + c) taps + t. */
abstract class Weights {
  /** Share of its last step that what is learnt makes again. */
  static final float MOMENTUM = .9f;
  /** Share of itself that is taken from what is learnt, per step and rate. */
  static final float DECAY = 5e-4f;

  final int outputs;
  final int inputs;
  final int taps;
  /** What is multiplied, where it is kept. */
  final float[] value;
  /** Per weight whether it is kept: all, unless a mask says otherwise. */
  final boolean[] kept;
  /** Derivative of the loss by the value, set by {@link Convolution#weigh}. */
  final float[] gradient;

  Weights(int outputs, int inputs, int taps) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.taps = taps;
    int n = outputs * inputs * taps;
    value = new float[n];
    kept = new boolean[n];
    gradient = new float[n];
    Arrays.fill(kept, true);
  }

  /** Weights that are kept, at most; a constant of the layer. */
  abstract int count();

  /** Real value of 1: it sets the logits' scale, elsewhere normalisation takes it out again (He et al. 2015 for the weights that are kept). */
  float magnitude() {
    return (float) Math.sqrt(2.0 * outputs / count());
  }

  /** Real value of what {@link #result}'s units are counted in. */
  float written() {
    return magnitude();
  }

  /** The sum of the squares by which the lines of a pair of columns are weighed: two for PAIR, +1 and -1. */
  int lines() {
    return Levels.TERNARY.lines();
  }

  /** A step of what is learnt along the gradient. */
  abstract void learn(float rate);

  /** From now on so many planes are multiplied, where weights are read bit by bit. */
  void stop(int planes) {}

  /** Adds the gradient of the precision that was passed through to the others' of this step. */
  void collect() {}

  /** Whether there is nothing that could be learnt. */
  boolean settled() {
    return false;
  }

  /** Begins the second training of {@link FillConfig}; of a gate's bytes and hidden weights nothing changes. */
  void fill(Levels levels) {}

  /** The integers of the weighted layer of this number. */
  kakure.network.Weights result(int layer) {
    throw new IllegalStateException("these weights are not written");
  }
}
