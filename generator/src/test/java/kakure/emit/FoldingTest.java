// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldingTest {
  @Test
  void codeIsBrokenWhereAReaderWould() {
    check("  assign y_o = (first_operand_of_the_sum & {16{enable_of_the_first}}) | (second_operand_of_the_sum & {16{enable_of_the_second}});", """
          assign y_o = (first_operand_of_the_sum & {16{enable_of_the_first}})
              | (second_operand_of_the_sum & {16{enable_of_the_second}});
        """);
    check("  wire [3:0] old = (part_q == 2'd3) ? memory_of_row_3_rd_data : (part_q == 2'd2) ? memory_of_row_2_rd_data : (part_q == 2'd1) ? memory_of_row_1_rd_data : memory_of_row_0_rd_data;", """
          wire [3:0] old = (part_q == 2'd3) ? memory_of_row_3_rd_data : (part_q == 2'd2) ? memory_of_row_2_rd_data
              : (part_q == 2'd1) ? memory_of_row_1_rd_data : memory_of_row_0_rd_data;
        """);
    check("    if (a_condition_that_is_rather_long == 16'd12345 & another_condition_of_it) begin state_q <= FAILED; error_q <= OVERLONG; end", """
            if (a_condition_that_is_rather_long == 16'd12345 & another_condition_of_it) begin
                state_q <= FAILED; error_q <= OVERLONG; end
        """);
  }

  @Test
  void aCommentBehindCodeGoesAboveIt() {
    check("  reg [3:0] count_q;   // words that wait; those that were sent and are not yet answered, and those that the other side asked for again", """
          // words that wait; those that were sent and are not yet answered, and those that the other side asked for again
          reg [3:0] count_q;
        """);
  }

  @Test
  void nothingButSpaceIsChangedAndNoLineIsLong() {
    var items = IntStream.range(0, 200).mapToObj(i -> "{{8'd0, word_" + i + "}, a[7:" + i + "]}").collect(Collectors.joining(", "));
    var text = "module m;\n  wire [3:0] x = {" + items + "};\n`define A " + "x".repeat(200) + "\nendmodule\n";
    var folded = Folding.fold(text);
    assertThat(folded.replaceAll("\\s+", "")).isEqualTo(text.replaceAll("\\s+", ""));
    assertThat(folded.lines().filter(l -> !l.startsWith("`"))).allMatch(l -> l.length() <= Folding.WIDTH);
    assertThat(Folding.fold("short\n")).isEqualTo("short\n");
  }

  private static void check(String line, String expected) {
    assertThat(line.length()).isGreaterThan(Folding.WIDTH);
    assertThat(Folding.fold(line + "\n")).isEqualTo(expected);
  }
}
