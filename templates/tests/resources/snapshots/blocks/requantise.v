// SPDX-License-Identifier: Apache-2.0
// y = clamp((acc mul + add) >> sh, 0, 255);  3 channels x 5 pixels, constants per channel: mul [15:0], add [57:16], sh
// [62:58].
// raw_o holds acc mul + add of the channel selected. Two enabled cycles: product, result.
`default_nettype none
module requantiser_3x5 (
  input  wire clk_i,
  input  wire product_en_i,
  input  wire result_en_i,
  input  wire raw_en_i,
  input  wire [479:0] acc_i,
  input  wire [188:0] scale_i,
  input  wire [1:0] raw_sel_0_i,
  output wire [119:0] y_o,
  output wire [159:0] raw_o
);
  function automatic [40:0] multiply(input [31:0] acc, input [15:0] mul);
    multiply = $signed({9'd0, acc}) * $signed({{25{mul[15]}}, mul});
  endfunction

  function automatic [42:0] total(input [40:0] product, input [41:0] add);
    total = {{2{product[40]}}, product} + {add[41], add};
  endfunction

  function automatic [7:0] activation(input [42:0] sum, input [4:0] sh);
    reg signed [42:0] shifted;
    begin
      shifted = $signed(sum) >>> sh;
      activation = (shifted[7:0] | {8{|shifted[41:8]}}) & {8{~shifted[42]}};
    end
  endfunction

  reg [40:0] product_0_0_q;
  reg [40:0] product_0_1_q;
  reg [40:0] product_0_2_q;
  reg [40:0] product_0_3_q;
  reg [40:0] product_0_4_q;
  reg [40:0] product_1_0_q;
  reg [40:0] product_1_1_q;
  reg [40:0] product_1_2_q;
  reg [40:0] product_1_3_q;
  reg [40:0] product_1_4_q;
  reg [40:0] product_2_0_q;
  reg [40:0] product_2_1_q;
  reg [40:0] product_2_2_q;
  reg [40:0] product_2_3_q;
  reg [40:0] product_2_4_q;
  reg [41:0] add_0_q;
  reg [4:0] sh_0_q;
  reg [41:0] add_1_q;
  reg [4:0] sh_1_q;
  reg [41:0] add_2_q;
  reg [4:0] sh_2_q;
  always @(posedge clk_i) if (product_en_i) begin
    product_0_0_q <= multiply(acc_i[0 +: 32], scale_i[63 * 0 +: 16]);
    product_0_1_q <= multiply(acc_i[64 +: 32], scale_i[63 * 0 +: 16]);
    product_0_2_q <= multiply(acc_i[96 +: 32], scale_i[63 * 0 +: 16]);
    product_0_3_q <= multiply(acc_i[128 +: 32], scale_i[63 * 0 +: 16]);
    product_0_4_q <= multiply(acc_i[32 +: 32], scale_i[63 * 0 +: 16]);
    product_1_0_q <= multiply(acc_i[160 +: 32], scale_i[63 * 1 +: 16]);
    product_1_1_q <= multiply(acc_i[224 +: 32], scale_i[63 * 1 +: 16]);
    product_1_2_q <= multiply(acc_i[256 +: 32], scale_i[63 * 1 +: 16]);
    product_1_3_q <= multiply(acc_i[288 +: 32], scale_i[63 * 1 +: 16]);
    product_1_4_q <= multiply(acc_i[192 +: 32], scale_i[63 * 1 +: 16]);
    product_2_0_q <= multiply(acc_i[320 +: 32], scale_i[63 * 2 +: 16]);
    product_2_1_q <= multiply(acc_i[384 +: 32], scale_i[63 * 2 +: 16]);
    product_2_2_q <= multiply(acc_i[416 +: 32], scale_i[63 * 2 +: 16]);
    product_2_3_q <= multiply(acc_i[448 +: 32], scale_i[63 * 2 +: 16]);
    product_2_4_q <= multiply(acc_i[352 +: 32], scale_i[63 * 2 +: 16]);
    add_0_q <= scale_i[63 * 0 + 16 +: 42];
    sh_0_q <= scale_i[63 * 0 + 58 +: 5];
    add_1_q <= scale_i[63 * 1 + 16 +: 42];
    sh_1_q <= scale_i[63 * 1 + 58 +: 5];
    add_2_q <= scale_i[63 * 2 + 16 +: 42];
    sh_2_q <= scale_i[63 * 2 + 58 +: 5];
  end

  reg [119:0] y_q;
  always @(posedge clk_i) if (result_en_i) begin
    y_q[8 * 0 +: 8] <= activation(total(product_0_0_q, add_0_q), sh_0_q);
    y_q[8 * 1 +: 8] <= activation(total(product_0_1_q, add_0_q), sh_0_q);
    y_q[8 * 2 +: 8] <= activation(total(product_0_2_q, add_0_q), sh_0_q);
    y_q[8 * 3 +: 8] <= activation(total(product_0_3_q, add_0_q), sh_0_q);
    y_q[8 * 4 +: 8] <= activation(total(product_0_4_q, add_0_q), sh_0_q);
    y_q[8 * 5 +: 8] <= activation(total(product_1_0_q, add_1_q), sh_1_q);
    y_q[8 * 6 +: 8] <= activation(total(product_1_1_q, add_1_q), sh_1_q);
    y_q[8 * 7 +: 8] <= activation(total(product_1_2_q, add_1_q), sh_1_q);
    y_q[8 * 8 +: 8] <= activation(total(product_1_3_q, add_1_q), sh_1_q);
    y_q[8 * 9 +: 8] <= activation(total(product_1_4_q, add_1_q), sh_1_q);
    y_q[8 * 10 +: 8] <= activation(total(product_2_0_q, add_2_q), sh_2_q);
    y_q[8 * 11 +: 8] <= activation(total(product_2_1_q, add_2_q), sh_2_q);
    y_q[8 * 12 +: 8] <= activation(total(product_2_2_q, add_2_q), sh_2_q);
    y_q[8 * 13 +: 8] <= activation(total(product_2_3_q, add_2_q), sh_2_q);
    y_q[8 * 14 +: 8] <= activation(total(product_2_4_q, add_2_q), sh_2_q);
  end
  assign y_o = y_q;

  reg [159:0] raw_q;
  always @(posedge clk_i) if (raw_en_i) begin
    case (raw_sel_0_i)
      2'd0: begin
        raw_q[32 * 0 +: 32] <= product_0_0_q[31:0] + add_0_q[31:0];
        raw_q[32 * 1 +: 32] <= product_0_1_q[31:0] + add_0_q[31:0];
        raw_q[32 * 2 +: 32] <= product_0_2_q[31:0] + add_0_q[31:0];
        raw_q[32 * 3 +: 32] <= product_0_3_q[31:0] + add_0_q[31:0];
        raw_q[32 * 4 +: 32] <= product_0_4_q[31:0] + add_0_q[31:0];
      end
      2'd1: begin
        raw_q[32 * 0 +: 32] <= product_1_0_q[31:0] + add_1_q[31:0];
        raw_q[32 * 1 +: 32] <= product_1_1_q[31:0] + add_1_q[31:0];
        raw_q[32 * 2 +: 32] <= product_1_2_q[31:0] + add_1_q[31:0];
        raw_q[32 * 3 +: 32] <= product_1_3_q[31:0] + add_1_q[31:0];
        raw_q[32 * 4 +: 32] <= product_1_4_q[31:0] + add_1_q[31:0];
      end
      default: begin
        raw_q[32 * 0 +: 32] <= product_2_0_q[31:0] + add_2_q[31:0];
        raw_q[32 * 1 +: 32] <= product_2_1_q[31:0] + add_2_q[31:0];
        raw_q[32 * 2 +: 32] <= product_2_2_q[31:0] + add_2_q[31:0];
        raw_q[32 * 3 +: 32] <= product_2_3_q[31:0] + add_2_q[31:0];
        raw_q[32 * 4 +: 32] <= product_2_4_q[31:0] + add_2_q[31:0];
      end
    endcase
  end
  assign raw_o = raw_q;
endmodule
`default_nettype wire
