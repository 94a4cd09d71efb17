// SPDX-License-Identifier: Apache-2.0
// rd_data = mem[rd_addr] one cycle after rd_en;  2304 words of 32 bits, 1 write lane(s) of 32 bits.
// A macro with the same ports replaces this file. Reading an address while it is written is left to the macro: nothing
// may depend on it.
`default_nettype none
module ram_2304x32 (
  input  wire clk_i,
  input  wire [0:0] wr_en_i,
  input  wire [11:0] wr_addr_i,
  input  wire [31:0] wr_data_i,
  input  wire rd_en_i,
  input  wire [11:0] rd_addr_i,
  output wire [31:0] rd_data_o
);
  (* ram_style = "block", no_rw_check *) reg [31:0] mem [0:2303];
  reg [31:0] rd_data_q;
  always @(posedge clk_i) begin
    if (wr_en_i[0]) mem[wr_addr_i][31:0] <= wr_data_i[31:0];
    if (rd_en_i) rd_data_q <= mem[rd_addr_i];
  end
  assign rd_data_o = rd_data_q;

`ifdef KAKURE_FILL
  // For simulators of four states: what was never written is some value, as on a chip. Lanes of a word share adders,
  // where an x would spread to those that were written.
  integer fill;
  reg [31:0] some;
  initial for (fill = 0; fill < 2304; fill = fill + 1) begin
    some = $random;
    mem[fill] = some[31:0];
  end
`endif

  // The address has more values than there are words.
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert ((wr_en_i == 1'd0) | (wr_addr_i <= 12'd2303));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!((wr_en_i == 1'd0) | (wr_addr_i <= 12'd2303))) begin
      $display("%m: assertion write_address_below_depth failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~rd_en_i | (rd_addr_i <= 12'd2303));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~rd_en_i | (rd_addr_i <= 12'd2303))) begin
      $display("%m: assertion read_address_below_depth failed");
      $stop;
    end
`endif
`endif
endmodule
`default_nettype wire
