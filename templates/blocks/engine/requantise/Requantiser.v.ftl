// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/engine/requantise/serial.ftl" as bits]
// y = clamp((acc mul + add[#if residual] + (r back_mul << back_sh)[/#if]) >> sh, 0, 255);  ${channels} channels x ${pixels} pixels, constants per channel: mul [[@v.bits mul/]], add [[@v.bits add/]], sh [[@v.bits sh/]].
// raw_o holds acc mul + add of the channel selected. [#if terms]With later_0_i, what partial_en_0_i kept of the terms before stands in the place of add. [/#if][#if serial]A bit a cycle: enables are taken while ready_o is 1, a product makes it 0 for ${totalBits} cycles.[#else]Two enabled cycles: product, result.[/#if]
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
[#if serial]
  input  wire rst_ni,
[/#if]
  input  wire product_en_i,
  input  wire result_en_i,
  input  wire raw_en_i,
[#if terms]
  input  wire partial_en_0_i,
  input  wire later_0_i,
[/#if]
  input  wire [@v.range accBits/] acc_i,
  input  wire [@v.range (scaleBits * channels)/] scale_i,
[#if channels > 1]
  input  wire [@v.range selBits/] raw_sel_0_i,
[/#if]
[#if residual]
  input  wire back_0_i,
  input  wire largest_0_i,
  input  wire fold_0_i,
  input  wire [@v.range (8 * laneCount)/] row_0_i,
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

[#if terms]
  function automatic [@v.range totalBits/] total(input [@v.range productBits/] product, input [@v.range totalBits/] addend);
    total = {[#if productPad > 1]{${productPad}{product[@v.top productBits/]}}[#else]product[@v.top productBits/][/#if], product} + addend;
  endfunction

  function automatic [@v.range totalBits/] extended(input [@v.range add.width/] add);
    extended = {[#if addPad > 1]{${addPad}{add[@v.top add.width/]}}[#else]add[@v.top add.width/][/#if], add};
  endfunction
[#else]
  function automatic [@v.range totalBits/] total(input [@v.range productBits/] product, input [@v.range add.width/] add);
    total = {[#if productPad > 1]{${productPad}{product[@v.top productBits/]}}[#else]product[@v.top productBits/][/#if], product} + {[#if addPad > 1]{${addPad}{add[@v.top add.width/]}}[#else]add[@v.top add.width/][/#if], add};
  endfunction
[/#if]

[#if residual]
  function automatic [@v.range backProductBits/] moved(input [7:0] r, input [@v.range backMul.width/] mul);
    moved = $signed({${backMul.width + 1}'d0, r}) * $signed({{9{mul[@v.top backMul.width/]}}, mul});
  endfunction

  // All bits of what is read back, moved up, beside the sum.
  function automatic [@v.range wholeBits/] whole(input [@v.range totalBits/] sum, input [@v.range backProductBits/] product, input [@v.range backSh.width/] up);
    reg [@v.range backTermBits/] term;
    begin
      term = {{${backTermPad}{product[@v.top backProductBits/]}}, product} << up;
      whole = {{${wholePadTotal}{sum[@v.top totalBits/]}}, sum} + {[#if wholePadBack > 1]{${wholePadBack}{term[@v.top backTermBits/]}}[#else]term[@v.top backTermBits/][/#if], term};
    end
  endfunction

  function automatic [7:0] larger(input [7:0] a, input [7:0] b, input wanted);
    larger = wanted & (b > a) ? b : a;
  endfunction

[/#if]
  function automatic [7:0] activation(input [@v.range resultBits/] sum, input [@v.range sh.width/] sh);
    reg signed [@v.range resultBits/] shifted;
    begin
      shifted = $signed(sum) >>> sh;
      activation = (shifted[7:0] | {8{|shifted[@v.upper (resultBits - 1) 8/]}}) & {8{~shifted[@v.top resultBits/]}};
    end
  endfunction

[#list lanes as n]
  reg [@v.range productBits/] product_${n.channel}_${n.pixel}_q;
[/#list]
[#list channelList as i]
  reg [@v.range add.width/] add_${i}_q;
  reg [@v.range sh.width/] sh_${i}_q;
[#if residual]
  reg [@v.range backSh.width/] back_sh_${i}_q;
[/#if]
[/#list]
[#if residual]
  wire [@v.range (8 * laneCount)/] row = row_0_i & [@v.fill (8 * laneCount)]back_0_i[/@v.fill];
  reg [@v.range (8 * laneCount)/] row_q;
  reg largest_q;
[#list lanes as n]
  reg [@v.range backProductBits/] back_${n.channel}_${n.pixel}_q;
[/#list]
  always @(posedge clk_i) if (product_en_i) begin
    row_q <= row;
    largest_q <= largest_0_i;
[#list lanes as n]
    back_${n.channel}_${n.pixel}_q <= moved(row[8 * ${n.index} +: 8], scale_i[[@v.from backMul]${scaleBits} * ${n.channel} + ${backLsb}[/@v.from]]);
[/#list]
[#list channelList as i]
    back_sh_${i}_q <= scale_i[[@v.from backSh]${scaleBits} * ${i} + ${backLsb}[/@v.from]];
[/#list]
  end
[/#if]
  always @(posedge clk_i) if (product_en_i) begin
[#list lanes as n]
    product_${n.channel}_${n.pixel}_q <= multiply(acc_i[${n.accLsb} +: 32], scale_i[[@v.from mul]${scaleBits} * ${n.channel}[/@v.from]]);
[/#list]
[#list channelList as i]
    add_${i}_q <= scale_i[[@v.from add]${scaleBits} * ${i}[/@v.from]];
    sh_${i}_q <= scale_i[[@v.from sh]${scaleBits} * ${i}[/@v.from]];
[/#list]
  end

[#if terms]
  // What the terms before added up to, add included.
[#list lanes as n]
  reg [@v.range totalBits/] partial_${n.channel}_${n.pixel}_q;
  wire [@v.range totalBits/] addend_${n.channel}_${n.pixel} = later_0_i ? partial_${n.channel}_${n.pixel}_q : extended(add_${n.channel}_q);
[/#list]
  always @(posedge clk_i) if (partial_en_0_i) begin
[#list lanes as n]
    partial_${n.channel}_${n.pixel}_q <= total(product_${n.channel}_${n.pixel}_q, addend_${n.channel}_${n.pixel});
[/#list]
  end

[/#if]
  reg [@v.range (8 * laneCount)/] y_q;
  always @(posedge clk_i) if (result_en_i) begin
[#list lanes as n]
[#if residual]
    y_q[8 * ${n.index} +: 8] <= larger(activation(whole(total(product_${n.channel}_${n.pixel}_q, [@addend n.channel n.pixel/]), back_${n.channel}_${n.pixel}_q, back_sh_${n.channel}_q), sh_${n.channel}_q), row_q[8 * ${n.index} +: 8], largest_q);
[#else]
    y_q[8 * ${n.index} +: 8] <= activation(total(product_${n.channel}_${n.pixel}_q, [@addend n.channel n.pixel/]), sh_${n.channel}_q);
[/#if]
[/#list]
  end
  assign y_o = y_q;

  reg [@v.range (32 * pixels)/] raw_q;
  always @(posedge clk_i) if (raw_en_i) begin
[#if channels == 1]
[#list pixelList as p]
    raw_q[32 * ${p} +: 32] <= product_0_${p}_q[31:0] + [@addend 0 p/][31:0];
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
        raw_q[32 * ${p} +: 32] <= product_${i}_${p}_q[31:0] + [@addend i p/][31:0];
[/#list]
      end
[/#list]
    endcase
[/#if]
  end
[#if residual && pixels > 1]
  reg fold_q;
  always @(posedge clk_i) if (raw_en_i) fold_q <= fold_0_i;
  wire [31:0] others = [#list 1..<pixels as p]raw_q[32 * ${p} +: 32][#sep] + [/#sep][/#list];
  assign raw_o = {raw_q[@v.upper (32 * pixels) 32/], raw_q[31:0] + (others & {32{fold_q}})};
[#else]
[#if residual]
  wire unused_fold = &{1'b0, fold_0_i};
[/#if]
  assign raw_o = raw_q;
[/#if]
[/#macro]
[#macro addend channel pixel][#if terms]addend_${channel}_${pixel}[#else]add_${channel}_q[/#if][/#macro]
