// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/engine/drain/channels.ftl" as channels]
[#import "/blocks/engine/drain/pipe.ftl" as pipe]
[#import "/blocks/engine/drain/segments.ftl" as segments]
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
[#if terms]
  input  wire [@v.range selBits/] terms_0_i,
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
  output wire [@v.range chunkBits/] back_part_0_o[/#if][#if terms],
  output wire partial_0_o,
  output wire later_0_o[/#if]
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
[#if !terms]
  reg [@v.range channelBits/] group_q;       // first channel of the group
[/#if]

[@channels.counters/]

[@segments.cut/]

  reg x1_q, x2_q, x3_q;
  wire piped = x1_q | x2_q | x3_q | writing_i;
[#if residual]
  // The write stage reads at X3, by the port that reads back at X0, where something of the row stays that a segment is merged into.
  wire stays = [#if pixels > 1](pos_rem_q != ${remBits}'d0) | [/#if]x_q[0] | (pool & y_q[0])[#if overlaps] | overlap[/#if];
  reg stays_x1_q, stays_x2_q, stays_x3_q;
  always @(posedge clk_i) if (advance_i) {stays_x3_q, stays_x2_q, stays_x1_q} <= {stays_x2_q, stays_x1_q, stays};
  wire hold = scatter & back_0_i & ((x1_q & stays_x1_q) | (x3_q & stays_x3_q));
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
[#if !terms]
      group_q <= ${channelBits}'d0;
[/#if]
    end else if (tile_done) begin
      tile_q <= group_end ? ${tileBits}'d0 : tile_q + ${tileBits}'d1;
      if (group_end) begin
        left_q <= left_q - ${channelBits}'d${tco};
[#if !terms]
        group_q <= group_q + ${channelBits}'d${tco};
[/#if]
      end
    end

  wire again = fire & beat_last;

[@channels.walk/]

[@segments.walk/]

[@pipe.stages/]

  assign beat_o = fire;
  assign sel_o = sel_q;
  assign half_o = half_q;
  assign free_o = tile_done;
  assign group_done_o = group_end;
  assign idle_o = (state_q == IDLE) & ~piped;
  assign product_o = x1_q & advance_i;
[#if terms]
  assign result_o = x2_q & last_x2_q & advance_i & ~raw;
  assign raw_o = x2_q & last_x2_q & advance_i & raw;
  assign partial_0_o = x2_q & ~last_x2_q & advance_i;
  assign later_0_o = later_x2_q;
[#else]
  assign result_o = x2_q & advance_i & ~raw;
  assign raw_o = x2_q & advance_i & raw;
[/#if]
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
  assign back_en_0_o = fire & back_0_i[#if terms] & term_last[/#if];
  assign back_row_0_o = back_row_q + tile_row;
  assign back_part_0_o = chunk_q;
[/#if]
endmodule
`default_nettype wire
