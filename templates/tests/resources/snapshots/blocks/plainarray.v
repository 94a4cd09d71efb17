// SPDX-License-Identifier: Apache-2.0
// acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]);  3 input channels x 5 pixels x 2 output channels.
`default_nettype none
module plain_array_3x5x2 (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire last_i,
  input  wire [119:0] act_i,
  input  wire [5:0] mask_i,
  input  wire [5:0] sign_i,
  input  wire drain_en_i,
  input  wire drain_sel_i,
  output wire [159:0] acc_o
);
  wire [7:0] act_c0_p0 = act_i[7:0];
  wire [7:0] act_c0_p1 = act_i[15:8];
  wire [7:0] act_c0_p2 = act_i[23:16];
  wire [7:0] act_c0_p3 = act_i[31:24];
  wire [7:0] act_c0_p4 = act_i[39:32];
  wire [7:0] act_c1_p0 = act_i[47:40];
  wire [7:0] act_c1_p1 = act_i[55:48];
  wire [7:0] act_c1_p2 = act_i[63:56];
  wire [7:0] act_c1_p3 = act_i[71:64];
  wire [7:0] act_c1_p4 = act_i[79:72];
  wire [7:0] act_c2_p0 = act_i[87:80];
  wire [7:0] act_c2_p1 = act_i[95:88];
  wire [7:0] act_c2_p2 = act_i[103:96];
  wire [7:0] act_c2_p3 = act_i[111:104];
  wire [7:0] act_c2_p4 = act_i[119:112];
  wire mask_c0_o0 = mask_i[0];
  wire mask_c0_o1 = mask_i[1];
  wire mask_c1_o0 = mask_i[2];
  wire mask_c1_o1 = mask_i[3];
  wire mask_c2_o0 = mask_i[4];
  wire mask_c2_o1 = mask_i[5];
  wire sign_c0_o0 = sign_i[0];
  wire sign_c0_o1 = sign_i[1];
  wire sign_c1_o0 = sign_i[2];
  wire sign_c1_o1 = sign_i[3];
  wire sign_c2_o0 = sign_i[4];
  wire sign_c2_o1 = sign_i[5];

  wire [7:0] pe_c0_p0_o0_term;
  xor_pe_8 u_pe_c0_p0_o0 (
    .act_i(act_c0_p0),
    .sign_i(sign_c0_o0),
    .mask_i(mask_c0_o0),
    .term_o(pe_c0_p0_o0_term)
  );

  wire [7:0] pe_c1_p0_o0_term;
  xor_pe_8 u_pe_c1_p0_o0 (
    .act_i(act_c1_p0),
    .sign_i(sign_c1_o0),
    .mask_i(mask_c1_o0),
    .term_o(pe_c1_p0_o0_term)
  );

  wire [7:0] pe_c2_p0_o0_term;
  xor_pe_8 u_pe_c2_p0_o0 (
    .act_i(act_c2_p0),
    .sign_i(sign_c2_o0),
    .mask_i(mask_c2_o0),
    .term_o(pe_c2_p0_o0_term)
  );

  wire [9:0] tree_p0_o0_sum;
  adder_tree_3x8 u_tree_p0_o0 (
    .x_0_i(pe_c0_p0_o0_term),
    .x_1_i(pe_c1_p0_o0_term),
    .x_2_i(pe_c2_p0_o0_term),
    .sum_o(tree_p0_o0_sum)
  );

  wire [23:0] sum_p0_o0_acc;
  accumulator_10to24 u_sum_p0_o0 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p0_o0_sum),
    .acc_o(sum_p0_o0_acc)
  );

  wire [7:0] pe_c0_p1_o0_term;
  xor_pe_8 u_pe_c0_p1_o0 (
    .act_i(act_c0_p1),
    .sign_i(sign_c0_o0),
    .mask_i(mask_c0_o0),
    .term_o(pe_c0_p1_o0_term)
  );

  wire [7:0] pe_c1_p1_o0_term;
  xor_pe_8 u_pe_c1_p1_o0 (
    .act_i(act_c1_p1),
    .sign_i(sign_c1_o0),
    .mask_i(mask_c1_o0),
    .term_o(pe_c1_p1_o0_term)
  );

  wire [7:0] pe_c2_p1_o0_term;
  xor_pe_8 u_pe_c2_p1_o0 (
    .act_i(act_c2_p1),
    .sign_i(sign_c2_o0),
    .mask_i(mask_c2_o0),
    .term_o(pe_c2_p1_o0_term)
  );

  wire [9:0] tree_p1_o0_sum;
  adder_tree_3x8 u_tree_p1_o0 (
    .x_0_i(pe_c0_p1_o0_term),
    .x_1_i(pe_c1_p1_o0_term),
    .x_2_i(pe_c2_p1_o0_term),
    .sum_o(tree_p1_o0_sum)
  );

  wire [23:0] sum_p1_o0_acc;
  accumulator_10to24 u_sum_p1_o0 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p1_o0_sum),
    .acc_o(sum_p1_o0_acc)
  );

  wire [7:0] pe_c0_p2_o0_term;
  xor_pe_8 u_pe_c0_p2_o0 (
    .act_i(act_c0_p2),
    .sign_i(sign_c0_o0),
    .mask_i(mask_c0_o0),
    .term_o(pe_c0_p2_o0_term)
  );

  wire [7:0] pe_c1_p2_o0_term;
  xor_pe_8 u_pe_c1_p2_o0 (
    .act_i(act_c1_p2),
    .sign_i(sign_c1_o0),
    .mask_i(mask_c1_o0),
    .term_o(pe_c1_p2_o0_term)
  );

  wire [7:0] pe_c2_p2_o0_term;
  xor_pe_8 u_pe_c2_p2_o0 (
    .act_i(act_c2_p2),
    .sign_i(sign_c2_o0),
    .mask_i(mask_c2_o0),
    .term_o(pe_c2_p2_o0_term)
  );

  wire [9:0] tree_p2_o0_sum;
  adder_tree_3x8 u_tree_p2_o0 (
    .x_0_i(pe_c0_p2_o0_term),
    .x_1_i(pe_c1_p2_o0_term),
    .x_2_i(pe_c2_p2_o0_term),
    .sum_o(tree_p2_o0_sum)
  );

  wire [23:0] sum_p2_o0_acc;
  accumulator_10to24 u_sum_p2_o0 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p2_o0_sum),
    .acc_o(sum_p2_o0_acc)
  );

  wire [7:0] pe_c0_p3_o0_term;
  xor_pe_8 u_pe_c0_p3_o0 (
    .act_i(act_c0_p3),
    .sign_i(sign_c0_o0),
    .mask_i(mask_c0_o0),
    .term_o(pe_c0_p3_o0_term)
  );

  wire [7:0] pe_c1_p3_o0_term;
  xor_pe_8 u_pe_c1_p3_o0 (
    .act_i(act_c1_p3),
    .sign_i(sign_c1_o0),
    .mask_i(mask_c1_o0),
    .term_o(pe_c1_p3_o0_term)
  );

  wire [7:0] pe_c2_p3_o0_term;
  xor_pe_8 u_pe_c2_p3_o0 (
    .act_i(act_c2_p3),
    .sign_i(sign_c2_o0),
    .mask_i(mask_c2_o0),
    .term_o(pe_c2_p3_o0_term)
  );

  wire [9:0] tree_p3_o0_sum;
  adder_tree_3x8 u_tree_p3_o0 (
    .x_0_i(pe_c0_p3_o0_term),
    .x_1_i(pe_c1_p3_o0_term),
    .x_2_i(pe_c2_p3_o0_term),
    .sum_o(tree_p3_o0_sum)
  );

  wire [23:0] sum_p3_o0_acc;
  accumulator_10to24 u_sum_p3_o0 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p3_o0_sum),
    .acc_o(sum_p3_o0_acc)
  );

  wire [7:0] pe_c0_p4_o0_term;
  xor_pe_8 u_pe_c0_p4_o0 (
    .act_i(act_c0_p4),
    .sign_i(sign_c0_o0),
    .mask_i(mask_c0_o0),
    .term_o(pe_c0_p4_o0_term)
  );

  wire [7:0] pe_c1_p4_o0_term;
  xor_pe_8 u_pe_c1_p4_o0 (
    .act_i(act_c1_p4),
    .sign_i(sign_c1_o0),
    .mask_i(mask_c1_o0),
    .term_o(pe_c1_p4_o0_term)
  );

  wire [7:0] pe_c2_p4_o0_term;
  xor_pe_8 u_pe_c2_p4_o0 (
    .act_i(act_c2_p4),
    .sign_i(sign_c2_o0),
    .mask_i(mask_c2_o0),
    .term_o(pe_c2_p4_o0_term)
  );

  wire [9:0] tree_p4_o0_sum;
  adder_tree_3x8 u_tree_p4_o0 (
    .x_0_i(pe_c0_p4_o0_term),
    .x_1_i(pe_c1_p4_o0_term),
    .x_2_i(pe_c2_p4_o0_term),
    .sum_o(tree_p4_o0_sum)
  );

  wire [23:0] sum_p4_o0_acc;
  accumulator_10to24 u_sum_p4_o0 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p4_o0_sum),
    .acc_o(sum_p4_o0_acc)
  );

  wire [159:0] channel_o0 = {{8'd0, sum_p3_o0_acc}, {8'd0, sum_p2_o0_acc}, {8'd0, sum_p1_o0_acc}, {8'd0, sum_p4_o0_acc},
      {8'd0, sum_p0_o0_acc}};

  wire [7:0] pe_c0_p0_o1_term;
  xor_pe_8 u_pe_c0_p0_o1 (
    .act_i(act_c0_p0),
    .sign_i(sign_c0_o1),
    .mask_i(mask_c0_o1),
    .term_o(pe_c0_p0_o1_term)
  );

  wire [7:0] pe_c1_p0_o1_term;
  xor_pe_8 u_pe_c1_p0_o1 (
    .act_i(act_c1_p0),
    .sign_i(sign_c1_o1),
    .mask_i(mask_c1_o1),
    .term_o(pe_c1_p0_o1_term)
  );

  wire [7:0] pe_c2_p0_o1_term;
  xor_pe_8 u_pe_c2_p0_o1 (
    .act_i(act_c2_p0),
    .sign_i(sign_c2_o1),
    .mask_i(mask_c2_o1),
    .term_o(pe_c2_p0_o1_term)
  );

  wire [9:0] tree_p0_o1_sum;
  adder_tree_3x8 u_tree_p0_o1 (
    .x_0_i(pe_c0_p0_o1_term),
    .x_1_i(pe_c1_p0_o1_term),
    .x_2_i(pe_c2_p0_o1_term),
    .sum_o(tree_p0_o1_sum)
  );

  wire [23:0] sum_p0_o1_acc;
  accumulator_10to24 u_sum_p0_o1 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p0_o1_sum),
    .acc_o(sum_p0_o1_acc)
  );

  wire [7:0] pe_c0_p1_o1_term;
  xor_pe_8 u_pe_c0_p1_o1 (
    .act_i(act_c0_p1),
    .sign_i(sign_c0_o1),
    .mask_i(mask_c0_o1),
    .term_o(pe_c0_p1_o1_term)
  );

  wire [7:0] pe_c1_p1_o1_term;
  xor_pe_8 u_pe_c1_p1_o1 (
    .act_i(act_c1_p1),
    .sign_i(sign_c1_o1),
    .mask_i(mask_c1_o1),
    .term_o(pe_c1_p1_o1_term)
  );

  wire [7:0] pe_c2_p1_o1_term;
  xor_pe_8 u_pe_c2_p1_o1 (
    .act_i(act_c2_p1),
    .sign_i(sign_c2_o1),
    .mask_i(mask_c2_o1),
    .term_o(pe_c2_p1_o1_term)
  );

  wire [9:0] tree_p1_o1_sum;
  adder_tree_3x8 u_tree_p1_o1 (
    .x_0_i(pe_c0_p1_o1_term),
    .x_1_i(pe_c1_p1_o1_term),
    .x_2_i(pe_c2_p1_o1_term),
    .sum_o(tree_p1_o1_sum)
  );

  wire [23:0] sum_p1_o1_acc;
  accumulator_10to24 u_sum_p1_o1 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p1_o1_sum),
    .acc_o(sum_p1_o1_acc)
  );

  wire [7:0] pe_c0_p2_o1_term;
  xor_pe_8 u_pe_c0_p2_o1 (
    .act_i(act_c0_p2),
    .sign_i(sign_c0_o1),
    .mask_i(mask_c0_o1),
    .term_o(pe_c0_p2_o1_term)
  );

  wire [7:0] pe_c1_p2_o1_term;
  xor_pe_8 u_pe_c1_p2_o1 (
    .act_i(act_c1_p2),
    .sign_i(sign_c1_o1),
    .mask_i(mask_c1_o1),
    .term_o(pe_c1_p2_o1_term)
  );

  wire [7:0] pe_c2_p2_o1_term;
  xor_pe_8 u_pe_c2_p2_o1 (
    .act_i(act_c2_p2),
    .sign_i(sign_c2_o1),
    .mask_i(mask_c2_o1),
    .term_o(pe_c2_p2_o1_term)
  );

  wire [9:0] tree_p2_o1_sum;
  adder_tree_3x8 u_tree_p2_o1 (
    .x_0_i(pe_c0_p2_o1_term),
    .x_1_i(pe_c1_p2_o1_term),
    .x_2_i(pe_c2_p2_o1_term),
    .sum_o(tree_p2_o1_sum)
  );

  wire [23:0] sum_p2_o1_acc;
  accumulator_10to24 u_sum_p2_o1 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p2_o1_sum),
    .acc_o(sum_p2_o1_acc)
  );

  wire [7:0] pe_c0_p3_o1_term;
  xor_pe_8 u_pe_c0_p3_o1 (
    .act_i(act_c0_p3),
    .sign_i(sign_c0_o1),
    .mask_i(mask_c0_o1),
    .term_o(pe_c0_p3_o1_term)
  );

  wire [7:0] pe_c1_p3_o1_term;
  xor_pe_8 u_pe_c1_p3_o1 (
    .act_i(act_c1_p3),
    .sign_i(sign_c1_o1),
    .mask_i(mask_c1_o1),
    .term_o(pe_c1_p3_o1_term)
  );

  wire [7:0] pe_c2_p3_o1_term;
  xor_pe_8 u_pe_c2_p3_o1 (
    .act_i(act_c2_p3),
    .sign_i(sign_c2_o1),
    .mask_i(mask_c2_o1),
    .term_o(pe_c2_p3_o1_term)
  );

  wire [9:0] tree_p3_o1_sum;
  adder_tree_3x8 u_tree_p3_o1 (
    .x_0_i(pe_c0_p3_o1_term),
    .x_1_i(pe_c1_p3_o1_term),
    .x_2_i(pe_c2_p3_o1_term),
    .sum_o(tree_p3_o1_sum)
  );

  wire [23:0] sum_p3_o1_acc;
  accumulator_10to24 u_sum_p3_o1 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p3_o1_sum),
    .acc_o(sum_p3_o1_acc)
  );

  wire [7:0] pe_c0_p4_o1_term;
  xor_pe_8 u_pe_c0_p4_o1 (
    .act_i(act_c0_p4),
    .sign_i(sign_c0_o1),
    .mask_i(mask_c0_o1),
    .term_o(pe_c0_p4_o1_term)
  );

  wire [7:0] pe_c1_p4_o1_term;
  xor_pe_8 u_pe_c1_p4_o1 (
    .act_i(act_c1_p4),
    .sign_i(sign_c1_o1),
    .mask_i(mask_c1_o1),
    .term_o(pe_c1_p4_o1_term)
  );

  wire [7:0] pe_c2_p4_o1_term;
  xor_pe_8 u_pe_c2_p4_o1 (
    .act_i(act_c2_p4),
    .sign_i(sign_c2_o1),
    .mask_i(mask_c2_o1),
    .term_o(pe_c2_p4_o1_term)
  );

  wire [9:0] tree_p4_o1_sum;
  adder_tree_3x8 u_tree_p4_o1 (
    .x_0_i(pe_c0_p4_o1_term),
    .x_1_i(pe_c1_p4_o1_term),
    .x_2_i(pe_c2_p4_o1_term),
    .sum_o(tree_p4_o1_sum)
  );

  wire [23:0] sum_p4_o1_acc;
  accumulator_10to24 u_sum_p4_o1 (
    .clk_i(clk_i),
    .en_i(en_i),
    .first_i(first_i),
    .last_i(last_i),
    .x_i(tree_p4_o1_sum),
    .acc_o(sum_p4_o1_acc)
  );

  wire [159:0] channel_o1 = {{8'd0, sum_p3_o1_acc}, {8'd0, sum_p2_o1_acc}, {8'd0, sum_p1_o1_acc}, {8'd0, sum_p4_o1_acc},
      {8'd0, sum_p0_o1_acc}};

  wire [159:0] drain_0_y;
  select_register_2x160 u_drain_0 (
    .clk_i(clk_i),
    .en_i(drain_en_i),
    .sel_i(drain_sel_i),
    .x_0_i(channel_o0),
    .x_1_i(channel_o1),
    .y_o(drain_0_y)
  );

  wire [159:0] drained = {drain_0_y};

  assign acc_o = drained;
endmodule
`default_nettype wire
