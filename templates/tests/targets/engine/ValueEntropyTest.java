// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import kakure.network.Coats;
import kakure.network.Mask;
import org.junit.jupiter.api.Test;

class ValueEntropyTest {
  private static Mask keeps(int n) {
    return Mask.of(1, 2, 4, (o, c, t) -> c * 4 + t < n);
  }

  private static double bits(Mask... coats) {
    var weights = new Coats(List.of(coats), 0);
    return ValueEntropy.bits(PlaneKind.mask(weights), PlaneKind.of(weights).count());
  }

  /** As many as coats need of which each is coded where the one before it keeps: of eight weights the first keeps four, eight bits; the second two of those four, four bits; the third one of two. */
  @Test
  void coatsTellSomethingWhereTheOneBeforeKeeps() {
    assertThat(bits(keeps(4))).isEqualTo(8, offset(1e-9));
    assertThat(bits(keeps(4), keeps(2))).isEqualTo(12, offset(1e-9));
    assertThat(bits(keeps(4), keeps(2), keeps(1))).isEqualTo(14, offset(1e-9));
    assertThat(bits(keeps(4), keeps(4))).as("all of what is there is no news").isEqualTo(8, offset(1e-9));
    assertThat(bits(keeps(0), keeps(0))).isZero();
  }

  /** What is kept by the one coat or by the other is the same. */
  @Test
  void onlyTheNumberOfCoatsCounts() {
    var other = Mask.of(1, 2, 4, (o, c, t) -> c * 4 + t >= 4);
    assertThat(bits(keeps(4), other)).isZero();
    assertThat(bits(keeps(4), other, keeps(4))).isEqualTo(8, offset(1e-9));
  }
}
