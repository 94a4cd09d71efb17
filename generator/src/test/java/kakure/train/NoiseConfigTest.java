// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kakure.train.NoiseConfig.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large the noise of a conversion is; that it is the converter's own is shown beside the converter. */
class NoiseConfigTest {
  @Test
  void amplitudeIsTheNearestThatAMacroHas() {
    assertThat(new NoiseConfig(.25, 64, Step.GEOMETRIC).amplitude()).isEqualTo(23);
    assertThat(new NoiseConfig(0, 64, Step.GEOMETRIC).amplitude()).isZero();
    assertThat(new NoiseConfig(45, 64, Step.GEOMETRIC).amplitude()).isEqualTo(4073);
  }

  /** A step of one, 63 ones in 6 bits: noise of 23 z / 256 ones is seen from z = 6 on (and below -5): P = .0251 on each side, but a line without ones has no lower one. */
  @Test
  void aStepOfOneRoundsAwayWhatStaysBelowHalfAOne() {
    double p = 0x1.0p-32 * (906192 + 3365856 + 10518300 + 28048800 + 64512240L + 201376 + 35960 + 4960 + 496 + 32 + 1);
    assertThat(new NoiseConfig(.25, 63, Step.GEOMETRIC).variance()).isCloseTo((p - p * p + 2 * p) / 2, within(1e-12));
    assertThat(new NoiseConfig(.05, 63, Step.GEOMETRIC).variance()).isZero();
    assertThat(new NoiseConfig(.25, 64, Step.AUTO).variance()).isEqualTo(new NoiseConfig(.25, 63, Step.GEOMETRIC).variance());
  }

  @Test
  void aStepOfHalfAOneLetsAQuarterPass() {
    assertThat(new NoiseConfig(.25, 64, Step.GEOMETRIC).variance()).isBetween(.15, .16);
    assertThat(new NoiseConfig(0, 64, Step.GEOMETRIC).variance()).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"-.1|64|noise -0.1: must be 0 to 45 ones", "NaN|64|noise NaN: must be", "45.5|64|noise 45.5: must be", ".1|0|segment rows 0: must be 1 to 1024", ".1|1025|segment rows 1025: must be 1 to 1024"})
  void refuses(double ones, int rows, String message) {
    assertThatThrownBy(() -> new NoiseConfig(ones, rows, Step.GEOMETRIC)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
  }
}
