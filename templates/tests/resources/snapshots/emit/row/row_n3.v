// SPDX-License-Identifier: Apache-2.0
// sum = sum over i of mask[i] ? (sign[i] ? -act[i] : act[i]) : 0, one cycle later.
`default_nettype none
module row_n3 (
  input  wire clk_i,
  input  wire [7:0] act_0_i,
  input  wire [7:0] act_1_i,
  input  wire [7:0] act_2_i,
  input  wire [2:0] sign_i,
  input  wire [2:0] mask_i,
  output wire signed [23:0] sum_o
);
  wire sign_0 = sign_i[0];
  wire mask_0 = mask_i[0];

  wire signed [8:0] pe_0_prod;
  sign_pe_8 u_pe_0 (
    .act_i(act_0_i),
    .sign_i(sign_0),
    .mask_i(mask_0),
    .prod_o(pe_0_prod)
  );

  wire signed [23:0] sum_0 = {{15{pe_0_prod[8]}}, pe_0_prod};
  wire sign_1 = sign_i[1];
  wire mask_1 = mask_i[1];

  wire signed [8:0] pe_1_prod;
  sign_pe_8 u_pe_1 (
    .act_i(act_1_i),
    .sign_i(sign_1),
    .mask_i(mask_1),
    .prod_o(pe_1_prod)
  );

  wire signed [23:0] sum_1 = sum_0 + {{15{pe_1_prod[8]}}, pe_1_prod};
  wire sign_2 = sign_i[2];
  wire mask_2 = mask_i[2];

  wire signed [8:0] pe_2_prod;
  sign_pe_8 u_pe_2 (
    .act_i(act_2_i),
    .sign_i(sign_2),
    .mask_i(mask_2),
    .prod_o(pe_2_prod)
  );

  wire signed [23:0] sum_2 = sum_1 + {{15{pe_2_prod[8]}}, pe_2_prod};

  reg signed [23:0] sum_q;
  always @(posedge clk_i) sum_q <= sum_2;

  assign sum_o = sum_q;
endmodule
`default_nettype wire
