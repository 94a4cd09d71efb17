// SPDX-License-Identifier: Apache-2.0
// p = a b in e4m3, exact and rounded once, to the nearest, ties to even; subnormals are zero, beyond the largest
// number there is NaN.
`default_nettype none
module exact_e4m3 (
  input  wire [7:0] a_i,
  input  wire [7:0] b_i,
  output wire [7:0] p_o
);
  wire [3:0] exp_a = a_i[6:3];
  wire zero_a = ~(|exp_a);
  wire [3:0] sig_a = {1'b1, a_i[2:0]};
  wire [5:0] low_a = {2'd0, exp_a};
  wire [3:0] exp_b = b_i[6:3];
  wire zero_b = ~(|exp_b);
  wire [3:0] sig_b = {1'b1, b_i[2:0]};
  wire [5:0] low_b = {2'd0, exp_b};
  wire sign = a_i[7] ^ b_i[7];
  wire zero = zero_a | zero_b;
  wire nan = (&a_i[6:0]) | (&b_i[6:0]);
  wire [5:0] exponent = low_a + low_b - 6'h07;
  wire [7:0] whole = {4'd0, sig_a} * {4'd0, sig_b};

  wire [6:0] placed = whole[7] ? whole[6:0] : {whole[5:0], 1'b0};
  wire [5:0] field_d = exponent + {5'd0, whole[7]};
  wire [6:0] aligned = placed;
  wire [5:0] field = field_d;
  wire sign_r = sign;
  wire zero_r = zero;
  wire nan_r = nan;

  wire up = aligned[3] & (aligned[4] | (|aligned[2:0]));
  wire [8:0] mag = {field, aligned[6:4]} + {8'd0, up};
  wire below = mag[8] | ~(|mag[7:3]);
  wire above = ~mag[8] & (mag[7] | (&mag[6:0]));
  wire [7:0] beyond = 8'h7f;
  wire [7:0] finite = (zero_r | below) ? {sign_r, 7'd0} : above ? beyond : {sign_r, mag[6:0]};
  wire [7:0] product = nan_r ? 8'h7f : finite;
  assign p_o = product;
endmodule
`default_nettype wire
