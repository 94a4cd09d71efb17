// SPDX-License-Identifier: Apache-2.0
// rd_data = mem[rd_addr] one cycle after rd_en;  1024 words of 50 bits, 1 write lane(s) of 50 bits.
// A macro with the same ports replaces this file. Reading an address while it is written is left to the macro: nothing
// may depend on it.
`default_nettype none
module ram_1024x50 (
  input  wire clk_i,
  input  wire [0:0] wr_en_i,
  input  wire [9:0] wr_addr_i,
  input  wire [49:0] wr_data_i,
  input  wire rd_en_i,
  input  wire [9:0] rd_addr_i,
  output wire [49:0] rd_data_o
);
  (* ram_style = "block", no_rw_check *) reg [49:0] mem [0:1023];
  reg [49:0] rd_data_q;
  always @(posedge clk_i) begin
    if (wr_en_i[0]) mem[wr_addr_i][49:0] <= wr_data_i[49:0];
    if (rd_en_i) rd_data_q <= mem[rd_addr_i];
  end
  assign rd_data_o = rd_data_q;

`ifdef KAKURE_FILL
  // For simulators of four states: what was never written is some value, as on a chip. Lanes of a word share adders,
  // where an x would spread to those that were written.
  integer fill;
  reg [63:0] some;
  initial for (fill = 0; fill < 1024; fill = fill + 1) begin
    some = {2{$random}};
    mem[fill] = some[49:0];
  end
`endif
endmodule
`default_nettype wire
