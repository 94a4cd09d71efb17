// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// out = in[0 .. words - 1], again and again, from a memory of ${depth} beat(s) beside it; of words = 0, out = in. Ready and valid depend on registers and discard only.
`default_nettype none
module ${moduleName} (
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
  output wire [@v.range addrBits/] write_addr_o,
  output wire read_en_o,
  output wire [@v.range addrBits/] read_addr_o
);
  // What is to be kept, said once. The memory is a ring of as many beats, or of all where none are.
  reg known_q, keeps_q, long_q;
  reg [@v.range addrBits/] last_q;
  wire long = words_i > 32'd${depth};
  wire keeps = (words_i != 32'd0) & ~long;
  wire [@v.range addrBits/] last = keeps ? words_i[@v.range addrBits/] - ${addrBits}'d1 : ${addrBits}'d${last};
  assign bad_o = known_q & long_q;
  always @(posedge clk_i) if (set_i & ~known_q) begin
    keeps_q <= keeps;
    long_q <= long;
    last_q <= last;
  end

  // Written until the ring is full: for good, if it is kept, or until beats are read.
  reg filled_q;   // all that is kept is there
  reg [@v.range addrBits/] write_q, read_q;
  reg [@v.range countBits/] left_q;   // beats that were not read yet, until filled
  wire room = known_q & (left_q != ${countBits}'d${depth});
  wire write = in_valid_i & room & ~filled_q & ~discard_i;
  wire write_end = write_q == last_q;
  assign in_ready_o = room | filled_q | discard_i;
  assign we_o = write;
  assign write_addr_o = write_q;

  // What the memory has read is the beat that leaves; with it goes the read of the next one.
  reg out_valid_q;
  wire read = (filled_q | (left_q != ${countBits}'d0)) & (~out_valid_q | out_ready_i) & ~discard_i;
  wire read_end = read_q == last_q;
  assign out_valid_o = out_valid_q;
  assign read_en_o = read;
  assign read_addr_o = read_q;

  always @(${clockEdge})
    if (!rst_ni) begin
      known_q <= 1'b0;
      filled_q <= 1'b0;
      write_q <= ${addrBits}'d0;
      read_q <= ${addrBits}'d0;
      left_q <= ${countBits}'d0;
      out_valid_q <= 1'b0;
    end else begin
      known_q <= (known_q | set_i) & ~discard_i;
      filled_q <= (filled_q | (write & write_end & keeps_q)) & ~discard_i;
      if (discard_i) write_q <= ${addrBits}'d0;
      else if (write) write_q <= write_end ? ${addrBits}'d0 : write_q + ${addrBits}'d1;
      if (discard_i) read_q <= ${addrBits}'d0;
      else if (read) read_q <= read_end ? ${addrBits}'d0 : read_q + ${addrBits}'d1;
      if (discard_i) left_q <= ${countBits}'d0;
      else if (write != read) left_q <= write ? left_q + ${countBits}'d1 : left_q - ${countBits}'d1;
      out_valid_q <= read | (out_valid_q & ~out_ready_i);
    end
endmodule
`default_nettype wire
