// SPDX-License-Identifier: Apache-2.0
package blocks.cim;

/** What the two cells of a pair mean in a unit: the mode's number is its ordinal. nA, nB, nR are the ones on lines A, B and the reference column's. */
public enum CimMode {
  /** nA - nB: weights 0, +1, -1. */
  PAIR(1, -1, 0),
  /** nA - 2 nB: weights 0, +1, -2, -1. */
  TWOS(1, -2, 0),
  /** 2 nA + 4 nB - 3 nR: weights -3, -1, +1, +3, no zero. */
  LEV4(2, 4, -3),
  /** 2 nA - nR: weights -1, +1, no zero; B is not used. */
  SIGN(2, 0, -1);

  private final int a;
  private final int b;
  private final int reference;

  CimMode(int a, int b, int reference) {
    this.a = a;
    this.b = b;
    this.reference = reference;
  }

  /** What ones on A, B and the reference column add to the dot product. */
  public int value(int onesA, int onesB, int onesReference) {
    return a * onesA + b * onesB + reference * onesReference;
  }

  /** The weight of a pair of cells. */
  public int weight(int cellA, int cellB) {
    return value(cellA, cellB, 1);
  }

  /** Whether a weight of zero can be held, so that a unit with a zero inside may have this mode. */
  public boolean holdsZero() {
    return reference == 0;
  }
}
