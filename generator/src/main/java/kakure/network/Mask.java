// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;

/** One bit per weight of a layer, 1 = kept: weight (o, c, t) is bit (o inputs + c) taps + t, packed into longs from the low bit. Immutable. */
public final class Mask {
  /** Weights of the largest layer that is accepted: 2^28. */
  public static final int MAX_WEIGHTS = 1 << 28;

  private final int outputs;
  private final int inputs;
  private final int taps;
  private final long[] words;

  /** Says of every weight whether it is kept. */
  @FunctionalInterface
  public interface Rule {
    /** @return true if the weight of output channel o, input channel c and tap t is kept */
    boolean kept(int o, int c, int t);
  }

  private Mask(int outputs, int inputs, int taps, long[] words) {
    this.outputs = outputs;
    this.inputs = inputs;
    this.taps = taps;
    this.words = words;
  }

  /**
   * The mask of these bits.
   *
   * @param words copied; exactly as many as the weights need, bits beyond the last weight are 0
   * @throws IllegalArgumentException if a size is below 1, the weights are more than {@link #MAX_WEIGHTS}, or the words do not fit them
   */
  public static Mask ofWords(int outputs, int inputs, int taps, long[] words) {
    int n = weights(outputs, inputs, taps);
    if (words.length != n + 63 >>> 6) throw new IllegalArgumentException(n + " weights take " + (n + 63 >>> 6) + " words of 64 bits, not " + words.length);
    if ((n & 63) != 0 && words[words.length - 1] >>> n != 0) throw new IllegalArgumentException("a bit beyond the last of " + n + " weights is 1");
    return new Mask(outputs, inputs, taps, words.clone());
  }

  /** The mask that {@code rule} describes. */
  public static Mask of(int outputs, int inputs, int taps, Rule rule) {
    int n = weights(outputs, inputs, taps);
    long[] words = new long[n + 63 >>> 6];
    int i = 0;
    for (int o = 0; o < outputs; o++)
      for (int c = 0; c < inputs; c++)
        for (int t = 0; t < taps; t++, i++)
          if (rule.kept(o, c, t)) words[i >>> 6] |= 1L << i;
    return new Mask(outputs, inputs, taps, words);
  }

  private static int weights(int outputs, int inputs, int taps) {
    if (outputs < 1 || inputs < 1 || taps < 1 || (long) outputs * inputs > MAX_WEIGHTS || (long) outputs * inputs * taps > MAX_WEIGHTS)
      throw new IllegalArgumentException("a mask of " + outputs + " x " + inputs + " x " + taps + " (outputs x inputs x taps): each must be 1 or more, the weights at most " + MAX_WEIGHTS);
    return outputs * inputs * taps;
  }

  /** Output channels. */
  public int outputs() {
    return outputs;
  }

  /** Input channels. */
  public int inputs() {
    return inputs;
  }

  /** Taps per input channel. */
  public int taps() {
    return taps;
  }

  /** outputs x inputs x taps. */
  public int weights() {
    return outputs * inputs * taps;
  }

  /** Whether weight (o, c, t) is kept; indices are not checked one by one. */
  public boolean kept(int o, int c, int t) {
    return bit((o * inputs + c) * taps + t);
  }

  /** Bit {@code i} in the order o, c, t. */
  public boolean bit(int i) {
    return (words[i >>> 6] >>> i & 1) != 0;
  }

  /**
   * Drops what is not kept of an output channel's values. No branch, which free masks would mislead: networks have millions of weights.
   *
   * @param of at c taps + t the value of input channel c and tap t; those that are not kept become 0
   */
  public void drop(int o, int[] of) {
    int n = inputs * taps;
    for (int i = 0, at = o * n; i < n; i++, at++) of[i] &= -(int) (words[at >>> 6] >>> at & 1);
  }

  /** Kept weights. */
  public int count() {
    int n = 0;
    for (long w : words) n += Long.bitCount(w);
    return n;
  }

  /** Kept weights of output channel o. */
  public int keptOf(int o) {
    int n = 0;
    for (int i = o * inputs * taps, end = i + inputs * taps; i < end; ) {
      int bits = Math.min(64 - (i & 63), end - i);
      n += Long.bitCount(words[i >>> 6] >>> i << 64 - bits);
      i += bits;
    }
    return n;
  }

  /**
   * Where the kept weights of an output channel are, ascending.
   *
   * @param to gets c taps + t of each
   * @return how many they are
   */
  public int keptOf(int o, int[] to) {
    int n = inputs * taps;
    int kept = 0;
    for (int i = 0; i < n; ) {
      int at = o * n + i;
      int bits = Math.min(64 - (at & 63), n - i);
      for (long left = words[at >>> 6] >>> at << 64 - bits >>> 64 - bits; left != 0; left &= left - 1) to[kept++] = i + Long.numberOfTrailingZeros(left);
      i += bits;
    }
    return kept;
  }

  /** Whether exactly one weight of every {@code group} consecutive input channels is kept, for each output channel and tap; of a shorter group at the end one as well. */
  public boolean keepsOneOf(int group) {
    for (int o = 0; o < outputs; o++)
      for (int c = 0; c < inputs; c += group)
        for (int t = 0; t < taps; t += 64)
          if (!oneOf(o, c, Math.min(inputs, c + group), t)) return false;
    return true;
  }

  /** The same of the channels from {@code first} to before {@code end}, up to 64 taps side by side. */
  private boolean oneOf(int o, int first, int end, int tap) {
    int n = Math.min(64, taps - tap);
    long any = 0, more = 0;
    for (int c = first; c < end; c++) {
      int at = (o * inputs + c) * taps + tap;
      long kept = words[at >>> 6] >>> at;
      if ((at & 63) + n > 64) kept |= words[(at >>> 6) + 1] << -at;
      more |= any & kept;
      any |= kept;
    }
    long all = -1L >>> -n;
    return (any & all) == all && (more & all) == 0;
  }

  /** A copy of the packed bits. */
  public long[] words() {
    return words.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask m && outputs == m.outputs && inputs == m.inputs && taps == m.taps && Arrays.equals(words, m.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words) + 31 * (outputs + 31 * (inputs + 31 * taps));
  }

  @Override
  public String toString() {
    return "mask " + outputs + " x " + inputs + " x " + taps + ", " + count() + " kept";
  }
}
