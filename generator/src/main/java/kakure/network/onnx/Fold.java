// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;

/** Computes an operator whose operands are all constants, as onnxruntime would: element types, rounding and saturation included. One file a group of operators, registered in {@link Folds}. */
@FunctionalInterface
interface Fold {
  /**
   * Computes a node.
   *
   * @return one result per output that the operator has
   * @throws kakure.BadInput if operands or attributes are not what the operator takes
   */
  List<OnnxTensor> compute(ConstantNode node);

  /** A fold of one result. */
  static Fold one(java.util.function.Function<ConstantNode, OnnxTensor> result) {
    return node -> List.of(result.apply(node));
  }
}
