// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;

/** What a node computes of integers, exactly: every operation has one equation, stated at its record, and one golden function in {@code kakure.network.golden}. */
public sealed interface Op permits Linear, MaxPool, AveragePool, Add, Gate {
  /** What it is called in messages: {@code an addition}. */
  String title();

  /** What it reads, in order, for messages: {@code sums}, {@code residual}. */
  List<String> operands();

  /**
   * What it makes of what it reads.
   *
   * @param inputs as many as {@link #operands}
   * @throws IllegalArgumentException if the inputs do not fit it or each other; the message does not name the node
   */
  Result result(List<Result> inputs);

  /** Weights, 0 or not. */
  default long weightCount() {
    return 0;
  }

  /** Multiply-accumulates of a dense operation that gives this map. */
  default long macs(Shape result) {
    return weightCount() * result.pixels();
  }
}
