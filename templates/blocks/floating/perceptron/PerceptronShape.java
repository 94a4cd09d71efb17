// SPDX-License-Identifier: Apache-2.0
package blocks.floating.perceptron;

import blocks.floating.Products;
import blocks.floating.matrixengine.MatrixEngine;
import java.util.List;
import kakure.golden.FloatFormat;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Type;

/**
 * What {@link Perceptron} and its {@link Sequencer} have in common.
 *
 * @param hidden units, 1 to 64
 */
record PerceptronShape(int hidden, FloatFormat format, Products multiplier) {
  PerceptronShape {
    Ranges.check("hidden", hidden, 1, 64);
    multiplier.lam(format);
  }

  Type value() {
    return Type.bits(format.bits());
  }

  Type values(int n) {
    return Type.vec(n, value());
  }

  List<Type> mask() {
    return multiplier.adaptive() ? List.of(Type.bits(format.fractionBits())) : List.of();
  }

  /** Rows of the engine: the hidden units, and the bias of the output. */
  int rows() {
    return hidden + 1;
  }

  /** Weights: those of two inputs and a bias to each hidden unit, and of the hidden units and a bias to the output. */
  int weights() {
    return 3 * hidden + rows();
  }

  MatrixEngine engine() {
    return new MatrixEngine(rows(), 1, 1, format, multiplier);
  }

  String moduleName(String block) {
    return ModuleName.of(block + "_" + format + "_" + multiplier.word(), hidden).text();
  }
}
