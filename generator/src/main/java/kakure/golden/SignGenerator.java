// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

/**
 * The random signs of one weighted layer: weight (o, c, t) is -1 if bit (o mod 32) of s_(t+1) is 1, else +1, with s_(t+1) = step(s_t), s_0 = step(w) + rotl(w, 16), w = base_l + (o div 32 * C + c) PHI.
 *
 * <p>All arithmetic is modulo 2^32. The step is Marsaglia's xorshift32 (13, 17, 5), "Xorshift RNGs", J. Stat. Software 8(14), 2003; fmix32 is the finaliser of MurmurHash3. Immutable, hence safe for any number of threads.
 */
public final class SignGenerator {
  /** 2^32 divided by the golden ratio: the distance of two neighbouring streams' positions. */
  public static final int PHI = 0x9E3779B9;

  /** Output channels that one stream serves: one per bit of its state. */
  public static final int GROUP = 32;

  private final int base;
  private final int channels;

  /**
   * @param base the layer's base, see {@link #base(int, int)}
   * @param channels input channels C of the layer, 1 or more
   */
  public SignGenerator(int base, int channels) {
    if (channels < 1) throw new IllegalArgumentException("channels is " + channels + ", but a layer has 1 or more input channels");
    this.base = base;
    this.channels = channels;
  }

  /** One xorshift32 step; a bijection whose only fixed point is 0. */
  public static int step(int x) {
    x ^= x << 13;
    x ^= x >>> 17;
    return x ^ x << 5;
  }

  /** The finaliser of MurmurHash3: a bijection of 32 bits that is not linear over GF(2). */
  public static int fmix32(int h) {
    h ^= h >>> 16;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    return h ^ h >>> 16;
  }

  /** The base of weighted layer {@code layer} (from 0) of a network with this seed: fmix32(seed + (layer + 1) PHI); the only random word of the layer that the host loads. */
  public static int base(int seed, int layer) {
    return fmix32(seed + (layer + 1) * PHI);
  }

  /** State s_0 of stream {@code i} of the layer with this base; never 0, the generator's fixed point. */
  public static int start(int base, int i) {
    int w = base + i * PHI;
    int s = step(w) + Integer.rotateLeft(w, 16);
    return s == 0 ? PHI : s;
  }

  /**
   * The signs of 32 output channels for one input channel and every tap.
   *
   * @param group o div 32
   * @param c input channel, 0 to C - 1
   * @param taps how many
   * @return per tap t the word s_(t+1): bit (o mod 32) is 1 where weight (o, c, t) is -1
   */
  public int[] words(int group, int c, int taps) {
    int[] words = new int[taps];
    int s = start(base, group * channels + c);
    for (int t = 0; t < taps; t++) words[t] = s = step(s);
    return words;
  }

  /**
   * Those of every input channel and tap.
   *
   * @param group o div 32
   * @param taps how many
   * @param to gets the word of input channel c and tap t at c taps + t
   */
  public void words(int group, int taps, int[] to) {
    for (int c = 0; c < channels; c++) {
      int s = start(base, group * channels + c);
      for (int t = 0; t < taps; t++) to[c * taps + t] = s = step(s);
    }
  }

  /** The word of {@link #words(int, int, int)} for one tap; costs t + 1 steps. */
  public int word(int group, int c, int t) {
    int s = start(base, group * channels + c);
    for (int n = 0; n <= t; n++) s = step(s);
    return s;
  }

  /**
   * The weight's sign.
   *
   * @param o output channel
   * @param c input channel, 0 to C - 1
   * @param t tap, ky KW + kx
   * @return -1 or +1
   */
  public int sign(int o, int c, int t) {
    return 1 - 2 * (word(o / GROUP, c, t) >>> o % GROUP & 1);
  }
}
