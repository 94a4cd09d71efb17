// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// y = clamp((acc mul + add) >> sh, 0, 255);  ${channels} channels x ${pixels} pixels, constants per channel: mul [[@v.bits mul/]], add [[@v.bits add/]], sh [[@v.bits sh/]].
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
  input  wire [@v.range selBits/] raw_sel_0_i,
[/#if]
  output wire [@v.range (8 * laneCount)/] y_o,
  output wire [@v.range (32 * pixels)/] raw_o
);
  function automatic [@v.range productBits/] multiply(input [31:0] acc, input [${mulMsb}:0] mul);
    multiply = $signed({${placePad}'d0, acc}) * $signed({{${mulPad}{mul[${mulMsb}]}}, mul});
  endfunction

  function automatic [@v.range totalBits/] total(input [@v.range productBits/] product, input [${addMsb}:0] add);
    total = {[#if productPad > 1]{${productPad}{product[${productMsb}]}}[#else]product[${productMsb}][/#if], product} + {[#if addPad > 1]{${addPad}{add[${addMsb}]}}[#else]add[${addMsb}][/#if], add};
  endfunction

  function automatic [7:0] activation(input [@v.range totalBits/] sum, input [${shMsb}:0] sh);
    reg signed [@v.range totalBits/] shifted;
    begin
      shifted = $signed(sum) >>> sh;
      activation = (shifted[7:0] | {8{|shifted[${overMsb}:8]}}) & {8{~shifted[${totalMsb}]}};
    end
  endfunction

[#list lanes as n]
  reg [@v.range productBits/] product_${n.channel}_${n.pixel}_q;
[/#list]
[#list channelList as i]
  reg [${addMsb}:0] add_${i}_q;
  reg [${shMsb}:0] sh_${i}_q;
[/#list]
  always @(posedge clk_i) if (product_en_i) begin
[#list lanes as n]
    product_${n.channel}_${n.pixel}_q <= multiply(acc_i[${n.accLsb} +: 32], scale_i[[@v.from mul]${scaleBits} * ${n.channel}[/@v.from]]);
[/#list]
[#list channelList as i]
    add_${i}_q <= scale_i[[@v.from add]${scaleBits} * ${i}[/@v.from]];
    sh_${i}_q <= scale_i[[@v.from sh]${scaleBits} * ${i}[/@v.from]];
[/#list]
  end

  reg [@v.range (8 * laneCount)/] y_q;
  always @(posedge clk_i) if (result_en_i) begin
[#list lanes as n]
    y_q[8 * ${n.index} +: 8] <= activation(total(product_${n.channel}_${n.pixel}_q, add_${n.channel}_q), sh_${n.channel}_q);
[/#list]
  end
  assign y_o = y_q;

  reg [@v.range (32 * pixels)/] raw_q;
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
