// SPDX-License-Identifier: Apache-2.0
package kakure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
    int[] w = new int[ROUNDS];
    for (int at = 0; at < padded.length; at += BLOCK) {
      schedule(padded, at, w);
      rounds(w, h);
    }
    var text = new StringBuilder();
    for (int word : h) for (int shift = 28; shift >= 0; shift -= 4) text.append(Character.forDigit(word >>> shift & 15, 16));
    return text.toString();
  }

  /** The words of a block, and those that follow from them. */
  private static void schedule(byte[] data, int at, int[] w) {
    for (int i = 0; i < BLOCK / 4; i++) w[i] = data[at + 4 * i] << 24 | (data[at + 4 * i + 1] & 255) << 16 | (data[at + 4 * i + 2] & 255) << 8 | data[at + 4 * i + 3] & 255;
    for (int i = BLOCK / 4; i < ROUNDS; i++) {
      int x = w[i - 15];
      int y = w[i - 2];
      w[i] = w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
    }
  }

  /** One block more; the standard's letters, each in a variable of its own, as this runs before much of it is compiled. */
  /** That of the names and contents of files, in the order of their names. @throws BadInput if one cannot be read */
  public static String hex(List<Path> files) {
    var lines = new StringBuilder();
    for (Path file : files.stream().sorted(Comparator.comparing(f -> f.getFileName().toString())).toList()) {
      try {
        lines.append(file.getFileName()).append(' ').append(hex(Files.readAllBytes(file))).append('\n');
      } catch (IOException e) {
        throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return hex(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void rounds(int[] w, int[] hash) {
    int a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    for (int i = 0; i < ROUNDS; i++) {
      int t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (g ^ e & (f ^ g)) + K[i] + w[i];
      int u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ c & (a ^ b));
      h = g;
      g = f;
      f = e;
      e = d + t;
      d = c;
      c = b;
      b = a;
      a = t + u;
    }
    hash[0] += a;
    hash[1] += b;
    hash[2] += c;
    hash[3] += d;
    hash[4] += e;
    hash[5] += f;
    hash[6] += g;
    hash[7] += h;
  }

  private static int turn(int x, int by) {
    return Integer.rotateRight(x, by);
  }

  private static int fraction(double root) {
    return (int) (long) ((root - Math.floor(root)) * (1L << 32));
  }
}
