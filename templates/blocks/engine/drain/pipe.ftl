[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- What a beat carries to the stage that writes it. --]
[#import "/lib/verilog.ftl" as v]
[#macro stages]
  // What a beat carries through X1, X2 and X3.
[#if byPixel]
  wire [@v.range rowBits/] plane_row = ([@v.fill rowBits]y_q[0] & planes[/@v.fill] & (plane_i << 1)) + ([@v.fill rowBits]plane_q[/@v.fill] & plane_i);
  wire [@v.range rowBits/] target = row_q + pos_row_q + plane_row;
[#else]
  wire [@v.range rowBits/] plane_row = ([@v.fill rowBits]y_q[0][/@v.fill] & (plane_i << 1)) + ([@v.fill rowBits]plane_q[/@v.fill] & plane_i);
  wire [@v.range rowBits/] tile_row = [#if rowWide]{${rowPad}'d0, tile_q}[#else]tile_q[@v.range rowBits/][/#if];
  wire [@v.range rowBits/] target = row_q + (scatter ? pos_row_q + ([#if overlaps]second_row | [/#if][@v.fill rowBits]planes[/@v.fill] & plane_row) : tile_row);
[/#if]
[#list 1..3 as x]
  reg [@v.range rowBits/] row_x${x}_q;
  reg [@v.range chunkBits/] chunk_x${x}_q;
  reg [@v.range remBits/] rem_x${x}_q, lane_x${x}_q;
  reg [@v.range countBits/] count_x${x}_q;
  reg phase_x${x}_q, odd_x${x}_q, plane_x${x}_q;
[#if overlaps]
  reg begun_x${x}_q, ends_x${x}_q;
[/#if]
[#if channelBits == tileBits]
  reg [@v.range channelBits/] channel_x${x}_q, tile_x${x}_q;
[#else]
  reg [@v.range channelBits/] channel_x${x}_q;
  reg [@v.range tileBits/] tile_x${x}_q;
[/#if]
[/#list]
[#if !single]
  reg [@v.range subBits/] sub_x1_q, sub_x2_q;
[/#if]
[#if terms]
  reg last_x1_q, last_x2_q, later_x1_q, later_x2_q;   // the beat is the last of its terms, is not the first
[/#if]
  always @(${clockEdge})
    if (!rst_ni) begin
      x1_q <= 1'b0;
      x2_q <= 1'b0;
      x3_q <= 1'b0;
    end else if (advance_i) begin
      x1_q <= beat;
      x2_q <= x1_q;
      x3_q <= x2_q[#if terms] & last_x2_q[/#if];
    end
  always @(posedge clk_i) if (advance_i) begin
    if (beat) begin
      row_x1_q <= target;
      chunk_x1_q <= chunk_q;
      rem_x1_q <= [#if overlaps]second_line ? second_wrapped : [/#if]pos_rem_q;
      lane_x1_q <= lane_q[#if pixels > 1][@v.range remBits/][/#if];
      count_x1_q <= count_q;
      phase_x1_q <= x_q[0];
      odd_x1_q <= [#if overlaps]merges[#else]y_q[0][/#if];
[#if overlaps]
      begun_x1_q <= x_q != ${coord}'d0;
      ends_x1_q <= ends_q;
[/#if]
      plane_x1_q <= plane_q;
      tile_x1_q <= tile_q;
      channel_x1_q <= [#if terms]channel_q[#else]group_q + offset_q[/#if][#if !single] + {[#if subBits < channelBits]${channelBits - subBits}'d0, [/#if]sub_q & [@v.fill subBits]raw[/@v.fill]}[/#if];
[#if !single]
      sub_x1_q <= sub_q;
[/#if]
[#if terms]
      last_x1_q <= term_last;
      later_x1_q <= term_q != ${selBits}'d0;
[/#if]
    end
    if (x1_q) begin
      row_x2_q <= row_x1_q;
      chunk_x2_q <= chunk_x1_q;
      rem_x2_q <= rem_x1_q;
      lane_x2_q <= lane_x1_q;
      count_x2_q <= count_x1_q;
      phase_x2_q <= phase_x1_q;
      odd_x2_q <= odd_x1_q;
[#if overlaps]
      begun_x2_q <= begun_x1_q;
      ends_x2_q <= ends_x1_q;
[/#if]
      plane_x2_q <= plane_x1_q;
      tile_x2_q <= tile_x1_q;
      channel_x2_q <= channel_x1_q;
[#if !single]
      sub_x2_q <= sub_x1_q;
[/#if]
[#if terms]
      last_x2_q <= last_x1_q;
      later_x2_q <= later_x1_q;
[/#if]
    end
    if (x2_q) begin
      row_x3_q <= row_x2_q;
      chunk_x3_q <= chunk_x2_q;
      rem_x3_q <= rem_x2_q;
      lane_x3_q <= lane_x2_q;
      count_x3_q <= count_x2_q;
      phase_x3_q <= phase_x2_q;
      odd_x3_q <= odd_x2_q;
[#if overlaps]
      begun_x3_q <= begun_x2_q;
      ends_x3_q <= ends_x2_q;
[/#if]
      plane_x3_q <= plane_x2_q;
      tile_x3_q <= tile_x2_q;
      channel_x3_q <= channel_x2_q;
    end
  end
[/#macro]
