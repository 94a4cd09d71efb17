// SPDX-License-Identifier: Apache-2.0
// s = sum of a_i b_i over 3 lane(s) in e4m3: log-approximate products, a tree of exact sums, each rounded to the
// nearest.
`default_nettype none
module dot_product_e4m3_constant_3_t2_saturate1 (
  input  wire [7:0] a_0_i,
  input  wire [7:0] a_1_i,
  input  wire [7:0] a_2_i,
  input  wire [7:0] b_0_i,
  input  wire [7:0] b_1_i,
  input  wire [7:0] b_2_i,
  output wire [7:0] s_o
);
  wire [7:0] product_0_p;
  lam_e4m3_constant_t2_saturate1 u_product_0 (
    .a_i(a_0_i),
    .b_i(b_0_i),
    .p_o(product_0_p)
  );

  wire [7:0] product_1_p;
  lam_e4m3_constant_t2_saturate1 u_product_1 (
    .a_i(a_1_i),
    .b_i(b_1_i),
    .p_o(product_1_p)
  );

  wire [7:0] product_2_p;
  lam_e4m3_constant_t2_saturate1 u_product_2 (
    .a_i(a_2_i),
    .b_i(b_2_i),
    .p_o(product_2_p)
  );

  wire [7:0] s1_0_s;
  fp_adder_e4m3_saturate1 u_s1_0 (
    .a_i(product_0_p),
    .b_i(product_1_p),
    .s_o(s1_0_s)
  );

  wire [7:0] s2_0_s;
  fp_adder_e4m3_saturate1 u_s2_0 (
    .a_i(s1_0_s),
    .b_i(product_2_p),
    .s_o(s2_0_s)
  );

  assign s_o = s2_0_s;
endmodule
`default_nettype wire
