// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// y = (y + x) modulo 2^${width} where en is 1; 0 after reset.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire en_i,
  input  wire [@v.range width/] x_i,
  output wire [@v.range width/] y_o
);
  reg [@v.range width/] sum_q;
  always @(${clockEdge}) begin
    if (!rst_ni) sum_q <= ${width}'d0;
    else if (en_i) sum_q <= sum_q + x_i;
  end
  assign y_o = sum_q;
endmodule
`default_nettype wire
