// SPDX-License-Identifier: Apache-2.0
// One image through engine_4x4x8: sends the words of the .hex files beside this one, compares every word of the
// answer, and says PASS, or FAIL with what differs first. Started in the folder above, as run.sh does:
//   iverilog: -g2005 -s tb_engine_4x4x8 -o tb.vvp -c filelist.f host/tb_engine_4x4x8.v; then vvp -n tb.vvp
//   version 5 of the other: --binary --timing -Wno-fatal --top-module tb_engine_4x4x8 -f filelist.f host/tb_engine_4x4x8.v
// KAKURE_HOST is the folder of the files, where the simulator is started elsewhere.
`ifndef KAKURE_HOST
`define KAKURE_HOST "host"
`endif
`default_nettype none

module tb_engine_4x4x8;
  parameter ANSWER_WORDS = 3052;
  parameter PATIENCE = 418492;  // cycles without a word after which the hardware is taken for stuck
  parameter QUIET = 32;  // cycles after the last word in which none may follow

  reg clk_i = 1'b0;
  reg rst_ni = 1'b0;
  integer cycle = 0;
  always #1 clk_i = ~clk_i;
  always @(posedge clk_i) begin
    cycle <= cycle + 1;
    rst_ni <= cycle >= 4;
  end

  wire cfg_valid_i;
  wire [15:0] cfg_addr_i;
  wire [63:0] cfg_data_i;
  wire img_valid_i;
  wire [127:0] img_data_i;
  wire msk_valid_i;
  wire msk_last_i;
  wire [63:0] msk_data_i;
  wire rqc_valid_i;
  wire [63:0] rqc_data_i;
  wire out_ready_i;
  wire cfg_ready_o;
  wire img_ready_o;
  wire msk_ready_o;
  wire rqc_ready_o;
  wire out_valid_o;
  wire [1:0] out_kind_o;
  wire [15:0] out_row_o;
  wire [15:0] out_channel_o;
  wire [3:0] out_keep_o;
  wire [127:0] out_data_o;
  wire halted_o;

  // cfg: 56 of program, 36 of taps, 1 of start
  parameter CFG_WORDS = 93;
  reg [79:0] cfg_words [0:CFG_WORDS-1];
  integer cfg_at = 0;
  wire [79:0] cfg_word = cfg_words[cfg_at < CFG_WORDS ? cfg_at : 0];
  assign cfg_valid_i = rst_ni && cfg_at < CFG_WORDS;
  assign cfg_addr_i = cfg_word[15:0];
  assign cfg_data_i = cfg_word[79:16];
  always @(posedge clk_i) if (cfg_valid_i && cfg_ready_o === 1'b1) cfg_at <= cfg_at + 1;
  initial begin
    $readmemh({`KAKURE_HOST, "/program.hex"}, cfg_words, 0, 55);
    $readmemh({`KAKURE_HOST, "/taps.hex"}, cfg_words, 56, 91);
    $readmemh({`KAKURE_HOST, "/start.hex"}, cfg_words, 92, 92);
  end

  // img: 196 of image
  parameter IMG_WORDS = 196;
  reg [127:0] img_words [0:IMG_WORDS-1];
  integer img_at = 0;
  wire [127:0] img_word = img_words[img_at < IMG_WORDS ? img_at : 0];
  assign img_valid_i = rst_ni && img_at < IMG_WORDS;
  assign img_data_i = img_word[127:0];
  always @(posedge clk_i) if (img_valid_i && img_ready_o === 1'b1) img_at <= img_at + 1;
  initial begin
    $readmemh({`KAKURE_HOST, "/image.hex"}, img_words, 0, 195);
  end

  // msk: 780 of masks
  parameter MSK_WORDS = 780;
  reg [71:0] msk_words [0:MSK_WORDS-1];
  integer msk_at = 0;
  wire [71:0] msk_word = msk_words[msk_at < MSK_WORDS ? msk_at : 0];
  assign msk_valid_i = rst_ni && msk_at < MSK_WORDS;
  assign msk_last_i = msk_word[0];
  assign msk_data_i = msk_word[71:8];
  always @(posedge clk_i) if (msk_valid_i && msk_ready_o === 1'b1) msk_at <= msk_at + 1;
  initial begin
    $readmemh({`KAKURE_HOST, "/masks.hex"}, msk_words, 0, 779);
  end

  // rqc: 240 of constants
  parameter RQC_WORDS = 240;
  reg [63:0] rqc_words [0:RQC_WORDS-1];
  integer rqc_at = 0;
  wire [63:0] rqc_word = rqc_words[rqc_at < RQC_WORDS ? rqc_at : 0];
  assign rqc_valid_i = rst_ni && rqc_at < RQC_WORDS;
  assign rqc_data_i = rqc_word[63:0];
  always @(posedge clk_i) if (rqc_valid_i && rqc_ready_o === 1'b1) rqc_at <= rqc_at + 1;
  initial begin
    $readmemh({`KAKURE_HOST, "/constants.hex"}, rqc_words, 0, 239);
  end

  engine_4x4x8 dut (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .cfg_valid_i(cfg_valid_i),
    .cfg_addr_i(cfg_addr_i),
    .cfg_data_i(cfg_data_i),
    .img_valid_i(img_valid_i),
    .img_data_i(img_data_i),
    .msk_valid_i(msk_valid_i),
    .msk_last_i(msk_last_i),
    .msk_data_i(msk_data_i),
    .rqc_valid_i(rqc_valid_i),
    .rqc_data_i(rqc_data_i),
    .out_ready_i(out_ready_i),
    .cfg_ready_o(cfg_ready_o),
    .img_ready_o(img_ready_o),
    .msk_ready_o(msk_ready_o),
    .rqc_ready_o(rqc_ready_o),
    .out_valid_o(out_valid_o),
    .out_kind_o(out_kind_o),
    .out_row_o(out_row_o),
    .out_channel_o(out_channel_o),
    .out_keep_o(out_keep_o),
    .out_data_o(out_data_o),
    .halted_o(halted_o)
  );

  // the answer
  reg [176-1:0] expected [0:ANSWER_WORDS-1];
  reg [176-1:0] counts [0:ANSWER_WORDS-1];  // 1 in every bit that is compared
  initial begin
    $readmemh({`KAKURE_HOST, "/expected.hex"}, expected);
    $readmemh({`KAKURE_HOST, "/counts.hex"}, counts);
  end

  integer at = 0;
  integer silent = 0;
  reg over = 1'b0;
  wire [176-1:0] got = {out_data_o, 4'd0, out_keep_o, out_channel_o, out_row_o, 6'd0, out_kind_o};
  wire [176-1:0] wrong = at < ANSWER_WORDS ? (got ^ expected[at]) & counts[at] : 176'd0;
  assign out_ready_i = rst_ni;

  always @(posedge clk_i) begin
    if (rst_ni && !over) begin
      silent <= silent + 1;
      if (out_valid_o === 1'b1) begin
        silent <= 0;
        at <= at + 1;
        if (at == ANSWER_WORDS) fail("a word follows the last one of the answer");
        else if (wrong !== 176'd0) differs;
      end
      else if (out_valid_o !== 1'b0) fail("out_valid_o is undefined");
      else if (at == ANSWER_WORDS && silent == QUIET) pass;
      else if (silent == PATIENCE) stuck;
    end
  end

  task pass;
    begin
    if (cfg_at != CFG_WORDS) fail("the answer is complete, but not all words of cfg were taken");
    if (img_at != IMG_WORDS) fail("the answer is complete, but not all words of img were taken");
    if (msk_at != MSK_WORDS) fail("the answer is complete, but not all words of msk were taken");
    if (rqc_at != RQC_WORDS) fail("the answer is complete, but not all words of rqc were taken");
      if (!over) $display("PASS: %0d words of the answer in %0d cycles", ANSWER_WORDS, cycle);
      over = 1'b1;
      $finish;
    end
  endtask

  task fail;
    input [80*8-1:0] why;
    begin
      if (!over) $display("FAIL: %0s", why);
      over = 1'b1;
      $finish;
    end
  endtask

  task stuck;
    begin
      $write("FAIL: silent for %0d cycles behind word %0d of %0d of the answer", PATIENCE, at, ANSWER_WORDS);
      say_first;
      over = 1'b1;
      $finish;
    end
  endtask

  // The value that differs, by its place where it has one, else by the port.
  task differs;
    integer b, place, other, from, count;
    reg [31:0] want, is;
    begin
      b = 0;
      for (other = 176 / 8 - 1; other >= 0; other = other - 1) if (wrong[8*other +: 8] !== 8'd0) b = other;
      get_place(at, b, place);
      from = b;
      count = 1;
      other = place;
      while (from > 0 && other == place) begin
        get_place(at, from - 1, other);
        if (other == place && place != 0) from = from - 1;
        else other = -1;
      end
      other = place;
      while (place != 0 && other == place && count < 4 && from + count < 176 / 8) begin
        get_place(at, from + count, other);
        if (other == place) count = count + 1;
      end
      want = 32'd0;
      is = 32'd0;
      for (b = 0; b < count; b = b + 1) begin
        want[8*b +: 8] = expected[at][8*(from + b) +: 8];
        is[8*b +: 8] = got[8*(from + b) +: 8];
      end
      $write("FAIL: ");
      if (place != 0) say_place(place - 1);
      else say_port(from);
      $write(": expected %0d (0x%0h), got %0d (0x%0h)", $signed(want), want, $signed(is), is);
      if (place != 0) $write("\n");
      else say_first;
      $display("  word %0d of the answer, byte %0d, cycle %0d", at, from, cycle);
      $display("  expected 0x%0h", expected[at]);
      $display("  got      0x%0h", got);
      over = 1'b1;
      $finish;
    end
  endtask

  // The first value that the next word brings, and the end of the line.
  task say_first;
    integer b, place;
    begin
      b = 0;
      place = 0;
      while (place == 0 && b < 176 / 8 && at < ANSWER_WORDS) begin
        get_place(at, b, place);
        b = b + 1;
      end
      if (place != 0) begin
        $write("; this word brings ");
        say_place(place - 1);
      end
      $write("\n");
    end
  endtask

  // What byte b of word n belongs to: 0, or 1 + the number of a value.
  task get_place;
    input integer n, b;
    output integer place;
    integer file, code;
    reg [31:0] bytes;
    begin
      file = $fopen({`KAKURE_HOST, "/places.bin"}, "rb");
      bytes = 32'd0;
      if (file != 0) begin
        code = $fseek(file, 4 * (n * (176 / 8) + b), 0);
        bytes[7:0] = $fgetc(file);
        bytes[15:8] = $fgetc(file);
        bytes[23:16] = $fgetc(file);
        bytes[31:24] = $fgetc(file);
        $fclose(file);
      end
      place = bytes;
    end
  endtask

  task say_port;
    input integer at_byte;
    begin
      if (at_byte >= 6) $write("out_data_o");
      else
      if (at_byte >= 5) $write("out_keep_o");
      else
      if (at_byte >= 3) $write("out_channel_o");
      else
      if (at_byte >= 1) $write("out_row_o");
      else
      $write("out_kind_o");
    end
  endtask

  task say_place;
    input integer n;
    begin
      if (n < 6) $write("report of the image's load, word %0d", n / 1);
      else
      if (n < 6278) $write("layer conv0, channel %0d, y %0d, x %0d", (n - 6) / 196, (n - 6) % 196 / 14, (n - 6) % 14);
      else
      if (n < 6284) $write("report of layer conv0, word %0d", (n - 6278) / 1);
      else
      if (n < 18828) $write("layer conv1, channel %0d, y %0d, x %0d", (n - 6284) / 196, (n - 6284) % 196 / 14, (n - 6284) % 14);
      else
      if (n < 18834) $write("report of layer conv1, word %0d", (n - 18828) / 1);
      else
      if (n < 31378) $write("layer conv2 before pooling, channel %0d, y %0d, x %0d", (n - 18834) / 196, (n - 18834) % 196 / 14, (n - 18834) % 14);
      else
      if (n < 34514) $write("layer conv2, channel %0d, y %0d, x %0d", (n - 31378) / 49, (n - 31378) % 49 / 7, (n - 31378) % 7);
      else
      if (n < 34520) $write("report of layer conv2, word %0d", (n - 34514) / 1);
      else
      if (n < 36824) $write("layer conv3 before pooling, channel %0d, y %0d, x %0d", (n - 34520) / 36, (n - 34520) % 36 / 6, (n - 34520) % 6);
      else
      if (n < 37400) $write("layer conv3, channel %0d, y %0d, x %0d", (n - 36824) / 9, (n - 36824) % 9 / 3, (n - 36824) % 3);
      else
      if (n < 37406) $write("report of layer conv3, word %0d", (n - 37400) / 1);
      else
      if (n < 37416) $write("layer fc4, channel %0d, y %0d, x %0d", (n - 37406) / 1, (n - 37406) % 1 / 1, (n - 37406) % 1);
      else
      if (n < 37422) $write("report of layer fc4, word %0d", (n - 37416) / 1);
      else
      if (n < 37428) $write("report of the program's end, word %0d", (n - 37422) / 1);
      else
      $write("nothing");
    end
  endtask
endmodule

`default_nettype wire
