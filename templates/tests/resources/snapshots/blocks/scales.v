// SPDX-License-Identifier: Apache-2.0
// Two halves of 3 rows of 2 requantise constants: the host fills one while the drain reads the other. Row r of half h:
// h * 3 + r.
`default_nettype none
module scale_buffer_6_drain2 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire rqc_valid_i,
  input  wire [63:0] rqc_data_i,
  input  wire discard_i,
  input  wire [1:0] sel_i,
  input  wire half_i,
  input  wire release_i,
  output wire rqc_ready_o,
  output wire full_o,
  output wire bad_o,
  output wire [1:0] we_o,
  output wire [2:0] write_addr_o,
  output wire [125:0] write_data_o,
  output wire [2:0] read_addr_o
);
  reg half_q, bad_q;
  reg [1:0] full_q;
  reg [1:0] row_q;
  reg [1:0] lane_q;   // one-hot
  wire write = rqc_valid_i & ~full_q[half_q] & ~discard_i;
  wire row_written = write & lane_q[1];
  wire group_written = row_written & (row_q == 2'd2);
  always @(posedge clk_i)
    if (!rst_ni) begin
      half_q <= 1'b0;
      bad_q <= 1'b0;
      full_q <= 2'b00;
      row_q <= 2'd0;
      lane_q <= 2'd1;
    end else begin
      half_q <= half_q ^ group_written;
      bad_q <= bad_q | (write & rqc_data_i[63]);
      full_q <= (full_q | ({1'b0, group_written} << half_q)) & ~({1'b0, release_i} << half_i);
      if (write) lane_q <= {lane_q[0:0], lane_q[1]};
      if (row_written) row_q <= group_written ? 2'd0 : row_q + 2'd1;
    end
  assign rqc_ready_o = ~full_q[half_q] | discard_i;
  assign full_o = full_q[half_i];
  assign bad_o = bad_q;
  assign we_o = lane_q & {2{write}};
  assign write_addr_o = {1'd0, row_q} + (3'd3 & {3{half_q}});
  assign write_data_o = {2{rqc_data_i[62:0]}};
  assign read_addr_o = {1'd0, sel_i} + (3'd3 & {3{half_i}});
endmodule
`default_nettype wire
