// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * One operation of a macro: one input vector, with what is known of it beforehand.
 *
 * @param signed the first bit has weight -2^(bits - 1)
 * @param skip a segment without a 1 in a bit does not act in it
 * @param sleep units that are not needed lose their supply
 * @param pattern how many neighbouring segments share the global line, see {@link blocks.cim.CimShape#together}
 * @param segZero bit u: unit u holds no weight
 * @param colOn bit g: an output of column group g is wanted
 * @param rowOn bit r: the input of row r is on
 * @param x of every row, the raw bits
 */
public record Operation(boolean signed, boolean skip, boolean sleep, int pattern, BigInteger segZero, BigInteger colOn, BigInteger rowOn, int[] x) {
  /** Copies the vector. */
  public Operation {
    x = x.clone();
  }

  @Override
  public int[] x() {
    return x.clone();
  }

  /** Bit {@code b} of every row's input, row 0 lowest. */
  public BigInteger bit(int b) {
    var all = new byte[x.length / 8 + 1];
    for (int r = 0; r < x.length; r++) all[all.length - 1 - r / 8] |= (byte) ((x[r] >> b & 1) << r % 8);
    return new BigInteger(all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operation o && signed == o.signed && skip == o.skip && sleep == o.sleep && pattern == o.pattern && segZero.equals(o.segZero) && colOn.equals(o.colOn) && rowOn.equals(o.rowOn)
        && Arrays.equals(x, o.x);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(x) + rowOn.hashCode();
  }

  /** Refuses what does not fit a controller. @throws IllegalArgumentException with what, why and the range */
  public void check(BitlineController c) {
    if (x.length != c.rows()) throw new IllegalArgumentException("an operation has inputs for " + x.length + " rows, but there are " + c.rows());
    for (int r = 0; r < x.length; r++) if (x[r] < 0 || x[r] >> c.bits() != 0) throw new IllegalArgumentException("row " + r + " is given " + x[r] + ", which is not raw bits of width " + c.bits());
    if (pattern < 0 || pattern > c.widestPattern()) throw new IllegalArgumentException("pattern " + pattern + " lets " + c.shape().together(pattern) + " segments share a line, but there are " + c.segments() + "; take 0 to " + c.widestPattern());
    fits("segZero", segZero, c.units(), "units");
    fits("colOn", colOn, c.groups(), "column groups");
    fits("rowOn", rowOn, c.rows(), "rows");
  }

  private static void fits(String name, BigInteger bits, int n, String of) {
    if (bits.signum() < 0 || bits.bitLength() > n) throw new IllegalArgumentException(name + " names " + of + " beyond the last, " + (n - 1));
  }
}
