// SPDX-License-Identifier: Apache-2.0
[#import "/lib/mask.ftl" as mask]
// Supermask decoder: ${lanes} interleaved canonical Huffman streams of 4-bit mask blocks, one per input-channel lane.
//   entry[l * ${outputs} + o] = mask(output o of the group, channel cg * ${lanes} + l, tap t);  for g, for cg, for t: one entry.
// A logical step, a function of the stream alone: if every active lane holds a whole code, all of them decode it; at the
// same time up to four waiting lanes, lowest first, take the next 16-bit units. It waits for the port, never for a guess.
// error_o: 1 version or kind, 2 header, 3 code lengths, 4 CRC, 5 truncated, 6 over-long. The last entry waits for the CRC.
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
  output wire [${entryMsb}:0] entry_data_o,
  output wire entry_last_o,
  output wire entry_end_o,
  output wire [15:0] cout_o,
  output wire [15:0] taps_o,
  output wire [15:0] channels_o,
  output wire [3:0] kind_o,
  output wire [3:0] error_o
);
  localparam [2:0] LENGTH = 3'd0, SHAPE = 3'd1, CODE = 3'd2, TABLE = 3'd3, RUN = 3'd4, CHECK = 3'd5, FLUSH = 3'd6, FAILED = 3'd7;
  localparam [3:0] BAD_KIND = 4'd1, BAD_HEADER = 4'd2, BAD_CODE = 4'd3, BAD_CRC = 4'd4, TRUNCATED = 4'd5, OVERLONG = 4'd6;

  reg [2:0]  state_q;
  reg [3:0]  error_q;
  reg [31:0] left_q;                     // beats of the layer still to be accepted
  reg [31:0] crc_q, crc_want_q;
  reg [15:0] cout_q, taps_q, channels_q;

  wire running = state_q == RUN;
  wire loaded = left_q == 32'd0;
  wire crc_bad = loaded & (crc_q != ~crc_want_q);

  // ---- input: three beats, and a window on the next four units ----
  reg [63:0] beat0_q, beat1_q, beat2_q;
  reg [1:0]  beats_q;                    // beats held
  reg [1:0]  skip_q;                     // units of beat0 already taken

  assign msk_ready_o = (state_q < TABLE) | (state_q == FAILED) | (((state_q == TABLE) | running) & (beats_q != 2'd3) & ~loaded);
  wire accept = msk_valid_i & msk_ready_o;
  wire bad_end = accept & (state_q != LENGTH) & (state_q != FAILED) & (msk_last_i != (left_q == 32'd1));   // the words end before their number does, or go on
  wire push = accept & (state_q >= TABLE) & (state_q != FAILED);

  wire       two_beats = beats_q[1];
  wire       one_beat = beats_q != 2'd0;
  wire [3:0] have = {two_beats | (one_beat & (skip_q == 2'd0)), two_beats | (one_beat & ~skip_q[1]),
                     two_beats | (one_beat & (skip_q != 2'd3)), one_beat};

  // ---- position in the layer ----
  reg [15:0] outs_q;                     // outputs left, less one
  reg [15:0] chans_q;                    // channels left in this group, less one
  reg [15:0] tap_q;                      // taps left, less one
  reg [${blockMsb}:0] pos_q;          // one-hot: which block of four outputs is next
  reg [${laneMsb}:0] act_q;            // lanes with a channel in this channel group
  reg        wide_q;                     // more than one channel group

  wire last_group = outs_q < 16'd${outputs};
  wire last_chans = chans_q < 16'd${lanes};
  wire [15:0] rest_chans = chans_q - 16'd${laneMsb};   // channels of the groups to come
  wire last_tap = tap_q == 16'd0;
[#if outputs > 1]
  wire [${outputIndexMsb}:0] group_m1 = last_group ? outs_q[${outputIndexMsb}:0] : ${outputIndexBits}'d${outputMsb};   // outputs of this group, less one
[/#if]
[#if outputIndexBits == 2]
  wire [0:0] last_pos = 1'd1;
[#else]
  wire [${blockMsb}:0] last_pos = ${blocks}'d1 << group_m1[${outputIndexMsb}:2];
[/#if]
  wire [${symbolMsb}:0] part = {[#list symbolMsb..0 as b][#if b == 0]1'b1[#else]group_m1[1:0] >= 2'd${b}[/#if][#sep], [/#list]};   // outputs in the last block
  wire at_last = |(pos_q & last_pos);
[#if symbolsPerCycle == 2]
  wire [${blockMsb}:0] pos_1 = pos_q << 1;
  wire at_last_1 = |(pos_1 & last_pos);
[/#if]

  // ---- the lanes ----
[@mask.canonical sizes lengthFieldsDown/]
[#list decodes as i]
  wire [${laneMsb}:0] whole_${i};
[/#list]
  wire [${laneMsb}:0] full;
  wire [${laneMsb}:0] live = act_q | {${lanes}{wide_q & ~last_group}};   // a lane without further symbols is not served

  reg  entry_valid_q, entry_last_q, entry_end_q;
  wire move = running & ~(entry_valid_q & ~entry_ready_i);   // the machine stands still while an entry waits

  // The next four units, and for each the lane that takes it.
  reg [63:0] units;
  reg [${laneMsb}:0] pick_0, pick_1, pick_2, pick_3;
  always @* begin : service
    reg [${laneMsb}:0] pend;
    units = 64'd0;
    pend = live & ~full & {${lanes}{move}};
    pick_0 = ${lanes}'d0;
    pick_1 = ${lanes}'d0;
    pick_2 = ${lanes}'d0;
    pick_3 = ${lanes}'d0;
    if (move) begin
      units = (beat0_q                         & {64{skip_q == 2'd0}})
            | ({beat1_q[15:0], beat0_q[63:16]} & {64{skip_q == 2'd1}})
            | ({beat1_q[31:0], beat0_q[63:32]} & {64{skip_q == 2'd2}})
            | ({beat1_q[47:0], beat0_q[63:48]} & {64{skip_q == 2'd3}});
      pick_0 = pend & (~pend + ${lanes}'d1);
      pend = pend & ~pick_0;
      pick_1 = pend & (~pend + ${lanes}'d1);
      pend = pend & ~pick_1;
      pick_2 = pend & (~pend + ${lanes}'d1);
      pend = pend & ~pick_2;
      pick_3 = pend & (~pend + ${lanes}'d1);
    end
  end
  wire [3:0] want = {|pick_3, |pick_2, |pick_1, |pick_0};

  wire decode = &(whole_0 | ~act_q);
  wire starved = |(want & ~have) & ~loaded;
  wire step = move & ~starved & ~crc_bad;
  wire [3:0] take = want & have & {4{step}};
  wire fire_0 = step & decode;
  wire [${laneMsb}:0] give_0 = pick_0 & {${lanes}{take[0]}};
  wire [${laneMsb}:0] give_1 = pick_1 & {${lanes}{take[1]}};
  wire [${laneMsb}:0] give_2 = pick_2 & {${lanes}{take[2]}};
  wire [${laneMsb}:0] give_3 = pick_3 & {${lanes}{take[3]}};
  wire [${laneMsb}:0] given = give_0 | give_1 | give_2 | give_3;
[#if symbolsPerCycle == 2]
  wire fire_1 = fire_0 & (&(whole_1 | ~act_q)) & ~at_last;
  wire entry_done = fire_0 & (fire_1 ? at_last_1 : at_last);
[#else]
  wire entry_done = fire_0 & at_last;
[/#if]
  wire group_done = last_tap & last_chans;

  wire [${outputMsb}:0] block_0 = {[#list blocksDown as b]{${b.size}{pos_q[${b.index}]}}[#sep], [/#list]};
  wire [${symbolMsb}:0] valid_0 = part | {${symbolBits}{~at_last}};
[#if symbolsPerCycle == 2]
  wire [${outputMsb}:0] block_1 = {[#list blocksDown as b]{${b.size}{pos_1[${b.index}] & fire_1}}[#sep], [/#list]};
  wire [${symbolMsb}:0] valid_1 = part | {${symbolBits}{~at_last_1}};
[/#if]
  wire [${outputMsb}:0] keep = {${outputs}{~pos_q[0]}};

  genvar l;
  generate
    for (l = 0; l < ${lanes}; l = l + 1) begin : lane
      reg [47:0] buf_q;                  // up to three units, the oldest on top, zeros below
      reg [1:0]  words_q;
      reg [3:0]  used_q;                 // bits of the oldest unit already decoded
      reg [${outputMsb}:0] row_q;
[#list decodes as i]
      reg        whole_${i}_q;              // code word ${i} of the next is held whole
      reg [3:0]  index_${i}_q;              // number of its block
      reg [4:0]  end_${i}_q;                // bits of the oldest unit, and beyond, decoded after it
      assign whole_${i}[l] = whole_${i}_q;
[/#list]
      assign full[l] = words_q == 2'd3;
      assign entry_data_o[l * ${outputs} +: ${outputs}] = row_q;

      always @(posedge clk_i) begin : move
        reg        go, pop;
        reg [1:0]  rest, words;
        reg [4:0]  stop;
        reg [3:0]  used;
        reg [15:0] unit;
        reg [47:0] bits;
[#if symbolsPerCycle == 2]
        reg [30:0] top;
        reg [15:0] head;
[#else]
        reg [22:0] top;
[/#if]
[#list decodes as i]
        reg [7:0]  win_${i};
        reg [10:0] wide_${i};
        reg [2:0]  n_${i};
        reg [4:0]  end_${i};
[/#list]
        if (state_q == TABLE) begin
          buf_q <= 48'd0;
          words_q <= 2'd0;
          used_q <= 4'd0;
[#list decodes as i]
          whole_${i}_q <= 1'b0;
[/#list]
        end
        if (step) begin
          go = fire_0 & act_q[l];
[#if symbolsPerCycle == 2]
          stop = (end_0_q & {5{~fire_1}}) | (end_1_q & {5{fire_1}});
[#else]
          stop = end_0_q;
[/#if]
          pop = go & stop[4];
          rest = words_q - {1'b0, pop};
          unit = (units[15:0] & {16{give_0[l]}}) | (units[31:16] & {16{give_1[l]}}) | (units[47:32] & {16{give_2[l]}}) | (units[63:48] & {16{give_3[l]}});
          bits = (buf_q << {pop, 4'd0}) | ({unit, 32'd0} >> {rest, 4'd0});
          words = rest + {1'b0, given[l]};
          used = (used_q & {4{~go}}) | (stop[3:0] & {4{go}});
[#if symbolsPerCycle == 2]
          top = bits[47:17];
          head = top[{1'b0, ~used} +: 16];
          win_0 = head[15:8];
[#else]
          top = bits[47:25];
          win_0 = top[{1'b0, ~used} +: 8];
[/#if]
[#list decodes as i]
[#if i == 1]
          win_1 = head[{1'b0, ~n_0} +: 8];
[/#if]
          n_${i} = [#list sizes as z]{2'd0, {1'b0, win_${i}} >= limit${z.bits}}[#sep] + [/#list];   // code length less one
          wide_${i} = {3'd0, win_${i}};
          end_${i} = [#if i == 0]{1'b0, used}[#else]end_0[/#if] + {2'd0, n_${i}} + 5'd1;
          index_${i}_q <= base_q[{n_${i}, 2'b00} +: 4] + wide_${i}[{1'b0, ~n_${i}} +: 4];
          end_${i}_q <= end_${i};
          whole_${i}_q <= words[1] | (words[0] & (~end_${i}[4] | (end_${i}[3:0] == 4'd0)));
[/#list]
          buf_q <= bits;
          words_q <= words;
          used_q <= used;
        end
      end
      always @(posedge clk_i) begin : fill
[#list decodes as i]
        reg [${symbolMsb}:0] sym_${i};
[/#list]
        if (fire_0) begin
[#list decodes as i]
          sym_${i} = tab_q[{index_${i}_q, 2'b00} +: ${symbolBits}] & valid_${i} & {${symbolBits}{act_q[l]}};
[/#list]
          row_q <= (row_q & keep)[#list decodes as i] | ([#if restBits == 0]{${wholeBlocks}{sym_${i}}}[#else]{sym_${i}[${restMsb}:0], {${wholeBlocks}{sym_${i}}}}[/#if] & block_${i})[/#list];
        end
      end
    end
  endgenerate

  assign entry_valid_o = entry_valid_q;
  assign entry_last_o = entry_last_q;
  assign entry_end_o = entry_end_q;
  assign cout_o = cout_q;
  assign taps_o = taps_q;
  assign channels_o = channels_q;
  assign kind_o = 4'd0;
  assign error_o = error_q;

  // ---- units and beats ----
  wire [2:0] taken = {2'd0, take[0]} + {2'd0, take[1]} + {2'd0, take[2]} + {2'd0, take[3]};
  wire [2:0] skip_d = {1'b0, skip_q} + taken;
  wire       pull = skip_d[2];
  wire [1:0] kept = beats_q - {1'b0, pull};
  always @(posedge clk_i) begin
    if (!((state_q == TABLE) | running)) begin
      beats_q <= 2'd0;
      skip_q <= 2'd0;
    end else begin
      beats_q <= kept + {1'b0, push};
      skip_q <= skip_d[1:0];
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
  always @(posedge clk_i) begin : header
    reg [63:0] x;
    if (accept) begin
      left_q <= left_q - 32'd1;
      x = msk_data_i ^ {32'd0, crc_q};
[@mask.crc "x" crcMasksDown/]
      if (state_q == LENGTH) begin
        left_q <= msk_data_i[31:0] - 32'd1;
        crc_want_q <= msk_data_i[63:32];
        crc_q <= 32'hffffffff;
      end
      if (state_q == SHAPE) begin
        cout_q <= msk_data_i[15:0];
        taps_q <= msk_data_i[31:16];
        channels_q <= msk_data_i[47:32];
      end
    end
  end

  always @(posedge clk_i) begin : position
    if (state_q == TABLE) begin
      outs_q <= cout_q - 16'd1;
      chans_q <= channels_q - 16'd1;
      tap_q <= taps_q - 16'd1;
      pos_q <= ${blocks}'d1;
      wide_q <= channels_q > 16'd${lanes};
      act_q <= {[#list laneMsb..0 as i]channels_q > 16'd${i}[#sep], [/#list]};
    end else if (fire_0) begin
      pos_q <= [#if symbolsPerCycle == 2]fire_1 ? pos_1 << 1 : pos_1[#else]pos_q << 1[/#if];
      if (entry_done) begin
        entry_last_q <= group_done;
        entry_end_q <= last_group & group_done;
        pos_q <= ${blocks}'d1;
        tap_q <= tap_q - 16'd1;
        if (last_tap) begin
          tap_q <= taps_q - 16'd1;
          chans_q <= chans_q - 16'd${lanes};
          act_q <= {[#list laneMsb..0 as i]rest_chans > 16'd${i}[#sep], [/#list]};
          if (last_chans) begin
            chans_q <= channels_q - 16'd1;
            act_q <= {[#list laneMsb..0 as i]channels_q > 16'd${i}[#sep], [/#list]};
            outs_q <= outs_q - 16'd${outputs};
          end
        end
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
          if (msk_data_i[31:0] < 32'd4) begin state_q <= FAILED; error_q <= BAD_HEADER; end
        end
        SHAPE: if (accept) begin
          state_q <= CODE;
          if ((msk_data_i[15:0] == 16'd0) | (msk_data_i[31:16] == 16'd0) | (msk_data_i[47:32] == 16'd0)) begin state_q <= FAILED; error_q <= BAD_HEADER; end
          if (msk_data_i[63:48] != 16'h0100) begin state_q <= FAILED; error_q <= BAD_KIND; end
        end
        CODE: if (accept) state_q <= TABLE;
        TABLE: if (table_end) begin
          state_q <= RUN;
          if (table_bad) begin state_q <= FAILED; error_q <= BAD_CODE; end
        end
        RUN: begin
          if (entry_done) begin
            entry_valid_q <= 1'b1;
            if (last_group & group_done) begin
              entry_valid_q <= 1'b0;
              state_q <= CHECK;
            end
          end
          if (move & ~decode & loaded & ((want & have) == 4'd0)) begin state_q <= FAILED; error_q <= TRUNCATED; end
          if (crc_bad) begin state_q <= FAILED; error_q <= BAD_CRC; end
        end
        CHECK: begin
          entry_valid_q <= 1'b1;
          state_q <= FLUSH;
          if (~loaded | beats_q[1] | (beats_q[0] & (skip_q == 2'd0))) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= OVERLONG; end
          if (crc_bad) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= BAD_CRC; end
        end
        FLUSH: if (entry_ready_i) state_q <= LENGTH;
        default: state_q <= FAILED;
      endcase
      if (bad_end) begin state_q <= FAILED; error_q <= msk_last_i ? TRUNCATED : OVERLONG; end
    end
endmodule
`default_nettype wire
