// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// prod = mask ? (sign ? -act : act) : 0, with -act = ~act + 1: the sign inverts and carries in, the mask gates both.
`default_nettype none
module ${moduleName} (
  input  wire [${actMsb}:0] act_i,
  input  wire sign_i,
  input  wire mask_i,
  output wire signed [${prodMsb}:0] prod_o
);
  wire [${prodMsb}:0] inverted = {1'b0, act_i} ^ [@v.fill prodBits]sign_i[/@v.fill];

  assign prod_o = (inverted & [@v.fill prodBits]mask_i[/@v.fill]) + {[@v.zeros actBits/]sign_i & mask_i};
endmodule
`default_nettype wire
