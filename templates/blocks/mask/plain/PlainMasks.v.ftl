// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// Decoder of plain masks: a bit for each weight, ${step} of them a cycle.
//   entry[l * ${outputs} + o] = mask(output o of the group, channel cg * ${lanes} + l, tap t);  for g, for cg, for t: one entry.
// A word stays at the port until its last bit is taken. Rows and outputs that the layer does not have are shifted in as zeros.
// error_o: 1 version or kind, 2 header, 4 CRC, 5 truncated, 6 over-long, or a bit that is not 0 behind the last one. The last entry waits for the CRC.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire clear_i,
  input  wire msk_valid_i,
  input  wire msk_last_i,
  input  wire [63:0] msk_data_i,
  input  wire entry_ready_i,
  output wire msk_ready_o,
  output wire entry_valid_o,
  output wire [@v.range entryBits/] entry_data_o,
  output wire entry_last_o,
  output wire entry_end_o,
  output wire [15:0] cout_o,
  output wire [15:0] taps_o,
  output wire [15:0] channels_o,
  output wire [3:0] kind_o,
  output wire [3:0] error_o
);
  localparam [2:0] LENGTH = 3'd0, SHAPE = 3'd1, RUN = 3'd4, CHECK = 3'd5, FLUSH = 3'd6, FAILED = 3'd7;
  localparam [3:0] BAD_KIND = 4'd1, BAD_HEADER = 4'd2, BAD_CRC = 4'd4, TRUNCATED = 4'd5, OVERLONG = 4'd6;

  reg [2:0]  state_q;
  reg [3:0]  error_q;
  reg        entry_valid_q, entry_last_q, entry_end_q;
  reg [@v.range entryBits/] entry_q;
  reg [@v.range lengthBits/] length_q;
  reg [@v.range coutBits/] cout_q;
  reg [@v.range tapBits/] taps_q;
  reg [@v.range channelBits/] channels_q;
  wire running = state_q == RUN;

  // ---- position in the layer ----
  reg [@v.range coutBits/] out_q;             // outputs [#if outputs == 1]up to this one[#else]before this group[/#if]
  reg [@v.range channelBits/] chan_q;            // channels [#if lanes == 1]up to this one[#else]before this turn[/#if]
  reg [@v.range tapBits/] tap_q;             // taps up to this one
  wire last_tap = tap_q == taps_q;
[#if outputs == 1]
  wire last_group = out_q == cout_q;
[#else]
  wire [@v.range coutBits/] outs = cout_q + ~out_q;   // outputs from this group on, less one
  wire last_group = outs < ${coutBits}'d${outputs};
[/#if]
[#if lanes == 1]
  wire last_chans = chan_q == channels_q;
  wire last_row = 1'b1;
  wire row_there = 1'b1;
[#else]
  wire [@v.range channelBits/] chans = channels_q + ~chan_q;   // channels from this turn on, less one
  wire last_chans = chans < ${channelBits}'d${lanes};
  reg [@v.range rowBits/] row_q;
  wire last_row = row_q == ${rowBits}'d${lanes - 1};
  wire row_there = ~last_chans | (row_q <= chans[@v.range rowBits/]);
[/#if]
[#if pieces == 1]
  wire last_piece = 1'b1;
  wire piece_there = 1'b1;
[#else]
  reg [@v.range pieceBits/] piece_q;           // the step of the row
  wire last_piece = piece_q == ${pieceBits}'d${pieces - 1};
  wire piece_there = ~last_group | (piece_q <= outs[@v.upper outputIndexBits stepBits/]);
[/#if]
  wire there = row_there & piece_there;   // the step is sent

  // ---- words ----
  reg [@v.range placeBits/] place_q;           // steps of the word that are taken
  reg [@v.range lengthBits/] count_q;           // number of the word at the port, from 1
  reg        loaded_q;                   // all are taken
  wire [@v.range step/] bits = msk_data_i[[#if step == 1]place_q[#else]{place_q, ${stepBits}'d0}[/#if] +: ${step}];
  wire held = entry_valid_q & ~entry_ready_i;
  wire take = (state_q == SHAPE) | (running & there & ~loaded_q & ~held) | ((state_q == CHECK) & (place_q != ${placeBits}'d0));
  wire word_end = take & (&place_q);
  wire eat = take & msk_valid_i;
  wire last_word = count_q == length_q;
  wire ended = word_end & msk_valid_i;
  wire bad_end = ended & (msk_last_i != last_word);   // the words end before their number does, or go on
  assign msk_ready_o = (state_q == LENGTH) | (state_q == FAILED) | word_end;

  wire fill = running & ~held & (~there | (~loaded_q & msk_valid_i));   // a step of the entry
  wire entry_done = fill & last_row & last_piece;
[#if step == 1]
  wire beyond = 1'b0;
[#else]
  wire part = last_group[#if pieces > 1] & (piece_q == outs[@v.upper outputIndexBits stepBits/])[/#if];
  wire beyond = there & part & |(bits & {[#list laterBitsDown as b]outs[@v.range stepBits/] < ${stepBits}'d${b}, [/#list]1'b0});   // a bit behind the last output
[/#if]

  assign entry_valid_o = entry_valid_q;
  assign entry_data_o = entry_q;
  assign entry_last_o = entry_last_q;
  assign entry_end_o = entry_end_q;
  assign cout_o = {[@v.zeros counted.cout.rest/]cout_q};
  assign taps_o = {[@v.zeros counted.taps.rest/]taps_q};
  assign channels_o = {[@v.zeros counted.channels.rest/]channels_q};
  assign kind_o = 4'd${kind};
  assign error_o = error_q;

  always @(posedge clk_i) begin : words
    if (state_q == LENGTH) begin
      length_q <= msk_data_i[[@range counted.length/]];
      count_q <= ${lengthBits}'d2;
      loaded_q <= 1'b0;
      place_q <= ${placeBits}'d0;
    end else begin
      if (eat) place_q <= place_q + ${placeBits}'d1;
      if (ended) begin
        count_q <= count_q + ${lengthBits}'d1;
        loaded_q <= last_word;
      end
    end
    if (state_q == SHAPE) begin
      cout_q <= msk_data_i[[@range counted.cout/]];
      taps_q <= msk_data_i[[@range counted.taps/]];
      channels_q <= msk_data_i[[@range counted.channels/]];
    end
  end

  // ---- check sum ----
  reg [31:0] crc_q, crc_want_q;
  wire crc_bad = crc_q != ~crc_want_q;
  always @(posedge clk_i) begin : sum
    reg [31:0] x;
[#if step > 1]
    reg [31:0] j;
[/#if]
    if (state_q == LENGTH) begin
      crc_want_q <= msk_data_i[[@v.bits sum/]];
      crc_q <= 32'hffffffff;
    end else if (eat) begin
      x = crc_q;
[#if step == 1]
      x = {1'b0, x[31:1]} ^ (32'hedb88320 & {32{x[0] ^ bits[0]}});
[#else]
      for (j = 0; j < ${step}; j = j + 1) x = {1'b0, x[31:1]} ^ (32'hedb88320 & {32{x[0] ^ bits[j]}});
[/#if]
      crc_q <= x;
    end
  end

  // ---- entries ----
  always @(posedge clk_i)
    if (fill) begin
      entry_q <= [#if entryBits == step]bits & [@v.fill step]there[/@v.fill][#else]{bits & [@v.fill step]there[/@v.fill], entry_q[@v.upper entryBits step/]}[/#if];
      entry_last_q <= last_tap & last_chans;
      entry_end_q <= last_tap & last_chans & last_group;
    end

  always @(posedge clk_i) begin : position
    if (state_q == SHAPE) begin
      out_q <= ${coutBits}'d[#if outputs == 1]1[#else]0[/#if];
      chan_q <= ${channelBits}'d[#if lanes == 1]1[#else]0[/#if];
      tap_q <= ${tapBits}'d1;
[#if lanes > 1]
      row_q <= ${rowBits}'d0;
[/#if]
[#if pieces > 1]
      piece_q <= ${pieceBits}'d0;
[/#if]
    end else begin
[#if pieces > 1]
      if (fill) piece_q <= last_piece ? ${pieceBits}'d0 : piece_q + ${pieceBits}'d1;
[/#if]
[#if lanes > 1]
      if (fill & last_piece) row_q <= last_row ? ${rowBits}'d0 : row_q + ${rowBits}'d1;
[/#if]
      if (entry_done) begin
        tap_q <= last_tap ? ${tapBits}'d1 : tap_q + ${tapBits}'d1;
        if (last_tap) begin
          chan_q <= last_chans ? ${channelBits}'d[#if lanes == 1]1[#else]0[/#if] : chan_q + ${channelBits}'d${lanes};
          if (last_chans) out_q <= out_q + ${coutBits}'d${outputs};
        end
      end
    end
  end

  // ---- the extents of word 1 as they pass: one of them is 0 ----
  reg  some_q, zero_q;
  wire some = some_q | (|bits);
  wire field_end = &place_q[@v.range extentBits/];
  always @(posedge clk_i)
    if (state_q == LENGTH) begin
      some_q <= 1'b0;
      zero_q <= 1'b0;
    end else if (eat) begin
      some_q <= some & ~field_end;
      zero_q <= zero_q | (field_end & ~some);
    end

  // ---- states ----
  wire [@v.range lengthBits/] number = msk_data_i[[@range counted.length/]];
  wire length_bad = ~((|number[@v.upper lengthBits 2/]) | (&number[1:0]))[@spare counted.length/];   // less than three words
  wire shape_bad = zero_q[@spare counted.cout/][@spare counted.taps/][@spare counted.channels/];
  always @(${clockEdge})
    if (!rst_ni) begin
      state_q <= LENGTH;
      error_q <= 4'd0;
      entry_valid_q <= 1'b0;
    end else if (clear_i) begin
      state_q <= LENGTH;
      error_q <= 4'd0;
      entry_valid_q <= 1'b0;
    end else begin
      if (entry_ready_i) entry_valid_q <= 1'b0;
      case (state_q)
        LENGTH: if (msk_valid_i) begin
          state_q <= SHAPE;
          if (msk_last_i) begin state_q <= FAILED; error_q <= TRUNCATED; end
          if (length_bad) begin state_q <= FAILED; error_q <= BAD_HEADER; end
        end
        SHAPE: if (ended) begin
          state_q <= RUN;
          if (shape_bad) begin state_q <= FAILED; error_q <= BAD_HEADER; end
          if (msk_data_i[${head.version.msb}:${head.kind.lsb}] != {8'd1, 8'd${kind}}) begin state_q <= FAILED; error_q <= BAD_KIND; end
        end
        RUN: begin
          if (entry_done) begin
            entry_valid_q <= 1'b1;
            if (last_tap & last_chans & last_group) begin
              entry_valid_q <= 1'b0;
              state_q <= CHECK;
            end
          end
          if (fill & beyond) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= OVERLONG; end
          if (there & loaded_q) begin state_q <= FAILED; error_q <= TRUNCATED; end
        end
        CHECK: if (place_q == ${placeBits}'d0) begin
          entry_valid_q <= 1'b1;
          state_q <= FLUSH;
          if (crc_bad) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= BAD_CRC; end
          if (~loaded_q) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= OVERLONG; end
        end else if (eat & |bits) begin state_q <= FAILED; error_q <= OVERLONG; end
        FLUSH: if (entry_ready_i) state_q <= LENGTH;
        default: state_q <= FAILED;
      endcase
      if (bad_end) begin state_q <= FAILED; error_q <= msk_last_i ? TRUNCATED : OVERLONG; end
    end
endmodule
`default_nettype wire
[#-- The bits of a field that are counted. --]
[#macro range f]${f.msb}:${f.lsb}[/#macro]

[#-- Or one of those that are not is set. --]
[#macro spare f][#if f.rest > 0] | (|msk_data_i[${f.top}:${f.spare}])[/#if][/#macro]
