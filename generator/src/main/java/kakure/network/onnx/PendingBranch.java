// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.BadInput;
import kakure.network.Normalisation;
import kakure.network.Readout;
import kakure.network.Window;

/** A pending operation that is no weighted node: of what may follow, most is refused. */
interface PendingBranch extends Pending {
  /** The refusal of a node behind it. */
  BadInput refused(int index, String what);

  @Override
  default Pending bias(int index, float[] values) {
    throw refused(index, "a constant is added");
  }

  @Override
  default Pending factor(int index, float[] values) {
    throw refused(index, "a factor is applied");
  }

  @Override
  default Pending normalise(int index, Normalisation n) {
    throw refused(index, "it is normalised");
  }

  @Override
  default Pending clamp(double upper) {
    return this;
  }

  @Override
  default Pending pool(int index, Window window) {
    throw refused(index, "it is pooled");
  }

  @Override
  default Pending quantise(int index, double scale) {
    throw refused(index, "it is quantised");
  }

  @Override
  default Readout emitLast(GraphReader to) {
    throw to.graph().refusals().model("the model's last operation is no layer; a layer's sums are the logits");
  }
}
