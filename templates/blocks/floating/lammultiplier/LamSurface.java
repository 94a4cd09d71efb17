// SPDX-License-Identifier: Apache-2.0
package blocks.floating.lammultiplier;

import java.util.List;
import kakure.golden.Compensation;
import kakure.golden.FloatFormat;
import kakure.golden.LogProduct;
import kakure.spec.ErrorSurface;

/** Relative error of a log-approximate product over the fractions of both operands, whose exponents are those of 1. */
final class LamSurface implements ErrorSurface {
  private final LamMultiplier block;
  private final FloatFormat format;
  private final LogProduct product;

  LamSurface(LamMultiplier block) {
    this.block = block;
    this.format = block.format();
    this.product = block.product();
  }

  @Override
  public String x() {
    return "fraction of a";
  }

  @Override
  public String y() {
    return "fraction of b";
  }

  @Override
  public double relative(double x, double y) {
    long a = operand(x), b = operand(y);
    long p = block.adaptive() ? product.of(a, b, format.fractionMask()) : product.of(a, b);
    double exact = format.toDouble(a) * format.toDouble(b);
    return format.toDouble(p) / exact - 1;
  }

  /** A number from 1 to below 2, its fraction cut to the format's bits. */
  private long operand(double fraction) {
    return format.bias() << format.fractionBits() | (long) Math.scalb(fraction, format.fractionBits());
  }

  @Override
  public List<Theory> theory() {
    if (block.cutBits() > 0 || block.format().fractionBits() < 7) return List.of();
    return switch (block.compensation()) {
      case NONE -> theory("Mitchell, 1962", -0.03849, 0.03849, 0.11111);
      case CONSTANT -> block.truncate() > 4 ? theory("2^-4, uniform fractions", 0.00408, 0.02655, 0.07287) : List.of();
      case ZEROMEAN -> theory("uniform fractions", 0, 0.02579, 0.07654);
      case MINBIAS -> theory("uniform fractions", -0.00097, 0.02581, 0.07809);
    };
  }

  private static List<Theory> theory(String source, double mean, double absolute, double worst) {
    return List.of(new Theory("mean (" + source + ")", mean), new Theory("mean absolute (" + source + ")", absolute), new Theory("worst (" + source + ")", worst));
  }
}
