// SPDX-License-Identifier: Apache-2.0
// prod = mask ? (sign ? -act : act) : 0, with -act = ~act + 1: the sign inverts and carries in, the mask gates both.
`default_nettype none
module sign_pe_8 (
  input  wire [7:0] act_i,
  input  wire sign_i,
  input  wire mask_i,
  output wire signed [8:0] prod_o
);
  wire [8:0] inverted = {1'b0, act_i} ^ {9{sign_i}};

  assign prod_o = (inverted & {9{mask_i}}) + {8'd0, sign_i & mask_i};
endmodule
`default_nettype wire
