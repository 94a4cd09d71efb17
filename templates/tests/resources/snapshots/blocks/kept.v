// SPDX-License-Identifier: Apache-2.0
// out = in[0 .. words - 1], again and again, from a memory of 5 beat(s) beside it; of words = 0, out = in. Ready and
// valid depend on registers and discard only.
`default_nettype none
module kept_stream_5 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire set_i,
  input  wire [31:0] words_i,
  input  wire discard_i,
  input  wire in_valid_i,
  input  wire out_ready_i,
  output wire in_ready_o,
  output wire out_valid_o,
  output wire bad_o,
  output wire we_o,
  output wire [2:0] write_addr_o,
  output wire read_en_o,
  output wire [2:0] read_addr_o
);
  // What is to be kept, said once. The memory is a ring of as many beats, or of all where none are.
  reg known_q, keeps_q, long_q;
  reg [2:0] last_q;
  wire long = words_i > 32'd5;
  wire keeps = (words_i != 32'd0) & ~long;
  wire [2:0] last = keeps ? words_i[2:0] - 3'd1 : 3'd4;
  assign bad_o = known_q & long_q;
  always @(posedge clk_i) if (set_i & ~known_q) begin
    keeps_q <= keeps;
    long_q <= long;
    last_q <= last;
  end

  // Written until the ring is full: for good, if it is kept, or until beats are read.
  reg filled_q;   // all that is kept is there
  reg [2:0] write_q, read_q;
  reg [2:0] left_q;   // beats that were not read yet, until filled
  wire room = known_q & (left_q != 3'd5);
  wire write = in_valid_i & room & ~filled_q & ~discard_i;
  wire write_end = write_q == last_q;
  assign in_ready_o = room | filled_q | discard_i;
  assign we_o = write;
  assign write_addr_o = write_q;

  // What the memory has read is the beat that leaves; with it goes the read of the next one.
  reg out_valid_q;
  wire read = (filled_q | (left_q != 3'd0)) & (~out_valid_q | out_ready_i) & ~discard_i;
  wire read_end = read_q == last_q;
  assign out_valid_o = out_valid_q;
  assign read_en_o = read;
  assign read_addr_o = read_q;

  always @(posedge clk_i)
    if (!rst_ni) begin
      known_q <= 1'b0;
      filled_q <= 1'b0;
      write_q <= 3'd0;
      read_q <= 3'd0;
      left_q <= 3'd0;
      out_valid_q <= 1'b0;
    end else begin
      known_q <= (known_q | set_i) & ~discard_i;
      filled_q <= (filled_q | (write & write_end & keeps_q)) & ~discard_i;
      if (discard_i) write_q <= 3'd0;
      else if (write) write_q <= write_end ? 3'd0 : write_q + 3'd1;
      if (discard_i) read_q <= 3'd0;
      else if (read) read_q <= read_end ? 3'd0 : read_q + 3'd1;
      if (discard_i) left_q <= 3'd0;
      else if (write != read) left_q <= write ? left_q + 3'd1 : left_q - 3'd1;
      out_valid_q <= read | (out_valid_q & ~out_ready_i);
    end
endmodule
`default_nettype wire
