// SPDX-License-Identifier: Apache-2.0
// s = a + b in e4m3, exact and rounded once, to the nearest, ties to even; subnormals are zero, beyond the largest
// number there is NaN.
`default_nettype none
module fp_adder_e4m3 (
  input  wire [7:0] a_i,
  input  wire [7:0] b_i,
  output wire [7:0] s_o
);
  function automatic [2:0] zeros(input [7:0] x);
    reg [7:0] n;
    begin
      n = x;
      zeros[2] = n[7:4] == 4'd0;
      if (zeros[2]) n = {n[3:0], 4'd0};
      zeros[1] = n[7:6] == 2'd0;
      if (zeros[1]) n = {n[5:0], 2'd0};
      zeros[0] = n[7:7] == 1'd0;
    end
  endfunction
  // The larger magnitude first.
  wire swap = a_i[6:0] < b_i[6:0];
  wire [7:0] major = swap ? b_i : a_i;
  wire [7:0] minor = swap ? a_i : b_i;
  wire [3:0] exp_major = major[6:3];
  wire [3:0] sig_major = {|exp_major, major[2:0] & {3{(|exp_major)}}};
  wire [3:0] low_major = exp_major;
  wire [3:0] exp_minor = minor[6:3];
  wire [3:0] sig_minor = {|exp_minor, minor[2:0] & {3{(|exp_minor)}}};
  wire [3:0] low_minor = exp_minor;
  wire nan = &major[6:0];
  wire [3:0] apart = low_major - low_minor;
  wire [6:0] whole = {sig_minor, 3'd0};
  wire [6:0] shifted = whole >> apart;
  wire lost = (shifted << apart) != whole;
  wire sign = major[7];
  wire subtract = major[7] ^ minor[7];
  wire [3:0] exponent = low_major;
  wire [6:0] x = {sig_major, 3'd0};
  wire [6:0] y = {shifted[6:1], shifted[0] | lost};

  wire [7:0] sum = subtract ? {1'b0, x} - {1'b0, y} : {1'b0, x} + {1'b0, y};
  wire [3:0] field = exponent;
  wire sign_r = sign;
  wire subtract_r = subtract;
  wire nan_r = nan;

  wire [2:0] left = zeros(sum);
  wire [6:0] aligned = sum[6:0] << left;
  wire [5:0] normal = {2'd0, field} + 6'd1 - {3'd0, left};
  wire up = aligned[3] & (aligned[4] | (|aligned[2:0]));
  wire [4:0] raised = normal[4:0];
  wire below = normal[5] | ~(|normal);
  wire [7:0] mag = {raised, aligned[6:4]} + {7'd0, up};
  wire above = mag[7] | (&mag[6:0]);
  wire [7:0] beyond = 8'h7f;
  wire [7:0] finite = ~(|sum) ? {sign_r & ~subtract_r, 7'd0} : below ? {sign_r, 7'd0} : above ? beyond
      : {sign_r, mag[6:0]};
  wire [7:0] total = nan_r ? 8'h7f : finite;
  assign s_o = total;
endmodule
`default_nettype wire
