// SPDX-License-Identifier: Apache-2.0
package kakure;

import java.util.Arrays;

/** SHA-256 (FIPS 180-4) of small files. Java's own needs 30 ms to start its security providers, a twentieth of the time that a whole engine is generated in. */
public final class Sha256 {
  private static final int BLOCK = 64;
  private static final int ROUNDS = 64;
  private static final int[] K = new int[ROUNDS];
  private static final int[] START = new int[8];

  static {
    // The first 32 bits of the fractions of cube and square roots of the first primes; a double holds 53.
    int n = 0;
    for (int prime = 2; n < ROUNDS; prime++) {
      boolean composite = false;
      for (int d = 2; d * d <= prime; d++) composite |= prime % d == 0;
      if (composite) continue;
      if (n < START.length) START[n] = fraction(Math.sqrt(prime));
      K[n++] = fraction(Math.cbrt(prime));
    }
  }

  private Sha256() {}

  /** The hash in 64 hexadecimal digits. */
  public static String hex(byte[] data) {
    int blocks = (data.length + 8) / BLOCK + 1;
    byte[] padded = Arrays.copyOf(data, Math.multiplyExact(blocks, BLOCK));
    padded[data.length] = (byte) 0x80;
    long bits = 8L * data.length;
    for (int i = 0; i < 8; i++) padded[padded.length - 1 - i] = (byte) (bits >>> 8 * i);
    int[] h = START.clone();
    for (int b = 0; b < blocks; b++) block(padded, b * BLOCK, h);
    var text = new StringBuilder();
    for (int word : h) for (int shift = 28; shift >= 0; shift -= 4) text.append(Character.forDigit(word >>> shift & 15, 16));
    return text.toString();
  }

  private static void block(byte[] data, int at, int[] h) {
    int[] w = new int[ROUNDS];
    for (int i = 0; i < BLOCK; i++) w[i / 4] = w[i / 4] << 8 | data[at + i] & 255;
    for (int i = 16; i < ROUNDS; i++) {
      int a = w[i - 15];
      int b = w[i - 2];
      w[i] = w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10);
    }
    int[] s = h.clone();
    for (int i = 0; i < ROUNDS; i++) {
      int a = s[0];
      int e = s[4];
      int t = s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & s[5] ^ ~e & s[6]) + K[i] + w[i];
      int u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & s[1] ^ a & s[2] ^ s[1] & s[2]);
      System.arraycopy(s, 0, s, 1, 7);
      s[4] += t;
      s[0] = t + u;
    }
    for (int i = 0; i < h.length; i++) h[i] += s[i];
  }

  private static int turn(int x, int by) {
    return Integer.rotateRight(x, by);
  }

  private static int fraction(double root) {
    return (int) (long) ((root - Math.floor(root)) * (1L << 32));
  }
}
