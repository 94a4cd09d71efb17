// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): z_n = mix(seed + n GAMMA). Written out so that no library's change of its generator changes a trained network. */
final class Sequence {
  static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Streams of one seed are told apart by {@code stream}. */
  Sequence(int seed, int stream) {
    state = (seed & 0xffffffffL) << 32 | stream & 0xffffffffL;
    state = mix(state);
  }

  /** 32 random bits. */
  int next() {
    state += GAMMA;
    return (int) (mix(state) >>> 32);
  }

  /** A number from 0 to n - 1; its bias is below n / 2^32. */
  int below(int n) {
    return (int) ((next() & 0xffffffffL) * n >>> 32);
  }

  /** Puts the numbers in random order (Fisher and Yates). */
  void shuffle(int[] numbers) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int t = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = t;
    }
  }

  /** Spreads 64 bits, one to one. */
  static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
