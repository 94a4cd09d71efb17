// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;
import kakure.network.Dense;

/**
 * Stored weights of few levels: a real number per weight is learnt, what is multiplied is the nearest level, and the gradient goes straight through. The number is kept within half a step beyond the outermost levels.
 *
 * <pre>
 * v = .9 v + (g + 5e-4 r), r = r - rate v
 * </pre>
 *
 * r counts in bounds of the first numbers, 1 / sqrt(fan in), as scores of hidden weights do.
 */
final class LevelWeights extends Weights {
  private static final float MOMENTUM = .9f;
  private static final float DECAY = 5e-4f;

  private final float[] real;
  private final float[] speed;
  private final float bound;
  private Levels levels;

  LevelWeights(int outputs, int inputs, int taps, Sequence random, Levels levels) {
    super(outputs, inputs, taps);
    this.levels = levels;
    real = new float[value.length];
    speed = new float[value.length];
    bound = (float) (1 / Math.sqrt((double) inputs * taps));
    for (int i = 0; i < real.length; i++) real[i] = bound * ((random.next() >> 8) * 0x1p-23f);
    settle();
  }

  @Override
  int count() {
    return value.length;
  }

  /** Real weights are about as large as the numbers that are learnt, so that the last layer's logits have the scale of {@link Scores}'. */
  @Override
  float magnitude() {
    return (float) (Math.sqrt(2.0 * outputs / count()) / (levels == Levels.BYTE ? levels.perBound() : 1));
  }

  private void settle() {
    float steps = levels.perBound() / bound;
    for (int i = 0; i < value.length; i++) {
      value[i] = levels.nearest(real[i] * steps);
      kept[i] = value[i] != 0;
    }
  }

  @Override
  void learn(float rate) {
    float most = (levels.most() + .5f) * bound / levels.perBound();
    for (int i = 0; i < real.length; i++) {
      float r = real[i];
      float v = MOMENTUM * speed[i] + (gradient[i] * levels.perBound() + DECAY * r);
      speed[i] = v;
      real[i] = Math.max(-most, Math.min(most, r - rate * v));
    }
    settle();
  }

  @Override
  kakure.network.Weights result(int layer) {
    int[] values = new int[value.length];
    for (int i = 0; i < values.length; i++) values[i] = (int) value[i];
    return new Dense(outputs, inputs, taps, levels.bits(), values);
  }
}
