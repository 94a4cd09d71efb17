// SPDX-License-Identifier: Apache-2.0
// WidthConverter, parts into words: an arbitrary part is marked as it enters; it leaves in the word of its number, at its place, with zeros above the word's last part.
module formal (input clk, input rst_n, input in_valid, input [`IN-1:0] in_data, input in_last, input out_ready, input mark);
  wire in_ready, out_valid, out_last;
  wire [`OUT-1:0] out_data;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .in_valid_i(in_valid), .in_data_i(in_data), .in_last_i(in_last), .out_ready_i(out_ready),
    .in_ready_o(in_ready), .out_valid_o(out_valid), .out_data_o(out_data), .out_last_o(out_last)
  );
  (* hierconn *) wire [`PART_BITS-1:0] \u_dut.part_q ;

  wire push = in_valid & in_ready;
  wire pop = out_valid & out_ready;
  wire word_end = in_last | place == `PARTS - 1;
  reg [3:0] begun, gone, number;   // words, modulo 16; at most two are inside
  reg [2:0] place, at, top;
  reg marked, ended, seen, last;
  reg [`IN-1:0] data;
  always @(posedge clk)
    if (!rst_n) begin
      begun <= 0; gone <= 0; place <= 0; marked <= 0; ended <= 0; seen <= 0;
    end else begin
      if (push) place <= word_end ? 3'd0 : place + 3'd1;
      if (push & word_end) begun <= begun + 4'd1;
      if (pop) gone <= gone + 4'd1;
      if (push & mark & ~marked) begin
        marked <= 1; number <= begun; at <= place; data <= in_data;
      end
      if (push & word_end & ~ended & (marked ? begun == number : mark)) begin
        ended <= 1; top <= place; last <= in_last;
      end
      if (pop & ended & ~seen & gone == number) seen <= 1;
    end
  wire inside = marked & ~seen;
  wire [`OUT-1:0] above = {`OUT{1'b1}} << (top + 3'd1) * `IN;
  wire [`OUT-1:0] unfilled = {`OUT{1'b1}} << place * `IN;

  wire started;
  formal_rules #(.WIDTH(`OUT + 1)) u_rules (
    .clk(clk), .rst_n(rst_n), .clear(1'b0), .valid(out_valid), .ready(out_ready), .data({out_last, out_data}), .started(started)
  );

  always @(posedge clk) if (started) begin
    if (inside & pop & gone == number) assert (ended & out_data[at*`IN +: `IN] == data & out_last == last & (out_data & above) == 0);
    assert (out_valid == (begun != gone));
    assert (in_ready == (~out_valid | out_ready));
    // The invariant.
    assert (begun - gone <= 4'd1 & place < `PARTS & { {3-`PART_BITS{1'b0}}, \u_dut.part_q } == place);
    if (out_valid) assert (place == 0);
    if (place != 0) assert ((out_data & unfilled) == 0);
    if (ended) assert (marked & at <= top & top < `PARTS);
    if (ended & ~seen) assert (out_valid & number == gone & out_data[at*`IN +: `IN] == data & out_last == last & (out_data & above) == 0);
    if (marked & ~ended) assert (number == begun & at < place & out_data[at*`IN +: `IN] == data);
    cover (seen & top == `PARTS - 1);
  end
endmodule
