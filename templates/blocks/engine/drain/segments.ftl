[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Segments of a tile: pixels of one line of the map. --]
[#import "/lib/verilog.ftl" as v]
[#macro cut]
[#if pixels == 1]
  // A segment is pixel x_q of line y_q; pairs go to pixel pos_row_q, those of a line begin at line_row_q.[#if byPixel] Whole tiles count pixels there.[/#if]
  reg [@v.range coord/] x_q, y_q;
  wire lane_q = 1'b0;
  reg plane_q;
  reg [@v.range rowBits/] pos_row_q, line_row_q;
  wire pos_rem_q = 1'b0;
  reg count_q;                   // it is written
  wire count = (x_q < width_i) & (y_q < height_i);
  wire [@v.range coord/] x_next = x_q + ${coord}'d1;
  wire line_done = x_next == pitch_i;
  wire tile_cut = 1'b1;
  wire [@v.range rowBits/] line_row_next = y_q[0] ? line_row_q + line_rows_i : line_row_q;
  wire unused = &{1'b0, line_rem_i};   // a row is a pixel
[#else]
  // Segments: pixels x_q .. of line y_q, in lanes lane_q .. of the tile; pairs go to pixel pos_* of the line of pairs that starts at line_*.
  reg [@v.range coord/] x_q, y_q;
  reg [@v.range countBits/] lane_q;
  reg plane_q;
  reg [@v.range rowBits/] pos_row_q, line_row_q;
  reg [@v.range remBits/] pos_rem_q, line_rem_q;
  reg [@v.range countBits/] run_q, count_q;       // lanes of the segment, and those of them that are written
  wire [@v.range coord/] to_line_end = pitch_i - x_q;
  wire [@v.range countBits/] to_tile_end = ${countBits}'d${pixels} - lane_q;
  wire [@v.range coord/] to_tile_end_wide = {[@v.zeros coordPad/]to_tile_end};
  wire ends_line = to_line_end <= to_tile_end_wide;
  wire [@v.range countBits/] run = ends_line ? to_line_end[@v.range countBits/] : to_tile_end;
  wire [@v.range coord/] run_wide = {[@v.zeros coordPad/]run};
  wire in_map = (x_q < width_i) & (y_q < height_i);
  wire [@v.range coord/] to_limit = width_i - x_q;
  wire [@v.range countBits/] count = ~in_map ? ${countBits}'d0 : to_limit < run_wide ? to_limit[@v.range countBits/] : run;

  wire [@v.range countBits/] lane_next = lane_q + run_q;
  wire tile_cut = lane_next == ${countBits}'d${pixels};
  wire [@v.range coord/] x_next = x_q + {[@v.zeros coordPad/]run_q};
  wire line_done = x_next == pitch_i;
  wire [@v.range posBits/] pairs = ({1'b0, run_q} + {[#if countBits > 0]${countBits}'d0, [/#if]x_q[0]}) >> 1;
  wire [@v.range posBits/] pos_sum = {${posPadRem}'d0, pos_rem_q} + pairs;
  wire pos_carry = pos_sum >= ${posBits}'d${pixels};
  wire [@v.range remBits/] pos_wrapped = pos_sum[@v.range remBits/][#if pixelsWrap > 0] - (${remBits}'d${pixelsWrap} & [@v.fill remBits]pos_carry[/@v.fill])[/#if];
  wire [@v.range posBits/] line_sum = {${posPadRem}'d0, line_rem_q} + {${posPadRem}'d0, line_rem_i};
  wire line_carry = line_sum >= ${posBits}'d${pixels};
  wire [@v.range remBits/] line_wrapped = line_sum[@v.range remBits/][#if pixelsWrap > 0] - (${remBits}'d${pixelsWrap} & [@v.fill remBits]line_carry[/@v.fill])[/#if];
  wire [@v.range rowBits/] line_row_next = y_q[0] ? line_row_q + line_rows_i + {[@v.zeros rowCarryPad/]line_carry} : line_row_q;
  wire [@v.range remBits/] line_rem_next = y_q[0] ? line_wrapped : line_rem_q;
[/#if]
[#if overlaps]

  // Windows of three lines: an odd line ends those of one line of pairs and, as plane 1, begins those of the next.
  reg ends_q;                    // the line ends with the segment
  wire two_lines = overlap & y_q[0] & (y_q + ${coord}'d1 < height_i);
  wire second_line = overlap & plane_q;
  wire merges = overlap ? ~plane_q & (y_q != ${coord}'d0) : y_q[0];
  wire [@v.range posBits/] second_sum = {${posPadRem}'d0, pos_rem_q} + {${posPadRem}'d0, line_rem_i};
  wire second_carry = second_sum >= ${posBits}'d${pixels};
  wire [@v.range remBits/] second_wrapped = second_sum[@v.range remBits/][#if pixelsWrap > 0] - (${remBits}'d${pixelsWrap} & [@v.fill remBits]second_carry[/@v.fill])[/#if];
  wire [@v.range rowBits/] second_row = [@v.fill rowBits]second_line[/@v.fill] & (line_rows_i + {[@v.zeros rowCarryPad/]second_carry});
[/#if]
[/#macro]
[#macro walk]
[#if pixels == 1]
  always @(posedge clk_i)
    if (start_i | group_end) begin
      x_q <= ${coord}'d0;
      y_q <= ${coord}'d0;
      plane_q <= 1'b0;
      pos_row_q <= {${rowBits}{1'b0}};
      line_row_q <= {${rowBits}{1'b0}};
    end else if ([#if byPixel]tile_done[#else]segment_done | skip[/#if]) begin
      plane_q <= 1'b0;
      x_q <= line_done ? ${coord}'d0 : x_next;
      if (line_done) begin
        y_q <= y_q + ${coord}'d1;
        line_row_q <= line_row_next;
      end
      pos_row_q <= line_done[#if byPixel] & scatter[/#if] ? line_row_next : pos_row_q + {[@v.zeros rowCarryPad/]x_q[0][#if byPixel] | ~scatter[/#if]};
    end else if ((state_q == SEGMENT) & again) plane_q <= 1'b1;
  always @(posedge clk_i) if (state_q == CUT) count_q <= count;
[#else]
  always @(posedge clk_i)
    if (start_i | group_end) begin
      x_q <= ${coord}'d0;
      y_q <= ${coord}'d0;
      lane_q <= ${countBits}'d0;
      plane_q <= 1'b0;
      pos_row_q <= {${rowBits}{1'b0}};
      pos_rem_q <= ${remBits}'d0;
      line_row_q <= {${rowBits}{1'b0}};
      line_rem_q <= ${remBits}'d0;
    end else if (segment_done) begin
      plane_q <= 1'b0;
      lane_q <= tile_cut ? ${countBits}'d0 : lane_next;
      x_q <= line_done ? ${coord}'d0 : x_next;
      if (line_done) begin
        y_q <= y_q + ${coord}'d1;
        line_row_q <= line_row_next;
        line_rem_q <= line_rem_next;
      end
      pos_row_q <= line_done ? line_row_next : pos_row_q + {[@v.zeros rowCarryPad/]pos_carry};
      pos_rem_q <= line_done ? line_rem_next : pos_wrapped;
    end else if (skip) begin
      lane_q <= to_tile_end == run ? ${countBits}'d0 : lane_q + run;
      x_q <= ends_line ? ${coord}'d0 : x_q + run_wide;
      if (ends_line) begin
        y_q <= y_q + ${coord}'d1;
        line_row_q <= line_row_next;
        line_rem_q <= line_rem_next;
        pos_row_q <= line_row_next;
        pos_rem_q <= line_rem_next;
      end
    end else if ((state_q == SEGMENT) & again) plane_q <= 1'b1;
  always @(posedge clk_i) if (state_q == CUT) begin
    run_q <= run;
    count_q <= count;
[#if overlaps]
    ends_q <= to_limit <= run_wide;
[/#if]
  end
[/#if]
[/#macro]
