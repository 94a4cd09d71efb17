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
  void markdownKeepsTheSides() {
    assertThat(table.markdown()).isEqualTo("""
        | layer | cycles |
        | --- | ---: |
        | conv1 | 9 |
        | a longer name | 12345 |
        """);
  }
}
