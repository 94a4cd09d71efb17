// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/engine/writeback/pixel.ftl" as single]
// Lays ${channels} channels x ${pixels} pixels into the activation memory: a whole row, or pairs of pixels (maximum or one of the two) merged into two rows.
// X3: pairs taken, rows addressed; pixels are sent before they are pooled.  X4: merged, written, sent by out_*. Even and odd rows are banks of their own.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire valid_i,
  input  wire raw_i,
  input  wire scatter_i,
  input  wire pool_i,
  input  wire odd_i,
  input  wire plane_i,
  input  wire [@v.range rowBits/] row_i,
  input  wire [@v.range chunkBits/] chunk_i,
  input  wire [@v.range remBits/] rem_i,
  input  wire [@v.range remBits/] lane_i,
  input  wire [@v.range countBits/] count_i,
  input  wire phase_i,
  input  wire [15:0] channel_i,
  input  wire [15:0] tile_i,
[#if overlap]
  input  wire overlap_0_i,
  input  wire begun_0_i,
  input  wire ends_0_i,
[/#if]
  input  wire [@v.range dataBits/] y_i,
  input  wire [@v.range (32 * pixels)/] sums_i,
  input  wire [@v.range dataBits/] even_data_i,
  input  wire [@v.range dataBits/] odd_data_i,
  input  wire emit_i,
  input  wire report_valid_i,
  input  wire [3:0] report_index_i,
  input  wire [31:0] report_value_i,
  input  wire out_ready_i,
  output wire advance_o,
  output wire writing_o,
  output wire read_en_o,
  output wire [@v.range chunkBits/] read_chunk_o,
  output wire [@v.range bankBits/] even_read_addr_o,
  output wire [@v.range bankBits/] odd_read_addr_o,
[#if lean]
  output wire read_odd_0_o,
[/#if]
  output wire even_we_o,
  output wire odd_we_o,
  output wire [@v.range chunkBits/] write_chunk_o,
  output wire [@v.range bankBits/] even_addr_o,
  output wire [@v.range bankBits/] odd_addr_o,
  output wire [@v.range dataBits/] even_write_o,
  output wire [@v.range dataBits/] odd_write_o,
  output wire report_ready_o,
  output wire out_valid_o,
  output wire [1:0] out_kind_o,
  output wire [15:0] out_row_o,
  output wire [15:0] out_channel_o,
  output wire [@v.range pixels/] out_keep_o,
  output wire [@v.range outBits/] out_data_o
);
  localparam [1:0] KIND_ROW = 2'd0, KIND_RAW = 2'd1, KIND_REPORT = 2'd2, KIND_PIXELS = 2'd3;

[#if lean]
[@single.circuit/]
[#else]
[@rows/]
[/#if]
endmodule
`default_nettype wire
[#macro rows]
  // X3. Lanes of the segment that are written, as bits; one lane later where it begins with an odd pixel.
  wire [@v.range laneBits/] lanes = (~([@v.fill laneBits]1'b1[/@v.fill] << count_i)) << phase_i;
[#if overlap]
  // A window of three columns begins with the second pixel of the pair before: the last one of a segment goes on, unless its line ends.
  wire spill = overlap_0_i & ~ends_0_i;
  wire [@v.range pairs/] pair_keep = pool_i ? {[#list pairsDown as k]|lanes[${k.even} +: 2][#if k.index > 0] | (lanes[${k.earlier}] & spill)[/#if][#sep], [/#sep][/#list]}
[#else]
  wire [@v.range pairs/] pair_keep = pool_i ? {[#list pairsDown as k]|lanes[${k.even} +: 2][#sep], [/#sep][/#list]}
[/#if]
                                : plane_i ? {[#list pairsDown as k]lanes[${k.odd}][#sep], [/#sep][/#list]} : {[#list pairsDown as k]lanes[${k.even}][#sep], [/#sep][/#list]};
[#if pairPad > 0]
  wire [@v.range pixels/] keep = {${pairPad}'d0, pair_keep};
[#else]
  wire [@v.range pixels/] keep = pair_keep;
[/#if]

  // The pairs of a word, given its segment in lanes 0, 1, ...
  function automatic [@v.range wordBits/] pairs(input [@v.range wordBits/] w, input [@v.range laneBits/] valid, input late, input maximum, input second[#if overlap], input three[/#if]);
    reg [7:0] even, odd[#if overlap], last, most[/#if];
    begin
      pairs = {${wordBits}{1'b0}};
[#list pairList as k]
[#if overlap]
      last = [#if k.index > 0]odd & {8{three}}[#else]8'd0[/#if];
[/#if]
      even = [#if k.hasEven][#if k.hasBefore](w[8 * ${k.even} +: 8] & {8{~late}}) | (w[8 * ${k.before} +: 8] & {8{late}})[#else]w[7:0] & {8{~late}}[/#if][#elseif k.hasBefore]w[8 * ${k.before} +: 8] & {8{late}}[#else]8'd0[/#if];
      odd = [#if k.hasOdd](w[8 * ${k.odd} +: 8] & {8{~late}}) | (w[8 * ${k.even} +: 8] & {8{late}})[#elseif k.hasEven]w[8 * ${k.even} +: 8] & {8{late}}[#else]8'd0[/#if];
      even = even & {8{valid[${k.even}]}};
      odd = odd & {8{valid[${k.odd}]}};
[#if overlap]
      most = even > odd ? even : odd;
      pairs[8 * ${k.index} +: 8] = maximum ? (last > most ? last : most) : second ? odd : even;
[#else]
      pairs[8 * ${k.index} +: 8] = maximum ? (even > odd ? even : odd) : second ? odd : even;
[/#if]
[/#list]
    end
  endfunction

  reg valid_q, raw_q, scatter_q, merge_q, final_q, odd_bank_q, stays_q;
  reg [@v.range rowBits/] row_q;
  reg [@v.range chunkBits/] chunk_q;
  reg [@v.range pixels/] keep_lo_q, keep_hi_q, old_q;
  reg [@v.range shiftBits/] up_q, down_q;
  reg [15:0] channel_q;
  reg [@v.range dataBits/] data_q;
  reg [@v.range (32 * pixels)/] sums_q;
  // A beat leaves X4 when it has been sent: row lo, then row hi where pixels went there. A beat leaves X3 when its pixels have been sent, if they are pooled.
  reg second_q;
  wire any_lo = keep_lo_q != ${pixels}'d0;
  wire any_hi = keep_hi_q != ${pixels}'d0;
  wire send = valid_q & ((emit_i & final_q & (any_lo | any_hi)) | raw_q);
  wire more = send & ~raw_q & ~second_q & any_lo & any_hi;
  wire send_hi = second_q | ~any_lo;
  wire leaves = ~send | (out_ready_i & ~more);
  wire untold = valid_i & pool_i & emit_i;
  wire tell = untold & ~send;
  wire report = ~send & ~untold;
  assign advance_o = leaves & (~untold | (tell & out_ready_i));
  always @(${clockEdge})
    if (!rst_ni) second_q <= 1'b0;
    else if (send & out_ready_i) second_q <= more;
  always @(${clockEdge})
    if (!rst_ni) valid_q <= 1'b0;
    else if (leaves) valid_q <= valid_i & advance_o;

  wire [@v.range shiftBits/] start = {[@v.zeros shiftPad/]lane_i, 3'd0};
  wire [@v.range shiftBits/] up = {[@v.zeros shiftPad/]rem_i, 3'd0};
  // Positions before the first pair stay, and so does a pair that was begun; behind the last one nothing has been laid yet, so that it may become 0.
  wire stays = (rem_i != ${remBits}'d0) | phase_i | (pool_i & [#if overlap](odd_i | overlap_0_i)[#else]odd_i[/#if]);
  always @(posedge clk_i) if (advance_o & valid_i) begin
    raw_q <= raw_i;
    stays_q <= stays;
    scatter_q <= scatter_i;
    merge_q <= pool_i;
    final_q <= ~pool_i | odd_i;
    odd_bank_q <= row_i[0];
    row_q <= row_i;
    chunk_q <= chunk_i;
    channel_q <= channel_i;
    up_q <= up;
    down_q <= ${shiftBits}'d${wordBits} - up;
    keep_lo_q <= scatter_i ? keep << rem_i : [@v.fill pixels]1'b1[/@v.fill];
    keep_hi_q <= scatter_i ? keep >> (${countBits}'d${pixels} - {[#if countBits > remBits]1'b0, [/#if]rem_i}) : ${pixels}'d0;
    old_q <= ([@v.fill pixels]pool_i[/@v.fill]) & ([@v.fill pixels]odd_i[/@v.fill] | {[#if pixels > 1]${pixels - 1}'d0, [/#if][#if overlap]overlap_0_i ? begun_0_i : [/#if]phase_i});   // pairs that were begun before
    if (raw_i) sums_q <= sums_i;
    else if (scatter_i) begin
[#list channelList as i]
      data_q[${i} * ${wordBits} +: ${wordBits}] <= pairs(y_i[${i} * ${wordBits} +: ${wordBits}] >> start, lanes, phase_i, pool_i, plane_i[#if overlap], overlap_0_i[/#if]);
[/#list]
    end else data_q <= y_i;
  end
  assign read_en_o = advance_o & valid_i & scatter_i & stays;
  assign read_chunk_o = chunk_i;
  assign odd_read_addr_o = row_i[@v.upper rowBits 1/];
  assign even_read_addr_o = row_i[@v.upper rowBits 1/] + {[@v.zeros (bankBits - 1)/]row_i[0]};

  // X4. Merge: the pairs go to bytes up_q / 8 and on of row lo, what is left over to row hi.
  function automatic [@v.range wordBits/] bytes(input [@v.range pixels/] mask);
    bytes = {[#list pixelsDown as p]{8{mask[${p}]}}[#sep], [/#sep][/#list]};
  endfunction
  function automatic [@v.range wordBits/] larger(input [@v.range wordBits/] a, input [@v.range wordBits/] b);
    begin
      larger = a;
[#list pixelsDown as p]
      if (b[8 * ${p} +: 8] > a[8 * ${p} +: 8]) larger[8 * ${p} +: 8] = b[8 * ${p} +: 8];
[/#list]
    end
  endfunction

  wire [@v.range wordBits/] bytes_lo = bytes(keep_lo_q);
  wire [@v.range wordBits/] bytes_hi = bytes(keep_hi_q);
  wire [@v.range wordBits/] bytes_old = bytes(old_q);
  wire [@v.range wordBits/] stay_lo = ~bytes_lo & [@v.fill wordBits]stays_q[/@v.fill];
  wire [@v.range wordBits/] stay_hi = ~bytes_hi & [@v.fill wordBits]stays_q[/@v.fill];
  wire [@v.range dataBits/] old_lo = odd_bank_q ? odd_data_i : even_data_i;
  wire [@v.range dataBits/] old_hi = odd_bank_q ? even_data_i : odd_data_i;
  reg [@v.range dataBits/] lo, hi;
  always @* begin : merge
    reg [@v.range wordBits/] pair;
    lo = data_q;
    hi = data_q;
    pair = {${wordBits}{1'b0}};
    if (valid_q & scatter_q) begin
[#list channelList as i]
      pair = data_q[${i} * ${wordBits} +: ${wordBits}];
      if (merge_q) pair = larger(pair, ((old_lo[${i} * ${wordBits} +: ${wordBits}] >> up_q) | (old_hi[${i} * ${wordBits} +: ${wordBits}] << down_q)) & bytes_old);
      lo[${i} * ${wordBits} +: ${wordBits}] = ((pair << up_q) & bytes_lo) | (old_lo[${i} * ${wordBits} +: ${wordBits}] & stay_lo);
      hi[${i} * ${wordBits} +: ${wordBits}] = ((pair >> down_q) & bytes_hi) | (old_hi[${i} * ${wordBits} +: ${wordBits}] & stay_hi);
[/#list]
    end
  end

  wire write = valid_q & ~raw_q & leaves;
  assign writing_o = valid_q;
  assign even_we_o = write & (odd_bank_q ? any_hi : any_lo);
  assign odd_we_o = write & (odd_bank_q ? any_lo : any_hi);
  assign write_chunk_o = chunk_q;
  assign odd_addr_o = row_q[@v.upper rowBits 1/];
  assign even_addr_o = row_q[@v.upper rowBits 1/] + {[@v.zeros (bankBits - 1)/]row_q[0]};
  assign even_write_o = odd_bank_q ? hi : lo;
  assign odd_write_o = odd_bank_q ? lo : hi;

  assign report_ready_o = out_ready_i & report;
  assign out_valid_o = send | tell | report_valid_i;
  assign out_kind_o = tell ? KIND_PIXELS : report ? KIND_REPORT : raw_q ? KIND_RAW : KIND_ROW;
  wire [15:0] sent_row = {[#if outPadRow > 0]${outPadRow}'d0, [/#if]row_q + {[#if rowBits > 1]${rowBits - 1}'d0, [/#if]send_hi & ~raw_q}};
  assign out_row_o = tell ? tile_i : report ? {12'd0, report_index_i} : sent_row;
  assign out_channel_o = tell ? channel_i : channel_q;
  wire [@v.range pixels/] told = ~([@v.fill pixels]1'b1[/@v.fill] << count_i) << lane_i;
  assign out_keep_o = tell ? told : report ? ${pixels}'d0 : raw_q ? [@v.fill pixels]1'b1[/@v.fill] : send_hi ? keep_hi_q : keep_lo_q;
  wire [@v.range outBits/] out_report = {[#if outPadReport > 0]${outPadReport}'d0, [/#if]report_value_i};
  wire [@v.range outBits/] out_sums = {[#if outPadSums > 0]${outPadSums}'d0, [/#if]sums_q};
  wire [@v.range outBits/] out_row = {[#if outPadData > 0]${outPadData}'d0, [/#if]send_hi ? hi : lo};
  wire [@v.range outBits/] out_pixels = {[#if outPadData > 0]${outPadData}'d0, [/#if]y_i};
  assign out_data_o = tell ? out_pixels : report ? out_report : raw_q ? out_sums : out_row;
[/#macro]
