// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import kakure.spec.Values;

/**
 * How many indices of a one-of-G mask a decoder takes in a step: those of a row of an entry, or as many of them as a beat surely holds; where rows have few outputs, of two or three rows, as many as a beat holds.
 *
 * @param bits of an index: 1, 2 or 3
 * @param words of 64 bits of a beat: 1 or 2
 */
public record IndexSteps(int bits, int words) {
  /** Rows that are taken together at most. */
  public static final int MOST_ROWS = 3;

  private static final int WORD = 64;

  /** Outputs of a row whose indices are taken together: as many as a beat holds, by a power of two. */
  public int piece() {
    return WORD * words / Integer.highestOneBit(2 * bits - 1);
  }

  /** Outputs, at most, of rows of which {@code rows} are taken together, 2 to {@link #MOST_ROWS}. */
  public int reach(int rows) {
    return WORD * words / (bits * rows);
  }

  /** Rows of {@code outputs} outputs that are taken together. */
  public int rows(int outputs) {
    int rows = MOST_ROWS;
    while (rows > 1 && outputs > reach(rows)) rows--;
    return rows;
  }

  /** Steps of an entry of {@code active} rows of {@code outputs} outputs. */
  public int entry(int active, int outputs) {
    return Values.ceil(active, rows(outputs)) * Values.ceil(outputs, piece());
  }
}
