// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import kakure.BadInput;

/**
 * The integers of QONNX's Quant operator.
 *
 * @param least smallest
 * @param most largest
 * @param rounding to whole numbers
 */
record Quant(double least, double most, DoubleUnaryOperator rounding) {
  /** The domains in which its writers put the operator. */
  static boolean domain(String name) {
    return name.equals("qonnx.custom_op.general") || name.equals("onnx.brevitas");
  }

  /** @param bits how many, 1 to 32 */
  static Quant of(Attributes attributes, OnnxTensor bits, Function<String, BadInput> bad) {
    boolean signed = attributes.integer("signed", 1) != 0;
    boolean narrow = attributes.integer("narrow", 0) != 0;
    String mode = attributes.text("rounding_mode", "ROUND");
    double n = bits.length() == 1 ? bits.values().real(0) : 0;
    if (!(n >= 1 && n <= 32 && n == Math.rint(n))) throw bad.apply("its bit width is " + (bits.length() == 1 ? n : "of shape " + bits.shape()) + "; a whole number from 1 to 32 is computed");
    double size = Math.scalb(1, (int) n - (signed ? 1 : 0));
    DoubleUnaryOperator rounding = switch (mode.toUpperCase(java.util.Locale.ROOT)) {
      case "ROUND" -> Math::rint;
      case "CEIL" -> Math::ceil;
      case "FLOOR" -> Math::floor;
      case "ROUND_TO_ZERO" -> v -> v < 0 ? Math.ceil(v) : Math.floor(v);
      default -> throw bad.apply("its rounding mode is " + Refusals.quote(mode) + "; ROUND, CEIL, FLOOR and ROUND_TO_ZERO are computed");
    };
    return new Quant(signed ? -size + (narrow ? 1 : 0) : 0, size - 1 - (narrow && !signed ? 1 : 0), rounding);
  }

  /** The integer that so many steps become. */
  double steps(double v) {
    return rounding.applyAsDouble(Math.max(least, Math.min(most, v)));
  }
}
