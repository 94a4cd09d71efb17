// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * Stored weights and biases that gradient descent moves. They are floats; what is multiplied is the operand that the multiplier makes of a weight.
 *
 * <pre>
 * v = v - (1 - momentum) v + (g + decay w)
 * w = w - rate v
 * </pre>
 *
 * <p>Each product is the multiplier's, of operands made of both factors; biases do not decay. What is forgotten of the speed v is multiplied, not what is kept: .9 v by the log-approximate multiplier is 3.2% too small
 * on average, more than a quarter of all that is forgotten, and the steps would be a fifth shorter.
 */
final class DenseWeights extends Weights {
  private static final float FORGOTTEN = .1f;

  final float[] weight;
  final float[] bias;
  final float[] biasGradient;
  private final float[] speed;
  private final float[] biasSpeed;
  private final Multiplication multiplication;

  /** Uniform of a variance of 2 / fan in (He et al. 2015); biases are 0. */
  DenseWeights(int outputs, int inputs, int taps, Sequence random, Multiplication multiplication) {
    super(outputs, inputs, taps);
    this.multiplication = multiplication;
    weight = new float[value.length];
    speed = new float[value.length];
    bias = new float[outputs];
    biasGradient = new float[outputs];
    biasSpeed = new float[outputs];
    float bound = (float) Math.sqrt(6.0 / ((double) inputs * taps));
    for (int i = 0; i < weight.length; i++) weight[i] = bound * ((random.next() >> 8) * 0x1p-23f);
    settle();
  }

  @Override
  int count() {
    return value.length;
  }

  /** A step along both gradients. */
  @Override
  void learn(float rate) {
    step(weight, speed, gradient, DECAY, rate);
    step(bias, biasSpeed, biasGradient, 0, rate);
    settle();
  }

  private void step(float[] w, float[] v, float[] g, float decay, float rate) {
    float forgotten = multiplication.operand(FORGOTTEN);
    float less = multiplication.operand(decay);
    float along = multiplication.operand(rate);
    for (int i = 0; i < w.length; i++) {
      v[i] = v[i] - multiplication.product(forgotten, multiplication.operand(v[i])) + (g[i] + multiplication.product(less, multiplication.operand(w[i])));
      w[i] -= multiplication.product(along, multiplication.operand(v[i]));
    }
  }

  private void settle() {
    for (int i = 0; i < value.length; i++) value[i] = multiplication.operand(weight[i]);
  }
}
