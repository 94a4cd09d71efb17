// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.List;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Gate;
import kakure.network.Linear;
import kakure.network.MaxPool;
import kakure.network.Op;
import kakure.network.Result;
import kakure.network.Shape;

/** The golden function of one node. Buffers are reused: not for several threads. */
interface GoldenOp {
  /**
   * Computes.
   *
   * @param inputs maps in the order of {@link Shape}, not changed
   * @return a new map
   */
  int[] apply(List<int[]> inputs);

  /**
   * The function of an operation.
   *
   * @param inputs what it reads
   * @param seed of the network
   */
  static GoldenOp of(Op op, List<Result> inputs, int seed) {
    if (op instanceof Linear o) return new LinearGolden(o, inputs.get(0), seed);
    if (op instanceof MaxPool o) return new MaxPoolGolden(o, inputs.get(0).shape());
    if (op instanceof AveragePool o) return new AveragePoolGolden(o, inputs.get(0).shape());
    if (op instanceof Add o) return new AddGolden(o, inputs.get(0).shape());
    if (op instanceof Gate o) return new GateGolden(o, inputs.get(0).shape());
    throw new IllegalStateException("no golden function of " + op.title());
  }
}
