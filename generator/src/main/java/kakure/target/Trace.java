// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.network.Shape;

/**
 * What one case made of its input.
 *
 * @param tensors in the order in which they are computed, unique by name
 * @param counters of each step, by the plan's keys; empty for a golden trace
 * @param stop why it ended before its end
 */
public record Trace(List<Tensor> tensors, List<Map<String, Long>> counters, Optional<Stop> stop) {
  /** The trace of a golden model: no counters, no stop. */
  public static Trace golden(List<Tensor> tensors) {
    return new Trace(List.copyOf(tensors), List.of(), Optional.empty());
  }

  /** @throws IllegalArgumentException if there is none of that name */
  public Tensor tensor(String name) {
    return tensors.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException("the trace has no tensor " + name));
  }

  /**
   * Why a case ended early.
   *
   * @param silent whether the hardware fell silent; else it told an error
   * @param text what the user reads: "the engine stopped in layer conv1 with error 3 (...)"
   */
  public record Stop(boolean silent, String text) {}

  /**
   * Values of one place.
   *
   * @param name {@code conv1}, {@code conv1:unpooled}
   * @param title in messages: "layer conv1 before pooling"
   * @param step to which they belong, by index
   * @param shape their order is its order
   * @param values raw bits, or signed integers
   * @param missing indices that the hardware did not write, whatever stands there
   */
  public record Tensor(String name, String title, int step, Shape shape, int[] values, BitSet missing) {
    /** With every value there, as in a golden model. */
    public Tensor(String name, String title, int step, Shape shape, int[] values) {
      this(name, title, step, shape, values, new BitSet());
    }

    /** Where a value stands, for a message. */
    public String place(int index) {
      int pixel = index % shape.pixels();
      return title + ", channel " + index / shape.pixels() + ", y " + pixel / shape.width() + ", x " + pixel % shape.width();
    }
  }
}
