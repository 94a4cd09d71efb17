// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// For every tile of ${tco} channels x ${pixels} pixels: which ${drain} channels drain when, and where they are written.
// X0: beat_o drains the array.  X1: accumulators.  X2: products.  X3: activations, described by wb_*_o.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire advance_i,
  input  wire tile_i,
  input  wire writing_i,
  input  wire start_i,
  input  wire abort_i,
  input  wire [1:0] mode_i,
  input  wire [@v.range tileBits/] tiles_i,
  input  wire [@v.range channelBits/] cout_i,
  input  wire [@v.range rowBits/] base_i,
  input  wire [@v.range rowBits/] rows_i,
  input  wire [@v.range rowBits/] plane_i,
[#if overlaps]
  input  wire overlap_0_i,
[/#if]
  input  wire [@v.range coord/] pitch_i,
  input  wire [@v.range coord/] width_i,
  input  wire [@v.range coord/] height_i,
  input  wire [@v.range rowBits/] line_rows_i,
  input  wire [@v.range remBits/] line_rem_i,
[#if residual]
  input  wire back_0_i,
  input  wire [@v.range rowBits/] back_base_0_i,
  input  wire [@v.range rowBits/] back_rows_0_i,
[/#if]
  output wire beat_o,
  output wire [@v.range selBits/] sel_o,
  output wire half_o,
  output wire free_o,
  output wire group_done_o,
  output wire idle_o,
  output wire product_o,
  output wire result_o,
  output wire raw_o,
[#if !single]
  output wire [@v.range subBits/] raw_sel_0_o,
[/#if]
  output wire wb_valid_o,
  output wire wb_raw_o,
  output wire wb_scatter_o,
  output wire wb_pool_o,
  output wire wb_odd_o,
  output wire wb_plane_o,
  output wire [@v.range rowBits/] wb_row_o,
  output wire [@v.range chunkBits/] wb_chunk_o,
  output wire [@v.range remBits/] wb_rem_o,
  output wire [@v.range remBits/] wb_lane_o,
  output wire [@v.range countBits/] wb_count_o,
  output wire wb_phase_o,
  output wire [15:0] wb_channel_o,
  output wire [15:0] wb_tile_o[#if overlaps],
  output wire wb_overlap_0_o,
  output wire wb_begun_0_o,
  output wire wb_ends_0_o[/#if][#if residual],
  output wire back_en_0_o,
  output wire [@v.range rowBits/] back_row_0_o,
  output wire [@v.range chunkBits/] back_part_0_o[/#if]
);
  localparam [1:0] MODE_POOL = 2'd1, MODE_PLANES = 2'd2, MODE_RAW = 2'd3;
  localparam [1:0] IDLE = 2'd0, WHOLE = 2'd1, CUT = 2'd2, SEGMENT = 2'd3;   // WHOLE: raster and raw; CUT, SEGMENT: find a segment, drain it

  wire pool = mode_i == MODE_POOL;
  wire planes = mode_i == MODE_PLANES;
  wire raw = mode_i == MODE_RAW;
  wire scatter = pool | planes;
[#if overlaps]
  wire overlap = pool & overlap_0_i;
[/#if]

  reg [1:0] state_q;
  reg half_q;
  reg [@v.range tileBits/] tile_q;        // tile of the group
  reg [@v.range channelBits/] left_q;        // output channels not yet done, those of this group included
  reg [@v.range channelBits/] group_q;       // first channel of the group

  // Channels of a group, a beat at a time.
[#if selLast == 0]
  wire [@v.range selBits/] sel_q = ${selBits}'d0;   // a beat is the whole group
  wire [@v.range channelBits/] offset_q = ${channelBits}'d0;
  reg [@v.range rowBits/] row_q;      // first row of the channel group that is written
  reg [@v.range chunkBits/] chunk_q;   // beat within a memory row
[#else]
  reg [@v.range selBits/] sel_q;
  reg [@v.range channelBits/] offset_q;      // sel times ${drain}
  reg [@v.range rowBits/] row_q, group_row_q;      // first row of the channel group that is written
  reg [@v.range chunkBits/] chunk_q, group_chunk_q;   // beat within a memory row
[/#if]
[#if !single]
  reg [@v.range subBits/] sub_q;   // channel of a raw beat
  wire sub_last = ~raw | (sub_q == ${subBits}'d${subLast}) | (offset_q + {[#if subBits < channelBits]${channelBits - subBits}'d0, [/#if]sub_q} + ${channelBits}'d1 >= left_q);
[/#if]
[#if selLast == 0]
  wire sel_last = 1'b1;
[#else]
  wire sel_last = (sel_q == ${selBits}'d${selLast}) | (offset_q + ${channelBits}'d${drain} >= left_q);
[/#if]
[#if single]
  wire beat_last = sel_last;
[#else]
  wire beat_last = sel_last & sub_last;
[/#if]
[#if chunks == 1]
  wire [@v.range rowBits/] next_row = row_q + rows_i;
  wire [@v.range chunkBits/] next_chunk = ${chunkBits}'d0;
[#else]
  wire chunk_wrap = chunk_q == ${chunkBits}'d${chunkLast};
  wire [@v.range rowBits/] next_row = chunk_wrap ? row_q + rows_i : row_q;
  wire [@v.range chunkBits/] next_chunk = chunk_wrap ? ${chunkBits}'d0 : chunk_q + ${chunkBits}'d1;
[/#if]

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

  reg x1_q, x2_q, x3_q;
  wire piped = x1_q | x2_q | x3_q | writing_i;
[#if residual]
  wire hold = scatter & back_0_i & (x1_q | x3_q);   // the write stage reads at X3, by the port that reads back at X0
  wire beat = (((state_q == WHOLE) & tile_i) | (state_q == SEGMENT)) & ~hold;
[#else]
  wire beat = ((state_q == WHOLE) & tile_i) | (state_q == SEGMENT);
[/#if]
  wire fire = beat & advance_i;
  wire segment_done = (state_q == SEGMENT) & fire & beat_last & ([#if overlaps](pool & ~two_lines)[#else]pool[/#if] | plane_q);
  wire skip = (state_q == CUT) & tile_i & (count == ${countBits}'d0);
  wire cut_done = (segment_done & tile_cut) | (skip[#if pixels > 1] & (to_tile_end == run)[/#if]);
  wire tile_done = scatter ? cut_done : fire & beat_last;
  wire group_end = tile_done & (tile_q + ${tileBits}'d1 == tiles_i);
  wire layer_end = group_end & (left_q <= ${channelBits}'d${tco});

  always @(${clockEdge})
    if (!rst_ni) begin
      state_q <= IDLE;
      half_q <= 1'b0;
    end else begin
      half_q <= half_q ^ group_end;
      if (abort_i) state_q <= IDLE;
      else if (start_i) state_q <= scatter ? CUT : WHOLE;
      else if (layer_end) state_q <= IDLE;
      // two moves behind the beat before, whose rows it may read
      else if ((state_q == CUT) & tile_i & ~skip & (advance_i | ~x1_q)) state_q <= SEGMENT;
      else if (segment_done[#if overlaps] | (overlap & fire & beat_last)[/#if]) state_q <= CUT;
    end

  always @(posedge clk_i)
    if (start_i) begin
      tile_q <= ${tileBits}'d0;
      left_q <= cout_i;
      group_q <= ${channelBits}'d0;
    end else if (tile_done) begin
      tile_q <= group_end ? ${tileBits}'d0 : tile_q + ${tileBits}'d1;
      if (group_end) begin
        left_q <= left_q - ${channelBits}'d${tco};
        group_q <= group_q + ${channelBits}'d${tco};
      end
    end

  wire again = fire & beat_last;

[#if residual]
  // What is read back follows the channels as the result does, in rows of its own.
  reg [@v.range rowBits/] back_row_q;
[#if chunks == 1]
  wire [@v.range rowBits/] back_next_row = back_row_q + back_rows_0_i;
[#else]
  wire [@v.range rowBits/] back_next_row = chunk_wrap ? back_row_q + back_rows_0_i : back_row_q;
[/#if]
[#if selLast == 0]
  always @(posedge clk_i)
    if (start_i) back_row_q <= back_base_0_i;
    else if (group_end) back_row_q <= back_next_row;
[#else]
  reg [@v.range rowBits/] back_group_row_q, back_after_row_q;
  wire [@v.range rowBits/] back_group_next_row = again ? back_next_row : back_after_row_q;
  always @(posedge clk_i) if (again) back_after_row_q <= back_next_row;
  always @(posedge clk_i)
    if (start_i) begin
      back_row_q <= back_base_0_i;
      back_group_row_q <= back_base_0_i;
    end else if (group_end) begin
      back_row_q <= back_group_next_row;
      back_group_row_q <= back_group_next_row;
    end else if (again) back_row_q <= back_group_row_q;
    else if (fire[#if !single] & sub_last[/#if]) back_row_q <= back_next_row;
[/#if]

[/#if]
[#if selLast == 0]
  always @(posedge clk_i)
    if (start_i) begin
      row_q <= base_i;
      chunk_q <= ${chunkBits}'d0;
    end else if (group_end) begin
      row_q <= next_row;
      chunk_q <= next_chunk;
    end
[#else]
  // Where the next group begins: seen by the last beat of the group's last tile, or kept from an earlier one if that tile had no pixel to write.
  reg [@v.range rowBits/] after_row_q;
  reg [@v.range chunkBits/] after_chunk_q;
  always @(posedge clk_i) if (again) begin
    after_row_q <= next_row;
    after_chunk_q <= next_chunk;
  end
  wire [@v.range rowBits/] group_next_row = again ? next_row : after_row_q;
  wire [@v.range chunkBits/] group_next_chunk = again ? next_chunk : after_chunk_q;

  // A new tile or segment begins with the group's first channel again; a new group goes on behind the last one's.
  always @(posedge clk_i)
    if (start_i) begin
      sel_q <= ${selBits}'d0;
      offset_q <= ${channelBits}'d0;
      row_q <= base_i;
      chunk_q <= ${chunkBits}'d0;
      group_row_q <= base_i;
      group_chunk_q <= ${chunkBits}'d0;
    end else if (group_end) begin
      sel_q <= ${selBits}'d0;
      offset_q <= ${channelBits}'d0;
      row_q <= group_next_row;
      chunk_q <= group_next_chunk;
      group_row_q <= group_next_row;
      group_chunk_q <= group_next_chunk;
    end else if (again) begin
      sel_q <= ${selBits}'d0;
      offset_q <= ${channelBits}'d0;
      row_q <= group_row_q;
      chunk_q <= group_chunk_q;
    end else if (fire[#if !single] & sub_last[/#if]) begin
      sel_q <= sel_q + ${selBits}'d1;
      offset_q <= offset_q + ${channelBits}'d${drain};
      row_q <= next_row;
      chunk_q <= next_chunk;
    end
[/#if]
[#if !single]
  always @(posedge clk_i)
    if (start_i) sub_q <= ${subBits}'d0;
    else if (fire) sub_q <= sub_last ? ${subBits}'d0 : sub_q + ${subBits}'d1;
[/#if]

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
  always @(${clockEdge})
    if (!rst_ni) begin
      x1_q <= 1'b0;
      x2_q <= 1'b0;
      x3_q <= 1'b0;
    end else if (advance_i) begin
      x1_q <= beat;
      x2_q <= x1_q;
      x3_q <= x2_q;
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
      channel_x1_q <= group_q + offset_q[#if !single] + {[#if subBits < channelBits]${channelBits - subBits}'d0, [/#if]sub_q & [@v.fill subBits]raw[/@v.fill]}[/#if];
[#if !single]
      sub_x1_q <= sub_q;
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

  assign beat_o = fire;
  assign sel_o = sel_q;
  assign half_o = half_q;
  assign free_o = tile_done;
  assign group_done_o = group_end;
  assign idle_o = (state_q == IDLE) & ~piped;
  assign product_o = x1_q & advance_i;
  assign result_o = x2_q & advance_i & ~raw;
  assign raw_o = x2_q & advance_i & raw;
[#if !single]
  assign raw_sel_0_o = sub_x2_q;
[/#if]
  assign wb_valid_o = x3_q;
  assign wb_raw_o = raw;
  assign wb_scatter_o = scatter;
  assign wb_pool_o = pool;
  assign wb_odd_o = odd_x3_q;
  assign wb_plane_o = plane_x3_q;
  assign wb_row_o = row_x3_q;
  assign wb_chunk_o = chunk_x3_q;
  assign wb_rem_o = rem_x3_q;
  assign wb_lane_o = lane_x3_q;
  assign wb_count_o = count_x3_q;
  assign wb_phase_o = phase_x3_q;
  assign wb_channel_o = [#if channelBits < 16]{${16 - channelBits}'d0, channel_x3_q}[#else]channel_x3_q[/#if];
[#if overlaps]
  assign wb_overlap_0_o = overlap;
  assign wb_begun_0_o = begun_x3_q;
  assign wb_ends_0_o = ends_x3_q;
[/#if]
  assign wb_tile_o = [#if tileBits < 16]{${16 - tileBits}'d0, tile_x3_q}[#else]tile_x3_q[/#if];
[#if residual]
  assign back_en_0_o = fire & back_0_i;
  assign back_row_0_o = back_row_q + tile_row;
  assign back_part_0_o = chunk_q;
[/#if]
endmodule
`default_nettype wire
