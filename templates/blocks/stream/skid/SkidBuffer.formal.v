// SPDX-License-Identifier: Apache-2.0
// SkidBuffer: every beat leaves once, in order, unchanged; two fit inside, one at half the rate.
`ifdef HALF
`define DEPTH 1
`else
`define DEPTH 2
`endif
module formal (input clk, input rst_n, input in_valid, input [`WIDTH-1:0] in_data, input out_ready, input mark);
  wire in_ready, out_valid;
  wire [`WIDTH-1:0] out_data;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .in_valid_i(in_valid), .in_data_i(in_data), .out_ready_i(out_ready),
    .in_ready_o(in_ready), .out_valid_o(out_valid), .out_data_o(out_data)
  );
  wire started, marked_inside, seen;
  wire [3:0] entered, count, ahead;
  wire [`WIDTH-1:0] data;
  formal_beats #(.WIDTH(`WIDTH), .DEPTH(`DEPTH)) u_beats (
    .clk(clk), .rst_n(rst_n), .in_valid(in_valid), .in_ready(in_ready), .in_data(in_data), .out_valid(out_valid), .out_ready(out_ready), .out_data(out_data), .mark(mark),
    .started(started), .entered(entered), .count(count), .ahead(ahead), .data(data), .marked_inside(marked_inside), .seen(seen)
  );
`ifdef HALF
  wire [`WIDTH-1:0] kept = out_data;
`else
  (* hierconn *) wire [`WIDTH-1:0] \u_dut.skid_q ;
  wire [`WIDTH-1:0] kept = \u_dut.skid_q ;
`endif

  always @(posedge clk) if (started) begin
`ifdef HALF
    if ($past(out_valid & out_ready & rst_n)) assert (in_ready);   // half the throughput: it stalls only because the output did
`else
    if ($past(in_valid & in_ready & out_ready & rst_n)) assert (in_ready);   // full throughput: it stalls only because the output did
`endif
    if (marked_inside) assert ((ahead == 4'd0 ? out_data : kept) == data);
    cover (seen & count == `DEPTH);
  end
endmodule
