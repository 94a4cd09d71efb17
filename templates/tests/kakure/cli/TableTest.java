// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import kakure.console.Table;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table = new Table("layer", ">cycles").row("conv1", 9).row("a longer name", 12_345);

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(table.text()).isEqualTo("""
        layer          cycles
        -------------  ------
        conv1               9
        a longer name   12345
        """);
  }

  @Test
  void aTableThatIsTooWideGoesOnBelow() {
    String wide = "x".repeat(44);
    assertThat(new Table("layer", "map", "tiles", ">cycles").row("a", wide, wide, 12).row("b", "", "c", 3).text()).isEqualTo("""
        layer  map                                           tiles
        -----  --------------------------------------------  --------------------------------------------
        a      %1$s  %1$s
        b                                                    c

        layer  cycles
        -----  ------
        a          12
        b           3
        """.formatted(wide));
  }

  @Test
  void aLongTextInTheLastColumnGoesOnBelowItself() {
    String words = "word ".repeat(30).strip();
    String text = new Table(">n", "remark").row(1, words).row(22, "short").row(3, "y".repeat(200)).text();
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100)).anyMatch(line -> line.equals("22  short"));
    assertThat(text.replaceAll("\\s+", " ")).contains(" 1 " + words + " 22 short 3 " + "y".repeat(96) + " " + "y".repeat(96) + " yyyyyyyy ");
  }

  @Test
  void aCellWiderThanATerminalStays() {
    assertThat(new Table("a", ">b", ">c").row("z".repeat(120), 1, 2).text().lines().filter(line -> line.startsWith("zz"))).hasSize(2);
  }

  @Test
  void markdownKeepsTheSides() {
    assertThat(table.markdown()).isEqualTo("""
        | layer | cycles |
        | --- | ---: |
        | conv1 | 9 |
        | a longer name | 12345 |
        """);
  }
}
