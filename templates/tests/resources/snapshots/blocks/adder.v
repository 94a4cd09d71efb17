// SPDX-License-Identifier: Apache-2.0
// sum = x_0 + .. + x_(n-1) for n = 1 unsigned addends of 8 bit(s), exact: 0 level(s) of adders, each a bit wider.
`default_nettype none
module adder_tree_1x8 (
  input  wire [7:0] x_0_i,
  output wire [7:0] sum_o
);
  assign sum_o = x_0_i;
endmodule
`default_nettype wire
