// SPDX-License-Identifier: Apache-2.0
// n = (first ? 0 : acc) + x modulo 2^3; the shadow keeps n at the last addend while the next sum runs.
`default_nettype none
module accumulator_1to3 (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire last_i,
  input  wire [0:0] x_i,
  output wire [2:0] acc_o
);
  reg [2:0] acc_q;
  reg [2:0] shadow_q;
  wire [2:0] addend = {2'd0, x_i};
  wire [2:0] acc_d = (acc_q & {3{~first_i}}) + addend;
  always @(posedge clk_i) if (en_i) begin
    acc_q <= acc_d;
    if (last_i) shadow_q <= acc_d;
  end
  assign acc_o = shadow_q;
endmodule
`default_nettype wire
