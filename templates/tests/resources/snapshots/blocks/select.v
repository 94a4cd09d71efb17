// SPDX-License-Identifier: Apache-2.0
// y = x[sel] one cycle after en, for 2 word(s) of 3 bit(s); a sel beyond takes the last.
`default_nettype none
module select_register_2x3 (
  input  wire clk_i,
  input  wire en_i,
  input  wire [0:0] sel_i,
  input  wire [2:0] x_0_i,
  input  wire [2:0] x_1_i,
  output wire [2:0] y_o
);
  reg [2:0] y_q;
  always @(posedge clk_i) if (en_i)
    case (sel_i)
      1'd0: y_q <= x_0_i;
      default: y_q <= x_1_i;
    endcase
  assign y_o = y_q;
endmodule
`default_nettype wire
