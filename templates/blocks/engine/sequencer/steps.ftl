[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Which step comes next: tap, pass, channel group, plane, tile, group of output channels; and whether the mask that has come is this layer's. --]
[#import "/lib/verilog.ftl" as v]
[#macro circuit]
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
[/#macro]
