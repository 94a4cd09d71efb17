// SPDX-License-Identifier: Apache-2.0
// rd_data = mem[rd_addr] one cycle after rd_en;  8192 words of 128 bits, 1 write lane(s) of 128 bits.
// A macro with the same ports replaces this file. Reading an address while it is written is left to the macro: nothing
// may depend on it.
`default_nettype none
module ram_8192x128 (
  input  wire clk_i,
  input  wire [0:0] wr_en_i,
  input  wire [12:0] wr_addr_i,
  input  wire [127:0] wr_data_i,
  input  wire rd_en_i,
  input  wire [12:0] rd_addr_i,
  output wire [127:0] rd_data_o
);
  (* ram_style = "block", no_rw_check *) reg [127:0] mem [0:8191];
  reg [127:0] rd_data_q;
  always @(posedge clk_i) begin
    if (wr_en_i[0]) mem[wr_addr_i][127:0] <= wr_data_i[127:0];
    if (rd_en_i) rd_data_q <= mem[rd_addr_i];
  end
  assign rd_data_o = rd_data_q;

`ifdef KAKURE_FILL
  // For simulators of four states: what was never written is some value, as on a chip. Lanes of a word share adders,
  // where an x would spread to those that were written.
  integer fill;
  reg [127:0] some;
  initial for (fill = 0; fill < 8192; fill = fill + 1) begin
    some = {4{$random}};
    mem[fill] = some[127:0];
  end
`endif
endmodule
`default_nettype wire
