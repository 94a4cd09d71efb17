// SPDX-License-Identifier: Apache-2.0
// out = in, in order: a queue of 2 beat(s) of 7 bit(s). Ready and valid depend on registers only.
`default_nettype none
module stream_fifo_2x7 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire in_valid_i,
  input  wire [6:0] in_data_i,
  input  wire out_ready_i,
  output wire in_ready_o,
  output wire out_valid_o,
  output wire [6:0] out_data_o
);
  reg [6:0] mem [0:1];
  reg [0:0] wr_ptr_q;
  reg [0:0] rd_ptr_q;
  reg [1:0] count_q;

  assign in_ready_o = count_q != 2'd2;
  assign out_valid_o = count_q != 2'd0;
  assign out_data_o = mem[rd_ptr_q];
  wire push = in_valid_i & in_ready_o;
  wire pop = out_valid_o & out_ready_i;

  always @(posedge clk_i)
    if (!rst_ni) begin
      wr_ptr_q <= 1'd0;
      rd_ptr_q <= 1'd0;
      count_q <= 2'd0;
    end else begin
      if (push) wr_ptr_q <= wr_ptr_q == 1'd1 ? 1'd0 : wr_ptr_q + 1'd1;
      if (pop) rd_ptr_q <= rd_ptr_q == 1'd1 ? 1'd0 : rd_ptr_q + 1'd1;
      if (push & ~pop) count_q <= count_q + 2'd1;
      if (pop & ~push) count_q <= count_q - 2'd1;
    end

  always @(posedge clk_i) if (push) mem[wr_ptr_q] <= in_data_i;
endmodule
`default_nettype wire
