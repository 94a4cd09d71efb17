// SPDX-License-Identifier: Apache-2.0
[#import "/blocks/mask/mask.ftl" as mask]
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/mask/supermask/rows.ftl" as code]
[#import "/blocks/mask/supermask/indices.ftl" as indices]
// Supermask decoder: ${rows} interleaved canonical Huffman streams of 4-bit mask blocks, one per row[#if oneof > 1]; or an index for each ${oneof} channels[/#if].
[#if group > 1]
//   entry[r * ${outputs} + o] = element r of output o takes a channel; the planes of ${planeBits} bits above say which of its ${group}: bit 0, bit 1 ...
[#else]
//   entry[l * ${outputs} + o] = mask(output o of the group, channel cg * ${lanes} + l, tap t);  for g, for cg, for t: one entry.
[/#if]
// A logical step, a function of the stream alone: if every active row holds a whole code, all of them decode it; at the
// same time up to ${units?size} waiting rows, lowest first, take the next 16-bit units. It waits for the port, never for a guess.
[#if oneof > 1]
// Indices are ${index.bits} bit(s) each, one after the other, without padding: those of a row, or of ${index.piece} outputs of it, are taken in a cycle[#list index.nexts as n][#if !n?has_next], of up to ${n.at + 1} rows where a beat holds them[/#if][/#list].
[/#if]
// error_o: 1 version or kind, 2 header, 3 code lengths, 4 CRC, 5 truncated, 6 over-long[#if oneof > 1], 7 index[/#if]. The last entry waits for the CRC.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire clear_i,
  input  wire msk_valid_i,
  input  wire msk_last_i,
  input  wire [@v.range beatBits/] msk_data_i,
  input  wire entry_ready_i,
  output wire msk_ready_o,
  output wire entry_valid_o,
  output wire [@v.range (planeBits * (1 + selectBits))/] entry_data_o,
  output wire entry_last_o,
  output wire entry_end_o,
  output wire [15:0] cout_o,
  output wire [15:0] taps_o,
  output wire [15:0] channels_o,
  output wire [3:0] kind_o,
  output wire [3:0] error_o
);
  localparam [2:0] LENGTH = 3'd0, SHAPE = 3'd1, CODE = 3'd2, TABLE = 3'd3, RUN = 3'd4, CHECK = 3'd5, FLUSH = 3'd6, FAILED = 3'd7;
  localparam [3:0] BAD_KIND = 4'd1, BAD_HEADER = 4'd2, BAD_CODE = 4'd3, BAD_CRC = 4'd4, TRUNCATED = 4'd5, OVERLONG = 4'd6[#if oneof > 1], BAD_INDEX = 4'd7[/#if];

  reg [2:0]  state_q;
  reg [3:0]  error_q;
  reg [31:0] left_q;                     // beats of the layer still to be accepted
  reg [31:0] crc_q, crc_want_q;
  reg [15:0] cout_q, taps_q, channels_q;
[#if oneof > 1]
  reg        one_q;                      // one of ${oneof} channels is kept
[/#if]
[#if group > 1]
  reg        apart_q;                    // channels side by side are ${group} apart
[/#if]

  reg        entry_valid_q, entry_last_q, entry_end_q;

  wire running = state_q == RUN;
  wire loaded = left_q == 32'd0;
  wire crc_bad = loaded & (crc_q != ~crc_want_q);

  // ---- input: three beats, and a window on the next ${units?size} units ----
  reg [@v.range beatBits/] beat0_q, beat1_q, beat2_q;
  reg [1:0]  beats_q;                    // beats held
[#if oneof > 1]
  reg [@v.range placeBits/]  gone_q;                     // bits of beat0 already taken
  wire [@v.range skipBits/] skip_q = gone_q[@v.upper placeBits 4/];       // units
[#else]
  reg [@v.range skipBits/]  skip_q;                     // units of beat0 already taken
[/#if]

  assign msk_ready_o = (state_q < TABLE) | (state_q == FAILED) | (((state_q == TABLE) | running) & (beats_q != 2'd3) & ~loaded);
  wire accept = msk_valid_i & msk_ready_o;
  wire bad_end = accept & (state_q != LENGTH) & (state_q != FAILED) & (msk_last_i != (left_q == 32'd1));   // the words end before their number does, or go on
  wire push = accept & (state_q >= TABLE) & (state_q != FAILED);

  wire       two_beats = beats_q[1];
  wire       one_beat = beats_q != 2'd0;
  wire [@v.range units?size/] have = {[#list unitsDown as u][#if u.index == 0]one_beat[#else]two_beats | (one_beat & (skip_q < ${skipBits}'d${u.above}))[/#if][#sep], [/#list]};

  // ---- position in the layer ----
  reg [15:0] outs_q;                     // outputs left, less one
  reg [15:0] chans_q;                    // channels left in this output group, less one
  reg [15:0] tap_q;                      // taps left, less one
  reg [@v.range blocks/] pos_q;          // one-hot: which block of four outputs is next
  reg [@v.range rows/] act_q;            // rows with a channel in this turn
[#if group > 1]
  reg [@v.range rows/] first_q;          // in the first turn
  reg [@v.range selectBits/] sub_q;            // which of its channels an element takes
[#else]
  reg        wide_q;                     // more than one turn
[/#if]

  wire last_group = outs_q < 16'd${outputs};
[#if group > 1]
  wire [15:0] stride = one_q ? 16'd${lanes} : ~apart_q ? 16'd${rows} : &sub_q ? 16'd${interleavedStep} : 16'd1;
[#else]
  wire [15:0] stride = 16'd${lanes};
[/#if]
  wire [16:0] rest_chans = {1'b0, chans_q} - {1'b0, stride};   // of the turns to come
  wire last_chans = rest_chans[16];
  wire restart = (state_q == TABLE) | last_chans;
  wire [15:0] ahead = restart ? channels_q - 16'd1 : rest_chans[15:0];
[#if rows > 1]
[#if group > 1]
  wire [15:0] reach = one_q | apart_q ? ahead >> ${index.bits} : ahead;   // the last row with a channel
[#elseif oneof > 1]
  wire [15:0] reach = one_q ? ahead >> ${index.bits} : ahead;
[#else]
  wire [15:0] reach = ahead;
[/#if]
[/#if]
  wire [@v.range rows/] rows_ahead = {[#list (rows - 1)..0 as i][#if i == 0]1'b1[#else]reach >= 16'd${i}[/#if][#sep], [/#list]};
  wire last_tap = tap_q == 16'd0;
[#if outputs > 1]
  wire [@v.range outputIndexBits/] group_m1 = last_group ? outs_q[@v.range outputIndexBits/] : ${outputIndexBits}'d${outputs - 1};   // outputs of this group, less one
[/#if]
[#if outputIndexBits == 2]
  wire [0:0] last_pos = 1'd1;
[#else]
  wire [@v.range blocks/] last_pos = ${blocks}'d1 << group_m1[@v.upper outputIndexBits 2/];
[/#if]
  wire [@v.range symbolBits/] part = {[#list (symbolBits - 1)..0 as b][#if b == 0]1'b1[#else]group_m1[1:0] >= 2'd${b}[/#if][#sep], [/#list]};   // outputs in the last block
  wire at_last = |(pos_q & last_pos);
[#if symbolsPerCycle == 2]
  wire [@v.range blocks/] pos_1 = pos_q << 1;
  wire at_last_1 = |(pos_1 & last_pos);
[/#if]

[#if oneof > 1]
[@indices.indices/]

[/#if]
[@code.words/]

  assign entry_valid_o = entry_valid_q;
  assign entry_last_o = entry_last_q;
  assign entry_end_o = entry_end_q;
  assign cout_o = cout_q;
  assign taps_o = taps_q;
  assign channels_o = channels_q;
[#if group > 1]
  assign kind_o = {apart_q, 1'b0, 2'd${index.kind} & {2{one_q | apart_q}}};
[#elseif oneof > 1]
  assign kind_o = {2'd0, 2'd${index.kind} & {2{one_q}}};
[#else]
  assign kind_o = 4'd0;
[/#if]
  assign error_o = error_q;

  // ---- units and beats ----
  wire [@v.range takenBits/] taken = [#list units as u]{${skipBits}'d0, take[${u.index}]}[#sep] + [/#list];
[#if oneof > 1]
  wire [@v.range countBits/] gone_d = {1'b0, gone_q} + {taken, 4'd0} + (index_bits & [@v.fill countBits]index_fire[/@v.fill]);
  wire       pull = gone_d[@v.top countBits/];
[#else]
  wire [@v.range takenBits/] skip_d = {1'b0, skip_q} + taken;
  wire       pull = skip_d[@v.top takenBits/];
[/#if]
  wire [1:0] kept = beats_q - {1'b0, pull};
  always @(posedge clk_i) begin
    if (!((state_q == TABLE) | running)) begin
      beats_q <= 2'd0;
      [#if oneof > 1]gone_q <= ${placeBits}'d0[#else]skip_q <= ${skipBits}'d0[/#if];
    end else begin
      beats_q <= kept + {1'b0, push};
      [#if oneof > 1]gone_q <= gone_d[@v.range placeBits/][#else]skip_q <= skip_d[@v.range skipBits/][/#if];
    end
    if (pull) begin
      beat0_q <= beat1_q;
      beat1_q <= beat2_q;
    end
    if (push & (kept == 2'd0)) beat0_q <= msk_data_i;
    if (push & (kept == 2'd1)) beat1_q <= msk_data_i;
    if (push & (kept == 2'd2)) beat2_q <= msk_data_i;
  end

  // ---- header, states ----
[#if oneof > 1]
  wire kind_free = msk_data_i[${head.version.msb}:${head.kind.lsb}] == 16'h0100;
  wire kind_one = msk_data_i[${head.version.msb}:${head.kind.lsb}] == {8'd1, 8'd${index.kind}};
[#if group > 1]
  wire kind_apart = msk_data_i[${head.version.msb}:${head.kind.lsb}] == {8'd1, 8'd${interleavedKind}};
[/#if]
[/#if]
  always @(posedge clk_i) begin : header
    reg [@v.range beatBits/] x;
    if (accept) begin
      left_q <= left_q - 32'd1;
      x = msk_data_i ^ {${beatBits - 32}'d0, crc_q};
[@mask.crc "x" crcMasksDown/]
      if (state_q == LENGTH) begin
[#if words == 1]
        left_q <= msk_data_i[[@v.bits start.length/]] - 32'd1;
[#else]
        left_q <= {1'b0, msk_data_i[${start.length.msb}:${start.length.lsb + 1}]} - 32'd1;
[/#if]
        crc_want_q <= msk_data_i[[@v.bits start.crc/]];
        crc_q <= 32'hffffffff;
      end
      if (state_q == SHAPE) begin
        cout_q <= msk_data_i[[@v.bits head.outputs/]];
        taps_q <= msk_data_i[[@v.bits head.taps/]];
        channels_q <= msk_data_i[[@v.bits head.channels/]];
[#if oneof > 1]
        one_q <= kind_one;
[/#if]
[#if group > 1]
        apart_q <= kind_apart;
[/#if]
      end
    end
  end

  always @(posedge clk_i) begin : position
    if ((state_q == TABLE) | (entry_done & last_tap)) begin
      chans_q <= ahead;
      act_q <= rows_ahead;
    end
    if (state_q == TABLE) begin
      outs_q <= cout_q - 16'd1;
      tap_q <= taps_q - 16'd1;
      pos_q <= ${blocks}'d1;
[#if group > 1]
      first_q <= rows_ahead;
      sub_q <= ${selectBits}'d0;
[#else]
      wide_q <= channels_q > 16'd${lanes};
[/#if]
    end
    if (fire_0) pos_q <= [#if symbolsPerCycle == 2]fire_1 ? pos_1 << 1 : pos_1[#else]pos_q << 1[/#if];
    if (entry_done) begin
      entry_last_q <= group_done;
      entry_end_q <= last_group & group_done;
      pos_q <= ${blocks}'d1;
      tap_q <= tap_q - 16'd1;
      if (last_tap) begin
        tap_q <= taps_q - 16'd1;
[#if group > 1]
        sub_q <= last_chans ? ${selectBits}'d0 : sub_q + ${selectBits}'d1;
[/#if]
        if (last_chans) outs_q <= outs_q - 16'd${outputs};
      end
    end
  end

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
        LENGTH: if (accept) begin
          state_q <= SHAPE;
          if (msk_last_i) begin state_q <= FAILED; error_q <= TRUNCATED; end
          if ([#if words == 2]msk_data_i[${start.length.lsb}] | [/#if](msk_data_i[[@v.bits start.length/]] < 32'd${leastWords})) begin state_q <= FAILED; error_q <= BAD_HEADER; end
        end
        SHAPE: if (accept) begin
          state_q <= [#if oneof > 1]kind_one ? TABLE : [/#if]CODE;
          if ((msk_data_i[[@v.bits head.outputs/]] == 16'd0) | (msk_data_i[[@v.bits head.taps/]] == 16'd0) | (msk_data_i[[@v.bits head.channels/]] == 16'd0)) begin state_q <= FAILED; error_q <= BAD_HEADER; end
          if ([#if oneof == 1]msk_data_i[${head.version.msb}:${head.kind.lsb}] != 16'h0100[#elseif group == 1]~(kind_free | kind_one)[#else]~(kind_free | kind_one | kind_apart)[/#if]) begin state_q <= FAILED; error_q <= BAD_KIND; end
        end
        CODE: if (accept) state_q <= TABLE;
        TABLE: if (table_end[#if oneof > 1] | one_q[/#if]) begin
          state_q <= RUN;
          if (table_bad[#if oneof > 1] & ~one_q[/#if]) begin state_q <= FAILED; error_q <= BAD_CODE; end
        end
        RUN: begin
          if (entry_done) begin
            entry_valid_q <= 1'b1;
            if (last_group & group_done) begin
              entry_valid_q <= 1'b0;
              state_q <= CHECK;
            end
          end
          if (move & ~decode & loaded & ((want & have) == ${units?size}'d0)) begin state_q <= FAILED; error_q <= TRUNCATED; end
[#if oneof > 1]
          if (one_q & loaded & ~index_whole) begin state_q <= FAILED; error_q <= TRUNCATED; end
          if (index_fire & index_bad) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= BAD_INDEX; end
[/#if]
          if (crc_bad) begin state_q <= FAILED; error_q <= BAD_CRC; end
        end
        CHECK: begin
          entry_valid_q <= 1'b1;
          state_q <= FLUSH;
          if (~loaded | beats_q[1] | (beats_q[0] & [#if oneof > 1]((gone_q == ${placeBits}'d0) | (window != ${beatBits}'d0))[#else](skip_q == ${skipBits}'d0)[/#if])) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= OVERLONG; end
          if (crc_bad) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= BAD_CRC; end
        end
        FLUSH: if (entry_ready_i) state_q <= LENGTH;
        default: state_q <= FAILED;
      endcase
      if (bad_end) begin state_q <= FAILED; error_q <= msk_last_i ? TRUNCATED : OVERLONG; end
    end
endmodule
`default_nettype wire
