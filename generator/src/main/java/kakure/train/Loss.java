// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Cross-entropy behind softmax over the last layer's accumulators times {@code unit}; its gradient goes back to them. In double precision by StrictMath, as the machine's own exp differs from JDK to JDK. */
final class Loss {
  private final double unit;
  private final int classes;
  private final double smooth;
  private final double[] logits;
  /** Of the labels alone, whatever is wanted beside them; sum over the images since {@link #clear}. */
  double loss;

  long right;
  long images;

  Loss(int classes, double unit) {
    this(classes, unit, 0);
  }

  /** @param smooth probability that is wanted of all classes alike in place of the label */
  Loss(int classes, double unit, double smooth) {
    this.smooth = smooth;
    this.classes = classes;
    this.unit = unit;
    this.logits = new double[classes];
  }

  void clear() {
    loss = 0;
    right = 0;
    images = 0;
  }

  /** One image: lane {@code l} of a group, whose accumulators and gradient stand at {@code acc.at(o, 0, 0) + l}. */
  void image(float[] accumulators, Planes acc, float[] gradient, Planes grad, int l, int label, int batch) {
    int best = 0;
    for (int o = 0; o < classes; o++) {
      logits[o] = accumulators[acc.at(o, 0, 0) + l] * unit;
      if (logits[o] > logits[best]) best = o;
    }
    double max = logits[best];
    double of = logits[label];
    double sum = 0;
    for (int o = 0; o < classes; o++) sum += logits[o] = StrictMath.exp(logits[o] - max);
    for (int o = 0; o < classes; o++) gradient[grad.at(o, 0, 0) + l] = (float) ((logits[o] / sum - (o == label ? 1 - smooth : 0) - smooth / classes) * unit / batch);
    loss += StrictMath.log(sum) + max - of;
    if (best == label) right++;
    images++;
  }

  /**
   * One image whose classes another precision has told: cross-entropy with those in place of a label.
   *
   * @param wanted probability per class
   */
  void image(float[] accumulators, Planes acc, float[] gradient, Planes grad, int l, double[] wanted, int batch) {
    double[] told = probabilities(accumulators, acc, l);
    for (int o = 0; o < classes; o++) gradient[grad.at(o, 0, 0) + l] = (float) ((told[o] - wanted[o]) * unit / batch);
  }

  /** What softmax tells of lane {@code l}, per class. */
  double[] probabilities(float[] accumulators, Planes acc, int l) {
    double[] told = new double[classes];
    double max = accumulators[acc.at(label(accumulators, acc, l), 0, 0) + l] * unit;
    double sum = 0;
    for (int o = 0; o < classes; o++) sum += told[o] = StrictMath.exp(accumulators[acc.at(o, 0, 0) + l] * unit - max);
    for (int o = 0; o < classes; o++) told[o] /= sum;
    return told;
  }

  /** By how much the best logit of lane {@code l} is above the second best. */
  double margin(float[] accumulators, Planes acc, int l) {
    int best = label(accumulators, acc, l);
    double margin = Double.POSITIVE_INFINITY;
    for (int o = 0; o < classes; o++) if (o != best) margin = Math.min(margin, unit * ((double) accumulators[acc.at(best, 0, 0) + l] - accumulators[acc.at(o, 0, 0) + l]));
    return margin;
  }

  /** The first class of the largest logit of lane {@code l}. */
  int label(float[] accumulators, Planes acc, int l) {
    int best = 0;
    for (int o = 1; o < classes; o++) if (accumulators[acc.at(o, 0, 0) + l] > accumulators[acc.at(best, 0, 0) + l]) best = o;
    return best;
  }
}
