// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Normalisation;
import kakure.network.Readout;
import kakure.network.Result;
import kakure.network.Shape;
import kakure.network.Window;

/** An operation whose sums later nodes of the file still bias, scale, normalise, clamp, pool or quantise, until another operation reads it and all is folded into nodes of the network. Immutable: each method gives what follows. */
interface Pending {
  /** The map as it is now. */
  Shape shape();

  /** What the node that {@link #emit} gives hands on. */
  default Result result() {
    return Result.u8(shape());
  }

  /** @param values one, or one per channel */
  Pending bias(int index, float[] values);

  /** Times a factor. @param values one, or one per channel */
  Pending factor(int index, float[] values);

  Pending normalise(int index, Normalisation n);

  /** Relu, or Clip whose upper limit must not cut below 255 steps of the output. */
  Pending clamp(double upper);

  /** Max-pooling of a window that fits the map. */
  Pending pool(int index, Window window);

  Pending quantise(int index, double scale);

  /**
   * Folds all that came into nodes of the network; called by {@link GraphReader#node}, once however many read it.
   *
   * @return name of the node whose result is read
   */
  String emit(GraphReader to);

  /** Like {@link #emit}, of the one whose accumulators are the logits; what came behind them is the host's. */
  Readout emitLast(GraphReader to);
}
