// SPDX-License-Identifier: Apache-2.0
// WidthConverter, words into parts: an arbitrary word is marked as it enters; its parts leave in order, low part first, the last one with the word's mark.
module formal (input clk, input rst_n, input in_valid, input [`IN-1:0] in_data, input in_last, input out_ready, input mark);
  wire in_ready, out_valid, out_last;
  wire [`OUT-1:0] out_data;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .in_valid_i(in_valid), .in_data_i(in_data), .in_last_i(in_last), .out_ready_i(out_ready),
    .in_ready_o(in_ready), .out_valid_o(out_valid), .out_data_o(out_data), .out_last_o(out_last)
  );
  (* hierconn *) wire [`PART_BITS-1:0] \u_dut.part_q ;
  (* hierconn *) wire [`IN-1:0] \u_dut.word_q ;
  (* hierconn *) wire \u_dut.last_q ;

  wire push = in_valid & in_ready;
  wire pop = out_valid & out_ready;
  reg [3:0] entered, gone, number;   // words, modulo 16; at most one is inside
  reg [2:0] place;                   // of the part that leaves next
  reg marked, seen, last;
  reg [`IN-1:0] data;
  always @(posedge clk)
    if (!rst_n) begin
      entered <= 0; gone <= 0; place <= 0; marked <= 0; seen <= 0;
    end else begin
      if (push) entered <= entered + 4'd1;
      if (pop) place <= place == `PARTS - 1 ? 3'd0 : place + 3'd1;
      if (pop & place == `PARTS - 1) gone <= gone + 4'd1;
      if (push & mark & ~marked) begin
        marked <= 1; number <= entered; data <= in_data; last <= in_last;
      end
      if (pop & place == `PARTS - 1 & marked & gone == number) seen <= 1;
    end
  wire inside = marked & ~seen;

  wire started;
  formal_rules #(.WIDTH(`OUT + 1)) u_rules (
    .clk(clk), .rst_n(rst_n), .clear(1'b0), .valid(out_valid), .ready(out_ready), .data({out_last, out_data}), .started(started)
  );

  always @(posedge clk) if (started) begin
    if (inside & pop & gone == number) assert (out_data == data[place*`OUT +: `OUT] & out_last == (last & place == `PARTS - 1));
    assert (out_valid == (entered != gone));
    assert (in_ready == (~out_valid | (out_ready & place == `PARTS - 1)));
    // The invariant.
    assert (entered - gone <= 4'd1 & place < `PARTS & { {3-`PART_BITS{1'b0}}, \u_dut.part_q } == place);
    if (!out_valid) assert (place == 0);
    if (inside) assert (out_valid & number == gone & \u_dut.word_q == data >> place * `OUT & \u_dut.last_q == last);
    cover (seen);
  end
endmodule
