// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sums of runs of pixels that begin anywhere, {@value #BLOCK} pixels at a time. A pixel is a byte in a field of 16 bits, four of them a word of 64: eight words of sums stay in registers while the runs are
 * added and subtracted, so a run costs a load and an addition for every four pixels, whatever the map's width.
 */
final class Runs {
  /** Pixels of a block; what is read may reach as far beyond a map. */
  static final int BLOCK = 32;

  /** Bytes of a pixel. */
  static final int FIELD = 2;

  /** Added runs, and subtracted ones, that a field holds: 128 times 255 above and below its middle. */
  private static final int SUMMANDS = 128;

  private static final long MIDDLE = 0x8000_8000_8000_8000L;
  private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Runs() {}

  /**
   * acc[i] += sum over p of plus of in[p + at + i] - sum over m of minus of in[m + at + i], 0 &lt;= i &lt; {@value #BLOCK}.
   *
   * @param in pixels, {@value #FIELD} bytes each, the lower one first and the upper one 0
   * @param at pixel at which the block begins, behind where a run does
   * @param acc sums, from {@code to} on
   */
  static void add(byte[] in, int at, int[] plus, int[] minus, int[] acc, int to) {
    for (int i = 0; i < plus.length || i < minus.length; i += SUMMANDS) add(in, FIELD * at, plus, minus, i, acc, to);
  }

  private static void add(byte[] in, int at, int[] plus, int[] minus, int from, int[] acc, int to) {
    long a = MIDDLE, b = MIDDLE, c = MIDDLE, d = MIDDLE, e = MIDDLE, f = MIDDLE, g = MIDDLE, h = MIDDLE;
    for (int i = from, end = Math.min(plus.length, from + SUMMANDS); i < end; i++) {
      int k = at + FIELD * plus[i];
      a += (long) WORDS.get(in, k);
      b += (long) WORDS.get(in, k + 8);
      c += (long) WORDS.get(in, k + 16);
      d += (long) WORDS.get(in, k + 24);
      e += (long) WORDS.get(in, k + 32);
      f += (long) WORDS.get(in, k + 40);
      g += (long) WORDS.get(in, k + 48);
      h += (long) WORDS.get(in, k + 56);
    }
    for (int i = from, end = Math.min(minus.length, from + SUMMANDS); i < end; i++) {
      int k = at + FIELD * minus[i];
      a -= (long) WORDS.get(in, k);
      b -= (long) WORDS.get(in, k + 8);
      c -= (long) WORDS.get(in, k + 16);
      d -= (long) WORDS.get(in, k + 24);
      e -= (long) WORDS.get(in, k + 32);
      f -= (long) WORDS.get(in, k + 40);
      g -= (long) WORDS.get(in, k + 48);
      h -= (long) WORDS.get(in, k + 56);
    }
    spill(a, acc, to);
    spill(b, acc, to + 4);
    spill(c, acc, to + 8);
    spill(d, acc, to + 12);
    spill(e, acc, to + 16);
    spill(f, acc, to + 20);
    spill(g, acc, to + 24);
    spill(h, acc, to + 28);
  }

  private static void spill(long fields, int[] acc, int to) {
    acc[to] += (int) (fields & 0xffff) - 0x8000;
    acc[to + 1] += (int) (fields >>> 16 & 0xffff) - 0x8000;
    acc[to + 2] += (int) (fields >>> 32 & 0xffff) - 0x8000;
    acc[to + 3] += (int) (fields >>> 48) - 0x8000;
  }
}
