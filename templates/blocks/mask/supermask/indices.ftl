[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Indices of a mask of which one in G channels is kept: a row of an entry, or as many outputs of it as fit a word, a cycle. --]
[#import "/lib/verilog.ftl" as v]
[#macro indices]
  // ---- indices: ${index.bits} bit(s) for each output of a row ----
  reg  [@v.range index.rows/] place_q;          // one-hot: the row
[#if index.pieces > 1]
  reg  [@v.range index.pieces/] piece_q;          // one-hot: which ${index.piece} outputs of it
  wire [@v.range index.pieces/] end_piece = ${index.pieces}'d1 << group_m1[@v.upper outputIndexBits index.outputBits/];
  wire last_piece = |(piece_q & end_piece);
  wire index_first = place_q[0] & piece_q[0];
  wire [@v.range index.outputBits/] count_m1 = last_piece ? group_m1[@v.range index.outputBits/] : [@v.fill index.outputBits]1'b1[/@v.fill];   // outputs taken, less one
[#else]
  wire index_first = place_q[0];
  wire [@v.range index.outputBits/] count_m1 = [#if outputs == 1]1'b0[#else]group_m1[@v.range index.outputBits/][/#if];   // outputs taken, less one
[/#if]
  wire [6:0] count = {${index.countPad}'d0, count_m1} + 7'd1;
  wire [6:0] index_bits = [#if index.bits == 1]count[#elseif index.bits == 2]count << 1[#else]count + (count << 1)[/#if];
  wire index_whole = {1'b0, index_bits} <= {beats_q, 6'd0} - {2'd0, gone_q};
  wire index_fire = running & one_q & index_whole & ~crc_bad & ~(entry_valid_q & ~entry_ready_i);
  wire last_place = |(place_q & ~(act_q[@v.range index.rows/] >> 1));
  wire index_done = index_fire & last_place[#if index.pieces > 1] & last_piece[/#if];
  always @(posedge clk_i)
    if (state_q == TABLE) begin
      place_q <= ${index.rows}'d1;
[#if index.pieces > 1]
      piece_q <= ${index.pieces}'d1;
    end else if (index_fire) begin
      piece_q <= last_piece ? ${index.pieces}'d1 : piece_q << 1;
      if (last_piece) place_q <= last_place ? ${index.rows}'d1 : place_q << 1;
    end
[#else]
    end else if (index_fire) begin
      place_q <= last_place ? ${index.rows}'d1 : place_q << 1;
    end
[/#if]

  wire [@v.range index.piece/] now = ~([@v.fill index.piece]1'b1[/@v.fill] << 1 << count_m1);   // outputs whose index is taken
  wire [@v.range index.bits/] rest_of_group = channels_q[@v.range index.bits/];   // channels of a last group that is not whole
  reg  [63:0] window;
[#list index.planes as p]
  reg  [@v.range index.piece/] plane_${p};
[/#list]
  reg  index_bad;
  always @* begin : look
    reg [31:0] j;
    reg [@v.range index.piece/] beyond;
    j = 32'd0;
    window = 64'd0;
[#list index.planes as p]
    plane_${p} = ${index.piece}'d0;
[/#list]
    beyond = ${index.piece}'d0;
    if (one_q) begin
      window = (beat0_q >> gone_q) | ((beat1_q & {64{two_beats}}) << 1 << ~gone_q);
      for (j = 0; j < ${index.piece}; j = j + 1) begin
[#list index.planes as p]
        plane_${p}[j] = window[j * ${index.bits} + ${p}];
[/#list]
      end
      if (last_chans & last_place & (rest_of_group != ${index.bits}'d0)) begin
        beyond = [@v.fill index.piece]1'b1[/@v.fill];
[#list index.planes as p]
        beyond = rest_of_group[${p}] ? beyond & plane_${p} : beyond | plane_${p};
[/#list]
      end
    end
    index_bad = |(beyond & now);
  end

[#if index.pieces > 1]
  wire [@v.range outputs/] slots = {[@v.fill index.rest]piece_q[@v.top index.pieces/][/@v.fill][#list index.wholePiecesDown as p], [@v.fill index.piece]piece_q[${p}][/@v.fill][/#list]};
[/#if]
[#if group > 1]
  wire [@v.range outputs/] group_outputs = [#if outputs == 1]1'b1[#else]~([@v.fill outputs]1'b1[/@v.fill] << 1 << group_m1)[/#if];
[#list index.planes as p]
  wire [@v.range index.piece/] found_${p} = plane_${p} & now;
  wire [@v.range outputs/] chosen_${p} = [@slot "found_" + p/];
[/#list]
[#else]
[#list index.positionsDown as i]
  wire [@v.range index.piece/] found_${i.at} = now[#list i.digits as d] & [#if !d.one]~[/#if]plane_${d.plane}[/#list];
  wire [@v.range outputs/] hot_${i.at} = [@slot "found_" + i.at/];
[/#list]
  wire [@v.range (index.group * outputs)/] hot = {[#list index.positionsDown as i]hot_${i.at}[#sep], [/#list]};
[/#if]
[/#macro]

[#-- A piece's bits where its outputs are among those of a row. --]
[#macro slot x][#if index.pieces > 1]{${x}[@v.range index.rest/], [@v.fill index.lastPiece]${x}[/@v.fill]} & slots[#else]${x}[/#if][/#macro]
