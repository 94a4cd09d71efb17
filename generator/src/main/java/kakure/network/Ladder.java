// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The other precisions that one stored copy of bit-serial weights serves: the same nodes with their planes stopped early, and the requantise constants of that precision.
 *
 * @param lower networks of 1, 2, ... bits, up to one less than the stored one's
 * @param margins by precision as {@code lower}: above so much difference of the best two logits an image needs no further plane, 0 or more; none at all where that was not calibrated
 */
public record Ladder(List<Network> lower, List<Double> margins) {
  /** @throws IllegalArgumentException if there is no precision, or the margins are not one for each, 0 or more and finite */
  public Ladder {
    lower = List.copyOf(lower);
    margins = List.copyOf(margins);
    if (lower.isEmpty()) throw new IllegalArgumentException("a ladder of no precisions");
    if (!margins.isEmpty() && margins.size() != lower.size()) throw new IllegalArgumentException(margins.size() + " margins of " + lower.size() + " precisions");
    for (double m : margins) if (!(m >= 0) || m == Double.POSITIVE_INFINITY) throw new IllegalArgumentException("margin " + m + ": must be 0 or more and finite");
  }

  /** By how much the best logit is above the second best; infinite where there is one class only. */
  public static double margin(Readout readout, int[] accumulators) {
    int best = readout.label(accumulators);
    double margin = Double.POSITIVE_INFINITY;
    for (int o = 0; o < accumulators.length; o++) if (o != best) margin = Math.min(margin, readout.logit(accumulators, best) - readout.logit(accumulators, o));
    return margin;
  }

  /** @throws IllegalArgumentException if {@code lower} are not the precisions below this network's, node by node */
  void check(Network stored) {
    if (lower.size() != stored.bits() - 1) throw new IllegalArgumentException("precisions of 1 to " + lower.size() + " bits below one of " + stored.bits());
    for (int n = 1; n <= lower.size(); n++) if (!kinds(stored).equals(kinds(lower.get(n - 1)))) throw new IllegalArgumentException("the network of " + n + " bits has other nodes than the stored one");
    for (int n = 1; n <= lower.size(); n++) if (!stopped(stored, n).equals(weights(lower.get(n - 1)))) throw new IllegalArgumentException("the network of " + n + " bits has other weights than the stored ones stopped after " + n + " planes");
  }

  private static List<String> kinds(Network network) {
    return network.nodes().stream().map(n -> n.name() + " " + n.inputs() + " " + n.op().title()).toList();
  }

  private static List<Weights> stopped(Network network, int n) {
    return weights(network).stream().map(w -> w instanceof Planes p ? p.stoppedAfter(n) : w).toList();
  }

  private static List<Weights> weights(Network network) {
    List<Weights> all = new ArrayList<>();
    for (Node node : network.nodes()) if (node.op() instanceof Linear l) all.add(l.weights());
    return all;
  }
}
