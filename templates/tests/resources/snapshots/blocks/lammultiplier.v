// SPDX-License-Identifier: Apache-2.0
// p = a b, log-approximately, in e4m3: 4 exponent and 3 fraction bit(s) are added as one number, mag = A + B - bias +
// c,
// c: none. Subnormals are zero; below the least normal number the product is 0, beyond the largest it is NaN.
`default_nettype none
module lam_e4m3 (
  input  wire [7:0] a_i,
  input  wire [7:0] b_i,
  output wire [7:0] p_o
);
  wire [3:0] exp_a = a_i[6:3];
  wire [3:0] exp_b = b_i[6:3];
  wire nan_in = (&a_i[6:0]) | (&b_i[6:0]);

  wire [6:0] mag_a = a_i[6:0];
  wire [6:0] mag_b = b_i[6:0];
  wire [7:0] added = {1'b0, mag_a} + {1'b0, mag_b};
  wire [7:0] sum = added;
  wire sign = a_i[7] ^ b_i[7];
  wire zero = ~((|exp_a) & (|exp_b));
  wire nan = nan_in;

  wire [8:0] mag = {1'b0, sum} + 9'h1c8;
  wire below = mag[8] | ~(|mag[7:3]);
  wire above = ~mag[8] & (mag[7] | (&mag[6:0]));
  wire [7:0] beyond = 8'h7f;
  wire [7:0] finite = (zero | below) ? {sign, 7'd0} : above ? beyond : {sign, mag[6:0]};
  wire [7:0] product = nan ? 8'h7f : finite;
  assign p_o = product;
endmodule
`default_nettype wire
