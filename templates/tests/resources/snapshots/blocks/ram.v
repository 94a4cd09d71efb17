// SPDX-License-Identifier: Apache-2.0
// rd_data = mem[rd_addr] one cycle after rd_en;  2 words of 7 bits, 7 write lane(s) of 1 bits.
// A macro with the same ports replaces this file. Reading an address while it is written is left to the macro: nothing
// may depend on it.
`default_nettype none
module ram_2x7_lanes7 (
  input  wire clk_i,
  input  wire [6:0] wr_en_i,
  input  wire [0:0] wr_addr_i,
  input  wire [6:0] wr_data_i,
  input  wire rd_en_i,
  input  wire [0:0] rd_addr_i,
  output wire [6:0] rd_data_o
);
  (* no_rw_check *) reg [6:0] mem [0:1];
  reg [6:0] rd_data_q;
  always @(posedge clk_i) begin
    if (wr_en_i[0]) mem[wr_addr_i][0:0] <= wr_data_i[0:0];
    if (wr_en_i[1]) mem[wr_addr_i][1:1] <= wr_data_i[1:1];
    if (wr_en_i[2]) mem[wr_addr_i][2:2] <= wr_data_i[2:2];
    if (wr_en_i[3]) mem[wr_addr_i][3:3] <= wr_data_i[3:3];
    if (wr_en_i[4]) mem[wr_addr_i][4:4] <= wr_data_i[4:4];
    if (wr_en_i[5]) mem[wr_addr_i][5:5] <= wr_data_i[5:5];
    if (wr_en_i[6]) mem[wr_addr_i][6:6] <= wr_data_i[6:6];
    if (rd_en_i) rd_data_q <= mem[rd_addr_i];
  end
  assign rd_data_o = rd_data_q;

`ifdef KAKURE_FILL
  // For simulators of four states: what was never written is some value, as on a chip. Lanes of a word share adders,
  // where an x would spread to those that were written.
  integer fill;
  reg [31:0] some;
  initial for (fill = 0; fill < 2; fill = fill + 1) begin
    some = $random;
    mem[fill] = some[6:0];
  end
`endif
endmodule
`default_nettype wire
