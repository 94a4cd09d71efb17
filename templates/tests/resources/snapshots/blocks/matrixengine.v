// SPDX-License-Identifier: Apache-2.0
// s[r][c] = sum over d of a[r][d] b[d][c] (first), or that added to s[r][c], or w[r][c] + s[r][c] b[0][0] (update);
// emit sends s away.
// 3 rows x 2 columns x 1 products of a sum, exact in e5m2.
`default_nettype none
module matrix_engine_e5m2_exact_3x2x1 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire op_valid_i,
  input  wire op_first_i,
  input  wire op_update_i,
  input  wire op_emit_i,
  input  wire [23:0] op_a_i,
  input  wire [15:0] op_b_i,
  input  wire [47:0] op_w_i,
  input  wire y_ready_i,
  output wire op_ready_o,
  output wire y_valid_o,
  output wire [47:0] y_o
);
  wire y_waits;

  wire op_takes = ~y_waits | y_ready_i;
  wire take = op_valid_i & op_takes;

  reg y_valid_q;
  always @(posedge clk_i)
    if (!rst_ni) y_valid_q <= 1'b0;
    else if (op_takes) y_valid_q <= op_valid_i & op_emit_i;

  assign y_waits = y_valid_q;

  wire fresh = op_first_i & ~op_update_i;

  wire [7:0] back_r0_c0;

  wire [7:0] a_r0_c0_d0 = op_update_i ? back_r0_c0 : op_a_i[7:0];
  wire [7:0] b_r0_c0_d0 = op_b_i[7:0];

  wire [7:0] product_r0_c0_d0_p;
  exact_e5m2 u_product_r0_c0_d0 (
    .a_i(a_r0_c0_d0),
    .b_i(b_r0_c0_d0),
    .p_o(product_r0_c0_d0_p)
  );

  wire [7:0] other_r0_c0 = op_update_i ? op_w_i[7:0] : back_r0_c0;

  wire [7:0] sum_r0_c0_s;
  fp_adder_e5m2 u_sum_r0_c0 (
    .a_i(other_r0_c0),
    .b_i(product_r0_c0_d0_p),
    .s_o(sum_r0_c0_s)
  );

  reg [7:0] s_r0_c0_q;
  always @(posedge clk_i) if (take) s_r0_c0_q <= fresh ? product_r0_c0_d0_p : sum_r0_c0_s;

  assign back_r0_c0 = s_r0_c0_q;

  wire [7:0] back_r0_c1;

  wire [7:0] a_r0_c1_d0 = op_update_i ? back_r0_c1 : op_a_i[7:0];
  wire [7:0] b_r0_c1_d0 = op_update_i ? op_b_i[7:0] : op_b_i[15:8];

  wire [7:0] product_r0_c1_d0_p;
  exact_e5m2 u_product_r0_c1_d0 (
    .a_i(a_r0_c1_d0),
    .b_i(b_r0_c1_d0),
    .p_o(product_r0_c1_d0_p)
  );

  wire [7:0] other_r0_c1 = op_update_i ? op_w_i[15:8] : back_r0_c1;

  wire [7:0] sum_r0_c1_s;
  fp_adder_e5m2 u_sum_r0_c1 (
    .a_i(other_r0_c1),
    .b_i(product_r0_c1_d0_p),
    .s_o(sum_r0_c1_s)
  );

  reg [7:0] s_r0_c1_q;
  always @(posedge clk_i) if (take) s_r0_c1_q <= fresh ? product_r0_c1_d0_p : sum_r0_c1_s;

  assign back_r0_c1 = s_r0_c1_q;

  wire [7:0] back_r1_c0;

  wire [7:0] a_r1_c0_d0 = op_update_i ? back_r1_c0 : op_a_i[15:8];
  wire [7:0] b_r1_c0_d0 = op_b_i[7:0];

  wire [7:0] product_r1_c0_d0_p;
  exact_e5m2 u_product_r1_c0_d0 (
    .a_i(a_r1_c0_d0),
    .b_i(b_r1_c0_d0),
    .p_o(product_r1_c0_d0_p)
  );

  wire [7:0] other_r1_c0 = op_update_i ? op_w_i[23:16] : back_r1_c0;

  wire [7:0] sum_r1_c0_s;
  fp_adder_e5m2 u_sum_r1_c0 (
    .a_i(other_r1_c0),
    .b_i(product_r1_c0_d0_p),
    .s_o(sum_r1_c0_s)
  );

  reg [7:0] s_r1_c0_q;
  always @(posedge clk_i) if (take) s_r1_c0_q <= fresh ? product_r1_c0_d0_p : sum_r1_c0_s;

  assign back_r1_c0 = s_r1_c0_q;

  wire [7:0] back_r1_c1;

  wire [7:0] a_r1_c1_d0 = op_update_i ? back_r1_c1 : op_a_i[15:8];
  wire [7:0] b_r1_c1_d0 = op_update_i ? op_b_i[7:0] : op_b_i[15:8];

  wire [7:0] product_r1_c1_d0_p;
  exact_e5m2 u_product_r1_c1_d0 (
    .a_i(a_r1_c1_d0),
    .b_i(b_r1_c1_d0),
    .p_o(product_r1_c1_d0_p)
  );

  wire [7:0] other_r1_c1 = op_update_i ? op_w_i[31:24] : back_r1_c1;

  wire [7:0] sum_r1_c1_s;
  fp_adder_e5m2 u_sum_r1_c1 (
    .a_i(other_r1_c1),
    .b_i(product_r1_c1_d0_p),
    .s_o(sum_r1_c1_s)
  );

  reg [7:0] s_r1_c1_q;
  always @(posedge clk_i) if (take) s_r1_c1_q <= fresh ? product_r1_c1_d0_p : sum_r1_c1_s;

  assign back_r1_c1 = s_r1_c1_q;

  wire [7:0] back_r2_c0;

  wire [7:0] a_r2_c0_d0 = op_update_i ? back_r2_c0 : op_a_i[23:16];
  wire [7:0] b_r2_c0_d0 = op_b_i[7:0];

  wire [7:0] product_r2_c0_d0_p;
  exact_e5m2 u_product_r2_c0_d0 (
    .a_i(a_r2_c0_d0),
    .b_i(b_r2_c0_d0),
    .p_o(product_r2_c0_d0_p)
  );

  wire [7:0] other_r2_c0 = op_update_i ? op_w_i[39:32] : back_r2_c0;

  wire [7:0] sum_r2_c0_s;
  fp_adder_e5m2 u_sum_r2_c0 (
    .a_i(other_r2_c0),
    .b_i(product_r2_c0_d0_p),
    .s_o(sum_r2_c0_s)
  );

  reg [7:0] s_r2_c0_q;
  always @(posedge clk_i) if (take) s_r2_c0_q <= fresh ? product_r2_c0_d0_p : sum_r2_c0_s;

  assign back_r2_c0 = s_r2_c0_q;

  wire [7:0] back_r2_c1;

  wire [7:0] a_r2_c1_d0 = op_update_i ? back_r2_c1 : op_a_i[23:16];
  wire [7:0] b_r2_c1_d0 = op_update_i ? op_b_i[7:0] : op_b_i[15:8];

  wire [7:0] product_r2_c1_d0_p;
  exact_e5m2 u_product_r2_c1_d0 (
    .a_i(a_r2_c1_d0),
    .b_i(b_r2_c1_d0),
    .p_o(product_r2_c1_d0_p)
  );

  wire [7:0] other_r2_c1 = op_update_i ? op_w_i[47:40] : back_r2_c1;

  wire [7:0] sum_r2_c1_s;
  fp_adder_e5m2 u_sum_r2_c1 (
    .a_i(other_r2_c1),
    .b_i(product_r2_c1_d0_p),
    .s_o(sum_r2_c1_s)
  );

  reg [7:0] s_r2_c1_q;
  always @(posedge clk_i) if (take) s_r2_c1_q <= fresh ? product_r2_c1_d0_p : sum_r2_c1_s;

  assign back_r2_c1 = s_r2_c1_q;

  wire [47:0] sums = {s_r2_c1_q, s_r2_c0_q, s_r1_c1_q, s_r1_c0_q, s_r0_c1_q, s_r0_c0_q};

  assign op_ready_o = op_takes;
  assign y_valid_o = y_valid_q;
  assign y_o = sums;
endmodule
`default_nettype wire
