[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Indices of a mask of which one in G channels is kept: a row of an entry, or as many outputs of it as fit a beat, a cycle; of rows of few outputs up to three. --]
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
  wire [@v.range index.countBits/] count = {${index.countPad}'d0, count_m1} + ${index.countBits}'d1;
  wire [@v.range index.countBits/] row_bits = [#if index.bits == 1]count[#elseif index.bits == 2]count << 1[#else]count + (count << 1)[/#if];
[#list index.nexts as n]
[#if n.at == 1]
  // Where a beat holds the indices of further rows, they are taken together: one-hot, the row if it is.
[/#if]
  wire fits_${n.at} = [#if n.always]1'b1[#else]group_m1 < ${outputIndexBits}'d${n.outputs}[/#if];
  wire [@v.range index.rows/] next_${n.at} = ([#if n.at == 1]place_q[#else]next_${n.at - 1}[/#if] << 1) & act_q[@v.range index.rows/] & [@v.fill index.rows]fits_${n.at}[/@v.fill];
[/#list]
  wire [@v.range index.rows/] placed = place_q[#list index.nexts as n] | next_${n.at}[/#list];
  wire [@v.range index.countBits/] index_bits = row_bits[#list index.nexts as n] + (row_bits & {${index.countBits}{|next_${n.at}}})[/#list];
  wire index_whole = {1'b0, index_bits} <= {beats_q, ${placeBits}'d0} - {2'd0, gone_q};
  wire index_fire = running & one_q & index_whole & ~crc_bad & ~(entry_valid_q & ~entry_ready_i);
  wire [@v.range index.rows/] ends = ~(act_q[@v.range index.rows/] >> 1);
  wire last_place = |(placed & ends);
  wire [@v.range index.rows/] place_d = last_place ? ${index.rows}'d1 : [#list index.nexts?reverse as n]fits_${n.at} ? place_q << ${n.at + 1} : [/#list]place_q << 1;
  wire index_done = index_fire & last_place[#if index.pieces > 1] & last_piece[/#if];
  always @(posedge clk_i)
    if (state_q == TABLE) begin
      place_q <= ${index.rows}'d1;
[#if index.pieces > 1]
      piece_q <= ${index.pieces}'d1;
    end else if (index_fire) begin
      piece_q <= last_piece ? ${index.pieces}'d1 : piece_q << 1;
      if (last_piece) place_q <= place_d;
    end
[#else]
    end else if (index_fire) begin
      place_q <= place_d;
    end
[/#if]

  wire [@v.range index.piece/] now = ~([@v.fill index.piece]1'b1[/@v.fill] << 1 << count_m1);   // outputs whose index is taken
  wire [@v.range index.bits/] rest_of_group = channels_q[@v.range index.bits/];   // channels of a last group that is not whole
  reg  [@v.range beatBits/] window;
[#list index.planes as p]
  reg  [@v.range index.piece/] plane_${p}_0;
[#list index.nexts as n]
  reg  [@v.range n.outputs/] plane_${p}_${n.at};
[/#list]
[/#list]
  reg  index_bad;
  always @* begin : look
    reg [31:0] j;
    reg [@v.range index.piece/] beyond_0;
[#list index.nexts as n]
    reg [@v.range (n.outputs * index.bits)/] beside_${n.at};
    reg [@v.range n.outputs/] beyond_${n.at};
[/#list]
    j = 32'd0;
    window = ${beatBits}'d0;
[#list index.planes as p]
    plane_${p}_0 = ${index.piece}'d0;
[#list index.nexts as n]
    plane_${p}_${n.at} = ${n.outputs}'d0;
[/#list]
[/#list]
    beyond_0 = ${index.piece}'d0;
[#list index.nexts as n]
    beside_${n.at} = ${n.outputs * index.bits}'d0;
    beyond_${n.at} = ${n.outputs}'d0;
[/#list]
    if (one_q) begin
      window = (beat0_q >> gone_q) | ((beat1_q & {${beatBits}{two_beats}}) << 1 << ~gone_q);
[@taken 0 "window" index.piece/]
[#list index.nexts as n]
      beside_${n.at} = window[[#if n.at == 1]row_bits[@v.range placeBits/][#else]{row_bits[@v.range (placeBits - 1)/], 1'b0}[/#if] +: ${n.outputs * index.bits}];   // of no account where row ${n.at} does not fit
[@taken n.at "beside_" + n.at n.outputs/]
[/#list]
      if (last_chans & (rest_of_group != ${index.bits}'d0)) begin
[@above 0 "place_q" index.piece/]
[#list index.nexts as n]
[@above n.at "next_" + n.at n.outputs/]
[/#list]
      end
    end
    index_bad = |(beyond_0 & now)[#list index.nexts as n] | (|(beyond_${n.at} & now[@v.range n.outputs/]))[/#list];
  end

[#if index.pieces > 1]
  wire [@v.range outputs/] slots = {[@v.fill index.rest]piece_q[@v.top index.pieces/][/@v.fill][#list index.wholePiecesDown as p], [@v.fill index.piece]piece_q[${p}][/@v.fill][/#list]};
[/#if]
[#if group > 1]
  wire [@v.range outputs/] group_outputs = [#if outputs == 1]1'b1[#else]~([@v.fill outputs]1'b1[/@v.fill] << 1 << group_m1)[/#if];
[#list index.planes as p]
  wire [@v.range index.piece/] found_${p} = plane_${p}_0 & now;
  wire [@v.range outputs/] chosen_${p} = [@slot "found_" + p/];
[#list index.nexts as n]
  wire [@v.range outputs/] chosen_${p}_${n.at} = {[@v.zeros (outputs - n.outputs)/]plane_${p}_${n.at} & now[@v.range n.outputs/]};
[/#list]
[/#list]
[#else]
[#list index.positionsDown as i]
  wire [@v.range index.piece/] found_${i.at} = now[#list i.digits as d] & [#if !d.one]~[/#if]plane_${d.plane}_0[/#list];
  wire [@v.range outputs/] hot_${i.at} = [@slot "found_" + i.at/];
[/#list]
  wire [@v.range (index.group * outputs)/] hot = {[#list index.positionsDown as i]hot_${i.at}[#sep], [/#list]};
[#list index.nexts as n]
  wire [@v.range (index.group * outputs)/] hot_next_${n.at} = {[#list index.positionsDown as i]{[@v.zeros (outputs - n.outputs)/]now[@v.range n.outputs/][#list i.digits as d] & [#if !d.one]~[/#if]plane_${d.plane}_${n.at}[/#list]}[#sep], [/#list]};
[/#list]
[/#if]
[/#macro]

[#-- A piece's bits where its outputs are among those of a row. --]
[#macro slot x][#if index.pieces > 1]{${x}[@v.range index.rest/], [@v.fill index.lastPiece]${x}[/@v.fill]} & slots[#else]${x}[/#if][/#macro]

[#-- The indices in a window, by their bits. --]
[#macro taken row from outputs]
      for (j = 0; j < ${outputs}; j = j + 1) begin
[#list index.planes as p]
        plane_${p}_${row}[j] = ${from}[j * ${index.bits} + ${p}];
[/#list]
      end
[/#macro]

[#-- Outputs of a row whose index is beyond the channels, where it is the last of a turn. --]
[#macro above row place outputs]
        if (|(${place} & ends)) begin
          beyond_${row} = [@v.fill outputs]1'b1[/@v.fill];
[#list index.planes as p]
          beyond_${row} = rest_of_group[${p}] ? beyond_${row} & plane_${p}_${row} : beyond_${row} | plane_${p}_${row};
[/#list]
        end
[/#macro]
