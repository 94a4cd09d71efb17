// SPDX-License-Identifier: Apache-2.0
package blocks.cim;

import kakure.kernel.Ranges;

/**
 * How a macro's cells are cut: rows into segments with a local line each, columns into groups; what a segment and a group share is a unit, the least that is switched off.
 *
 * <p>Unit u = segment * groups + group, row r lies in segment r / {@link #segmentRows}, columns 2j and 2j + 1 are the pair j that makes one output.
 *
 * @param rows 1 to 4096, a multiple of segments
 * @param columns 2 to 4096, a multiple of groups; each group has an even number
 * @param segments local lines of a column, 1 to 256
 * @param groups column groups, 1 to 256
 * @param neighbours segments that share the global line in pattern 1, 2 or 3; in pattern 2 and each further one twice as many as in the one before
 */
public record CimShape(int rows, int columns, int segments, int groups, int neighbours) {
  /** Checks ranges, and that segments and groups come out even. */
  public CimShape {
    Ranges.check("rows", rows, 1, 4096);
    Ranges.check("columns", columns, 2, 4096);
    Ranges.check("segments", segments, 1, 256);
    Ranges.check("groups", groups, 1, 256);
    Ranges.check("neighbours", neighbours, 2, 3);
    if (rows % segments != 0) throw new IllegalArgumentException("rows=" + rows + " do not divide into segments=" + segments + " of equal length; take a multiple of " + segments);
    if (columns % groups != 0) throw new IllegalArgumentException("columns=" + columns + " do not divide into groups=" + groups + " of equal width; take a multiple of " + 2 * groups);
    if (columns / groups % 2 != 0) throw new IllegalArgumentException("a group has " + columns / groups + " columns, but an output is a pair of them; let columns / groups be even");
  }

  /** Patterns of 1, 2, 4, 8 .. segments. */
  public CimShape(int rows, int columns, int segments, int groups) {
    this(rows, columns, segments, groups, 2);
  }

  /** Rows of a segment. */
  public int segmentRows() {
    return rows / segments;
  }

  /** Columns of a group. */
  public int groupColumns() {
    return columns / groups;
  }

  /** Units, segments times groups. */
  public int units() {
    return segments * groups;
  }

  /** Outputs of an operation: pairs of columns. */
  public int pairs() {
    return columns / 2;
  }

  /** The unit where a segment and a group meet. */
  public int unit(int segment, int group) {
    return segment * groups + group;
  }

  /** The group of a pair's two columns. */
  public int groupOfPair(int pair) {
    return 2 * pair / groupColumns();
  }

  /** Segments that share the global line in a pattern: 1, then {@link #neighbours}, then twice as many each time. */
  public int together(int pattern) {
    return pattern == 0 ? 1 : neighbours << pattern - 1;
  }

  /** The widest pattern: no more segments share the global line than there are. */
  public int widestPattern() {
    int p = 0;
    while (together(p + 1) <= segments) p++;
    return p;
  }

  /** Bits of a count of ones on a line of all rows. */
  public int lineBits() {
    return 32 - Integer.numberOfLeadingZeros(rows);
  }
}
