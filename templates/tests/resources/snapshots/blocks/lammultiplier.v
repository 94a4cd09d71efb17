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
  wire zero_a = ~(|exp_a);
  wire [3:0] exp_b = b_i[6:3];
  wire zero_b = ~(|exp_b);
  wire [2:0] kept_a = a_i[2:0];
  wire [2:0] kept_b = b_i[2:0];

  // Fractions and exponents apart, the carry of the one counted in the other.
  wire [3:0] fractions = {1'b0, kept_a} + {1'b0, kept_b};
  wire [5:0] exponents = {2'd0, exp_a} + {2'd0, exp_b} + 6'h39;
  wire sign = a_i[7] ^ b_i[7];
  wire zero = zero_a | zero_b;
  wire nan = (&a_i[6:0]) | (&b_i[6:0]);

  wire carry = fractions[3];
  wire [2:0] fraction = fractions[2:0];
  wire [5:0] exponent = exponents + {5'd0, carry};
  wire [6:0] mag = {exponent[3:0], fraction};
  wire below = exponent[5] | ~(|exponent[4:0]);
  wire above = ~exponent[5] & (exponent[4] | (&mag));
  wire vanishes = zero | below;
  wire beyond = (above) & ~zero & ~nan;
  wire keep = ~(vanishes | beyond | nan);
  wire [6:0] magnitude = {mag} & {7{keep}};
  wire [7:0] product = {sign & ~(nan | beyond), magnitude | ({7{beyond}} & 7'h7f) | ({7{nan}} & 7'h7f)};
  assign p_o = product;
endmodule
`default_nettype wire
