// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MaskTest {
  /** Taps that share words, fill them and lie across several; channels that no group divides. */
  @Test
  void oneWeightOfEveryGroupAndNothingElse() {
    var rng = new SplittableRandom(1);
    for (int taps : new int[] {1, 9, 25, 63, 64, 65, 130}) {
      for (int inputs : new int[] {1, 4, 7, 12}) {
        for (int group = 2; group <= 8; group *= 2) {
          var kept = oneOf(3, inputs, taps, group, rng);
          assertThat(mask(kept).keepsOneOf(group)).as("%d inputs, %d taps, one of %d", inputs, taps, group).isTrue();
          for (int i = 0; i < 20; i++) {
            int o = rng.nextInt(3), c = rng.nextInt(inputs), t = rng.nextInt(taps);
            kept[o][c][t] ^= true;
            assertThat(mask(kept).keepsOneOf(group)).as("%d inputs, %d taps, one of %d, weight %d, %d, %d turned", inputs, taps, group, o, c, t).isFalse();
            kept[o][c][t] ^= true;
          }
        }
      }
    }
  }

  private static boolean[][][] oneOf(int outputs, int inputs, int taps, int group, SplittableRandom rng) {
    var kept = new boolean[outputs][inputs][taps];
    for (int o = 0; o < outputs; o++) {
      for (int c = 0; c < inputs; c += group) for (int t = 0; t < taps; t++) kept[o][c + rng.nextInt(Math.min(group, inputs - c))][t] = true;
    }
    return kept;
  }

  private static Mask mask(boolean[][][] kept) {
    return Mask.of(kept.length, kept[0].length, kept[0][0].length, (o, c, t) -> kept[o][c][t]);
  }
}
