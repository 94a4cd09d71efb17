// SPDX-License-Identifier: Apache-2.0
[#import "/blocks/mask/mask.ftl" as mask]
[#import "/lib/verilog.ftl" as v]
[#if codec == "RAW"]
// mask = the stream's bits themselves, 16 a cycle, as words of ${width} bit(s).
[#elseif codec == "RUN"]
// mask = run lengths of r bits, one a cycle: v < 2^r - 1 is v zeros and a one, v = 2^r - 1 that many zeros; as words of ${width} bit(s).
[#elseif codec == "RICE"]
// mask = gaps of zeros before each one, one a cycle: g >> r ones, a zero, the r low bits of g; as words of ${width} bit(s).
[#elseif codec == "GOLOMB"]
// mask = gaps of zeros before each one, one a cycle: g / M ones, M = 3 2^r, a zero, (g mod M) >> r as 0, 10 or 11, the r low bits of g mod M; as words of ${width} bit(s).
[#else]
// mask = blocks of four bits in a canonical Huffman code of 1 to 8 bits, one a cycle, as words of ${width} bit(s).
[/#if]
// error_o: 1 version or kind, 2 header, 3 code lengths, 4 CRC, 5 truncated, 6 over-long. The last word waits for the CRC.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire clear_i,
  input  wire msk_valid_i,
  input  wire msk_last_i,
  input  wire [63:0] msk_data_i,
  input  wire word_ready_i,
  output wire msk_ready_o,
  output wire word_valid_o,
  output wire [@v.range width/] word_data_o,
  output wire word_last_o,
  output wire [31:0] length_o,
  output wire [3:0] error_o
);
[#if codec == "BLOCK"]
  localparam [2:0] CODE = 3'd2;
  localparam [3:0] BAD_CODE = 4'd3;
[/#if]
  localparam [2:0] LENGTH = 3'd0, SHAPE = 3'd1, TABLE = 3'd3, RUN = 3'd4, CHECK = 3'd5, FLUSH = 3'd6, FAILED = 3'd7;
  localparam [3:0] BAD_KIND = 4'd1, BAD_HEADER = 4'd2, BAD_CRC = 4'd4, TRUNCATED = 4'd5, OVERLONG = 4'd6;

  reg [2:0]  state_q;
  reg [3:0]  error_q;
  reg [31:0] beats_q;                    // words of the stream still to be accepted
  reg [31:0] crc_q, crc_want_q;
  reg [31:0] length_q;
[#if runs]
  reg [3:0]  r_q;
[/#if]
  wire running = state_q == RUN;
  wire loaded = beats_q == 32'd0;
  wire crc_bad = loaded & (crc_q != ~crc_want_q);

  // ---- input: a word of four units, then three units with the oldest on top ----
  reg [63:0] beat_q;
  reg [2:0]  units_q;                    // units of the word not yet taken
  reg [47:0] buf_q;
  reg [1:0]  held_q;                     // units in buf
  reg [3:0]  used_q;                     // bits of the oldest unit already decoded
  assign msk_ready_o = (state_q < TABLE) | (state_q == FAILED) | (running & (units_q == 3'd0) & ~loaded);
  wire accept = msk_valid_i & msk_ready_o;
  wire bad_end = accept & (state_q != LENGTH) & (state_q != FAILED) & (msk_last_i != (beats_q == 32'd1));   // the words end before their number does, or go on
  wire [@v.range topBits/] top = buf_q[47:${topLow}];
  wire [@v.range windowBits/] win = top[{1'b0, ~used_q} +: ${windowBits}];
  wire [5:0]  held = {held_q, 4'd0} - {2'd0, used_q};

[#if codec == "BLOCK"]
[@mask.canonical sizes lengthFieldsDown/]

[/#if]
  // ---- the code word at the front: its bits, and what it says ----
[#if codec == "RAW"]
  wire [4:0]  bits = 5'd16;
  wire [15:0] said = {win[0], win[1], win[2], win[3], win[4], win[5], win[6], win[7], win[8], win[9], win[10], win[11], win[12], win[13], win[14], win[15]};
[#elseif codec == "BLOCK"]
  wire [2:0]  n = [#list sizes as z]{2'd0, {1'b0, win} >= limit${z.bits}}[#sep] + [/#list];   // code length less one
  wire [4:0]  bits = {2'd0, n} + 5'd1;
  wire [10:0] wide = {3'd0, win};
  wire [3:0]  index = base_q[{n, 2'b00} +: 4] + wide[{1'b0, ~n} +: 4];
  wire [3:0]  said = tab_q[{index, 2'b00} +: 4];
[#elseif codec == "RUN"]
  wire [4:0]  bits = {1'b0, r_q};
  wire [7:0]  field = win >> (4'd8 - r_q);
  wire [7:0]  most = 8'hff >> (4'd8 - r_q);
  wire [10:0] gap = {3'd0, field};
  wire        ends = field != most;     // a one follows the zeros
[#else]
  wire [7:0]  eight = win[15:8];
  wire [3:0]  ones = {3'd0, eight[7]} + {3'd0, eight >= 8'hc0} + {3'd0, eight >= 8'he0} + {3'd0, eight >= 8'hf0}
                   + {3'd0, eight >= 8'hf8} + {3'd0, eight >= 8'hfc} + {3'd0, eight >= 8'hfe} + {3'd0, &eight};
  wire        ends = ~ones[3];          // eight ones are taken as zeros of the mask; the gap goes on
  wire [7:0]  tail = win[{1'b0, ~ones[2:0]} +: 8];
[#if codec == "GOLOMB"]
  wire [7:0]  low = tail[7] ? {tail[5:0], 2'd0} : {tail[6:0], 1'b0};
  wire [4:0]  thirds = {ones, 1'b0} + {1'b0, ones} + ({3'd0, tail[7] & tail[6], tail[7] & ~tail[6]} & {5{ends}});
  wire [4:0]  bits = ends ? {1'b0, ones} + 5'd2 + {4'd0, tail[7]} + {1'b0, r_q} : 5'd8;
  wire [7:0]  rest = (low >> (4'd8 - r_q)) & {8{ends}};
  wire [10:0] gap = ({6'd0, thirds} << r_q) | {3'd0, rest};
[#else]
  wire [4:0]  bits = ends ? {1'b0, ones} + 5'd1 + {1'b0, r_q} : 5'd8;
  wire [7:0]  rest = (tail >> (4'd8 - r_q)) & {8{ends}};
  wire [10:0] gap = ({7'd0, ones} << r_q) | {3'd0, rest};
[/#if]
[/#if]

  // ---- its zeros and ones, as far as the word of the mask goes; what does not fit is pending ----
  reg [31:0] left_q;                     // mask bits still to be written
  reg [@v.range width/] word_q;
  reg [6:0] fill_q;
  reg        word_valid_q, word_last_q, pending_q;
  wire [6:0] room = 7'd${width} - fill_q;
  wire [6:0] limit = left_q < {25'd0, room} ? left_q[6:0] : room;
[#if runs]
  reg  [10:0] zeros_q;
  reg         one_q;
  wire [10:0] zeros = pending_q ? zeros_q : gap;
  wire        one = pending_q ? one_q : ends;
  wire        over = zeros >= {4'd0, limit};
  wire [6:0] done = over ? limit : zeros[6:0] + {6'd0, one};
  wire [6:0] place = fill_q + zeros[6:0];
  wire [@v.range width/] add = {[@v.zeros (width - 1)/]one & ~over} << place;
[#else]
  reg  [@v.range saidBits/] said_q;
  reg  [4:0]  count_q;
  wire [@v.range saidBits/] now = pending_q ? said_q : said;
  wire [4:0]  count = pending_q ? count_q : 5'd${saidBits};
  wire        over = {2'd0, count} > limit;
  wire [6:0] done = over ? limit : {2'd0, count};
  wire [@v.range addBits/] fits = now[@v.range addBits/] & ~([@v.fill addBits]1'b1[/@v.fill] << done);
  wire [@v.range width/] add = {[@v.zeros addPad/]fits} << fill_q;
[/#if]
  wire [31:0] left = left_q - {25'd0, done};
  wire [6:0] fill = fill_q + done;
  wire enough = {1'b0, bits} <= held;
  wire go = running & (pending_q | enough) & ~(word_valid_q & ~word_ready_i) & ~crc_bad;
  wire eat = go & ~pending_q;
  wire write = go & (left_q != 32'd0);
  wire emit = write & ((fill == 7'd${width}) | (left == 32'd0));
[#if gaps]
  reg  open_q;                           // within a gap of eight ones or more
  wire open = pending_q ? open_q : ~ends;
  wire finish = go & (left == 32'd0) & ~open;
[#else]
  wire finish = go & (left == 32'd0);
[/#if]

  wire give = (units_q != 3'd0) & (held_q != 2'd3);
  wire [4:0] stop = {1'b0, used_q} + bits;
  wire pop = eat & stop[4];
  wire [1:0] kept = held_q - {1'b0, pop};
  always @(posedge clk_i)
    if (running) begin
      buf_q <= (buf_q << {pop, 4'd0}) | ({beat_q[15:0] & {16{give}}, 32'd0} >> {kept, 4'd0});
      held_q <= kept + {1'b0, give};
      if (eat) used_q <= stop[3:0];
      if (give) begin
        beat_q <= beat_q >> 16;
        units_q <= units_q - 3'd1;
      end
      if (accept) begin
        beat_q <= msk_data_i;
        units_q <= 3'd4;
      end
      if (write) begin
        word_q <= (word_q & [@v.fill width](fill_q != 7'd0)[/@v.fill]) | add;
        fill_q <= fill & {7{~emit}};
        left_q <= left;
        word_last_q <= left == 32'd0;
      end
      if (go) begin
        pending_q <= over & (left != 32'd0);
[#if runs]
        zeros_q <= zeros - {4'd0, limit};
        one_q <= one;
[#else]
        said_q <= now >> done;
        count_q <= count - done[4:0];
[/#if]
[#if gaps]
        open_q <= open;
[/#if]
      end
    end else if (state_q < TABLE) begin
      buf_q <= 48'd0;
      held_q <= 2'd0;
      used_q <= 4'd0;
      units_q <= 3'd0;
      fill_q <= 7'd0;
      left_q <= state_q == SHAPE ? msk_data_i[[@v.bits head.bits/]] : length_q;
      pending_q <= 1'b0;
[#if gaps]
      open_q <= 1'b0;
[/#if]
    end

  assign word_valid_o = word_valid_q;
  assign word_data_o = word_q;
  assign word_last_o = word_last_q;
  assign length_o = length_q;
  assign error_o = error_q;

  // ---- header, states ----
  always @(posedge clk_i) begin : header
    reg [63:0] x;
    if (accept) begin
      beats_q <= beats_q - 32'd1;
      x = msk_data_i ^ {32'd0, crc_q};
[@mask.crc "x" crcMasksDown/]
      if (state_q == LENGTH) begin
        beats_q <= msk_data_i[[@v.bits start.length/]] - 32'd1;
        crc_want_q <= msk_data_i[[@v.bits start.crc/]];
        crc_q <= 32'hffffffff;
      end
      if (state_q == SHAPE) begin
        length_q <= msk_data_i[[@v.bits head.bits/]];
[#if runs]
        r_q <= msk_data_i[43:40];
[/#if]
      end
    end
  end
  wire shape_bad = (msk_data_i[[@v.bits head.bits/]] == 32'd0) | (msk_data_i[[@v.bits head.bits/]] > 32'h40000000) | (msk_data_i[[@v.bits head.zero/]] != 8'd0)
[#if codec == "RUN"]
                 | (msk_data_i[[@v.bits head.r/]] == 8'd0) | (msk_data_i[[@v.bits head.r/]] > 8'd8);
[#elseif gaps]
                 | (msk_data_i[[@v.bits head.r/]] > 8'd${mostR});
[#else]
                 | (msk_data_i[[@v.bits head.r/]] != 8'd0);
[/#if]
  wire [6:0] unread = {1'b0, held} + {units_q, 4'd0};

  always @(${clockEdge})
    if (!rst_ni) begin
      state_q <= LENGTH;
      error_q <= 4'd0;
      word_valid_q <= 1'b0;
    end else if (clear_i) begin
      state_q <= LENGTH;
      error_q <= 4'd0;
      word_valid_q <= 1'b0;
    end else begin
      if (word_ready_i) word_valid_q <= 1'b0;
      case (state_q)
        LENGTH: if (accept) begin
          state_q <= SHAPE;
          if (msk_last_i) begin state_q <= FAILED; error_q <= TRUNCATED; end
          if (msk_data_i[[@v.bits start.length/]] < 32'd${leastWords}) begin state_q <= FAILED; error_q <= BAD_HEADER; end
        end
        SHAPE: if (accept) begin
[#if codec == "BLOCK"]
          state_q <= CODE;
[#else]
          state_q <= RUN;
[/#if]
          if (shape_bad) begin state_q <= FAILED; error_q <= BAD_HEADER; end
          if (msk_data_i[${head.version.msb}:${head.kind.lsb}] != {8'd1, 8'd${kind}}) begin state_q <= FAILED; error_q <= BAD_KIND; end
        end
[#if codec == "BLOCK"]
        CODE: if (accept) state_q <= TABLE;
        TABLE: if (table_end) begin
          state_q <= RUN;
          if (table_bad) begin state_q <= FAILED; error_q <= BAD_CODE; end
        end
[/#if]
        RUN: begin
          if (emit & (left != 32'd0)) word_valid_q <= 1'b1;
          if (finish) state_q <= CHECK;
          if (~pending_q & ~enough & loaded & (units_q == 3'd0)) begin state_q <= FAILED; error_q <= TRUNCATED; end
          if (crc_bad) begin state_q <= FAILED; error_q <= BAD_CRC; end
        end
        CHECK: begin
          word_valid_q <= 1'b1;
          state_q <= FLUSH;
          if (~loaded | (unread > 7'd63)) begin word_valid_q <= 1'b0; state_q <= FAILED; error_q <= OVERLONG; end
          if (crc_bad) begin word_valid_q <= 1'b0; state_q <= FAILED; error_q <= BAD_CRC; end
        end
        FLUSH: if (word_ready_i) state_q <= LENGTH;
        default: state_q <= FAILED;
      endcase
      if (bad_end) begin state_q <= FAILED; error_q <= msk_last_i ? TRUNCATED : OVERLONG; end
    end
endmodule
`default_nettype wire
