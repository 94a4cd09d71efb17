// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import kakure.golden.SignGenerator;
import kakure.network.Hidden;
import kakure.network.Mask;

/**
 * The one thing that is learnt in a layer, a score per weight, and the mask that follows: 1 for the largest |score|. ds = dL/d(w m) w sign(s), straight through the selection; w = +-1 is the hardware's random sign.
 */
final class Scores extends Weights {

  /** +1 or -1 per weight: the values. */
  final float[] sign;

  private final float[] score;
  private final float[] speed;
  private final int free;
  private final int group;
  private final int[] bits;
  /** Whether all layers of free masks choose together, and this is one: then the selection is theirs. */
  private final boolean global;

  Scores(int outputs, int inputs, int taps, SignGenerator signs, Sequence random, double density, MaskKind kind, boolean global) {
    super(outputs, inputs, taps);
    int n = value.length;
    sign = value;
    score = new float[n];
    speed = new float[n];
    free = (int) Math.max(1, Math.round(density * n));
    group = kind.structures(inputs) ? kind.group() : 1;
    bits = new int[n];
    this.global = global && group == 1;
    for (int c = 0; c < inputs; c++)
      for (int o = 0; o < outputs; o += SignGenerator.GROUP) {
        int[] words = signs.words(o / SignGenerator.GROUP, c, taps);
        for (int b = 0; b < SignGenerator.GROUP && o + b < outputs; b++)
          for (int t = 0; t < taps; t++) sign[((o + b) * inputs + c) * taps + t] = 1 - 2 * (words[t] >>> b & 1);
      }
    float bound = (float) (1 / Math.sqrt((double) inputs * taps));
    for (int i = 0; i < n; i++) score[i] = bound * ((random.next() >> 8) * 0x1p-23f);
    select();
  }

  /** Chooses for itself. */
  Scores(int outputs, int inputs, int taps, SignGenerator signs, Sequence random, double density, MaskKind kind) {
    this(outputs, inputs, taps, signs, random, density, kind, false);
  }

  @Override
  int count() {
    return global ? kept.length : share();
  }

  /** Weights that it keeps where it chooses for itself. */
  int share() {
    return group == 1 ? free : outputs * taps * ((inputs + group - 1) / group);
  }

  @Override
  float magnitude() {
    return (float) Math.sqrt(2.0 * outputs / share());
  }

  /** Sets {@link #kept} from the scores; of equal ones the first is kept. */
  void select() {
    if (group == 1) Threshold.keep(score, free, bits, kept);
    else selectOneOf();
  }

  /** Whether its mask is free: a share of all weights, wherever they are. */
  boolean free() {
    return group == 1;
  }

  /** Writes what orders its weights among those of other layers: |score| sqrt(inputs taps), as bits. @return where the next layer's begin */
  int rank(int[] to, int at) {
    float root = (float) Math.sqrt((double) inputs * taps);
    for (int i = 0; i < score.length; i++) to[at + i] = Float.floatToRawIntBits(Math.abs(score[i]) * root);
    return at + score.length;
  }

  private void selectOneOf() {
    for (int o = 0; o < outputs; o++)
      for (int c = 0; c < inputs; c += group)
        for (int t = 0; t < taps; t++) {
          int end = Math.min(c + group, inputs);
          int best = c;
          for (int d = c; d < end; d++) {
            if (Math.abs(score[index(o, d, t)]) > Math.abs(score[index(o, best, t)])) best = d;
            kept[index(o, d, t)] = false;
          }
          kept[index(o, best, t)] = true;
        }
  }

  private int index(int o, int c, int t) {
    return (o * inputs + c) * taps + t;
  }

  /** One step of gradient descent with momentum and weight decay, then a new selection. */
  @Override
  void learn(float rate) {
    for (int i = 0; i < score.length; i++) {
      float s = score[i];
      float g = gradient[i] * sign[i] * (s < 0 ? -1f : 1f);
      float v = MOMENTUM * speed[i] + (g + DECAY * s);
      speed[i] = v;
      score[i] = s - rate * v;
    }
    if (!global) select();
  }

  @Override
  boolean settled() {
    return share() == kept.length;
  }

  @Override
  kakure.network.Weights result(int layer) {
    return new Hidden(mask(), layer);
  }

  /** The mask as it stands. */
  Mask mask() {
    return Mask.of(outputs, inputs, taps, (o, c, t) -> kept[index(o, c, t)]);
  }
}
