// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.List;

/** How far a block that computes about is off, over two things that decide it, each from 0 to below 1: fractions of two operands, for example. */
public interface ErrorSurface {
  /** What x is: {@code "fraction of a"}. */
  String x();

  /** What y is. */
  String y();

  /**
   * The relative error (result - exact) / exact of the block's result, as its golden function computes it.
   *
   * @param x 0 to below 1
   * @param y 0 to below 1
   * @return a finite number
   */
  double relative(double x, double y);

  /** What theory says, to be printed beside what is measured. */
  default List<Theory> theory() {
    return List.of();
  }

  /** A line of theory. @param name what it is of, and by whom: {@code "mean absolute (Author, year)"}, @param value a relative error */
  record Theory(String name, double value) {}
}
