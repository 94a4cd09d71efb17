// SPDX-License-Identifier: Apache-2.0
// acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]);  4 input channels x 4 pixels x 8 output channels.
// first_i starts a sum; last_i copies it to the shadow, which drains 4 channels a cycle while the next sum runs.
// Words hold up to eight pixels. Even and odd pixels are summed apart in 16-bit lanes and accumulated in 24 bits of
// 32-bit lanes:
// word k of a slice's accumulator holds pixels k and k + 4. Lanes of pixels that do not exist are constant zero.
`default_nettype none
module packed_array_4x4x8 (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire last_i,
  input  wire [127:0] act_i,
  input  wire [31:0] mask_i,
  input  wire [31:0] sign_i,
  input  wire drain_en_i,
  input  wire [0:0] drain_sel_i,
  output wire [511:0] acc_o
);
  wire [7:0] mask_0 = mask_i[0 * 8 +: 8];
  wire [7:0] sign_0 = sign_i[0 * 8 +: 8];
  wire [7:0] mask_1 = mask_i[1 * 8 +: 8];
  wire [7:0] sign_1 = sign_i[1 * 8 +: 8];
  wire [7:0] mask_2 = mask_i[2 * 8 +: 8];
  wire [7:0] sign_2 = sign_i[2 * 8 +: 8];
  wire [7:0] mask_3 = mask_i[3 * 8 +: 8];
  wire [7:0] sign_3 = sign_i[3 * 8 +: 8];

  // Pixels 0 to 3.
  localparam [31:0] EVEN_0 = 32'h00ff00ff;   // low byte of each 16-bit lane
  wire [31:0] act_0_0 = act_i[(0 * 4 + 0) * 8 +: 32];
  wire [31:0] act_0_1 = act_i[(1 * 4 + 0) * 8 +: 32];
  wire [31:0] act_0_2 = act_i[(2 * 4 + 0) * 8 +: 32];
  wire [31:0] act_0_3 = act_i[(3 * 4 + 0) * 8 +: 32];
  reg [31:0] acc_0_0_q [0:7];
  reg [31:0] shadow_0_0_q [0:7];
  reg [31:0] acc_0_1_q [0:7];
  reg [31:0] shadow_0_1_q [0:7];
  reg [31:0] acc_0_2_q [0:7];
  reg [31:0] shadow_0_2_q [0:7];
  reg [31:0] acc_0_3_q [0:7];
  reg [31:0] shadow_0_3_q [0:7];
  always @(posedge clk_i) if (en_i) begin : dot_0
    reg [31:0] o;
    reg [31:0] t_0;
    reg [31:0] t_1;
    reg [31:0] t_2;
    reg [31:0] t_3;
    reg [31:0] even [0:7];
    reg [31:0] odd [0:7];
    reg [31:0] next_0 [0:7];
    reg [31:0] next_1 [0:7];
    reg [31:0] next_2 [0:7];
    reg [31:0] next_3 [0:7];
    for (o = 32'd0; o < 32'd8; o = o + 32'd1) begin
      t_0 = (act_0_0 ^ {32{sign_0[o[2:0]]}}) & {32{mask_0[o[2:0]]}};
      t_1 = (act_0_1 ^ {32{sign_1[o[2:0]]}}) & {32{mask_1[o[2:0]]}};
      t_2 = (act_0_2 ^ {32{sign_2[o[2:0]]}}) & {32{mask_2[o[2:0]]}};
      t_3 = (act_0_3 ^ {32{sign_3[o[2:0]]}}) & {32{mask_3[o[2:0]]}};
      even[o[2:0]] = (t_0 & EVEN_0) + (t_1 & EVEN_0) + (t_2 & EVEN_0) + (t_3 & EVEN_0);
      odd[o[2:0]] = ((t_0 >> 8) & EVEN_0) + ((t_1 >> 8) & EVEN_0) + ((t_2 >> 8) & EVEN_0) + ((t_3 >> 8) & EVEN_0);
      next_0[o[2:0]] = ((acc_0_0_q[o[2:0]] & {32{~first_i}}) + {16'd0, even[o[2:0]][15:0]}) & 32'h00ffffff;
      next_1[o[2:0]] = ((acc_0_1_q[o[2:0]] & {32{~first_i}}) + {16'd0, odd[o[2:0]][15:0]}) & 32'h00ffffff;
      next_2[o[2:0]] = ((acc_0_2_q[o[2:0]] & {32{~first_i}}) + {16'd0, even[o[2:0]][31:16]}) & 32'h00ffffff;
      next_3[o[2:0]] = ((acc_0_3_q[o[2:0]] & {32{~first_i}}) + {16'd0, odd[o[2:0]][31:16]}) & 32'h00ffffff;
    end
    acc_0_0_q[0] <= next_0[0];
    acc_0_1_q[0] <= next_1[0];
    acc_0_2_q[0] <= next_2[0];
    acc_0_3_q[0] <= next_3[0];
    acc_0_0_q[1] <= next_0[1];
    acc_0_1_q[1] <= next_1[1];
    acc_0_2_q[1] <= next_2[1];
    acc_0_3_q[1] <= next_3[1];
    acc_0_0_q[2] <= next_0[2];
    acc_0_1_q[2] <= next_1[2];
    acc_0_2_q[2] <= next_2[2];
    acc_0_3_q[2] <= next_3[2];
    acc_0_0_q[3] <= next_0[3];
    acc_0_1_q[3] <= next_1[3];
    acc_0_2_q[3] <= next_2[3];
    acc_0_3_q[3] <= next_3[3];
    acc_0_0_q[4] <= next_0[4];
    acc_0_1_q[4] <= next_1[4];
    acc_0_2_q[4] <= next_2[4];
    acc_0_3_q[4] <= next_3[4];
    acc_0_0_q[5] <= next_0[5];
    acc_0_1_q[5] <= next_1[5];
    acc_0_2_q[5] <= next_2[5];
    acc_0_3_q[5] <= next_3[5];
    acc_0_0_q[6] <= next_0[6];
    acc_0_1_q[6] <= next_1[6];
    acc_0_2_q[6] <= next_2[6];
    acc_0_3_q[6] <= next_3[6];
    acc_0_0_q[7] <= next_0[7];
    acc_0_1_q[7] <= next_1[7];
    acc_0_2_q[7] <= next_2[7];
    acc_0_3_q[7] <= next_3[7];
    if (last_i) begin
      shadow_0_0_q[0] <= next_0[0];
      shadow_0_1_q[0] <= next_1[0];
      shadow_0_2_q[0] <= next_2[0];
      shadow_0_3_q[0] <= next_3[0];
      shadow_0_0_q[1] <= next_0[1];
      shadow_0_1_q[1] <= next_1[1];
      shadow_0_2_q[1] <= next_2[1];
      shadow_0_3_q[1] <= next_3[1];
      shadow_0_0_q[2] <= next_0[2];
      shadow_0_1_q[2] <= next_1[2];
      shadow_0_2_q[2] <= next_2[2];
      shadow_0_3_q[2] <= next_3[2];
      shadow_0_0_q[3] <= next_0[3];
      shadow_0_1_q[3] <= next_1[3];
      shadow_0_2_q[3] <= next_2[3];
      shadow_0_3_q[3] <= next_3[3];
      shadow_0_0_q[4] <= next_0[4];
      shadow_0_1_q[4] <= next_1[4];
      shadow_0_2_q[4] <= next_2[4];
      shadow_0_3_q[4] <= next_3[4];
      shadow_0_0_q[5] <= next_0[5];
      shadow_0_1_q[5] <= next_1[5];
      shadow_0_2_q[5] <= next_2[5];
      shadow_0_3_q[5] <= next_3[5];
      shadow_0_0_q[6] <= next_0[6];
      shadow_0_1_q[6] <= next_1[6];
      shadow_0_2_q[6] <= next_2[6];
      shadow_0_3_q[6] <= next_3[6];
      shadow_0_0_q[7] <= next_0[7];
      shadow_0_1_q[7] <= next_1[7];
      shadow_0_2_q[7] <= next_2[7];
      shadow_0_3_q[7] <= next_3[7];
    end
  end

  reg [511:0] drain_q;
  always @(posedge clk_i) if (drain_en_i)
    case (drain_sel_i)
      1'd0: begin
        drain_q[0 +: 32] <= shadow_0_0_q[0];
        drain_q[32 +: 32] <= shadow_0_1_q[0];
        drain_q[64 +: 32] <= shadow_0_2_q[0];
        drain_q[96 +: 32] <= shadow_0_3_q[0];
        drain_q[128 +: 32] <= shadow_0_0_q[1];
        drain_q[160 +: 32] <= shadow_0_1_q[1];
        drain_q[192 +: 32] <= shadow_0_2_q[1];
        drain_q[224 +: 32] <= shadow_0_3_q[1];
        drain_q[256 +: 32] <= shadow_0_0_q[2];
        drain_q[288 +: 32] <= shadow_0_1_q[2];
        drain_q[320 +: 32] <= shadow_0_2_q[2];
        drain_q[352 +: 32] <= shadow_0_3_q[2];
        drain_q[384 +: 32] <= shadow_0_0_q[3];
        drain_q[416 +: 32] <= shadow_0_1_q[3];
        drain_q[448 +: 32] <= shadow_0_2_q[3];
        drain_q[480 +: 32] <= shadow_0_3_q[3];
      end
      default: begin
        drain_q[0 +: 32] <= shadow_0_0_q[4];
        drain_q[32 +: 32] <= shadow_0_1_q[4];
        drain_q[64 +: 32] <= shadow_0_2_q[4];
        drain_q[96 +: 32] <= shadow_0_3_q[4];
        drain_q[128 +: 32] <= shadow_0_0_q[5];
        drain_q[160 +: 32] <= shadow_0_1_q[5];
        drain_q[192 +: 32] <= shadow_0_2_q[5];
        drain_q[224 +: 32] <= shadow_0_3_q[5];
        drain_q[256 +: 32] <= shadow_0_0_q[6];
        drain_q[288 +: 32] <= shadow_0_1_q[6];
        drain_q[320 +: 32] <= shadow_0_2_q[6];
        drain_q[352 +: 32] <= shadow_0_3_q[6];
        drain_q[384 +: 32] <= shadow_0_0_q[7];
        drain_q[416 +: 32] <= shadow_0_1_q[7];
        drain_q[448 +: 32] <= shadow_0_2_q[7];
        drain_q[480 +: 32] <= shadow_0_3_q[7];
      end
    endcase
  assign acc_o = drain_q;
endmodule
`default_nettype wire
