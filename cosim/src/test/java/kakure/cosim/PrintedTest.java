// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrintedTest {
  @Test
  void lastLinesThatHoldSomethingBecomeOne() {
    assertThat(line("first\n  second \r\n\n\tthird\n\n", 2)).isEqualTo("second | third");
    assertThat(line("", 3)).isEmpty();
    assertThat(line("\n \n", 3)).isEmpty();
  }

  @Test
  void nothingMovesTheCursor() {
    assertThat(line("red \033[31m, bell \007, back \b, wide \u009b2J, left \u202e", 1)).isEqualTo("red ?[31m, bell ?, back ?, wide ?2J, left ?");
  }

  @Test
  void longTextLosesItsBeginning() {
    assertThat(line("x".repeat(700) + "end", 1)).hasSize(603).startsWith("...xxx").endsWith("xend");
  }

  private static String line(String text, int lines) {
    return Printed.line(text.getBytes(StandardCharsets.UTF_8), lines);
  }
}
