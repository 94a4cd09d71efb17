// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class TrichromaticTest {
  private static final int[] W = {-2, -1, 0, 1, 2, 0, 0, 0};

  private static Trichromatic weights(int[] w) {
    return Trichromatic.of(1, w.length, 1, (o, c, t) -> w[c]);
  }

  @Test
  void integersAreTwiceTheWeights() {
    Trichromatic w = weights(W);
    int[] row = new int[8];
    w.rows(0).of(0, row);
    assertThat(row).containsExactly(-4, -2, 0, 2, 4, 0, 0, 0);
    assertThat(w.unit(0)).isEqualTo(.5);
    assertThat(w.reach(0)).isEqualTo(12);
    assertThat(w.weight(0, 4, 0)).isEqualTo(2);
    assertThat(w.connected().count()).isEqualTo(4);
    assertThat(w.negative().count()).isEqualTo(2);
    assertThat(w.large().count()).isEqualTo(2);
  }

  /** Four of eight are 0: half of the weights cost a bit, those of one in eight three bits. */
  @Test
  void entropyIsThatOfTheValues() {
    assertThat(weights(W).entropyBits()).isEqualTo(4 * 1 + 4 * 3, offset(1e-9));
    assertThat(weights(new int[4]).entropyBits()).isZero();
  }

  @Test
  void otherWeightsAreRefused() {
    assertThatThrownBy(() -> weights(new int[] {0, 3})).hasMessage("weight 3: must be -2 to 2");
    assertThatThrownBy(() -> weights(new int[] {-3})).hasMessage("weight -3: must be -2 to 2");
  }

  /** So that the same weights are the same masks. */
  @Test
  void zerosHaveNeitherSignNorMagnitude() {
    Mask none = Mask.of(1, 2, 1, (o, c, t) -> false);
    Mask second = Mask.of(1, 2, 1, (o, c, t) -> c == 1);
    assertThatThrownBy(() -> new Trichromatic(none, second, none)).hasMessage("weight 1 is 0, but has a sign or a magnitude");
    assertThatThrownBy(() -> new Trichromatic(none, none, second)).hasMessage("weight 1 is 0, but has a sign or a magnitude");
    assertThatThrownBy(() -> new Trichromatic(none, none, Mask.of(1, 1, 2, (o, c, t) -> false))).hasMessageContaining("all must be of one size");
  }
}
