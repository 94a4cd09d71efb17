// SPDX-License-Identifier: Apache-2.0
// StreamFifo: every beat leaves once, in order, unchanged; depths of 1 to 5 are proven.
// The wires of the design that an inductive invariant must name are joined by their hierarchical names when yosys flattens.
module formal (input clk, input rst_n, input in_valid, input [`WIDTH-1:0] in_data, input out_ready, input mark);
  wire in_ready, out_valid;
  wire [`WIDTH-1:0] out_data;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .in_valid_i(in_valid), .in_data_i(in_data), .out_ready_i(out_ready),
    .in_ready_o(in_ready), .out_valid_o(out_valid), .out_data_o(out_data)
  );
  wire started, marked_inside, seen;
  wire [3:0] entered, inside_count, ahead;
  wire [`WIDTH-1:0] data;
  formal_beats #(.WIDTH(`WIDTH), .DEPTH(`DEPTH)) u_beats (
    .clk(clk), .rst_n(rst_n), .in_valid(in_valid), .in_ready(in_ready), .in_data(in_data), .out_valid(out_valid), .out_ready(out_ready), .out_data(out_data), .mark(mark),
    .started(started), .entered(entered), .count(inside_count), .ahead(ahead), .data(data), .marked_inside(marked_inside), .seen(seen)
  );
  (* hierconn *) wire [`COUNT_BITS-1:0] \u_dut.count_q ;
  (* hierconn *) wire [`POINTER_BITS-1:0] \u_dut.wr_ptr_q ;
  (* hierconn *) wire [`POINTER_BITS-1:0] \u_dut.rd_ptr_q ;
  (* hierconn *) wire [`WIDTH-1:0] \u_dut.mem[0] ;
  (* hierconn *) wire [`WIDTH-1:0] \u_dut.mem[1] ;
  (* hierconn *) wire [`WIDTH-1:0] \u_dut.mem[2] ;
  (* hierconn *) wire [`WIDTH-1:0] \u_dut.mem[3] ;
  (* hierconn *) wire [`WIDTH-1:0] \u_dut.mem[4] ;
  wire [3:0] count = { {4-`COUNT_BITS{1'b0}}, \u_dut.count_q };
  wire [3:0] wr_ptr = { {4-`POINTER_BITS{1'b0}}, \u_dut.wr_ptr_q };
  wire [3:0] rd_ptr = { {4-`POINTER_BITS{1'b0}}, \u_dut.rd_ptr_q };

  wire [3:0] place_raw = rd_ptr + ahead;
  wire [3:0] place = place_raw >= `DEPTH ? place_raw - 4'd`DEPTH : place_raw;
  wire [`WIDTH-1:0] placed = place == 0 ? \u_dut.mem[0] : place == 1 ? \u_dut.mem[1] : place == 2 ? \u_dut.mem[2] : place == 3 ? \u_dut.mem[3] : \u_dut.mem[4] ;
  wire [3:0] end_raw = rd_ptr + count;
  wire [3:0] end_ptr = end_raw >= `DEPTH ? end_raw - 4'd`DEPTH : end_raw;

  always @(posedge clk) if (started) begin
    assert (inside_count == count);
    assert (wr_ptr < `DEPTH);
    assert (rd_ptr < `DEPTH);
    assert (end_ptr == wr_ptr);
    if (marked_inside) assert (placed == data);
    cover (seen & entered == 4'd6);
  end
endmodule
