// SPDX-License-Identifier: Apache-2.0
// rd_data = mem[rd_addr] one cycle after rd_en;  4 words of 252 bits, 4 write lane(s) of 63 bits.
// A macro with the same ports replaces this file. Reading an address while it is written is left to the macro: nothing
// may depend on it.
`default_nettype none
module ram_4x252_lanes4 (
  input  wire clk_i,
  input  wire [3:0] wr_en_i,
  input  wire [1:0] wr_addr_i,
  input  wire [251:0] wr_data_i,
  input  wire rd_en_i,
  input  wire [1:0] rd_addr_i,
  output wire [251:0] rd_data_o
);
  (* no_rw_check *) reg [251:0] mem [0:3];
  reg [251:0] rd_data_q;
  always @(posedge clk_i) begin
    if (wr_en_i[0]) mem[wr_addr_i][62:0] <= wr_data_i[62:0];
    if (wr_en_i[1]) mem[wr_addr_i][125:63] <= wr_data_i[125:63];
    if (wr_en_i[2]) mem[wr_addr_i][188:126] <= wr_data_i[188:126];
    if (wr_en_i[3]) mem[wr_addr_i][251:189] <= wr_data_i[251:189];
    if (rd_en_i) rd_data_q <= mem[rd_addr_i];
  end
  assign rd_data_o = rd_data_q;

`ifdef KAKURE_FILL
  // For simulators of four states: what was never written is some value, as on a chip. Lanes of a word share adders,
  // where an x would spread to those that were written.
  integer fill;
  reg [255:0] some;
  initial for (fill = 0; fill < 4; fill = fill + 1) begin
    some = {8{$random}};
    mem[fill] = some[251:0];
  end
`endif
endmodule
`default_nettype wire
