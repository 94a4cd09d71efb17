// SPDX-License-Identifier: Apache-2.0
// y = clamp((acc mul + add) >> sh, 0, 255);  ${channels} channels x ${pixels} pixels, constants per channel: mul [15:0], add [57:16], sh [62:58].
// raw_o holds acc mul + add of the channel selected. Two enabled cycles: product, result.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire product_en_i,
  input  wire result_en_i,
  input  wire raw_en_i,
  input  wire [${accMsb}:0] acc_i,
  input  wire [${scaleMsb}:0] scale_i,
[#if channels > 1]
  input  wire [${selMsb}:0] raw_sel_0_i,
[/#if]
  output wire [${yMsb}:0] y_o,
  output wire [${rawMsb}:0] raw_o
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

[#list lanes as n]
  reg [40:0] product_${n.channel}_${n.pixel}_q;
[/#list]
[#list channelList as i]
  reg [41:0] add_${i}_q;
  reg [4:0] sh_${i}_q;
[/#list]
  always @(posedge clk_i) if (product_en_i) begin
[#list lanes as n]
    product_${n.channel}_${n.pixel}_q <= multiply(acc_i[${n.accLsb} +: 32], scale_i[63 * ${n.channel} +: 16]);
[/#list]
[#list channelList as i]
    add_${i}_q <= scale_i[63 * ${i} + 16 +: 42];
    sh_${i}_q <= scale_i[63 * ${i} + 58 +: 5];
[/#list]
  end

  reg [${yMsb}:0] y_q;
  always @(posedge clk_i) if (result_en_i) begin
[#list lanes as n]
    y_q[8 * ${n.index} +: 8] <= activation(total(product_${n.channel}_${n.pixel}_q, add_${n.channel}_q), sh_${n.channel}_q);
[/#list]
  end
  assign y_o = y_q;

  reg [${rawMsb}:0] raw_q;
  always @(posedge clk_i) if (raw_en_i) begin
[#if channels == 1]
[#list pixelList as p]
    raw_q[32 * ${p} +: 32] <= product_0_${p}_q[31:0] + add_0_q[31:0];
[/#list]
[#else]
    case (raw_sel_0_i)
[#list channelList as i]
[#if i == channelLast]
      default: begin
[#else]
      ${selBits}'d${i}: begin
[/#if]
[#list pixelList as p]
        raw_q[32 * ${p} +: 32] <= product_${i}_${p}_q[31:0] + add_${i}_q[31:0];
[/#list]
      end
[/#list]
    endcase
[/#if]
  end
  assign raw_o = raw_q;
endmodule
`default_nettype wire
