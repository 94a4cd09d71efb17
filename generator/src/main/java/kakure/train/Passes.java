// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.function.IntUnaryOperator;

/**
 * What a step passes through the network, forward and backward: one pass; of weights that serve several precisions one at the finest, one at some precision between, and one at 1 bit. The finest learns from the labels, every other from what the next
 * finer one of the step tells (distillation: cross-entropy with its probabilities).
 */
final class Passes {
  private final Net net;
  private final Loss loss;
  private final int bits;

  /** @param bits of the finest precision; 0 where there is one only */
  Passes(Net net, Loss loss, int bits) {
    this.net = net;
    this.loss = loss;
    this.bits = bits;
  }

  /** The precisions of a step, from the finest. Between is every other time 2 bits, which differ most from what is finer; the others take turns. */
  static int[] precisions(int bits, long step) {
    if (bits < 3) return bits == 2 ? new int[] {2, 1} : new int[] {bits};
    boolean two = bits == 3 || step % 2 == 0;
    return new int[] {bits, two ? 2 : 3 + (int) (step / 2 % (bits - 3)), 1};
  }

  /**
   * One batch.
   *
   * @param label of an image of the batch
   * @param step from 0
   */
  void run(IntUnaryOperator label, long step) {
    double[][] wanted = null;
    for (int precision : precisions(bits, step)) {
      if (bits > 1) net.stop(precision);
      net.forward(net.layers.size() - 1, 0);
      double[][] told = new double[Trainer.BATCH][];
      for (int i = 0; i < Trainer.BATCH; i++) told[i] = image(i, label.applyAsInt(i), wanted == null ? null : wanted[i], bits > 1 && precision > 1);
      net.backward();
      net.collect();
      wanted = told;
    }
  }

  /** Judges an image. @return what a coarser precision is to learn from, where there is one */
  private double[] image(int i, int label, double[] wanted, boolean teaches) {
    LinearLayer last = net.last();
    int g = i / Kernels.LANES;
    int l = i % Kernels.LANES;
    if (wanted == null) loss.image(last.accumulators[g], last.acc, last.gradient[g], last.grad, l, label, Trainer.BATCH);
    else loss.image(last.accumulators[g], last.acc, last.gradient[g], last.grad, l, wanted, Trainer.BATCH);
    return teaches ? loss.probabilities(last.accumulators[g], last.acc, l) : null;
  }
}
