// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScaledTest {
  private static Mask plane(int... bits) {
    return Mask.of(2, bits.length / 2, 1, (o, c, t) -> bits[o * bits.length / 2 + c] != 0);
  }

  private static Scaled weights(int[]... factors) {
    return new Scaled(List.of(plane(1, 1, 0, 0, 1, 0, 1, 0), plane(1, 0, 1, 0, 1, 1, 0, 0)), factors);
  }

  private static void refused(String message, Runnable make) {
    assertThatIllegalArgumentException().isThrownBy(make::run).withMessage(message);
  }

  @Test
  void weightsAreSignedSumsOfTheFactors() {
    Scaled w = weights(new int[] {5, 3}, new int[] {-7, 0});
    int[] row = new int[4];
    Weights.Rows rows = w.rows(0);
    rows.of(0, row);
    assertThat(row).containsExactly(8, 2, -2, -8);
    rows.of(1, row);
    assertThat(row).containsExactly(-7, 7, -7, 7);
    assertThat(List.of(w.reach(0), w.reach(1))).containsExactly(20L, 28L);
    assertThat(w.title()).isEqualTo("weights of scaled planes");
    assertThat(w.unit(1)).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    weights(new int[] {32767, 0}, new int[] {-16384, -16383});
    refused("output channel 1 has factors of [-16384, 16384]: their magnitudes must be at most 32767 in all", () -> weights(new int[2], new int[] {-16384, 16384}));
    refused("output channel 0 has factors of [-2147483648, 0]: their magnitudes must be at most 32767 in all", () -> weights(new int[] {Integer.MIN_VALUE, 0}, new int[2]));
    refused("output channel 1 has 1 factors of 2 planes", () -> weights(new int[2], new int[1]));
    refused("factors of 1 channels for 2 output channels", () -> weights(new int[2]));
    refused("9 scaled planes: must be 1 to 8", () -> new Scaled(Collections.nCopies(9, plane(1, 1)), new int[2][9]));
    refused("no planes", () -> new Scaled(List.of(), new int[2][0]));
    refused("planes of 2 x 1 x 1 and 2 x 2 x 1 weights: all must be of one size", () -> new Scaled(List.of(plane(1, 1), plane(1, 1, 1, 1)), new int[2][2]));
  }

  @Test
  void factorsAreItsOwn() {
    int[][] factors = {{1, 2}, {3, 4}};
    Scaled w = weights(factors);
    factors[0][0] = 9;
    w.factors()[1][1] = 9;
    assertThat(w.factors()).isDeepEqualTo(new int[][] {{1, 2}, {3, 4}});
    assertThat(w).isEqualTo(weights(new int[] {1, 2}, new int[] {3, 4})).hasSameHashCodeAs(weights(new int[] {1, 2}, new int[] {3, 4})).isNotEqualTo(weights(factors));
  }

  @Test
  void thereAreNoPrecisionsToChooseFrom() {
    Linear logits = new Linear(Window.square(1, 1, 0), weights(new int[] {1, 2}, new int[] {3, 4}), Optional.empty());
    Network network = new Network("net", 1, new Shape(4, 1, 1), List.of(new Node("fc", Network.IMAGE, logits)), Readout.plain(2, 1));
    assertThat(network.bits()).isZero();
    assertThat(network.precisions()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> network.at(2)).withMessageContaining("has no bit-serial weights, so there is no precision to choose");
  }
}
