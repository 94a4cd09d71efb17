// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constants at their ties and limits, worked out by hand from the definition. */
class FoldingTest {
  private static final Mask ONE = Mask.of(1, 1, 1, (o, c, t) -> true);

  private static Requantise fold(Mask mask, double r, double t) {
    return Folding.requantise("layer", mask, new double[] {r}, new double[] {t}, Folding.identity(1), 1, 1);
  }

  // columns: r, t in units of 2^-20; expected mul, add, sh
  @ParameterizedTest
  @CsvSource({
    "524288, 0, 16384, 0, 15", // r = 1/2: 2^15 at sh 16 is one too many
    "-524288, 0, -16384, 0, 15",
    "1048544, 0, 32767, 0, 15", // r = 32767 / 2^15, the largest that fits
    "1048560, 0, 16384, 0, 14", // 32767.5 rounds away from 0, to 32768, which does not fit
    "1048559, 0, 32767, 0, 15", // just below that tie
    "524288, 16, 16384, 1, 15", // t = 1/2 step: a tie goes away from 0
    "524288, -16, 16384, -1, 15",
    "524288, 15, 16384, 0, 15"
  })
  void tiesAndLimits(long r, long t, int mul, long add, int sh) {
    assertThat(fold(ONE, r * 0x1p-20, t * 0x1p-20)).isEqualTo(new Requantise(new int[] {mul}, new long[] {add}, new int[] {sh}));
  }

  @Test
  void addendLimitsTheShiftToo() {
    assertThat(fold(ONE, 0x1p-16, 256).sh()[0]).isEqualTo(30);
    assertThat(fold(ONE, 0x1p-16, -256).add()[0]).isEqualTo(-(256L << 30));
    assertThat(fold(ONE, 0x1p-16, Math.nextDown(256.0) - 1e-6).sh()[0]).isEqualTo(30);
    assertThat(fold(ONE, 0x1p-17, 255).sh()[0]).isEqualTo(31);
    assertThat(fold(ONE, 1, 0x1p39 - 1)).isEqualTo(new Requantise(new int[] {1}, new long[] {(1L << 39) - 1}, new int[] {0}));
    assertThatIllegalArgumentException().isThrownBy(() -> fold(ONE, 1, 0x1p39)).withMessageContaining("layer: channel 0 needs a factor of 1.0 and an addend of 5.49755813888E11");
    assertThatIllegalArgumentException().isThrownBy(() -> fold(ONE, 32767.5, 0));
    assertThat(fold(ONE, 32767.4, 0).mul()[0]).isEqualTo(32767);
  }

  @Test
  void aChannelWithoutWeightsHasNoFactor() {
    Mask none = Mask.of(1, 1, 1, (o, c, t) -> false);
    assertThat(fold(none, 5, 255)).isEqualTo(new Requantise(new int[] {0}, new long[] {255L << 31}, new int[] {31}));
  }
}
