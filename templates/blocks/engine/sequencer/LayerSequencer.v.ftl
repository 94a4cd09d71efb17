// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// for each group of ${tco} output channels, tile of ${pixels} pixels, [#if planes]plane of weights, [/#if]group of ${tci} input channels, [#if group > 1]pass, [/#if]tap: one step.
// A: step.  B: tap, seed.  C: rows, state.  D: activations, mask and signs meet in the array. en_o stops all four when the array would overwrite an undrained tile.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire cfg_valid_i,
  input  wire [1:0] cfg_target_i,
  input  wire [@v.range pcBits/] cfg_pc_i,
  input  wire [63:0] word_i,
  input  wire img_valid_i,
  input  wire mask_full_i,
  input  wire mask_end_i,
  input  wire [15:0] head_cout_i,
  input  wire [15:0] head_taps_i,
  input  wire [15:0] head_channels_i,
  input  wire [3:0] head_kind_i,
  input  wire [3:0] mask_error_i,
  input  wire mask_overflow_i,
  input  wire scale_bad_i,
  input  wire scale_full_i,
  input  wire free_i,
  input  wire idle_i,
  input  wire fetch_ready_i,
  input  wire report_ready_i,
  output wire cfg_ready_o,
  output wire img_ready_o,
  output wire halted_o,
  output wire program_we_o,
  output wire tap_we_o,
  output wire word_en_o,
  output wire [@v.range pcBits/] word_addr_o,
  output wire en_o,
  output wire valid_o,
  output wire fresh_o,
  output wire last_step_o,
  output wire last_tile_o,
  output wire group_last_o,
  output wire [@v.range rowBits/] row_o,
  output wire [@v.range tapBits/] tap_addr_o,
  output wire [@v.range entryBits/] entry_o,
  output wire [31:0] w_o,
  output wire [31:0] cphi_o,
[#if spreads]
  output wire spread_0_o,
[/#if]
[#if windowed]
  output wire [4:0] shift_0_o,
[/#if]
  output wire array_en_o,
  output wire array_first_o,
  output wire array_last_o,
[#if planes]
  output wire array_twice_0_o,
[/#if]
  output wire tile_o,
  output wire setup_o,
  output wire abort_o,
  output wire src_o,
  output wire emit_o,
  output wire [1:0] mode_o,
  output wire [@v.range tileBits/] tiles_o,
  output wire [@v.range channelBits/] cout_o,
  output wire [@v.range rowBits/] base_o,
  output wire [@v.range rowBits/] rows_o,
  output wire [@v.range rowBits/] plane_o,
[#if overlaps]
  output wire overlap_0_o,
[/#if]
  output wire [@v.range coord/] pitch_o,
  output wire [@v.range coord/] step_x_o,
  output wire [@v.range coord/] step_y_o,
  output wire [@v.range coord/] width_o,
  output wire [@v.range coord/] height_o,
  output wire [@v.range rowBits/] line_rows_o,
  output wire [@v.range remBits/] line_rem_o,
  output wire load_we_o,
  output wire [@v.range rowBits/] load_row_o,
  output wire [@v.range chunkBits/] load_chunk_o,
  output wire report_valid_o,
  output wire [3:0] report_index_o,
  output wire [31:0] report_value_o[#if residual],
  output wire back_0_o,
  output wire largest_0_o,
  output wire [@v.range rowBits/] back_base_0_o,
  output wire [@v.range rowBits/] back_rows_0_o,
  output wire same_0_o,
  output wire fold_0_o[/#if][#if stores],
  output wire stored_0_o,
  output wire [@v.range tci/] lanes_0_o[/#if]
);
  localparam [2:0] IDLE = 3'd0, FETCH = 3'd1, IMAGE = 3'd2, SETUP = 3'd3, RUN = 3'd4, TAIL = 3'd5, TELL = 3'd6, HALT = 3'd7;
  localparam [1:0] TO_PROGRAM = 2'd0, TO_TAPS = 2'd1, TO_START = 2'd2;
  localparam [3:0] OP_END = 4'd0, OP_LOAD = 4'd1, OP_LAYER = 4'd2;
  localparam [3:0] ERROR_HEADER = 4'd8, ERROR_OVERFLOW = 4'd9, ERROR_SCALE = 4'd10, ERROR_OP = 4'd11;

  reg [2:0] state_q;
  reg [3:0] error_q;

  // cfg: program, taps and start commands, taken while nothing runs.
  assign cfg_ready_o = (state_q == IDLE) | (state_q == HALT);
  wire cfg = cfg_valid_i & (state_q == IDLE);
  assign program_we_o = cfg & (cfg_target_i == TO_PROGRAM);
  assign tap_we_o = cfg & (cfg_target_i == TO_TAPS);
  wire start = cfg & (cfg_target_i == TO_START);

  // Descriptor: eight words, a cycle each.
  reg [@v.range pcBits/] pc_q;
  reg [3:0] fetch_q;
  reg [3:0] op_q;
  reg emit_q, src_q;
  reg [1:0] mode_q;
  reg [@v.range tapCountBits/] taps_q;
[#if small]
  reg [15:0] layer_q;
  reg [@v.range tileBits/] tiles_q;
  reg [@v.range channelBits/] cout_q, channels_q, groups_q;
[#else]
  reg [15:0] layer_q, tiles_q, cout_q, channels_q, groups_q, chunks_q;
[/#if]
  reg [@v.range tapBits/] tap_base_q;
[#if zeroBased]
  wire [@v.range rowBits/] src_base_q = ${rowBits}'d0, base_q = ${rowBits}'d0;   // maps begin in row 0
  reg [@v.range rowBits/] src_rows_q, rows_q, plane_q, line_rows_q;
[#else]
  reg [@v.range rowBits/] src_base_q, src_rows_q, base_q, rows_q, plane_q, line_rows_q;
[/#if]
  reg [@v.range coord/] pitch_q, step_x_q, step_y_q, width_q, height_q;
  reg [@v.range remBits/] line_rem_q;
  reg [31:0] [#if oneAdder]ahead_q, home_q[#else]seed_q, cphi_q, group_phi_q[/#if];
  reg [3:0] kind_q;
[#if group > 1]
  reg [3:0] passes_q, last_passes_q;
[/#if]
[#if spreads]
  reg spread_q;
[/#if]
[#if residual]
  reg [@v.range rowBits/] back_base_q, back_rows_q;
  reg back_q, largest_q, same_q, fold_q;
[/#if]
[#if overlaps]
  reg overlap_q;
[/#if]
[#if planes]
  reg [15:0] mask_taps_q;
  reg [@v.range planeBits/] planes_q;
  reg [@v.range planeBits/] doubles_q;
[#if stores]
  reg stored_q;
[#if tci > 1]
  reg [@v.range lastLaneBits/] last_lane_q;
[/#if]
[/#if]
[/#if]
  assign word_en_o = (state_q == FETCH) & ~fetch_q[3];
  assign word_addr_o = pc_q;
  always @(posedge clk_i) begin
    if (start) pc_q <= cfg_pc_i;
    else if ((state_q == FETCH) & ~fetch_q[3]) pc_q <= pc_q + ${pcBits}'d1;
    fetch_q <= state_q == FETCH ? fetch_q + 4'd1 : 4'd0;
    if (state_q == FETCH)
      case (fetch_q)
[#list parts as part]
        4'd${part.cycle}: begin
[#list part.slices as s]
          ${s.register} <= word_i[[#if s.msb > s.lsb]${s.msb}:[/#if]${s.lsb}];
[/#list]
        end
[/#list]
        default: ;
      endcase
  end

[#if small]
  // Image rows, a beat each: for each run of channels, each row. The counters are those of steps.
  reg [@v.range tileBits/] tile_q;           // row of the run; tile
  reg [@v.range channelBits/] group_q;       // run; channel group
  reg [@v.range rowBits/] group_row_q;       // first row of the channel group
  wire last_tile = tile_q + ${tileBits}'d1 == tiles_q;
  wire in_last_group = group_q + ${channelBits}'d1 == groups_q;
  wire [@v.range rowBits/] row = group_row_q + [#if rowPad > 0]{${rowPad}'d0, tile_q}[#else]tile_q[@v.range rowBits/][/#if];
  wire load = (state_q == IMAGE) & img_valid_i;
  wire load_run_end = load & last_tile;
  wire load_end = load_run_end & in_last_group;
  assign img_ready_o = (state_q == IMAGE) | (state_q == HALT);
  assign load_we_o = load;
  assign load_row_o = row;
[#if chunkLast == 0]
  assign load_chunk_o = ${chunkBits}'d0;
  wire load_row_end = load_run_end;
[#else]
  reg [@v.range chunkBits/] load_part_q;        // position in the memory row
  wire load_part_last = load_part_q == ${chunkBits}'d${chunkLast};
  wire load_row_end = load_run_end & load_part_last;
  assign load_chunk_o = load_part_q;
  always @(posedge clk_i)
    if (state_q == FETCH) load_part_q <= ${chunkBits}'d0;
    else if (load_run_end) load_part_q <= load_part_last ? ${chunkBits}'d0 : load_part_q + ${chunkBits}'d1;
[/#if]

[#else]
  // Image rows, a beat each: for each run of channels, each row.
  reg [15:0] load_tile_q, load_chunk_q;
  reg [@v.range chunkBits/] load_part_q;        // position in the memory row
  reg [@v.range rowBits/] load_row_q;           // first row of the channel group
  wire load_part_last = load_part_q == ${chunkBits}'d${chunkLast};
  wire load = (state_q == IMAGE) & img_valid_i;
  wire load_run_end = load & (load_tile_q + 16'd1 == tiles_q);
  wire load_end = load_run_end & (load_chunk_q + 16'd1 == chunks_q);
  assign img_ready_o = (state_q == IMAGE) | (state_q == HALT);
  assign load_we_o = load;
  assign load_chunk_o = load_part_q;
  assign load_row_o = load_row_q + load_tile_q[@v.range rowBits/];
  always @(posedge clk_i)
    if (state_q != IMAGE) begin
      load_tile_q <= 16'd0;
      load_chunk_q <= 16'd0;
      load_part_q <= ${chunkBits}'d0;
      load_row_q <= base_q;
    end else if (load) begin
      load_tile_q <= load_run_end ? 16'd0 : load_tile_q + 16'd1;
      if (load_run_end) begin
        load_chunk_q <= load_chunk_q + 16'd1;
        load_part_q <= load_part_last ? ${chunkBits}'d0 : load_part_q + ${chunkBits}'d1;
        load_row_q <= load_part_last ? load_row_q + rows_q : load_row_q;
      end
    end

[/#if]
  // Steps.
  reg [@v.range tapCountBits/] tap_q;
  reg [@v.range tapBits/] tap_addr_q;
  reg [@v.range entryBits/] entry_q;
[#if small]
  reg [@v.range channelBits/] left_q;      // output channels from this group on
[#else]
  reg [15:0] group_q, tile_q, left_q;      // channel group; tile; output channels from this group on
  reg [@v.range rowBits/] group_row_q;
[/#if]
  reg [31:0] w_q[#if !oneAdder], w_first_q[/#if];
[#if windowed]
  reg [4:0] shift_q;
  wire [5:0] shift_sum = {1'b0, shift_q} + 6'd${tcoRest};
[/#if]
  reg issued_q, match_q;                     // all steps issued; the group's mask belongs to this layer
  wire step = (state_q == RUN) & ~issued_q & mask_full_i & match_q & fetch_ready_i;
  wire go = step & en_o;
  wire last_tap = tap_q + ${tapCountBits}'d1 == taps_q;
[#if planes && group == 1 && !small]
  wire in_last_group = group_q + 16'd1 == groups_q;
[/#if]
[#if group > 1]
  reg [3:0] pass_q;                          // over the channels of this group
[#if !small]
  wire in_last_group = group_q + 16'd1 == groups_q;
[/#if]
  wire last_pass = pass_q + 4'd1 == (in_last_group ? last_passes_q : passes_q);
  wire group_done = last_tap & last_pass;
[#if !planes]
  wire last_step = group_done & in_last_group;
[/#if]
[#else]
  wire group_done = last_tap;
[#if !planes]
  wire last_step = last_tap & [#if small]in_last_group[#else](group_q + 16'd1 == groups_q)[/#if];
[/#if]
[/#if]
[#if planes]
  // Planes: the entries of a turn lie plane by plane, so that those of a plane are mask_taps apart from turn to turn.
  reg [@v.range planeBits/] weight_plane_q;
  reg [@v.range entryBits/] plane_entry_q;     // first entry of the plane
  wire [@v.range entryBits/] weight_taps = [#if residual]fold_q ? ${entryBits}'d1 : [/#if][#if entryPad > 0]{${entryPad}'d0, taps_q}[#else]taps_q[@v.range entryBits/][/#if];
  wire [@v.range entryBits/] next_turn = mask_taps_q[@v.range entryBits/] - weight_taps + ${entryBits}'d1;
  wire [@v.range entryBits/] next_plane = plane_entry_q + weight_taps;
  wire last_plane = weight_plane_q + ${planeBits}'d1 == planes_q;
  wire plane_end = group_done & in_last_group;
  wire last_step = plane_end & last_plane;
[/#if]
[#if !small]
  wire last_tile = tile_q + 16'd1 == tiles_q;
[/#if]
  wire group_last = last_step & last_tile;
  wire last_group = left_q <= ${channelBits}'d${tco};
  assign valid_o = step;
[#if residual]
  assign fresh_o = fold_q | (tap_q == ${tapCountBits}'d0);   // folded: all taps take the sign and the mask of tap 0
[#else]
  assign fresh_o = tap_q == ${tapCountBits}'d0;
[/#if]
  assign last_step_o = last_step;
  assign last_tile_o = last_tile;
  assign group_last_o = step & group_last;
  assign row_o = [#if small]row[#else]group_row_q + tile_q[@v.range rowBits/][/#if];
  assign tap_addr_o = tap_addr_q;
  assign entry_o = entry_q;
  assign w_o = w_q;
  assign cphi_o = [#if oneAdder]32'd0[#else]cphi_q[/#if];
[#if spreads]
  assign spread_0_o = spread_q;
[/#if]
[#if oneAdder]
  assign shift_0_o = shift_q;
  wire unused = &{1'b0, word_i};   // bits that no part has
  wire block_next = group_last & shift_sum[5];   // the next group of outputs is in the next block of 32
  wire seeds = (state_q == FETCH) & (fetch_q == 4'd${seedCycle + 1});
[#else]
[#if windowed]
  assign shift_0_o = shift_q;
  wire [31:0] w_next_group = w_first_q + group_phi_q + (cphi_q & {32{shift_sum[5]}});
[#else]
  wire [31:0] w_next_group = w_first_q + group_phi_q;
[/#if]
[/#if]

  // The decoder's header must be this layer's, and its last group the layer's last.
[#if residual && !planes]
  wire [15:0] mask_taps = fold_q ? 16'd1 : {${tapCountPad}'d0, taps_q};
[/#if]
  wire header_ok = (head_cout_i == [#if channelBits < 16]{${16 - channelBits}'d0, cout_q}[#else]cout_q[/#if]) & (head_taps_i == [#if planes]mask_taps_q[#elseif residual]mask_taps[#else]{${tapCountPad}'d0, taps_q}[/#if]) & (head_channels_i == [#if channelBits < 16]{${16 - channelBits}'d0, channels_q}[#else]channels_q[/#if]) & (head_kind_i == kind_q) & (mask_end_i == last_group);
  wire look = (state_q == RUN) & ~issued_q & mask_full_i & ~match_q;
  wire [3:0] error = mask_error_i != 4'd0 ? mask_error_i : mask_overflow_i ? ERROR_OVERFLOW : scale_bad_i ? ERROR_SCALE : look & ~header_ok ? ERROR_HEADER : 4'd0;
  wire fail = ((state_q == RUN) | (state_q == TAIL)) & (error != 4'd0) & (error_q == 4'd0);

  always @(posedge clk_i)
    if (state_q == SETUP) begin
      tap_q <= ${tapCountBits}'d0;
[#if group > 1]
      pass_q <= 4'd0;
[/#if]
      tap_addr_q <= tap_base_q;
      entry_q <= ${entryBits}'d0;
[#if planes]
      weight_plane_q <= ${planeBits}'d0;
      plane_entry_q <= ${entryBits}'d0;
[/#if]
[#if !small]
      group_q <= 16'd0;
      tile_q <= 16'd0;
[/#if]
      left_q <= cout_q;
[#if !small]
      group_row_q <= src_base_q;
[/#if]
[#if !oneAdder]
      w_q <= seed_q;
      w_first_q <= seed_q;
[/#if]
[#if windowed]
      shift_q <= 5'd0;
[/#if]
      issued_q <= 1'b0;
      match_q <= 1'b0;
    end else begin
      if (look) match_q <= header_ok;
      if (go) begin
        tap_q <= last_tap ? ${tapCountBits}'d0 : tap_q + ${tapCountBits}'d1;
        tap_addr_q <= last_tap ? tap_base_q : tap_addr_q + ${tapBits}'d1;
[#if planes]
        entry_q <= last_step ? ${entryBits}'d0 : plane_end ? next_plane : entry_q + (last_tap ? next_turn : [#if residual]{[@v.zeros (entryBits - 1)/]~fold_q}[#else]${entryBits}'d1[/#if]);
        if (plane_end) begin
          weight_plane_q <= last_plane ? ${planeBits}'d0 : weight_plane_q + ${planeBits}'d1;
          plane_entry_q <= last_plane ? ${entryBits}'d0 : next_plane;
        end
[#elseif residual]
        entry_q <= last_step ? ${entryBits}'d0 : entry_q + {[@v.zeros (entryBits - 1)/]~fold_q | last_tap};
[#else]
        entry_q <= last_step ? ${entryBits}'d0 : entry_q + ${entryBits}'d1;
[/#if]
[#if group > 1]
        if (last_tap) pass_q <= last_pass ? 4'd0 : pass_q + 4'd1;
[/#if]
[#if !small]
        if (group_done) begin
          group_q <= ${sweepEnd} ? 16'd0 : group_q + 16'd1;
          group_row_q <= ${sweepEnd} ? src_base_q : group_row_q + src_rows_q;
          w_q <= ~${sweepEnd} ? w_q + ${groupPhi} : [#if planes]last_plane & [/#if]last_tile ? w_next_group : w_first_q;
        end
        if (last_step) tile_q <= last_tile ? 16'd0 : tile_q + 16'd1;
[#elseif !oneAdder]
        if (group_done) w_q <= ~${sweepEnd} ? w_q + ${groupPhi} : [#if planes]last_plane & [/#if]last_tile ? w_next_group : w_first_q;
[/#if]
        if (group_last) begin
          left_q <= left_q - ${channelBits}'d${tco};
[#if !oneAdder]
          w_first_q <= w_next_group;
[/#if]
[#if windowed]
          shift_q <= shift_sum[4:0];
[/#if]
          issued_q <= last_group;
          match_q <= 1'b0;
        end
      end
    end

[#if small]
  always @(posedge clk_i) begin
    if (state_q == FETCH) tile_q <= ${tileBits}'d0;
    else if (load | (go & last_step)) tile_q <= last_tile ? ${tileBits}'d0 : tile_q + ${tileBits}'d1;
    if (state_q == FETCH) group_q <= ${channelBits}'d0;
    else if (load_run_end | (go & group_done)) group_q <= in_last_group ? ${channelBits}'d0 : group_q + ${channelBits}'d1;
    if (state_q == FETCH) group_row_q <= src_base_q;
    else if (load_row_end | (go & group_done)) group_row_q <= go & ${sweepEnd} ? src_base_q : group_row_q + src_rows_q;
[#if oneAdder]
    // From a group of input channels to the next one; from the last one back to the first, or ahead to the next block of outputs. The seed comes as the first summand.
    if ((state_q == FETCH) & (fetch_q == 4'd${seedCycle})) w_q <= 32'd0;
    else if (seeds | (go & group_done)) w_q <= w_q + (seeds | block_next ? ahead_q : ${sweepEnd} ? home_q : ${groupPhi});
[/#if]
  end

[/#if]
  // The array's flags travel with the step; a tile waits in the shadow until it is drained.
  reg valid_b_q, valid_c_q, valid_d_q, first_b_q, first_c_q, first_d_q, last_b_q, last_c_q, last_d_q, shadow_q;
[#if planes]
  reg twice_b_q, twice_c_q, twice_d_q;
  wire begins = [#if residual](tap_q == ${tapCountBits}'d0)[#else]fresh_o[/#if] & (group_q == ${channelBits}'d0)[#if group > 1] & (pass_q == 4'd0)[/#if];
  assign array_twice_0_o = twice_d_q;
[/#if]
[#if stores]
  assign stored_0_o = stored_q;
[#if tci > 1]
  reg rest_b_q, rest_c_q, rest_d_q;   // in the last group, which may have fewer channels than lanes
  assign lanes_0_o[0] = 1'b1;
[#list lanes as c]
  assign lanes_0_o[${c.index}] = ~rest_d_q | (last_lane_q >= ${c.literal});
[/#list]
[#else]
  assign lanes_0_o = 1'b1;
[/#if]
[/#if]
  assign en_o = ~(valid_d_q & last_d_q & shadow_q & ~free_i);
  assign array_en_o = en_o & valid_d_q;
  assign array_first_o = first_d_q;
  assign array_last_o = last_d_q;
  assign tile_o = shadow_q & scale_full_i;
  always @(${clockEdge})
    if (!rst_ni) begin
      valid_b_q <= 1'b0;
      valid_c_q <= 1'b0;
      valid_d_q <= 1'b0;
      shadow_q <= 1'b0;
    end else begin
      if (en_o) begin
        valid_b_q <= step;
        valid_c_q <= valid_b_q;
        valid_d_q <= valid_c_q;
      end
      shadow_q <= ((shadow_q & ~free_i) | (array_en_o & array_last_o)) & ~abort_o;
    end
  always @(posedge clk_i) if (en_o) begin
[#if planes]
    first_b_q <= begins & (weight_plane_q == ${planeBits}'d0);
    twice_b_q <= begins & (weight_plane_q != ${planeBits}'d0) & (weight_plane_q <= doubles_q);
    twice_c_q <= twice_b_q;
    twice_d_q <= twice_c_q;
[#if stores && tci > 1]
    rest_b_q <= in_last_group;
    rest_c_q <= rest_b_q;
    rest_d_q <= rest_c_q;
[/#if]
[#else]
    first_b_q <= [#if residual](tap_q == ${tapCountBits}'d0)[#else]fresh_o[/#if] & (group_q == ${channelBits}'d0)[#if group > 1] & (pass_q == 4'd0)[/#if];
[/#if]
    first_c_q <= first_b_q;
    first_d_q <= first_c_q;
    last_b_q <= last_step;
    last_c_q <= last_b_q;
    last_d_q <= last_c_q;
  end

  // Order of a descriptor.
  wire quiet = issued_q & ~valid_b_q & ~valid_c_q & ~valid_d_q & ~shadow_q & idle_i;
  reg [2:0] report_q;
  wire report_end = (state_q == TELL) & report_ready_i & (report_q == 3'd5);
  assign setup_o = state_q == SETUP;
  assign abort_o = (state_q == TAIL) & (error_q != 4'd0);
  assign halted_o = state_q == HALT;
  always @(${clockEdge})
    if (!rst_ni) begin
      state_q <= IDLE;
      error_q <= 4'd0;
    end else begin
      if (fail) error_q <= error;
      else if ((state_q == FETCH) & (fetch_q == 4'd8) & (op_q > OP_LAYER)) error_q <= ERROR_OP;
      case (state_q)
        IDLE: if (start) state_q <= FETCH;
        FETCH: if (fetch_q == 4'd8) state_q <= op_q == OP_LOAD ? IMAGE : op_q == OP_LAYER ? SETUP : TELL;
        IMAGE: if (load_end) state_q <= TELL;
        SETUP: state_q <= RUN;
        RUN: if (fail | issued_q) state_q <= TAIL;
        TAIL: if (error_q != 4'd0 ? idle_i & ~shadow_q : quiet & ~fail) state_q <= TELL;
        TELL: if (report_end) state_q <= error_q != 4'd0 ? HALT : op_q == OP_END ? IDLE : FETCH;
        default: state_q <= HALT;
      endcase
    end

  // Counters of a descriptor, and its six reports.
[#if waits]
  reg [@v.range cycleBits/] cycles_q, mask_wait_q, write_wait_q, image_wait_q;
[#else]
  reg [@v.range cycleBits/] cycles_q;
[/#if]
  wire counting = (state_q != IDLE) & (state_q != TELL) & (state_q != HALT);
  always @(posedge clk_i)
    if (start | report_end) begin
      cycles_q <= ${cycleBits}'d0;
[#if waits]
      mask_wait_q <= ${cycleBits}'d0;
      write_wait_q <= ${cycleBits}'d0;
      image_wait_q <= ${cycleBits}'d0;
[/#if]
    end else begin
      cycles_q <= cycles_q + {${cycleBits - 1}'d0, counting};
[#if waits]
      mask_wait_q <= mask_wait_q + {${cycleBits - 1}'d0, (state_q == RUN) & ~issued_q & ~mask_full_i};
      write_wait_q <= write_wait_q + {${cycleBits - 1}'d0, ~en_o};
      image_wait_q <= image_wait_q + {${cycleBits - 1}'d0, (state_q == IMAGE) & ~img_valid_i};
[/#if]
    end
  always @(${clockEdge})
    if (!rst_ni) report_q <= 3'd0;
    else if (report_end) report_q <= 3'd0;
    else if ((state_q == TELL) & report_ready_i) report_q <= report_q + 3'd1;
  reg [31:0] report;
  always @*
    case (report_q)
      3'd0: report = {op_q, 8'd0, error_q, layer_q};
      3'd1: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, cycles_q}[#else]cycles_q[/#if];
[#if waits]
      3'd2: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, mask_wait_q}[#else]mask_wait_q[/#if];
      3'd3: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, write_wait_q}[#else]write_wait_q[/#if];
      3'd4: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, image_wait_q}[#else]image_wait_q[/#if];
[/#if]
      default: report = 32'd0;
    endcase
  assign report_valid_o = state_q == TELL;
  assign report_index_o = {1'b0, report_q};
  assign report_value_o = report;

  assign src_o = src_q;
  assign emit_o = emit_q;
  assign mode_o = mode_q;
  assign tiles_o = tiles_q;
  assign cout_o = cout_q;
  assign base_o = base_q;
  assign rows_o = rows_q;
  assign plane_o = plane_q;
[#if overlaps]
  assign overlap_0_o = overlap_q;
[/#if]
  assign pitch_o = pitch_q;
  assign step_x_o = step_x_q;
  assign step_y_o = step_y_q;
  assign width_o = width_q;
  assign height_o = height_q;
  assign line_rows_o = line_rows_q;
  assign line_rem_o = line_rem_q;
[#if residual]
  assign back_0_o = back_q;
  assign largest_0_o = largest_q;
  assign back_base_0_o = back_base_q;
  assign back_rows_0_o = back_rows_q;
  assign same_0_o = same_q;
  assign fold_0_o = fold_q;
[/#if]
endmodule
`default_nettype wire
