// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.List;

/** One choice for the free masks of all layers: the largest |score| sqrt(weights of an output), scores of a layer being drawn in proportion to the inverse root. A layer whose scores are all smaller keeps its largest. */
final class GlobalChoice {
  private final List<Scores> layers;
  private final int keep;
  private final int[] bits;

  /** @param layers of free masks; they keep together what each would keep for itself */
  GlobalChoice(List<Scores> layers) {
    this.layers = layers;
    keep = layers.stream().mapToInt(Scores::share).sum();
    bits = new int[layers.stream().mapToInt(s -> s.kept.length).sum()];
  }

  /** Sets the masks; of equal scores the first are kept. */
  void select() {
    if (layers.isEmpty()) return;
    int n = 0;
    for (Scores layer : layers) n = layer.rank(bits, n);
    int threshold = Threshold.largest(bits, keep);
    int equal = keep;
    for (int b : bits) if (b > threshold) equal--;
    int at = 0;
    for (Scores layer : layers) {
      int kept = 0;
      int best = 0;
      for (int i = 0; i < layer.kept.length; i++, at++) {
        layer.kept[i] = bits[at] > threshold || bits[at] == threshold && equal-- > 0;
        if (layer.kept[i]) kept++;
        if (bits[at] > bits[at - i + best]) best = i;
      }
      if (kept == 0) layer.kept[best] = true;
    }
  }
}
