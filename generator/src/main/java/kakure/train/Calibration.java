// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * When the leading planes decide: the bound of a precision is the least such that, of the images whose best logit is further above the second than that, all but one in a thousand get the finest precision's label.
 */
final class Calibration {
  private static final int ONE_IN = 1000;

  private final List<int[]> labels = new ArrayList<>();
  private final List<double[]> margins = new ArrayList<>();

  /**
   * What the network as it stands, with fixed statistics, tells of training images.
   *
   * @param batches of the images
   * @param load spreads the pixels of a batch over the lanes
   */
  void add(Net net, Loss loss, int batches, IntConsumer load) {
    int[] label = new int[batches * Trainer.BATCH];
    double[] margin = new double[label.length];
    LinearLayer last = net.last();
    for (int b = 0; b < batches; b++) {
      load.accept(b);
      net.forward(net.layers.size() - 1, net.layers.size());
      for (int i = 0; i < Trainer.BATCH; i++) {
        float[] accumulators = last.accumulators[i / Kernels.LANES];
        label[b * Trainer.BATCH + i] = loss.label(accumulators, last.acc, i % Kernels.LANES);
        margin[b * Trainer.BATCH + i] = loss.margin(accumulators, last.acc, i % Kernels.LANES);
      }
    }
    add(label, margin);
  }

  /** What a precision tells of the images, the same for all; from 1 bit on. */
  void add(int[] label, double[] margin) {
    labels.add(label);
    margins.add(margin);
  }

  /** Per precision but the finest. */
  List<Double> bounds() {
    List<Double> bounds = new ArrayList<>();
    int[] right = labels.get(labels.size() - 1);
    for (int n = 0; n < labels.size() - 1; n++) {
      int[] label = labels.get(n);
      double[] margin = margins.get(n);
      double[] wrong = new double[label.length];
      int count = 0;
      for (int i = 0; i < label.length; i++) if (label[i] != right[i]) wrong[count++] = margin[i];
      Arrays.sort(wrong, 0, count);
      int excepted = label.length / ONE_IN;
      bounds.add(count <= excepted ? 0 : wrong[count - 1 - excepted]);
    }
    return bounds;
  }
}
