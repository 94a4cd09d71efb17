// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import kakure.network.Trichromatic;

/**
 * Trichromatic weights w = c s m, of which three scores each are learnt: the connectivity c is 1 for the largest |score| of a layer, as a free mask is, the sign s is that of the second score, and the magnitude m is 2 where the third is above 0, else 1. Straight through
 * every selection, and each as if the other two were fixed:
 *
 * <pre>
 * dc = dL/dw s m sign(score of c), for every weight      ds = dL/dw c m      dm = dL/dw c s
 * </pre>
 *
 * Momentum, decay and first scores are those of {@link Scores}.
 */
final class ThreeScores extends Weights {
  /** The mean square of a weight that is kept, at first, when half of them are 2. */
  private static final double SQUARE = 2.5;

  private final int free;
  private final float[][] score;
  private final float[][] speed;
  private final int[] bits;

  /** @param density share of the weights that are not 0 */
  ThreeScores(int outputs, int inputs, int taps, Sequence random, double density) {
    super(outputs, inputs, taps);
    int n = value.length;
    free = (int) Math.max(1, Math.round(density * n));
    score = new float[Trichromatic.PLANES][n];
    speed = new float[Trichromatic.PLANES][n];
    bits = new int[n];
    float bound = (float) (1 / Math.sqrt((double) inputs * taps));
    for (float[] s : score) for (int i = 0; i < n; i++) s[i] = bound * ((random.next() >> 8) * 0x1p-23f);
    settle();
  }

  @Override
  int count() {
    return free;
  }

  @Override
  float magnitude() {
    return (float) Math.sqrt(2.0 * outputs / (SQUARE * free));
  }

  /** No macro's. */
  @Override
  int lines() {
    return 0;
  }

  /** Values and kept weights as the scores say. */
  private void settle() {
    Threshold.keep(score[0], free, bits, kept);
    for (int i = 0; i < value.length; i++) value[i] = (score[1][i] < 0 ? -1f : 1f) * (score[2][i] > 0 ? 2f : 1f);
  }

  /** One step of gradient descent of all scores, then new weights. */
  @Override
  void learn(float rate) {
    for (int i = 0; i < value.length; i++) {
      float g = gradient[i];
      float inside = kept[i] ? g : 0f;
      step(0, i, g * value[i] * (score[0][i] < 0 ? -1f : 1f), rate);
      step(1, i, inside * Math.abs(value[i]), rate);
      step(2, i, inside * Math.signum(value[i]), rate);
    }
    settle();
  }

  private void step(int which, int i, float g, float rate) {
    float s = score[which][i];
    float v = MOMENTUM * speed[which][i] + (g + DECAY * s);
    speed[which][i] = v;
    score[which][i] = s - rate * v;
  }

  @Override
  kakure.network.Weights result(int layer) {
    return Trichromatic.of(outputs, inputs, taps, (o, c, t) -> {
      int i = (o * inputs + c) * taps + t;
      return kept[i] ? (int) value[i] : 0;
    });
  }
}
