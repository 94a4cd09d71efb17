// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;

/**
 * A network of bit-serial weights as the trainer leaves it: the same nodes at every precision, each with statistics of its own.
 *
 * @param precisions the networks of 1, 2, ... bits; the last is the one that is stored
 * @param margins as {@link Ladder} has them; none where not calibrated
 */
public record TrainedLadder(List<TrainedGraph> precisions, List<Double> margins) {
  /** @throws IllegalArgumentException if there is no precision */
  public TrainedLadder {
    precisions = List.copyOf(precisions);
    margins = List.copyOf(margins);
    if (precisions.isEmpty()) throw new IllegalArgumentException("no precisions");
  }

  /** The network of the most bits. */
  public TrainedGraph stored() {
    return precisions.get(precisions.size() - 1);
  }

  /** The same with these margins. */
  public TrainedLadder withMargins(List<Double> to) {
    return new TrainedLadder(precisions, to);
  }

  /**
   * The integers that the hardware computes with at every precision; equal to what reading the written ONNX file gives.
   *
   * @throws IllegalArgumentException if the nodes do not fit each other, or a constant the hardware
   */
  public Network quantise() {
    Network stored = stored().quantise();
    if (precisions.size() == 1) return stored;
    return stored.withLadder(new Ladder(precisions.subList(0, precisions.size() - 1).stream().map(TrainedGraph::quantise).toList(), margins));
  }
}
