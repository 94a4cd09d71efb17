// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Arrays;
import kakure.network.Dense;
import kakure.network.Units;

/**
 * Stored weights of few levels: a real number per weight is learnt, what is multiplied is the nearest level, and the gradient goes straight through. The number is kept within half a step beyond the outermost levels.
 *
 * <pre>
 * v = .9 v + (g + 5e-4 r + reward), r = r - rate v
 * </pre>
 *
 * r counts in bounds of the first numbers, 1 / sqrt(fan in), as scores of hidden weights do.
 */
final class LevelWeights extends Weights {

  private final float[] real;
  private final float[] speed;
  private final float bound;
  private final RewardConfig reward;
  private final Units units;
  private Levels levels;
  /** Per unit whether it may have weights. */
  private final boolean[] open;
  private boolean filling;
  private boolean rewarded = true;

  LevelWeights(int outputs, int inputs, int taps, Sequence random, Levels levels, RewardConfig reward) {
    super(outputs, inputs, taps);
    this.levels = levels;
    this.reward = reward;
    units = new Units(outputs, inputs * taps, reward.rows(), reward.columns());
    open = new boolean[units.count()];
    Arrays.fill(open, true);
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

  /** Whether the reward is for these: a gate's bytes are on no macro. */
  boolean rewarding() {
    return levels != Levels.BYTE;
  }

  /** Real weights are about as large as the numbers that are learnt, so that the last layer's logits have the scale of {@link Scores}'. */
  @Override
  float magnitude() {
    return (float) (Math.sqrt(2.0 * outputs / count()) / (levels == Levels.BYTE ? levels.perBound() : 1));
  }

  @Override
  int lines() {
    return levels.lines();
  }

  private int unit(int i) {
    return units.of(i / units.run(), i % units.run());
  }

  private void settle() {
    float steps = levels.perBound() / bound;
    for (int i = 0; i < value.length; i++) {
      value[i] = !filling || open[unit(i)] ? levels.nearest(real[i] * steps) : 0;
      kept[i] = value[i] != 0;
    }
  }

  @Override
  void learn(float rate) {
    float most = (levels.most() + .5f) * bound / levels.perBound();
    float[] pull = filling ? null : pull();
    for (int i = 0; i < real.length; i++) {
      float r = real[i];
      float v = MOMENTUM * speed[i] + (gradient[i] * levels.perBound() + DECAY * r + (pull == null ? 0 : pull[i]));
      speed[i] = v;
      real[i] = Math.max(-most, Math.min(most, r - rate * v));
    }
    settle();
  }

  /** Whether steps have the reward from now on. */
  void reward(boolean on) {
    rewarded = on;
  }

  /** All units. */
  int units() {
    return units.count();
  }

  /** Units without a weight. */
  int off() {
    boolean[] filled = new boolean[units.count()];
    int off = filled.length;
    for (int i = 0; i < kept.length; i++)
      if (kept[i] && !filled[unit(i)]) {
        filled[unit(i)] = true;
        off--;
      }
    return off;
  }

  /** What is learnt. */
  float[] numbers() {
    return real;
  }

  /** The reward's derivative by the weights, in bounds; null where there is none. */
  float[] pull() {
    if (!rewarded || reward.kind() == RewardConfig.Kind.NONE || reward.weight() == 0) return null;
    float[] pull = new float[real.length];
    if (reward.kind() == RewardConfig.Kind.ZEROS) {
      for (int i = 0; i < real.length; i++) pull[i] = (float) (reward.weight() * Math.signum(real[i]));
      return pull;
    }
    double[] square = new double[units.count()];
    int[] size = new int[square.length];
    for (int i = 0; i < real.length; i++) {
      square[unit(i)] += (double) real[i] * real[i];
      size[unit(i)]++;
    }
    for (int i = 0; i < real.length; i++) {
      double norm = square[unit(i)];
      pull[i] = norm == 0 ? 0 : (float) (reward.weight() * Math.sqrt(size[unit(i)] / norm) * real[i]);
    }
    return pull;
  }

  /** From now on units without a weight stay so, the other weights take these levels, and there is no reward. Levels without a 0 need units that a macro can switch off as they are: where they are none of its segments the layer takes TWOS. */
  @Override
  void fill(Levels to) {
    if (levels == Levels.BYTE) return;
    Arrays.fill(open, false);
    for (int i = 0; i < value.length; i++) if (kept[i]) open[unit(i)] = true;
    filling = true;
    levels = to.holdsZero() || Units.areSegments(reward.rows(), taps) ? to : Levels.TWOS;
    Arrays.fill(speed, 0f);
    settle();
  }

  @Override
  kakure.network.Weights result(int layer) {
    int[] values = new int[value.length];
    for (int i = 0; i < values.length; i++) values[i] = (int) value[i];
    return new Dense(outputs, inputs, taps, levels.bits(), values);
  }
}
