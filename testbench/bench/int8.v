// SPDX-License-Identifier: Apache-2.0
// What an element of the hidden network is measured against: multiply-accumulate of signed 8-bit weights and unsigned 8-bit activations in the same
// structure, 16 input channels, one pixel, one output channel, 24-bit accumulator, shadow and enable. A product lies in -32,640 .. 32,385: 16 bits.
`default_nettype none
module int8 (
  input  wire         clk_i,
  input  wire         en_i,
  input  wire         first_i,
  input  wire         last_i,
  input  wire [127:0] act_i,
  input  wire [127:0] weight_i,
  output wire [23:0]  acc_o
);
  reg [19:0] sum;
  always @* begin : dot
    reg [31:0] c;
    reg signed [15:0] product;
    sum = 20'd0;
    for (c = 32'd0; c < 32'd16; c = c + 32'd1) begin
      product = $signed({1'b0, act_i[8*c +: 8]}) * $signed(weight_i[8*c +: 8]);
      sum = sum + {{4{product[15]}}, product};
    end
  end
  reg [23:0] acc_q, shadow_q;
  wire [23:0] acc_d = (acc_q & {24{~first_i}}) + {{4{sum[19]}}, sum};
  always @(posedge clk_i) if (en_i) begin
    acc_q <= acc_d;
    if (last_i) shadow_q <= acc_d;
  end
  assign acc_o = shadow_q;
endmodule
`default_nettype wire
