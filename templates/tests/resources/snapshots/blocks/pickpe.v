// SPDX-License-Identifier: Apache-2.0
// term = (act of the picked channel of 8) ^ sign; pick is one-hot, or 0 with sign 0.
`default_nettype none
module pick_pe_8x3 (
  input  wire [2:0] act_0_i,
  input  wire [2:0] act_1_i,
  input  wire [2:0] act_2_i,
  input  wire [2:0] act_3_i,
  input  wire [2:0] act_4_i,
  input  wire [2:0] act_5_i,
  input  wire [2:0] act_6_i,
  input  wire [2:0] act_7_i,
  input  wire [7:0] pick_i,
  input  wire sign_i,
  output wire [2:0] term_o
);
  assign term_o = ((act_0_i & {3{pick_i[0]}}) | (act_1_i & {3{pick_i[1]}}) | (act_2_i & {3{pick_i[2]}})
      | (act_3_i & {3{pick_i[3]}}) | (act_4_i & {3{pick_i[4]}}) | (act_5_i & {3{pick_i[5]}})
      | (act_6_i & {3{pick_i[6]}}) | (act_7_i & {3{pick_i[7]}})) ^ {3{sign_i}};
endmodule
`default_nettype wire
