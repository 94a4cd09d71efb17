// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Up to eight pixels that share a word of 32 or 64 bits, and whose sums have {@code sumBits} bits. */
public record PackedSlice(int index, int firstPixel, int count, int sumBits) {
  /** Accumulator words: one for each of the first four pixels. */
  public List<Quarter> quarters() {
    return IntStream.range(0, Math.min(4, count)).mapToObj(k -> new Quarter(k, k % 2 == 0 ? "even" : "odd", k >= 2, k + 4 < count)).toList();
  }

  /** Pixels in accumulator word k: k and, where it exists, k + 4. */
  public int lanesOf(int k) {
    return k >= count ? 0 : k + 4 < count ? 2 : 1;
  }

  /** True where some accumulator word holds two pixels. */
  public boolean two() {
    return count > 4;
  }

  /** True where there are odd pixels. */
  public boolean odd() {
    return count > 1;
  }

  public int lastPixel() {
    return firstPixel + count - 1;
  }

  public int word() {
    return count <= 4 ? 32 : 64;
  }

  public int bits() {
    return 8 * count;
  }

  /** Bits above the pixels. */
  public int pad() {
    return word() - bits();
  }

  public String valid() {
    return literal(i -> i < count ? 0xff : 0);
  }

  public String even() {
    return literal(i -> i % 2 == 0 ? 0xff : 0);
  }

  public String low() {
    return literal(i -> i % 4 < 2 ? 0xff : 0);
  }

  public String sum() {
    return literal(i -> (1 << sumBits) - 1 >>> 8 * (i % 4) & 0xff);
  }

  /** The bits of each sum that stay when it is doubled: none reaches its neighbour. */
  public String half() {
    return literal(i -> (1 << sumBits - 1) - 1 >>> 8 * (i % 4) & 0xff);
  }

  private String literal(IntUnaryOperator byteAt) {
    var hex = new StringBuilder();
    for (int i = word() / 8 - 1; i >= 0; i--) hex.append(String.format(Locale.ROOT, "%02x", byteAt.applyAsInt(i)));
    return word() + "'h" + hex;
  }

  /** A word of accumulators: pixels index and index + 4, from the even or odd sums, shifted or not. */
  public record Quarter(int index, String sums, boolean high, boolean two) {
    public int bits() {
      return two ? 64 : 32;
    }
  }
}
