// SPDX-License-Identifier: Apache-2.0
// acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]);  4 input channels x 4 pixels x 8 output channels.
// first_i starts a sum; last_i copies it to the shadow, which drains 4 channels a cycle while the next sum runs.
// Words hold up to eight pixels. Even and odd pixels are summed apart in 16-bit lanes and accumulated in 24 bits of 32-bit lanes:
// word k of a slice's accumulator holds pixels k and k + 4. Lanes of pixels that do not exist are constant zero.
`default_nettype none
module packed_array_4x4x8_d4 (
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
  reg [31:0] even_0 [0:7];
  reg [31:0] odd_0 [0:7];
  always @* begin : dot_0
    reg [31:0] o;
    reg [31:0] t_0;
    reg [31:0] t_1;
    reg [31:0] t_2;
    reg [31:0] t_3;
    for (o = 32'd0; o < 32'd8; o = o + 32'd1) begin
      t_0 = (act_0_0 ^ {32{sign_0[o[2:0]]}}) & {32{mask_0[o[2:0]]}};
      t_1 = (act_0_1 ^ {32{sign_1[o[2:0]]}}) & {32{mask_1[o[2:0]]}};
      t_2 = (act_0_2 ^ {32{sign_2[o[2:0]]}}) & {32{mask_2[o[2:0]]}};
      t_3 = (act_0_3 ^ {32{sign_3[o[2:0]]}}) & {32{mask_3[o[2:0]]}};
      even_0[o[2:0]] = (t_0 & EVEN_0) + (t_1 & EVEN_0) + (t_2 & EVEN_0) + (t_3 & EVEN_0);
      odd_0[o[2:0]] = ((t_0 >> 8) & EVEN_0) + ((t_1 >> 8) & EVEN_0) + ((t_2 >> 8) & EVEN_0) + ((t_3 >> 8) & EVEN_0);
    end
  end

  genvar g_0;
  generate
    for (g_0 = 0; g_0 < 8; g_0 = g_0 + 1) begin : sums_0
      reg [31:0] acc_0_q, shadow_0_q;
      wire [31:0] next_0 = ((acc_0_q & {32{~first_i}}) + {16'd0, even_0[g_0][15:0]}) & 32'h00ffffff;
      reg [31:0] acc_1_q, shadow_1_q;
      wire [31:0] next_1 = ((acc_1_q & {32{~first_i}}) + {16'd0, odd_0[g_0][15:0]}) & 32'h00ffffff;
      reg [31:0] acc_2_q, shadow_2_q;
      wire [31:0] next_2 = ((acc_2_q & {32{~first_i}}) + {16'd0, even_0[g_0][31:16]}) & 32'h00ffffff;
      reg [31:0] acc_3_q, shadow_3_q;
      wire [31:0] next_3 = ((acc_3_q & {32{~first_i}}) + {16'd0, odd_0[g_0][31:16]}) & 32'h00ffffff;
      always @(posedge clk_i) if (en_i) begin
        acc_0_q <= next_0;
        if (last_i) shadow_0_q <= next_0;
        acc_1_q <= next_1;
        if (last_i) shadow_1_q <= next_1;
        acc_2_q <= next_2;
        if (last_i) shadow_2_q <= next_2;
        acc_3_q <= next_3;
        if (last_i) shadow_3_q <= next_3;
      end
    end
  endgenerate

  reg [511:0] drain_q;
  always @(posedge clk_i) if (drain_en_i)
    case (drain_sel_i)
      1'd0: begin
        drain_q[0 +: 32] <= sums_0[0].shadow_0_q[31:0];
        drain_q[32 +: 32] <= sums_0[0].shadow_1_q[31:0];
        drain_q[64 +: 32] <= sums_0[0].shadow_2_q[31:0];
        drain_q[96 +: 32] <= sums_0[0].shadow_3_q[31:0];
        drain_q[128 +: 32] <= sums_0[1].shadow_0_q[31:0];
        drain_q[160 +: 32] <= sums_0[1].shadow_1_q[31:0];
        drain_q[192 +: 32] <= sums_0[1].shadow_2_q[31:0];
        drain_q[224 +: 32] <= sums_0[1].shadow_3_q[31:0];
        drain_q[256 +: 32] <= sums_0[2].shadow_0_q[31:0];
        drain_q[288 +: 32] <= sums_0[2].shadow_1_q[31:0];
        drain_q[320 +: 32] <= sums_0[2].shadow_2_q[31:0];
        drain_q[352 +: 32] <= sums_0[2].shadow_3_q[31:0];
        drain_q[384 +: 32] <= sums_0[3].shadow_0_q[31:0];
        drain_q[416 +: 32] <= sums_0[3].shadow_1_q[31:0];
        drain_q[448 +: 32] <= sums_0[3].shadow_2_q[31:0];
        drain_q[480 +: 32] <= sums_0[3].shadow_3_q[31:0];
      end
      default: begin
        drain_q[0 +: 32] <= sums_0[4].shadow_0_q[31:0];
        drain_q[32 +: 32] <= sums_0[4].shadow_1_q[31:0];
        drain_q[64 +: 32] <= sums_0[4].shadow_2_q[31:0];
        drain_q[96 +: 32] <= sums_0[4].shadow_3_q[31:0];
        drain_q[128 +: 32] <= sums_0[5].shadow_0_q[31:0];
        drain_q[160 +: 32] <= sums_0[5].shadow_1_q[31:0];
        drain_q[192 +: 32] <= sums_0[5].shadow_2_q[31:0];
        drain_q[224 +: 32] <= sums_0[5].shadow_3_q[31:0];
        drain_q[256 +: 32] <= sums_0[6].shadow_0_q[31:0];
        drain_q[288 +: 32] <= sums_0[6].shadow_1_q[31:0];
        drain_q[320 +: 32] <= sums_0[6].shadow_2_q[31:0];
        drain_q[352 +: 32] <= sums_0[6].shadow_3_q[31:0];
        drain_q[384 +: 32] <= sums_0[7].shadow_0_q[31:0];
        drain_q[416 +: 32] <= sums_0[7].shadow_1_q[31:0];
        drain_q[448 +: 32] <= sums_0[7].shadow_2_q[31:0];
        drain_q[480 +: 32] <= sums_0[7].shadow_3_q[31:0];
      end
    endcase
  assign acc_o = drain_q;
endmodule
`default_nettype wire
