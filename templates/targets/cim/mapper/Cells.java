// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimMode;

/** The two cells of a pair that hold a weight. */
public final class Cells {
  private static final int[][] PAIRS = {{0, 0}, {1, 0}, {0, 1}, {1, 1}};

  private Cells() {}

  /** Whether a mode has the weight. */
  public static boolean holds(CimMode mode, int weight) {
    return find(mode, weight) >= 0;
  }

  /**
   * A in bit 0, B in bit 1; zeros where there is a choice.
   *
   * @throws IllegalArgumentException if the mode does not have the weight
   */
  public static int of(CimMode mode, int weight) {
    int pair = find(mode, weight);
    if (pair < 0) throw new IllegalArgumentException(mode + " has no weight of " + weight);
    return pair;
  }

  private static int find(CimMode mode, int weight) {
    for (int k = 0; k < PAIRS.length; k++) if (mode.weight(PAIRS[k][0], PAIRS[k][1]) == weight) return k;
    return -1;
  }
}
