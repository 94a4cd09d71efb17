// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.List;

/**
 * y[c] = h[c] > threshold[c] ? a[c] : 0: a channel gate, on or off for the whole map of an image. h comes from nodes of its own (average-pooling, two linear operations); what is added to h there is folded into the threshold.
 *
 * @param threshold per channel
 */
public record Gate(int[] threshold) implements Op {
  /** Copies. */
  public Gate {
    threshold = threshold.clone();
  }

  @Override
  public String title() {
    return "a gate";
  }

  @Override
  public List<String> operands() {
    return List.of("map", "decision");
  }

  @Override
  public Result result(List<Result> inputs) {
    Result map = inputs.get(0);
    Shape decision = inputs.get(1).shape();
    if (!decision.equals(new Shape(map.shape().channels(), 1, 1))) throw new IllegalArgumentException("gates a map of " + map.shape() + " by one of " + decision + "; one value per channel decides");
    if (threshold.length != map.shape().channels()) throw new IllegalArgumentException(threshold.length + " thresholds, but it gates a map of " + map.shape());
    return new Result(map.shape(), Math.min(0, map.least()), Math.max(0, map.most()));
  }

  /** A copy. */
  @Override
  public int[] threshold() {
    return threshold.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Gate g && Arrays.equals(threshold, g.threshold);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(threshold);
  }
}
