// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import kakure.network.Ladder;
import kakure.network.Network;

/**
 * With how many bits an image is labelled where leading planes may decide: the fewest whose best logit is above the second best by more than the margin of that precision, all of them otherwise. Not for several threads.
 */
public final class AutoBits {
  private final Network network;
  private final Map<Integer, GoldenNetwork> golden = new LinkedHashMap<>();

  /** Of a network with precisions; without margins only the finest decides. */
  public AutoBits(Network network) {
    this.network = network;
    for (int n : network.precisions()) golden.put(n, new GoldenNetwork(network.at(n)));
  }

  /** The bits that decide. @param image of pixels that the network reads */
  public int of(byte[] image) {
    for (int n : network.precisions()) if (decides(n, logits(n, image))) return n;
    throw new IllegalStateException("the finest precision decides");
  }

  /** Accumulators of the last node at a precision. */
  int[] logits(int precision, byte[] image) {
    return golden.get(precision).run(image).logits();
  }

  /** Whether these accumulators need no further plane. */
  boolean decides(int precision, int[] logits) {
    if (precision == network.bits()) return true;
    Ladder ladder = network.ladder().orElseThrow();
    return !ladder.margins().isEmpty() && Ladder.margin(network.at(precision).readout(), logits) > ladder.margins().get(precision - 1);
  }
}
