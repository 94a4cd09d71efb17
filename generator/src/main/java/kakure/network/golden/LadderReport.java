// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.List;
import java.util.stream.IntStream;
import kakure.network.Images;
import kakure.network.Network;

/**
 * What a network of bit-serial weights labels right at every precision, and where images stop early ({@link AutoBits}).
 *
 * @param precisions bits, from the fewest
 * @param images of the set
 * @param correct per precision, the images with the right label
 * @param decided per precision, the images that stop there
 * @param correctAuto images with the right label where each stops early
 */
public record LadderReport(List<Integer> precisions, int images, int[] correct, int[] decided, int correctAuto) {
  /** Runs every image at every precision, in slices side by side; the images must fit the network. */
  public static LadderReport of(Network network, Images data) {
    int slices = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, data.count()));
    return IntStream.range(0, slices).parallel().mapToObj(s -> slice(network, data, s, slices)).reduce(LadderReport::and).orElseThrow();
  }

  private static LadderReport slice(Network network, Images data, int slice, int slices) {
    AutoBits auto = new AutoBits(network);
    List<Integer> precisions = network.precisions();
    int[] correct = new int[precisions.size()];
    int[] decided = new int[precisions.size()];
    int images = 0;
    int right = 0;
    for (int i = slice; i < data.count(); i += slices, images++) {
      byte[] image = network.image(data.image(i));
      boolean stopped = false;
      for (int k = 0; k < correct.length; k++) {
        int[] logits = auto.logits(precisions.get(k), image);
        boolean hit = network.at(precisions.get(k)).label(logits) == data.label(i);
        if (hit) correct[k]++;
        if (stopped || !auto.decides(precisions.get(k), logits)) continue;
        stopped = true;
        decided[k]++;
        if (hit) right++;
      }
    }
    return new LadderReport(precisions, images, correct, decided, right);
  }

  private LadderReport and(LadderReport other) {
    for (int k = 0; k < correct.length; k++) {
      correct[k] += other.correct[k];
      decided[k] += other.decided[k];
    }
    return new LadderReport(precisions, images + other.images, correct, decided, correctAuto + other.correctAuto);
  }

  /** Bits of the precision at which an image stops, in the mean. */
  public double meanBits() {
    double sum = 0;
    for (int k = 0; k < decided.length; k++) sum += (double) decided[k] * precisions.get(k);
    return sum / images;
  }

  /** Planes that are computed for an image in the mean, where every precision before the one that decides is computed from its first plane on. */
  public double meanPlanes() {
    double sum = 0;
    int planes = 0;
    for (int k = 0; k < decided.length; k++) {
      planes += precisions.get(k);
      sum += (double) decided[k] * planes;
    }
    return sum / images;
  }
}
