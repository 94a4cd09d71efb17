// SPDX-License-Identifier: Apache-2.0
// For every tile of 8 channels x 4 pixels: which 4 channels drain when, and where they are written.
// X0: beat_o drains the array.  X1: accumulators.  X2: products.  X3: activations, described by wb_*_o.
`default_nettype none
module drain_controller_4x4x8 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire advance_i,
  input  wire tile_i,
  input  wire writing_i,
  input  wire start_i,
  input  wire abort_i,
  input  wire [1:0] mode_i,
  input  wire [15:0] tiles_i,
  input  wire [15:0] cout_i,
  input  wire [13:0] base_i,
  input  wire [13:0] rows_i,
  input  wire [13:0] plane_i,
  input  wire [9:0] pitch_i,
  input  wire [9:0] width_i,
  input  wire [9:0] height_i,
  input  wire [13:0] line_rows_i,
  input  wire [1:0] line_rem_i,
  output wire beat_o,
  output wire [0:0] sel_o,
  output wire half_o,
  output wire free_o,
  output wire group_done_o,
  output wire idle_o,
  output wire product_o,
  output wire result_o,
  output wire raw_o,
  output wire [1:0] raw_sel_0_o,
  output wire wb_valid_o,
  output wire wb_raw_o,
  output wire wb_scatter_o,
  output wire wb_pool_o,
  output wire wb_odd_o,
  output wire wb_plane_o,
  output wire [13:0] wb_row_o,
  output wire [0:0] wb_chunk_o,
  output wire [1:0] wb_rem_o,
  output wire [1:0] wb_lane_o,
  output wire [2:0] wb_count_o,
  output wire wb_phase_o,
  output wire [15:0] wb_channel_o,
  output wire [15:0] wb_tile_o
);
  localparam [1:0] MODE_POOL = 2'd1, MODE_PLANES = 2'd2, MODE_RAW = 2'd3;
  // WHOLE: raster and raw; CUT, SEGMENT: find a segment, drain it
  localparam [1:0] IDLE = 2'd0, WHOLE = 2'd1, CUT = 2'd2, SEGMENT = 2'd3;

  wire pool = mode_i == MODE_POOL;
  wire planes = mode_i == MODE_PLANES;
  wire raw = mode_i == MODE_RAW;
  wire scatter = pool | planes;

  reg [1:0] state_q;
  reg half_q;
  reg [15:0] tile_q;        // tile of the group
  reg [15:0] left_q;        // output channels not yet done, those of this group included
  reg [15:0] group_q;       // first channel of the group

  // Channels of a group, a beat at a time.
  reg [0:0] sel_q;
  reg [15:0] offset_q;      // sel times 4
  reg [13:0] row_q, group_row_q;      // first row of the channel group that is written
  reg [0:0] chunk_q, group_chunk_q;   // beat within a memory row
  reg [1:0] sub_q;   // channel of a raw beat
  wire sub_last = ~raw | (sub_q == 2'd3) | (offset_q + {14'd0, sub_q} + 16'd1 >= left_q);
  wire sel_last = (sel_q == 1'd1) | (offset_q + 16'd4 >= left_q);
  wire beat_last = sel_last & sub_last;
  wire [13:0] next_row = row_q + rows_i;
  wire [0:0] next_chunk = 1'd0;

  // Segments: pixels x_q .. of line y_q, in lanes lane_q .. of the tile; pairs go to pixel pos_* of the line of pairs
  // that starts at line_*.
  reg [9:0] x_q, y_q;
  reg [2:0] lane_q;
  reg plane_q;
  reg [13:0] pos_row_q, line_row_q;
  reg [1:0] pos_rem_q, line_rem_q;
  reg [2:0] run_q, count_q;       // lanes of the segment, and those of them that are written
  wire [9:0] to_line_end = pitch_i - x_q;
  wire [2:0] to_tile_end = 3'd4 - lane_q;
  wire [9:0] to_tile_end_wide = {7'd0, to_tile_end};
  wire ends_line = to_line_end <= to_tile_end_wide;
  wire [2:0] run = ends_line ? to_line_end[2:0] : to_tile_end;
  wire [9:0] run_wide = {7'd0, run};
  wire in_map = (x_q < width_i) & (y_q < height_i);
  wire [9:0] to_limit = width_i - x_q;
  wire [2:0] count = ~in_map ? 3'd0 : to_limit < run_wide ? to_limit[2:0] : run;

  wire [2:0] lane_next = lane_q + run_q;
  wire tile_cut = lane_next == 3'd4;
  wire [9:0] x_next = x_q + {7'd0, run_q};
  wire line_done = x_next == pitch_i;
  wire [3:0] pairs = ({1'b0, run_q} + {3'd0, x_q[0]}) >> 1;
  wire [3:0] pos_sum = {2'd0, pos_rem_q} + pairs;
  wire pos_carry = pos_sum >= 4'd4;
  wire [1:0] pos_wrapped = pos_sum[1:0];
  wire [3:0] line_sum = {2'd0, line_rem_q} + {2'd0, line_rem_i};
  wire line_carry = line_sum >= 4'd4;
  wire [1:0] line_wrapped = line_sum[1:0];
  wire [13:0] line_row_next = y_q[0] ? line_row_q + line_rows_i + {13'd0, line_carry} : line_row_q;
  wire [1:0] line_rem_next = y_q[0] ? line_wrapped : line_rem_q;

  reg x1_q, x2_q, x3_q;
  wire piped = x1_q | x2_q | x3_q | writing_i;
  wire beat = ((state_q == WHOLE) & tile_i) | (state_q == SEGMENT);
  wire fire = beat & advance_i;
  wire segment_done = (state_q == SEGMENT) & fire & beat_last & (pool | plane_q);
  wire skip = (state_q == CUT) & tile_i & (count == 3'd0);
  wire cut_done = (segment_done & tile_cut) | (skip & (to_tile_end == run));
  wire tile_done = scatter ? cut_done : fire & beat_last;
  wire group_end = tile_done & (tile_q + 16'd1 == tiles_i);
  wire layer_end = group_end & (left_q <= 16'd8);

  always @(posedge clk_i)
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
      else if (segment_done) state_q <= CUT;
    end

  always @(posedge clk_i)
    if (start_i) begin
      tile_q <= 16'd0;
      left_q <= cout_i;
      group_q <= 16'd0;
    end else if (tile_done) begin
      tile_q <= group_end ? 16'd0 : tile_q + 16'd1;
      if (group_end) begin
        left_q <= left_q - 16'd8;
        group_q <= group_q + 16'd8;
      end
    end

  wire again = fire & beat_last;

  // Where the next group begins: seen by the last beat of the group's last tile, or kept from an earlier one if that
  // tile had no pixel to write.
  reg [13:0] after_row_q;
  reg [0:0] after_chunk_q;
  always @(posedge clk_i) if (again) begin
    after_row_q <= next_row;
    after_chunk_q <= next_chunk;
  end
  wire [13:0] group_next_row = again ? next_row : after_row_q;
  wire [0:0] group_next_chunk = again ? next_chunk : after_chunk_q;

  // A new tile or segment begins with the group's first channel again; a new group goes on behind the last one's.
  always @(posedge clk_i)
    if (start_i) begin
      sel_q <= 1'd0;
      offset_q <= 16'd0;
      row_q <= base_i;
      chunk_q <= 1'd0;
      group_row_q <= base_i;
      group_chunk_q <= 1'd0;
    end else if (group_end) begin
      sel_q <= 1'd0;
      offset_q <= 16'd0;
      row_q <= group_next_row;
      chunk_q <= group_next_chunk;
      group_row_q <= group_next_row;
      group_chunk_q <= group_next_chunk;
    end else if (again) begin
      sel_q <= 1'd0;
      offset_q <= 16'd0;
      row_q <= group_row_q;
      chunk_q <= group_chunk_q;
    end else if (fire & sub_last) begin
      sel_q <= sel_q + 1'd1;
      offset_q <= offset_q + 16'd4;
      row_q <= next_row;
      chunk_q <= next_chunk;
    end
  always @(posedge clk_i)
    if (start_i) sub_q <= 2'd0;
    else if (fire) sub_q <= sub_last ? 2'd0 : sub_q + 2'd1;

  always @(posedge clk_i)
    if (start_i | group_end) begin
      x_q <= 10'd0;
      y_q <= 10'd0;
      lane_q <= 3'd0;
      plane_q <= 1'b0;
      pos_row_q <= {14{1'b0}};
      pos_rem_q <= 2'd0;
      line_row_q <= {14{1'b0}};
      line_rem_q <= 2'd0;
    end else if (segment_done) begin
      plane_q <= 1'b0;
      lane_q <= tile_cut ? 3'd0 : lane_next;
      x_q <= line_done ? 10'd0 : x_next;
      if (line_done) begin
        y_q <= y_q + 10'd1;
        line_row_q <= line_row_next;
        line_rem_q <= line_rem_next;
      end
      pos_row_q <= line_done ? line_row_next : pos_row_q + {13'd0, pos_carry};
      pos_rem_q <= line_done ? line_rem_next : pos_wrapped;
    end else if (skip) begin
      lane_q <= to_tile_end == run ? 3'd0 : lane_q + run;
      x_q <= ends_line ? 10'd0 : x_q + run_wide;
      if (ends_line) begin
        y_q <= y_q + 10'd1;
        line_row_q <= line_row_next;
        line_rem_q <= line_rem_next;
        pos_row_q <= line_row_next;
        pos_rem_q <= line_rem_next;
      end
    end else if ((state_q == SEGMENT) & again) plane_q <= 1'b1;
  always @(posedge clk_i) if (state_q == CUT) begin
    run_q <= run;
    count_q <= count;
  end

  // What a beat carries through X1, X2 and X3.
  wire [13:0] plane_row = ({14{y_q[0]}} & (plane_i << 1)) + ({14{plane_q}} & plane_i);
  wire [13:0] tile_row = tile_q[13:0];
  wire [13:0] target = row_q + (scatter ? pos_row_q + ({14{planes}} & plane_row) : tile_row);
  reg [13:0] row_x1_q;
  reg [0:0] chunk_x1_q;
  reg [1:0] rem_x1_q, lane_x1_q;
  reg [2:0] count_x1_q;
  reg phase_x1_q, odd_x1_q, plane_x1_q;
  reg [15:0] channel_x1_q, tile_x1_q;
  reg [13:0] row_x2_q;
  reg [0:0] chunk_x2_q;
  reg [1:0] rem_x2_q, lane_x2_q;
  reg [2:0] count_x2_q;
  reg phase_x2_q, odd_x2_q, plane_x2_q;
  reg [15:0] channel_x2_q, tile_x2_q;
  reg [13:0] row_x3_q;
  reg [0:0] chunk_x3_q;
  reg [1:0] rem_x3_q, lane_x3_q;
  reg [2:0] count_x3_q;
  reg phase_x3_q, odd_x3_q, plane_x3_q;
  reg [15:0] channel_x3_q, tile_x3_q;
  reg [1:0] sub_x1_q, sub_x2_q;
  always @(posedge clk_i)
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
      rem_x1_q <= pos_rem_q;
      lane_x1_q <= lane_q[1:0];
      count_x1_q <= count_q;
      phase_x1_q <= x_q[0];
      odd_x1_q <= y_q[0];
      plane_x1_q <= plane_q;
      tile_x1_q <= tile_q;
      channel_x1_q <= group_q + offset_q + {14'd0, sub_q & {2{raw}}};
      sub_x1_q <= sub_q;
    end
    if (x1_q) begin
      row_x2_q <= row_x1_q;
      chunk_x2_q <= chunk_x1_q;
      rem_x2_q <= rem_x1_q;
      lane_x2_q <= lane_x1_q;
      count_x2_q <= count_x1_q;
      phase_x2_q <= phase_x1_q;
      odd_x2_q <= odd_x1_q;
      plane_x2_q <= plane_x1_q;
      tile_x2_q <= tile_x1_q;
      channel_x2_q <= channel_x1_q;
      sub_x2_q <= sub_x1_q;
    end
    if (x2_q) begin
      row_x3_q <= row_x2_q;
      chunk_x3_q <= chunk_x2_q;
      rem_x3_q <= rem_x2_q;
      lane_x3_q <= lane_x2_q;
      count_x3_q <= count_x2_q;
      phase_x3_q <= phase_x2_q;
      odd_x3_q <= odd_x2_q;
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
  assign raw_sel_0_o = sub_x2_q;
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
  assign wb_channel_o = channel_x3_q;
  assign wb_tile_o = tile_x3_q;
endmodule
`default_nettype wire
