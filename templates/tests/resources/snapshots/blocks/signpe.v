// SPDX-License-Identifier: Apache-2.0
// prod = mask ? (sign ? -act : act) : 0, with -act = ~act + 1: the sign inverts and carries in, the mask gates both.
`default_nettype none
module sign_pe_3 (
  input  wire [2:0] act_i,
  input  wire sign_i,
  input  wire mask_i,
  output wire signed [3:0] prod_o
);
  wire [3:0] inverted = {1'b0, act_i} ^ {4{sign_i}};

  assign prod_o = (inverted & {4{mask_i}}) + {3'd0, sign_i & mask_i};
endmodule
`default_nettype wire
