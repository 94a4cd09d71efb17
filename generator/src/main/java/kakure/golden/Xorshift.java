// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.math.BigInteger;

/**
 * Marsaglia's xorshift ("Xorshift RNGs", Journal of Statistical Software 8(14), 2003).
 *
 * <p>One word: x ^= x &lt;&lt; a; x ^= x &gt;&gt;&gt; b; x ^= x &lt;&lt; c. Several words x_0 .. x_k: t = x_0 ^ (x_0 &lt;&lt; a); the words move down by one; x_k ^= (x_k &gt;&gt;&gt; c) ^ t ^ (t
 * &gt;&gt;&gt; b), x_k being the newest word. The output is the newest word.
 *
 * @param width bits of a word
 * @param words words of state, 1 to 4; width * words is 8 to 128
 * @param a first shift, 1 to width - 1
 * @param b second shift, 1 to width - 1
 * @param c third shift, 1 to width - 1
 */
public record Xorshift(int width, int words, int a, int b, int c) implements Generator {
  /** Checks the ranges; that the period is full is {@link #isFullPeriod()}. */
  public Xorshift {
    if (words < 1 || words > 4) throw new IllegalArgumentException("words = " + words + " is outside 1 .. 4");
    if (width < 2 || width > 128 || width * words < 8 || width * words > 128) {
      throw new IllegalArgumentException("a state of " + words + " x " + width + " bits is outside 8 .. 128 bits");
    }
    for (int shift : new int[] {a, b, c}) {
      if (shift < 1 || shift >= width) throw new IllegalArgumentException("shift = " + shift + " is outside 1 .. " + (width - 1));
    }
  }

  @Override
  public int wordBits() {
    return width;
  }

  @Override
  public int stateBits() {
    return width * words;
  }

  @Override
  public BigInteger step(BigInteger state) {
    var oldest = state.and(mask());
    var t = oldest.xor(oldest.shiftLeft(a)).and(mask());
    if (words == 1) {
      var u = t.xor(t.shiftRight(b));
      return u.xor(u.shiftLeft(c)).and(mask());
    }
    var newest = output(state);
    var next = newest.xor(newest.shiftRight(c)).xor(t).xor(t.shiftRight(b));
    return state.shiftRight(width).or(next.shiftLeft(width * (words - 1)));
  }

  @Override
  public BigInteger output(BigInteger state) {
    return state.shiftRight(width * (words - 1));
  }

  @Override
  public BigInteger seed(BigInteger raw) {
    return raw.signum() == 0 ? Generator.golden(stateBits()) : raw;
  }

  /** The step as a matrix. */
  public Gf2Matrix matrix() {
    return Gf2Matrix.of(stateBits(), this::step);
  }

  /** True where every state but 0 lies on one cycle of 2^stateBits - 1 steps. */
  public boolean isFullPeriod() {
    return matrix().hasFullPeriod();
  }

  @Override
  public String name() {
    return "xorshift" + (words == 1 ? "" : words + "x") + width + ":" + a + "," + b + "," + c;
  }

  private BigInteger mask() {
    return BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
  }

  /** The name, which {@link Generator#parse} reads. */
  @Override
  public String toString() {
    return name();
  }
}
