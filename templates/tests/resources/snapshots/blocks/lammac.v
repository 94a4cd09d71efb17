// SPDX-License-Identifier: Apache-2.0
// s = a b where first, else s + a b, in e4m3: log-approximate products, exact sums rounded to the nearest.
`default_nettype none
module lam_mac_e4m3_constant_522c4f (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire en_i,
  input  wire first_i,
  input  wire [7:0] a_i,
  input  wire [7:0] b_i,
  output wire [7:0] s_o
);
  wire [7:0] product_p;
  lam_e4m3_constant_saturate1_stages1 u_product (
    .clk_i(clk_i),
    .a_i(a_i),
    .b_i(b_i),
    .p_o(product_p)
  );

  reg en_1_q;
  always @(posedge clk_i)
    if (!rst_ni) en_1_q <= 1'b0;
    else en_1_q <= en_i;

  reg first_1_q;
  always @(posedge clk_i)
    if (!rst_ni) first_1_q <= 1'b0;
    else first_1_q <= first_i;

  wire [7:0] sum_back;

  wire [7:0] sum_s;
  fp_adder_e4m3_saturate1_subnormals1 u_sum (
    .a_i(sum_back),
    .b_i(product_p),
    .s_o(sum_s)
  );

  reg [7:0] s_q;
  always @(posedge clk_i) if (en_1_q) s_q <= first_1_q ? product_p : sum_s;

  assign sum_back = s_q;

  assign s_o = s_q;
endmodule
`default_nettype wire
