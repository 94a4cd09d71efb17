// SPDX-License-Identifier: Apache-2.0
// Supermask decoder: 3 interleaved canonical Huffman streams of 4-bit mask blocks, one per row.
//   entry[l * 7 + o] = mask(output o of the group, channel cg * 3 + l, tap t);  for g, for cg, for t: one entry.
// A logical step, a function of the stream alone: if every active row holds a whole code, all of them decode it; at the
// same time up to 4 waiting rows, lowest first, take the next 16-bit units. It waits for the port, never for a guess.
// error_o: 1 version or kind, 2 header, 3 code lengths, 4 CRC, 5 truncated, 6 over-long. The last entry waits for the
// CRC.
`default_nettype none
module supermask_decoder_3x7 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire clear_i,
  input  wire msk_valid_i,
  input  wire msk_last_i,
  input  wire [63:0] msk_data_i,
  input  wire entry_ready_i,
  output wire msk_ready_o,
  output wire entry_valid_o,
  output wire [20:0] entry_data_o,
  output wire entry_last_o,
  output wire entry_end_o,
  output wire [15:0] cout_o,
  output wire [15:0] taps_o,
  output wire [15:0] channels_o,
  output wire [3:0] kind_o,
  output wire [3:0] error_o
);
  localparam [2:0] LENGTH = 3'd0, SHAPE = 3'd1, CODE = 3'd2, TABLE = 3'd3, RUN = 3'd4, CHECK = 3'd5, FLUSH = 3'd6,
      FAILED = 3'd7;
  localparam [3:0] BAD_KIND = 4'd1, BAD_HEADER = 4'd2, BAD_CODE = 4'd3, BAD_CRC = 4'd4, TRUNCATED = 4'd5,
      OVERLONG = 4'd6;

  reg [2:0]  state_q;
  reg [3:0]  error_q;
  reg [31:0] left_q;                     // beats of the layer still to be accepted
  reg [31:0] crc_q, crc_want_q;
  reg [15:0] cout_q, taps_q, channels_q;

  reg        entry_valid_q, entry_last_q, entry_end_q;

  wire running = state_q == RUN;
  wire loaded = left_q == 32'd0;
  wire crc_bad = loaded & (crc_q != ~crc_want_q);

  // ---- input: three beats, and a window on the next 4 units ----
  reg [63:0] beat0_q, beat1_q, beat2_q;
  reg [1:0]  beats_q;                    // beats held
  reg [1:0]  skip_q;                     // units of beat0 already taken

  assign msk_ready_o = (state_q < TABLE) | (state_q == FAILED)
      | (((state_q == TABLE) | running) & (beats_q != 2'd3) & ~loaded);
  wire accept = msk_valid_i & msk_ready_o;
  // the words end before their number does, or go on
  wire bad_end = accept & (state_q != LENGTH) & (state_q != FAILED) & (msk_last_i != (left_q == 32'd1));
  wire push = accept & (state_q >= TABLE) & (state_q != FAILED);

  wire       two_beats = beats_q[1];
  wire       one_beat = beats_q != 2'd0;
  wire [3:0] have = {two_beats | (one_beat & (skip_q < 2'd1)), two_beats | (one_beat & (skip_q < 2'd2)), two_beats
      | (one_beat & (skip_q < 2'd3)), one_beat};

  // ---- position in the layer ----
  reg [15:0] outs_q;                     // outputs left, less one
  reg [15:0] chans_q;                    // channels left in this output group, less one
  reg [15:0] tap_q;                      // taps left, less one
  reg [1:0] pos_q;          // one-hot: which block of four outputs is next
  reg [2:0] act_q;            // rows with a channel in this turn
  reg        wide_q;                     // more than one turn

  wire last_group = outs_q < 16'd7;
  wire [15:0] stride = 16'd3;
  wire [16:0] rest_chans = {1'b0, chans_q} - {1'b0, stride};   // of the turns to come
  wire last_chans = rest_chans[16];
  wire restart = (state_q == TABLE) | last_chans;
  wire [15:0] ahead = restart ? channels_q - 16'd1 : rest_chans[15:0];
  wire [15:0] reach = ahead;
  wire [2:0] rows_ahead = {reach >= 16'd2, reach >= 16'd1, 1'b1};
  wire last_tap = tap_q == 16'd0;
  wire [2:0] group_m1 = last_group ? outs_q[2:0] : 3'd6;   // outputs of this group, less one
  wire [1:0] last_pos = 2'd1 << group_m1[2:2];
  // outputs in the last block
  wire [3:0] part = {group_m1[1:0] >= 2'd3, group_m1[1:0] >= 2'd2, group_m1[1:0] >= 2'd1, 1'b1};
  wire at_last = |(pos_q & last_pos);

  // ---- the rows of code words ----
  reg  [63:0] tab_q;                     // blocks in the order of their code words
  reg  [31:0] base_q;                    // per length: number of its first block less its first code word, modulo 16
  reg  [1:0] limit1_q;                // first value of 1 bits that starts a longer code word
  wire [8:0] limit1 = {limit1_q, 7'd0};
  reg  [2:0] limit2_q;                // first value of 2 bits that starts a longer code word
  wire [8:0] limit2 = {limit2_q, 6'd0};
  reg  [3:0] limit3_q;                // first value of 3 bits that starts a longer code word
  wire [8:0] limit3 = {limit3_q, 5'd0};
  reg  [4:0] limit4_q;                // first value of 4 bits that starts a longer code word
  wire [8:0] limit4 = {limit4_q, 4'd0};
  reg  [5:0] limit5_q;                // first value of 5 bits that starts a longer code word
  wire [8:0] limit5 = {limit5_q, 3'd0};
  reg  [6:0] limit6_q;                // first value of 6 bits that starts a longer code word
  wire [8:0] limit6 = {limit6_q, 2'd0};
  reg  [7:0] limit7_q;                // first value of 7 bits that starts a longer code word
  wire [8:0] limit7 = {limit7_q, 1'd0};
  reg  [63:0] lens_q;                    // code lengths not yet placed
  reg  [3:0]  size_q;                    // the length being placed
  reg  [3:0]  rank_q;                    // blocks placed, modulo 16
  reg  [11:0] next_q;                    // next code word of this length; at the end the Kraft sum in 1/256
  wire table_end = (state_q == TABLE) & (size_q == 4'd9);
  wire table_bad = (next_q != 12'd256) | (lens_q != 64'd0);
  always @(posedge clk_i) begin : table_build
    reg [15:0] hit, one;
    reg [3:0]  sym;
    if (state_q == CODE) begin
      if (accept) lens_q <= msk_data_i;
      size_q <= 4'd1;
      rank_q <= 4'd0;
      next_q <= 12'd0;
      base_q <= 32'd0;
    end
    if (state_q == TABLE) begin
      hit = {
        lens_q[63:60] == size_q,
        lens_q[59:56] == size_q,
        lens_q[55:52] == size_q,
        lens_q[51:48] == size_q,
        lens_q[47:44] == size_q,
        lens_q[43:40] == size_q,
        lens_q[39:36] == size_q,
        lens_q[35:32] == size_q,
        lens_q[31:28] == size_q,
        lens_q[27:24] == size_q,
        lens_q[23:20] == size_q,
        lens_q[19:16] == size_q,
        lens_q[15:12] == size_q,
        lens_q[11:8] == size_q,
        lens_q[7:4] == size_q,
        lens_q[3:0] == size_q
      };
      one = hit & (~hit + 16'd1);
      sym = {|(one & 16'hff00), |(one & 16'hf0f0), |(one & 16'hcccc), |(one & 16'haaaa)};
      if (|hit) begin
        lens_q[{sym, 2'b00} +: 4] <= 4'd0;
        tab_q[{rank_q, 2'b00} +: 4] <= sym;
        rank_q <= rank_q + 4'd1;
        next_q <= next_q + 12'd1;
      end else begin
        size_q <= size_q + 4'd1;
        if (~size_q[3]) begin
          next_q <= next_q << 1;
          base_q[{size_q[2:0], 2'b00} +: 4] <= rank_q - {next_q[2:0], 1'b0};
        end
        if (size_q == 4'd1) limit1_q <= next_q[1:0];
        if (size_q == 4'd2) limit2_q <= next_q[2:0];
        if (size_q == 4'd3) limit3_q <= next_q[3:0];
        if (size_q == 4'd4) limit4_q <= next_q[4:0];
        if (size_q == 4'd5) limit5_q <= next_q[5:0];
        if (size_q == 4'd6) limit6_q <= next_q[6:0];
        if (size_q == 4'd7) limit7_q <= next_q[7:0];
      end
    end
  end
  wire [2:0] whole_0;
  wire [2:0] full;
  wire [2:0] live = act_q | {3{(wide_q & ~last_group)}};   // a row without further symbols is not served

  wire move = running & ~(entry_valid_q & ~entry_ready_i);   // the machine stands still while an entry waits

  // The next 4 units, and for each the lane that takes it.
  reg [63:0] units;
  reg [2:0] pick_0, pick_1, pick_2, pick_3;
  always @* begin : service
    reg [2:0] pend;
    units = 64'd0;
    pend = live & ~full & {3{move}};
    pick_0 = 3'd0;
    pick_1 = 3'd0;
    pick_2 = 3'd0;
    pick_3 = 3'd0;
    if (move) begin
      units = (beat0_q & {64{skip_q == 2'd0}})
            | ({beat1_q[15:0], beat0_q[63:16]} & {64{skip_q == 2'd1}})
            | ({beat1_q[31:0], beat0_q[63:32]} & {64{skip_q == 2'd2}})
            | ({beat1_q[47:0], beat0_q[63:48]} & {64{skip_q == 2'd3}});
      pick_0 = pend & (~pend + 3'd1);
      pend = pend & ~pick_0;
      pick_1 = pend & (~pend + 3'd1);
      pend = pend & ~pick_1;
      pick_2 = pend & (~pend + 3'd1);
      pend = pend & ~pick_2;
      pick_3 = pend & (~pend + 3'd1);
    end
  end
  wire [3:0] want = {|pick_3, |pick_2, |pick_1, |pick_0};

  wire decode = &(whole_0 | ~act_q);
  wire starved = |(want & ~have) & ~loaded;
  wire step = move & ~starved & ~crc_bad;
  wire [3:0] take = want & have & {4{step}};
  wire fire_0 = step & decode;
  wire [2:0] give_0 = pick_0 & {3{take[0]}};
  wire [2:0] give_1 = pick_1 & {3{take[1]}};
  wire [2:0] give_2 = pick_2 & {3{take[2]}};
  wire [2:0] give_3 = pick_3 & {3{take[3]}};
  wire [2:0] given = give_0 | give_1 | give_2 | give_3;
  wire rows_done = fire_0 & at_last;
  wire entry_done = rows_done;
  wire group_done = last_tap & last_chans;

  wire [6:0] block_0 = {{3{pos_q[1]}}, {4{pos_q[0]}}};
  wire [3:0] valid_0 = part | {4{~at_last}};
  wire [6:0] keep = {7{~pos_q[0]}};

  genvar r;
  generate
    for (r = 0; r < 3; r = r + 1) begin : lane
      reg [47:0] buf_q;                  // up to three units, the oldest on top, zeros below
      reg [1:0]  words_q;
      reg [3:0]  used_q;                 // bits of the oldest unit already decoded
      reg [6:0] bits_q;
      reg        whole_0_q;              // code word 0 of the next is held whole
      reg [3:0]  index_0_q;              // number of its block
      reg [4:0]  end_0_q;                // bits of the oldest unit, and beyond, decoded after it
      assign whole_0[r] = whole_0_q;
      assign full[r] = words_q == 2'd3;
      assign entry_data_o[r * 7 +: 7] = bits_q;

      always @(posedge clk_i) begin : move
        reg        go, pop;
        reg [1:0]  rest, words;
        reg [4:0]  stop;
        reg [3:0]  used;
        reg [15:0] unit;
        reg [47:0] bits;
        reg [22:0] top;
        reg [7:0]  win_0;
        reg [10:0] wide_0;
        reg [2:0]  n_0;
        reg [4:0]  end_0;
        if (state_q == TABLE) begin
          buf_q <= 48'd0;
          words_q <= 2'd0;
          used_q <= 4'd0;
          whole_0_q <= 1'b0;
        end
        if (step) begin
          go = fire_0 & act_q[r];
          stop = end_0_q;
          pop = go & stop[4];
          rest = words_q - {1'b0, pop};
          unit = (units[15:0] & {16{give_0[r]}}) | (units[31:16] & {16{give_1[r]}}) | (units[47:32] & {16{give_2[r]}})
              | (units[63:48] & {16{give_3[r]}});
          bits = (buf_q << {pop, 4'd0}) | ({unit, 32'd0} >> {rest, 4'd0});
          words = rest + {1'b0, given[r]};
          used = (used_q & {4{~go}}) | (stop[3:0] & {4{go}});
          top = bits[47:25];
          win_0 = top[{1'b0, ~used} +: 8];
          // code length less one
          n_0 = {2'd0, {1'b0, win_0} >= limit1} + {2'd0, {1'b0, win_0} >= limit2} + {2'd0, {1'b0, win_0} >= limit3}
              + {2'd0, {1'b0, win_0} >= limit4} + {2'd0, {1'b0, win_0} >= limit5} + {2'd0, {1'b0, win_0} >= limit6}
              + {2'd0, {1'b0, win_0} >= limit7};
          wide_0 = {3'd0, win_0};
          end_0 = {1'b0, used} + {2'd0, n_0} + 5'd1;
          index_0_q <= base_q[{n_0, 2'b00} +: 4] + wide_0[{1'b0, ~n_0} +: 4];
          end_0_q <= end_0;
          whole_0_q <= words[1] | (words[0] & (~end_0[4] | (end_0[3:0] == 4'd0)));
          buf_q <= bits;
          words_q <= words;
          used_q <= used;
        end
      end
      always @(posedge clk_i) begin : fill
        reg [3:0] sym_0;
        if (fire_0) begin
          sym_0 = tab_q[{index_0_q, 2'b00} +: 4] & valid_0 & {4{act_q[r]}};
          bits_q <= (bits_q & keep) | ({sym_0[2:0], sym_0} & block_0);
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
      crc_q <= {
        ^(x & 64'h826880efa40da72d),
        ^(x & 64'hc35cc098760b74bb),
        ^(x & 64'he3c6e0a39f081d70),
        ^(x & 64'h71e37051cf840eb8),
        ^(x & 64'hba9938c743cfa071),
        ^(x & 64'hdf241c8c05ea7715),
        ^(x & 64'h6f920e4602f53b8a),
        ^(x & 64'hb5a187cca5773ae8),
        ^(x & 64'hd8b84309f6b63a59),
        ^(x & 64'h6c5c2184fb5b1d2c),
        ^(x & 64'hb446902dd9a029bb),
        ^(x & 64'hd84bc8f948ddb3f0),
        ^(x & 64'hee4d649300637ed5),
        ^(x & 64'h7726b2498031bf6a),
        ^(x & 64'h3b935924c018dfb5),
        ^(x & 64'h1dc9ac92600c6fda),
        ^(x & 64'h8c8c56a6940b90c0),
        ^(x & 64'h46462b534a05c860),
        ^(x & 64'h232315a9a502e430),
        ^(x & 64'h11918ad4d2817218),
        ^(x & 64'h08c8c56a6940b90c),
        ^(x & 64'h046462b534a05c86),
        ^(x & 64'h805ab1b53e5d896e),
        ^(x & 64'hc245d8353b23639a),
        ^(x & 64'h6122ec1a9d91b1cd),
        ^(x & 64'h3091760d4ec8d8e6),
        ^(x & 64'h9a203be90369cb5e),
        ^(x & 64'h4d101df481b4e5af),
        ^(x & 64'h26880efa40da72d7),
        ^(x & 64'h1344077d206d396b),
        ^(x & 64'h09a203be90369cb5),
        ^(x & 64'h04d101df481b4e5a)
      };
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
    if ((state_q == TABLE) | (entry_done & last_tap)) begin
      chans_q <= ahead;
      act_q <= rows_ahead;
    end
    if (state_q == TABLE) begin
      outs_q <= cout_q - 16'd1;
      tap_q <= taps_q - 16'd1;
      pos_q <= 2'd1;
      wide_q <= channels_q > 16'd3;
    end
    if (fire_0) pos_q <= pos_q << 1;
    if (entry_done) begin
      entry_last_q <= group_done;
      entry_end_q <= last_group & group_done;
      pos_q <= 2'd1;
      tap_q <= tap_q - 16'd1;
      if (last_tap) begin
        tap_q <= taps_q - 16'd1;
        if (last_chans) outs_q <= outs_q - 16'd7;
      end
    end
  end

  always @(posedge clk_i)
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
          if ((msk_data_i[31:0] < 32'd4)) begin state_q <= FAILED; error_q <= BAD_HEADER; end
        end
        SHAPE: if (accept) begin
          state_q <= CODE;
          if ((msk_data_i[15:0] == 16'd0) | (msk_data_i[31:16] == 16'd0) | (msk_data_i[47:32] == 16'd0)) begin
              state_q <= FAILED; error_q <= BAD_HEADER; end
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
          if (~loaded | beats_q[1] | (beats_q[0] & (skip_q == 2'd0))) begin
              entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= OVERLONG; end
          if (crc_bad) begin entry_valid_q <= 1'b0; state_q <= FAILED; error_q <= BAD_CRC; end
        end
        FLUSH: if (entry_ready_i) state_q <= LENGTH;
        default: state_q <= FAILED;
      endcase
      if (bad_end) begin state_q <= FAILED; error_q <= msk_last_i ? TRUNCATED : OVERLONG; end
    end
endmodule
`default_nettype wire
