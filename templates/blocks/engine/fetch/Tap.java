// SPDX-License-Identifier: Apache-2.0
package blocks.engine.fetch;

import kakure.spec.Word;

/**
 * A kernel position as the fetch unit wants it: a displacement in rows and pixels, (dx, dy), and the limits of the map or parity plane it reads.
 *
 * @param row rows from the tile's own, negative too
 * @param rem pixels within a row, 0 to pixels - 1
 * @param dy lines, @param dx columns
 * @param height lines that exist, @param width columns that exist
 */
public record Tap(int row, int rem, int dy, int dx, int height, int width) {
  private static final Word.Builder OF = new Word.Builder("tap");

  /** The fields. */
  public static final Word.Field ROW = OF.signed("row", 18, "rows from the tile's own; as many low bits are used as the memory has rows");
  public static final Word.Field REM = OF.unsigned("rem", 6, "pixels within a row");
  public static final Word.Field DY = OF.signed("dy", ActFetch.DELTA, "lines from the pixel's own");
  public static final Word.Field DX = OF.signed("dx", ActFetch.DELTA, "columns from the pixel's own");
  public static final Word.Field HEIGHT = OF.unsigned("height", ActFetch.COORD, "lines that exist");
  public static final Word.Field WIDTH = OF.unsigned("width", ActFetch.COORD, "columns that exist");

  /** The whole word, as {@code cfg} writes it. */
  public static final Word WORD = OF.build();

  /** What a word says. */
  public static Tap of(long word) {
    return new Tap((int) ROW.in(word), (int) REM.in(word), (int) DY.in(word), (int) DX.in(word), (int) HEIGHT.in(word), (int) WIDTH.in(word));
  }

  /** The tap as a word. @throws IllegalArgumentException if a field is out of range: field, value and range */
  public long word() {
    return ROW.put(row) | REM.put(rem) | DY.put(dy) | DX.put(dx) | HEIGHT.put(height) | WIDTH.put(width);
  }

  /** Whether dx and dy fit their fields. */
  public boolean fits() {
    return DY.holds(dy) && DX.holds(dx);
  }
}
