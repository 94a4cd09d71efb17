// SPDX-License-Identifier: Apache-2.0
// acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]);  3 input channels x 5 pixels x 2 output channels.
// first_i starts a sum; last_i copies it to the shadow, which drains 1 channels a cycle while the next sum runs.
// Words hold up to eight pixels. Even and odd pixels are summed apart in 16-bit lanes and accumulated in 24 bits of
// 32-bit lanes:
// word k of a slice's accumulator holds pixels k and k + 4. Lanes of pixels that do not exist are constant zero.
`default_nettype none
module packed_array_3x5x2 (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire last_i,
  input  wire [119:0] act_i,
  input  wire [5:0] mask_i,
  input  wire [5:0] sign_i,
  input  wire drain_en_i,
  input  wire [0:0] drain_sel_i,
  output wire [159:0] acc_o
);
  wire [1:0] mask_0 = mask_i[0 * 2 +: 2];
  wire [1:0] sign_0 = sign_i[0 * 2 +: 2];
  wire [1:0] mask_1 = mask_i[1 * 2 +: 2];
  wire [1:0] sign_1 = sign_i[1 * 2 +: 2];
  wire [1:0] mask_2 = mask_i[2 * 2 +: 2];
  wire [1:0] sign_2 = sign_i[2 * 2 +: 2];

  // Pixels 0 to 4.
  localparam [63:0] VALID_0 = 64'h000000ffffffffff;   // bytes of pixels
  localparam [63:0] EVEN_0 = 64'h00ff00ff00ff00ff;   // low byte of each 16-bit lane
  localparam [63:0] LOW_0 = 64'h0000ffff0000ffff;   // low half of each 32-bit lane
  localparam [63:0] SUM_0 = 64'h00ffffff00ffffff;   // 24 bits of each 32-bit lane
  wire [63:0] act_0_0 = {{24{1'b0}}, act_i[(0 * 5 + 0) * 8 +: 40]};
  wire [63:0] act_0_1 = {{24{1'b0}}, act_i[(1 * 5 + 0) * 8 +: 40]};
  wire [63:0] act_0_2 = {{24{1'b0}}, act_i[(2 * 5 + 0) * 8 +: 40]};
  reg [63:0] acc_0_0_q [0:1];
  reg [63:0] shadow_0_0_q [0:1];
  reg [31:0] acc_0_1_q [0:1];
  reg [31:0] shadow_0_1_q [0:1];
  reg [31:0] acc_0_2_q [0:1];
  reg [31:0] shadow_0_2_q [0:1];
  reg [31:0] acc_0_3_q [0:1];
  reg [31:0] shadow_0_3_q [0:1];
  always @(posedge clk_i) if (en_i) begin : dot_0
    reg [31:0] o;
    reg [63:0] t_0;
    reg [63:0] t_1;
    reg [63:0] t_2;
    reg [63:0] even [0:1];
    reg [63:0] odd [0:1];
    reg [63:0] next_0 [0:1];
    reg [31:0] next_1 [0:1];
    reg [31:0] next_2 [0:1];
    reg [31:0] next_3 [0:1];
    for (o = 32'd0; o < 32'd2; o = o + 32'd1) begin
      t_0 = (act_0_0 ^ {64{sign_0[o[0:0]]}}) & {64{mask_0[o[0:0]]}} & VALID_0;
      t_1 = (act_0_1 ^ {64{sign_1[o[0:0]]}}) & {64{mask_1[o[0:0]]}} & VALID_0;
      t_2 = (act_0_2 ^ {64{sign_2[o[0:0]]}}) & {64{mask_2[o[0:0]]}} & VALID_0;
      even[o[0:0]] = (t_0 & EVEN_0) + (t_1 & EVEN_0) + (t_2 & EVEN_0);
      odd[o[0:0]] = ((t_0 >> 8) & EVEN_0) + ((t_1 >> 8) & EVEN_0) + ((t_2 >> 8) & EVEN_0);
      next_0[o[0:0]] = ((acc_0_0_q[o[0:0]] & {64{~first_i}}) + (even[o[0:0]] & LOW_0)) & SUM_0;
      next_1[o[0:0]] = ((acc_0_1_q[o[0:0]] & {32{~first_i}}) + {16'd0, odd[o[0:0]][15:0]}) & 32'h00ffffff;
      next_2[o[0:0]] = ((acc_0_2_q[o[0:0]] & {32{~first_i}}) + {16'd0, even[o[0:0]][31:16]}) & 32'h00ffffff;
      next_3[o[0:0]] = ((acc_0_3_q[o[0:0]] & {32{~first_i}}) + {16'd0, odd[o[0:0]][31:16]}) & 32'h00ffffff;
    end
    acc_0_0_q[0] <= next_0[0];
    acc_0_1_q[0] <= next_1[0];
    acc_0_2_q[0] <= next_2[0];
    acc_0_3_q[0] <= next_3[0];
    acc_0_0_q[1] <= next_0[1];
    acc_0_1_q[1] <= next_1[1];
    acc_0_2_q[1] <= next_2[1];
    acc_0_3_q[1] <= next_3[1];
    if (last_i) begin
      shadow_0_0_q[0] <= next_0[0];
      shadow_0_1_q[0] <= next_1[0];
      shadow_0_2_q[0] <= next_2[0];
      shadow_0_3_q[0] <= next_3[0];
      shadow_0_0_q[1] <= next_0[1];
      shadow_0_1_q[1] <= next_1[1];
      shadow_0_2_q[1] <= next_2[1];
      shadow_0_3_q[1] <= next_3[1];
    end
  end

  reg [159:0] drain_q;
  always @(posedge clk_i) if (drain_en_i)
    case (drain_sel_i)
      1'd0: begin
        drain_q[0 +: 64] <= shadow_0_0_q[0];
        drain_q[64 +: 32] <= shadow_0_1_q[0];
        drain_q[96 +: 32] <= shadow_0_2_q[0];
        drain_q[128 +: 32] <= shadow_0_3_q[0];
      end
      default: begin
        drain_q[0 +: 64] <= shadow_0_0_q[1];
        drain_q[64 +: 32] <= shadow_0_1_q[1];
        drain_q[96 +: 32] <= shadow_0_2_q[1];
        drain_q[128 +: 32] <= shadow_0_3_q[1];
      end
    endcase
  assign acc_o = drain_q;
endmodule
`default_nettype wire
