[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Indices of a mask of which one in G channels is kept: a row of an entry, or as many outputs of it as fit a word, a cycle. --]
[#import "/lib/verilog.ftl" as v]
[#macro indices]
  // ---- indices: ${index.bits} bit(s) for each output of a row ----
  reg  [${index.rowMsb}:0] place_q;          // one-hot: the row
[#if index.pieces > 1]
  reg  [${index.lastPiece}:0] piece_q;          // one-hot: which ${index.piece} outputs of it
  wire [${index.lastPiece}:0] end_piece = ${index.pieces}'d1 << group_m1[${outputIndexMsb}:${index.outputBits}];
  wire last_piece = |(piece_q & end_piece);
  wire index_first = place_q[0] & piece_q[0];
  wire [${index.outputMsb}:0] count_m1 = last_piece ? group_m1[${index.outputMsb}:0] : [@v.fill index.outputBits]1'b1[/@v.fill];   // outputs taken, less one
[#else]
  wire index_first = place_q[0];
  wire [${index.outputMsb}:0] count_m1 = [#if outputs == 1]1'b0[#else]group_m1[${index.outputMsb}:0][/#if];   // outputs taken, less one
[/#if]
  wire [6:0] count = {${index.countPad}'d0, count_m1} + 7'd1;
  wire [6:0] index_bits = [#if index.bits == 1]count[#elseif index.bits == 2]count << 1[#else]count + (count << 1)[/#if];
  wire index_whole = {1'b0, index_bits} <= {beats_q, 6'd0} - {2'd0, gone_q};
  wire index_fire = running & one_q & index_whole & ~crc_bad & ~(entry_valid_q & ~entry_ready_i);
  wire last_place = |(place_q & ~(act_q[${index.rowMsb}:0] >> 1));
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

  wire [${index.pieceMsb}:0] now = ~([@v.fill index.piece]1'b1[/@v.fill] << 1 << count_m1);   // outputs whose index is taken
  wire [${index.msb}:0] rest_of_group = channels_q[${index.msb}:0];   // channels of a last group that is not whole
  reg  [63:0] window;
[#list index.planes as p]
  reg  [${index.pieceMsb}:0] plane_${p};
[/#list]
  reg  index_bad;
  always @* begin : look
    reg [31:0] j;
    reg [${index.pieceMsb}:0] beyond;
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
  wire [${outputMsb}:0] slots = {[@v.fill index.rest]piece_q[${index.lastPiece}][/@v.fill][#list index.wholePiecesDown as p], [@v.fill index.piece]piece_q[${p}][/@v.fill][/#list]};
[/#if]
[#if group > 1]
  wire [${outputMsb}:0] group_outputs = [#if outputs == 1]1'b1[#else]~([@v.fill outputs]1'b1[/@v.fill] << 1 << group_m1)[/#if];
[#list index.planes as p]
  wire [${index.pieceMsb}:0] found_${p} = plane_${p} & now;
  wire [${outputMsb}:0] chosen_${p} = [@slot "found_" + p/];
[/#list]
[#else]
[#list index.positionsDown as i]
  wire [${index.pieceMsb}:0] found_${i.at} = now[#list i.digits as d] & [#if !d.one]~[/#if]plane_${d.plane}[/#list];
  wire [${outputMsb}:0] hot_${i.at} = [@slot "found_" + i.at/];
[/#list]
  wire [${index.hotMsb}:0] hot = {[#list index.positionsDown as i]hot_${i.at}[#sep], [/#list]};
[/#if]
[/#macro]

[#-- A piece's bits where its outputs are among those of a row. --]
[#macro slot x][#if index.pieces > 1]{${x}[${index.restMsb}:0], [@v.fill index.lastPiece]${x}[/@v.fill]} & slots[#else]${x}[/#if][/#macro]
