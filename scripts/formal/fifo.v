// SPDX-License-Identifier: Apache-2.0
// StreamFifo: an arbitrary beat is marked as it enters; it leaves as the beat of the same number, unchanged. Beats are counted modulo 16; depths of 1 to 5 are proven.
// The wires of the design that an inductive invariant must name are joined by their hierarchical names when yosys flattens.
module formal (input clk, input rst_n, input in_valid, input [`WIDTH-1:0] in_data, input out_ready, input mark);
  wire in_ready, out_valid;
  wire [`WIDTH-1:0] out_data;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .in_valid_i(in_valid), .in_data_i(in_data), .out_ready_i(out_ready),
    .in_ready_o(in_ready), .out_valid_o(out_valid), .out_data_o(out_data)
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

  wire push = in_valid & in_ready;
  wire pop = out_valid & out_ready;
  reg [3:0] entered, gone, number;
  reg marked, seen;
  reg [`WIDTH-1:0] data;
  always @(posedge clk)
    if (!rst_n) begin
      entered <= 0; gone <= 0; marked <= 0; seen <= 0;
    end else begin
      if (push) entered <= entered + 4'd1;
      if (pop) gone <= gone + 4'd1;
      if (push & mark & ~marked) begin
        marked <= 1; number <= entered; data <= in_data;
      end
      if (pop & marked & ~seen & gone == number) seen <= 1;
    end

  wire inside = marked & ~seen;
  wire [3:0] ahead = number - gone;
  wire [3:0] place_raw = rd_ptr + ahead;
  wire [3:0] place = place_raw >= `DEPTH ? place_raw - 4'd`DEPTH : place_raw;
  wire [`WIDTH-1:0] placed = place == 0 ? \u_dut.mem[0] : place == 1 ? \u_dut.mem[1] : place == 2 ? \u_dut.mem[2] : place == 3 ? \u_dut.mem[3] : \u_dut.mem[4] ;
  wire [3:0] end_raw = rd_ptr + count;
  wire [3:0] end_ptr = end_raw >= `DEPTH ? end_raw - 4'd`DEPTH : end_raw;

  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);

  always @(posedge clk) if (started) begin
    // What a user sees.
    if (inside & pop & gone == number) assert (out_data == data);
    assert (in_ready == (count != `DEPTH));
    assert (out_valid == (entered != gone));
    if ($past(out_valid & ~out_ready & rst_n)) assert (out_valid & out_data == $past(out_data));
    // The invariant that makes it inductive.
    assert (entered - gone == count);
    assert (count <= `DEPTH);
    assert (wr_ptr < `DEPTH);
    assert (rd_ptr < `DEPTH);
    assert (end_ptr == wr_ptr);
    if (inside) assert (ahead < count & placed == data);
    cover (seen & entered == 4'd6);
  end
endmodule
