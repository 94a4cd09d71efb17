// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#if down]
// Splits words of ${inWidth} bits into ${parts} parts of ${outWidth}, low part first; the last part of a word carries its last mark.
[#else]
// Gathers ${parts} part(s) of ${inWidth} bits into a word of ${outWidth}, low part first; a part marked last ends a word, whose upper parts are then 0.
[/#if]
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire in_valid_i,
  input  wire [@v.range inWidth/] in_data_i,
  input  wire in_last_i,
  input  wire out_ready_i,
  output wire in_ready_o,
  output wire out_valid_o,
  output wire [@v.range outWidth/] out_data_o,
  output wire out_last_o
);
  reg valid_q;
  reg last_q;
  reg [@v.range partBits/] part_q;
  wire at_last_part = part_q == ${partBits}'d${lastPart};
  wire push = in_valid_i & in_ready_o;
[#if down]
  wire pop = valid_q & out_ready_i;
  assign in_ready_o = ~valid_q | (out_ready_i & at_last_part);

  always @(${clockEdge})
    if (!rst_ni) begin
      valid_q <= 1'b0;
      part_q <= ${partBits}'d0;
    end else begin
      if (push) valid_q <= 1'b1;
      else if (pop & at_last_part) valid_q <= 1'b0;
      if (pop) part_q <= at_last_part ? ${partBits}'d0 : part_q + ${partBits}'d1;
    end

  reg [@v.range inWidth/] word_q;
  always @(posedge clk_i) begin
    if (push) last_q <= in_last_i;
    if (push) word_q <= in_data_i;
    else if (pop) word_q <= {${outWidth}'d0, word_q[@v.upper inWidth outWidth/]};
  end
  assign out_data_o = word_q[@v.range outWidth/];
  assign out_last_o = last_q & at_last_part;
[#else]
  wire word_end = in_last_i | at_last_part;
  assign in_ready_o = ~valid_q | out_ready_i;

  always @(${clockEdge})
    if (!rst_ni) begin
      valid_q <= 1'b0;
      part_q <= ${partBits}'d0;
    end else begin
      if (in_ready_o) valid_q <= in_valid_i & word_end;
      if (push) part_q <= word_end ? ${partBits}'d0 : part_q + ${partBits}'d1;
    end

  reg [@v.range outWidth/] word_q;
  always @(posedge clk_i) if (push) begin
    last_q <= in_last_i;
    if (part_q == ${partBits}'d0) word_q[@v.range inWidth/] <= in_data_i;
[#list upperParts as p]
    if (part_q == ${partBits}'d${p.index}) word_q[${p.msb}:${p.lsb}] <= in_data_i;
    else if (part_q == ${partBits}'d0) word_q[${p.msb}:${p.lsb}] <= ${inWidth}'d0;
[/#list]
  end
  assign out_data_o = word_q;
  assign out_last_o = last_q;
[/#if]
  assign out_valid_o = valid_q;
endmodule
`default_nettype wire
