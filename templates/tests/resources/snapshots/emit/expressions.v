// SPDX-License-Identifier: Apache-2.0
`default_nettype none
module expressions (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire signed [7:0] a_i,
  input  wire signed [7:0] b_i,
  input  wire c_i,
  output wire [4:0] slice_o,
  output wire one_o,
  output wire [18:0] cat_o,
  output wire [15:0] vec_o,
  output wire signed [7:0] logic_o,
  output wire signed [7:0] sum_o,
  output wire less_o,
  output wire below_o,
  output wire same_o,
  output wire signed [7:0] pick_o,
  output wire any_o,
  output wire all_o,
  output wire signed [11:0] wide_o,
  input  wire [3:0] w_i,
  output wire [5:0] high_o,
  output wire signed [2:0] low_o,
  output wire [79:0] big_o,
  output wire signed [7:0] held_o,
  input  wire [3:0] count_i,
  output wire [3:0] count_o
);
  wire [4:0] slice = a_i[6:2];
  wire one = c_i;
  wire [18:0] cat = {a_i, ~b_i, 3'd5};
  wire [15:0] vec = {b_i, a_i};
  wire signed [7:0] mixed = (a_i & b_i) ^ (a_i | ~b_i);
  wire signed [7:0] sum = (a_i + b_i) - a_i;
  wire less = (a_i + b_i) < b_i;
  wire below = a_i < 8'd200;
  wire same = a_i == 8'd255;
  wire signed [7:0] pick = c_i ? a_i : ~c_i ? b_i : a_i;
  wire any_set = (|(a_i & b_i));
  wire all_set = (&a_i) & c_i;
  wire signed [11:0] wide = {{4{a_i[7]}}, a_i};
  wire [5:0] high = {2'd0, w_i};
  wire signed [2:0] low = a_i[2:0];
  wire [79:0] big = 80'h80000000000000000000;

  reg signed [7:0] held_q;
  always @(posedge clk_i) if (c_i) held_q <= a_i;

  reg [3:0] count_q;
  always @(posedge clk_i)
    if (!rst_ni) count_q <= 4'd9;
    else if (c_i) count_q <= count_i;

  assign slice_o = slice;
  assign one_o = one;
  assign cat_o = cat;
  assign vec_o = vec;
  assign logic_o = mixed;
  assign sum_o = sum;
  assign less_o = less;
  assign below_o = below;
  assign same_o = same;
  assign pick_o = pick;
  assign any_o = any_set;
  assign all_o = all_set;
  assign wide_o = wide;
  assign high_o = high;
  assign low_o = low;
  assign big_o = big;
  assign held_o = held_q;
  assign count_o = count_q;
endmodule
`default_nettype wire
