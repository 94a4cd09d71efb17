[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Words of the program, and what a layer keeps of them. --]
[#import "/lib/verilog.ftl" as v]
[#macro registers]
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
[#if terms]
  reg [@v.range termBits/] terms_q;
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
[/#macro]
