// SPDX-License-Identifier: Apache-2.0
// BitlineController, its surroundings alone: reset in the first cycle and never again; what an operation is given stays from its start to its end, the bits of the inputs as long as their number is asked for.
// All else is free, in particular starts and writes at any time. What is proven are the rules P1 to P13 in the emitted Verilog, which KAKURE_ASSERT turns on.
module formal (
  input clk, input start, input sgn, input skip, input sleep, input [`PATTERN_BITS-1:0] pattern, input [`UNITS-1:0] seg_zero, input [`GROUPS-1:0] col_on, input [`ROWS-1:0] row_on, input [`ROWS-1:0] x_bit,
  input wr_req
);
  reg started = 0;
  always @(posedge clk) started <= 1;
  wire ready, done, clr, shl;
  reg sgn_q, skip_q, sleep_q;
  reg [`PATTERN_BITS-1:0] pattern_q;
  reg [`UNITS-1:0] seg_zero_q;
  reg [`GROUPS-1:0] col_on_q;
  reg [`ROWS-1:0] row_on_q, x_bit_q;
  wire sgn_now = ready ? sgn : sgn_q;
  wire skip_now = ready ? skip : skip_q;
  wire sleep_now = ready ? sleep : sleep_q;
  wire [`PATTERN_BITS-1:0] pattern_now = ready ? pattern : pattern_q;
  wire [`UNITS-1:0] seg_zero_now = ready ? seg_zero : seg_zero_q;
  wire [`GROUPS-1:0] col_on_now = ready ? col_on : col_on_q;
  wire [`ROWS-1:0] row_on_now = ready ? row_on : row_on_q;
  wire [`ROWS-1:0] x_bit_now = clr | shl ? x_bit : x_bit_q;
  always @(posedge clk) begin
    sgn_q <= sgn_now; skip_q <= skip_now; sleep_q <= sleep_now; pattern_q <= pattern_now; seg_zero_q <= seg_zero_now; col_on_q <= col_on_now; row_on_q <= row_on_now; x_bit_q <= x_bit_now;
  end
  `DUT u_dut (
    .clk_i(clk), .rst_ni(started), .start_i(start), .signed_i(sgn_now), .skip_i(skip_now), .sleep_i(sleep_now), .pattern_i(pattern_now), .seg_zero_i(seg_zero_now), .col_on_i(col_on_now),
    .row_on_i(row_on_now), .x_bit_i(x_bit_now), .wr_req_i(wr_req), .ready_o(ready), .done_o(done), .acc_clr_o(clr), .acc_shl_o(shl)
  );

`ifdef COVER
  reg shared = 0;
  always @(posedge clk) shared <= shared | (|u_dut.sae_o);
  always @(posedge clk) if (started) assert (~(done & shared));   // to be refuted
`endif
endmodule
