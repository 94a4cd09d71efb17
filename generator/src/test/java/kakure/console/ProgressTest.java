// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines of progress: how long still, and no longer than the terminal is wide. */
class ProgressTest {
  @Test
  void timeLeftIsThatOfTheRateSoFar() {
    assertThat(Countdown.left(10, 100, 5)).isEqualTo(", 45 s left");
    assertThat(Countdown.left(10, 100, 20)).isEqualTo(", 3 min left");
    assertThat(Countdown.left(1, 100, 100)).isEqualTo(", 2 h 45 min left");
    assertThat(Countdown.left(99, 100, 3)).isEqualTo(", 1 s left");
  }

  @Test
  void nothingIsSaidWhereNothingIsKnown() {
    assertThat(Countdown.left(0, 100, 50)).isEmpty();
    assertThat(Countdown.left(50, 100, .5)).isEmpty();
    assertThat(Countdown.left(100, 100, 50)).isEmpty();
  }

  @Test
  void aLineFitsTheTerminal() {
    String text = "epoch 1 of 5, 3 min left, 960 of 60000 images";
    assertThat(Terminal.fitting(text, 80)).isEqualTo(text);
    assertThat(Terminal.fitting(text, 30)).isEqualTo("epoch 1 of 5, 3 min left, ...").hasSize(29);
    for (int columns = 0; columns < 12; columns++) assertThat(Terminal.fitting(text, columns)).hasSizeLessThanOrEqualTo(Math.max(1, columns - 1));
    assertThat(Terminal.fitting("x".repeat(300), 500)).hasSize(100);
  }
}
