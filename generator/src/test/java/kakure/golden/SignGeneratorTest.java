// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published vectors of the sign generator, and the statistics that its seeding was chosen for. */
class SignGeneratorTest {
  @ParameterizedTest
  @CsvSource({"2463534242, 723471715 2497366906 2064144800 2008045182 3532304609 374114282", "1, 270369 67634689 2647435461 307599695 2398689233"})
  void stepsAsPublished(long seed, String outputs) {
    int x = (int) seed;
    for (String output : outputs.split(" ")) {
      x = SignGenerator.step(x);
      assertThat(Integer.toUnsignedString(x)).isEqualTo(output);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 96a0f96b, 0, b1a1fead, 40f72b77 16aaaedb 2d4c0303 08aa8735 51cd6973",
    "1, 0, 96a0f96b, 1, e0455612, 1a615971 18a35b16 0bf5fc36 3a1fa7ef 12a6335e",
    "1, 0, 96a0f96b, 17, 380ae4e7, f650e32c ac97d0f6 87ae4df2 8c1575ba 76e6b98b",
    "1, 1, 12bc8390, 0, 5ea6aed3, e4ede6cd 5eb93037 6f426168 4e816b3f 1f31e34c",
    "2463534242, 3, 94b36904, 17, eb22b7fa, 06688b94 f45a0339 33925dc7 7d7abb92 6b153c56"
  })
  void seedsAsPublished(long seed, int layer, String base, int i, String start, String words) {
    int b = SignGenerator.base((int) seed, layer);
    assertThat(String.format("%08x", b)).isEqualTo(base);
    assertThat(String.format("%08x", SignGenerator.start(b, i))).isEqualTo(start);
    String[] expected = words.split(" ");
    SignGenerator signs = new SignGenerator(b, 5);
    int[] got = signs.words(i / 5, i % 5, expected.length);
    for (int t = 0; t < got.length; t++) {
      assertThat(String.format("%08x", got[t])).isEqualTo(expected[t]);
      assertThat(signs.word(i / 5, i % 5, t)).isEqualTo(got[t]);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, ----+--++ ++++--+-+ +--++-++-", "3, ++-++++-- +--+-++-+ -+-+----+"})
  void signsAsPublished(int o, String signs) {
    SignGenerator generator = new SignGenerator(SignGenerator.base(7, 0), 3);
    String[] perChannel = signs.split(" ");
    for (int c = 0; c < 3; c++)
      for (int t = 0; t < 9; t++) assertThat(generator.sign(o, c, t)).isEqualTo(perChannel[c].charAt(t) == '+' ? 1 : -1);
  }

  @Test
  void noStartIsTheFixedPoint() {
    // w = 0 (i = 0, base = 0) mixes to 0 and takes the replacement
    assertThat(SignGenerator.start(0, 0)).isEqualTo(SignGenerator.PHI);
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 9, .30", "256, 64, 1, .55", "1000, 1024, 1, .20"})
  void columnsOfALayerAreUnrelated(int outputs, int inputs, int taps, double limit) {
    double[] worst = {0};
    long[][] columns = columns(1, 0, outputs, inputs, taps);
    int n = inputs * taps;
    Set<String> distinct = new HashSet<>();
    for (int a = 0; a < outputs; a++) {
      distinct.add(Arrays.toString(columns[a]));
      for (int b = 0; b < a; b++) {
        int differ = 0;
        for (int w = 0; w < columns[a].length; w++) differ += Long.bitCount(columns[a][w] ^ columns[b][w]);
        worst[0] = Math.max(worst[0], Math.abs(n - 2.0 * differ) / n);
      }
    }
    assertThat(distinct).hasSize(outputs);
    assertThat(worst[0]).isLessThan(limit);
    assertThat(rank(columns)).isEqualTo(Math.min(outputs, n));
  }

  private static long[][] columns(int seed, int layer, int outputs, int inputs, int taps) {
    SignGenerator signs = new SignGenerator(SignGenerator.base(seed, layer), inputs);
    long[][] columns = new long[outputs][inputs * taps + 63 >>> 6];
    for (int group = 0; group * 32 < outputs; group++)
      for (int c = 0; c < inputs; c++) {
        int[] words = signs.words(group, c, taps);
        for (int t = 0; t < taps; t++)
          for (int k = 0; k < 32 && group * 32 + k < outputs; k++) columns[group * 32 + k][c * taps + t >>> 6] |= (long) (words[t] >>> k & 1) << c * taps + t;
      }
    return columns;
  }

  /** Rank over GF(2); a handful below full is what random bits give, full rank of a wide matrix is near certain. */
  private static int rank(long[][] rows) {
    long[][] m = Arrays.stream(rows).map(long[]::clone).toArray(long[][]::new);
    int rank = 0;
    for (int bit = 0; bit < m[0].length * 64 && rank < m.length; bit++) {
      int pivot = rank;
      while (pivot < m.length && (m[pivot][bit >>> 6] >>> bit & 1) == 0) pivot++;
      if (pivot == m.length) continue;
      long[] row = m[pivot];
      m[pivot] = m[rank];
      m[rank] = row;
      for (int r = rank + 1; r < m.length; r++) if ((m[r][bit >>> 6] >>> bit & 1) != 0) for (int w = 0; w < row.length; w++) m[r][w] ^= row[w];
      rank++;
    }
    return rank;
  }

  @Test
  void aLayerHasAChannel() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SignGenerator(1, 0)).withMessageContaining("channels is 0");
  }
}
