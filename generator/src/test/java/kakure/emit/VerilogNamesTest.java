// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kakure.CheckFailed;
import org.junit.jupiter.api.Test;

class VerilogNamesTest {
  private static final String GOOD = """
      // late names in comments do not count
      `default_nettype none
      module leaf (
        input  wire clk_i,
        input  wire [7:0] a_i, b_i,
        output wire [7:0] y_o
      );
        localparam [1:0] IDLE = 2'd0, DONE = 2'd1;
        function automatic [7:0] swap(input [7:0] w, input late);
          reg [3:0] low;
          begin
            low = w[3:0] & {4{late}};
            swap = {low, w[7:4]};
          end
        endfunction
        (* ram_style = "block", no_rw_check *) reg [7:0] mem [0:3];
        reg [1:0] state_q;
        wire [7:0] x = swap(a_i, state_q == DONE), z = 8'hab ^ b_i;
        genvar g;
        generate for (g = 0; g < 4; g = g + 1) begin : lane
          wire bit_g = x[g];
          part u_part (.clk_i(clk_i), .late(bit_g), .y_o(y_o[g]));
        end endgenerate
        always @(posedge clk_i) begin : step
          integer i;
          for (i = 0; i < 4; i = i + 1) mem[i] <= z;
          case (state_q)
            IDLE: state_q <= DONE;
            default: $display("late: %d", i);
          endcase
        end
      endmodule
      """;

  @Test
  void whatIsDeclaredFirstIsTakenWithoutAWord() {
    var names = VerilogNames.of(GOOD);
    assertThat(names.early()).isEmpty();
    assertThat(names.clashes()).isEmpty();
  }

  @Test
  void everyDeclarationThatComesLateIsFound() {
    for (var line : new String[] {"  reg [1:0] state_q;\n", "  genvar g;\n", "    integer i;\n", "    wire bit_g = x[g];\n", "    reg [3:0] low;\n", "  localparam [1:0] IDLE = 2'd0, DONE = 2'd1;\n"}) {
      assertThat(GOOD).contains(line);
      var name = line.replaceAll("=.*", "").replaceAll(".*?(\\w+)\\W*$", "$1").replaceAll("\\s", "");
      assertThat(VerilogNames.of(GOOD.replace(line, "").replace("endmodule", line + "endmodule")).early()).as(line).isNotEmpty().allMatch(e -> e.endsWith(": " + name) || line.contains("DONE"));
    }
    assertThat(VerilogNames.of("module m (input wire a_i, output wire y_o);\n  assign y_o = b;\n  wire b = a_i;\nendmodule\n").early()).containsExactly("line 2: b");
  }

  @Test
  void namesThatDifferInCaseOnlyAreRefused() {
    var text = GOOD.replace("reg [1:0] state_q;", "reg [1:0] state_q; wire idle = 1'b0;");
    assertThatThrownBy(() -> VerilogNames.refuseClashes("blocks/leaf/Leaf.v.ftl", text)).isInstanceOf(CheckFailed.class).hasMessage("""
        template blocks/leaf/Leaf.v.ftl declares names that differ in case only, line 17: idle and IDLE
          why: tools for netlists and layouts, which do not tell cases apart, take them for one
          do:  rename one of them""");
  }
}
