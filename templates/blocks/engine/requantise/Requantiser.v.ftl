// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/engine/requantise/serial.ftl" as bits]
// y = clamp((acc mul + add) >> sh, 0, 255);  ${channels} channels x ${pixels} pixels, constants per channel: mul [[@v.bits mul/]], add [[@v.bits add/]], sh [[@v.bits sh/]].
// raw_o holds acc mul + add of the channel selected. [#if serial]A bit a cycle: enables are taken while ready_o is 1, a product makes it 0 for ${totalBits} cycles.[#else]Two enabled cycles: product, result.[/#if]
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
[#if serial]
  input  wire rst_ni,
[/#if]
  input  wire product_en_i,
  input  wire result_en_i,
  input  wire raw_en_i,
  input  wire [@v.range accBits/] acc_i,
  input  wire [@v.range (scaleBits * channels)/] scale_i,
[#if channels > 1]
  input  wire [@v.range selBits/] raw_sel_0_i,
[/#if]
  output wire [@v.range (8 * laneCount)/] y_o,
  output wire [@v.range (32 * pixels)/] raw_o[#if serial],
  output wire ready_0_o[/#if]
);
[#if serial]
[@bits.circuit/]
[#else]
[@parallel/]
[/#if]
endmodule
`default_nettype wire
[#macro parallel]
  function automatic [@v.range productBits/] multiply(input [31:0] acc, input [@v.range mul.width/] mul);
    multiply = $signed({${placePad}'d0, acc}) * $signed({{${mulPad}{mul[@v.top mul.width/]}}, mul});
  endfunction

  function automatic [@v.range totalBits/] total(input [@v.range productBits/] product, input [@v.range add.width/] add);
    total = {[#if productPad > 1]{${productPad}{product[@v.top productBits/]}}[#else]product[@v.top productBits/][/#if], product} + {[#if addPad > 1]{${addPad}{add[@v.top add.width/]}}[#else]add[@v.top add.width/][/#if], add};
  endfunction

  function automatic [7:0] activation(input [@v.range totalBits/] sum, input [@v.range sh.width/] sh);
    reg signed [@v.range totalBits/] shifted;
    begin
      shifted = $signed(sum) >>> sh;
      activation = (shifted[7:0] | {8{|shifted[@v.upper (totalBits - 1) 8/]}}) & {8{~shifted[@v.top totalBits/]}};
    end
  endfunction

[#list lanes as n]
  reg [@v.range productBits/] product_${n.channel}_${n.pixel}_q;
[/#list]
[#list channelList as i]
  reg [@v.range add.width/] add_${i}_q;
  reg [@v.range sh.width/] sh_${i}_q;
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
[/#macro]
