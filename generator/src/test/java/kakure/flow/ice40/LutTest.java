// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LutTest {
  private static final List<String> INPUTS = List.of("a", "b", "c", "d");

  /** Every one of the 65,536 tables at its 16 points, against a reader of the expression that knows nothing of how it was made. */
  @Test
  void everyTableIsItsExpression() {
    for (int table = 0; table < 1 << 16; table++) {
      String text = Lut.text(table, INPUTS);
      for (int point = 0; point < 16; point++) assertThat(new Reader(text, point).value()).as(text).isEqualTo((table >> point & 1) != 0);
    }
  }

  @Test
  void constantsVanish() {
    assertThat(Lut.text(0x8000, List.of("a", "1'b1", "c", "1'b1"))).isEqualTo("(c & a)");
    assertThat(Lut.text(0x8000, List.of("a", "1'b0", "c", "1'b1"))).isEqualTo("1'b0");
    assertThat(Lut.text(0x6666, INPUTS)).isEqualTo("(b ^ a)");
    assertThat(Lut.text(0x00ff, INPUTS)).isEqualTo("~d");
  }

  /** Terms, and two or three of them in parentheses with an operator. */
  private static final class Reader {
    private final String text;
    private final int point;
    private int at;

    Reader(String text, int point) {
      this.text = text.replace(" ", "");
      this.point = point;
    }

    boolean value() {
      char c = text.charAt(at++);
      if (c == '~') return !value();
      if (c == '1') {
        at += 3;
        return text.charAt(at - 1) == '1';
      }
      if (c != '(') return (point >> c - 'a' & 1) != 0;
      boolean left = value();
      char operator = text.charAt(at++);
      boolean right = value();
      boolean result = switch (operator) {
        case '&' -> left & right;
        case '|' -> left | right;
        case '^' -> left ^ right;
        default -> {
          at++;
          boolean otherwise = value();
          yield left ? right : otherwise;
        }
      };
      at++;
      return result;
    }
  }
}
