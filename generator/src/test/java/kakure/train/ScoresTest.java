// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import kakure.golden.SignGenerator;
import kakure.network.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoresTest {
  private static Scores scores(int outputs, int inputs, int taps, double density, MaskKind kind) {
    return new Scores(outputs, inputs, taps, new SignGenerator(SignGenerator.base(7, 0), inputs), new Sequence(1, 1), density, kind);
  }

  @ParameterizedTest
  @CsvSource({"0.3, 3456", "0.7, 8064", "1, 11520", "0.00001, 1", "0.1, 1152"})
  void keepsAnExactCount(double density, int kept) {
    Scores s = scores(40, 32, 9, density, MaskKind.FREE);
    assertThat(s.mask().count()).isEqualTo(kept).isEqualTo(s.count());
    Arrays.fill(s.gradient, 1f);
    s.learn(.1f);
    assertThat(s.mask().count()).isEqualTo(kept);
  }

  @Test
  void ofEqualScoresTheFirstAreKept() {
    int[] values = {3, 5, 5, 1, 5, 0};
    assertThat(Threshold.largest(values, 1)).isEqualTo(5);
    assertThat(Threshold.largest(values, 3)).isEqualTo(5);
    assertThat(Threshold.largest(values, 4)).isEqualTo(3);
    assertThat(Threshold.largest(values, 6)).isZero();
    Scores s = scores(2, 5, 3, .5, MaskKind.FREE);
    Arrays.fill(s.gradient, 1e20f); // swallows the scores: all are as large
    s.learn(.1f);
    for (int i = 0; i < 30; i++) assertThat(s.kept[i]).isEqualTo(i < 15);
  }

  @Test
  void thresholdIsThatOfSorting() {
    Random random = new Random(5);
    for (int n = 1; n < 300; n++) {
      int[] values = random.ints(n, 0, n % 3 == 0 ? 7 : Integer.MAX_VALUE).toArray();
      int[] sorted = values.clone();
      Arrays.sort(sorted);
      int k = 1 + random.nextInt(n);
      assertThat(Threshold.largest(values, k)).isEqualTo(sorted[n - k]);
    }
  }

  @ParameterizedTest
  @CsvSource({"ONE_OF_2, 8", "ONE_OF_4, 8", "ONE_OF_4, 6", "ONE_OF_8, 17"})
  void oneOfEveryGroupOfInputChannels(MaskKind kind, int inputs) {
    Scores s = scores(5, inputs, 9, .3, kind);
    Arrays.fill(s.gradient, .01f);
    s.learn(.1f);
    Mask m = s.mask();
    for (int o = 0; o < 5; o++)
      for (int t = 0; t < 9; t++)
        for (int c = 0; c < inputs; c += kind.group()) {
          int kept = 0;
          for (int d = c; d < Math.min(inputs, c + kind.group()); d++) if (m.kept(o, d, t)) kept++;
          assertThat(kept).isOne();
        }
    assertThat(m.count()).isEqualTo(s.count());
  }

  @Test
  void aFirstLayerOfFewChannelsStaysFree() {
    assertThat(scores(8, 3, 9, .3, MaskKind.ONE_OF_4).mask().count()).isEqualTo(65);
  }

  @Test
  void signsAreTheHardwares() {
    Scores s = scores(40, 3, 9, .3, MaskKind.FREE);
    SignGenerator signs = new SignGenerator(SignGenerator.base(7, 0), 3);
    for (int o = 0; o < 40; o++) for (int c = 0; c < 3; c++) for (int t = 0; t < 9; t++) assertThat(s.sign[(o * 3 + c) * 9 + t]).isEqualTo(signs.sign(o, c, t));
  }
}
