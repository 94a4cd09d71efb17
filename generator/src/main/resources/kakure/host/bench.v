// SPDX-License-Identifier: Apache-2.0
// One image through @TOP@: sends the words of the .hex files beside this one, compares every word of the
// answer, and says PASS, or FAIL with what differs first. Started in the folder above, as run.sh does:
//   iverilog: -g2005 -s @BENCH@ -o tb.vvp -c filelist.f host/@BENCH@.v; then vvp -n tb.vvp
//   version 5 of the other: --binary --timing -Wno-fatal --top-module @BENCH@ -f filelist.f host/@BENCH@.v
// KAKURE_HOST is the folder of the files, where the simulator is started elsewhere.
`ifndef KAKURE_HOST
`define KAKURE_HOST "host"
`endif
`default_nettype none

module @BENCH@;
  parameter ANSWER_WORDS = @ANSWER@;
  parameter PATIENCE = @PATIENCE@;  // cycles without a word after which the hardware is taken for stuck
  parameter QUIET = 32;  // cycles after the last word in which none may follow

  reg clk_i = 1'b0;
  reg rst_ni = 1'b0;
  integer cycle = 0;
  always #1 clk_i = ~clk_i;
  always @(posedge clk_i) begin
    cycle <= cycle + 1;
    rst_ni <= cycle >= 4;
  end

@PORTS@@SENDERS@
  @TOP@ dut (
@INSTANCE@  );

  // the answer
  reg [@WIDTH@-1:0] expected [0:ANSWER_WORDS-1];
  reg [@WIDTH@-1:0] counts [0:ANSWER_WORDS-1];  // 1 in every bit that is compared
  initial begin
    $readmemh({`KAKURE_HOST, "/expected.hex"}, expected);
    $readmemh({`KAKURE_HOST, "/counts.hex"}, counts);
  end

  integer at = 0;
  integer silent = 0;
  reg over = 1'b0;
  wire [@WIDTH@-1:0] got = @GOT@;
  wire [@WIDTH@-1:0] wrong = at < ANSWER_WORDS ? (got ^ expected[at]) & counts[at] : @WIDTH@'d0;
  assign @READY@ = rst_ni;

  always @(posedge clk_i) begin
    if (rst_ni && !over) begin
      silent <= silent + 1;
      if (@VALID@ === 1'b1) begin
        silent <= 0;
        at <= at + 1;
        if (at == ANSWER_WORDS) fail("a word follows the last one of the answer");
        else if (wrong !== @WIDTH@'d0) differs;
      end
      else if (@VALID@ !== 1'b0) fail("@VALID@ is undefined");
      else if (at == ANSWER_WORDS && silent == QUIET) pass;
      else if (silent == PATIENCE) stuck;
    end
  end

  task pass;
    begin
@UNSENT@      if (!over) $display("PASS: %0d words of the answer in %0d cycles", ANSWER_WORDS, cycle);
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
      for (other = @WIDTH@ / 8 - 1; other >= 0; other = other - 1) if (wrong[8*other +: 8] !== 8'd0) b = other;
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
      while (place != 0 && other == place && count < 4 && from + count < @WIDTH@ / 8) begin
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
      while (place == 0 && b < @WIDTH@ / 8 && at < ANSWER_WORDS) begin
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
        code = $fseek(file, 4 * (n * (@WIDTH@ / 8) + b), 0);
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
@SAY_PORT@    end
  endtask

  task say_place;
    input integer n;
    begin
@SAY_PLACE@    end
  endtask
endmodule

`default_nettype wire
