// SPDX-License-Identifier: Apache-2.0
// A block that carries beats from a stream to another, at most DEPTH at a time: an arbitrary beat is marked as it enters; it leaves as the beat of the same number, unchanged.
// Beats are counted modulo 16. A harness adds the invariant that makes it inductive: where the beats are kept.
module formal_beats #(parameter WIDTH = 1, parameter DEPTH = 1) (
  input clk, input rst_n, input in_valid, input in_ready, input [WIDTH-1:0] in_data, input out_valid, input out_ready, input [WIDTH-1:0] out_data, input mark,
  output started, output reg [3:0] entered, output [3:0] count, output [3:0] ahead, output reg [WIDTH-1:0] data, output marked_inside, output reg seen
);
  wire push = in_valid & in_ready;
  wire pop = out_valid & out_ready;
  reg [3:0] gone, number;
  reg marked;
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
  assign marked_inside = marked & ~seen;
  assign count = entered - gone;
  assign ahead = number - gone;

  formal_rules #(.WIDTH(WIDTH)) u_rules (.clk(clk), .rst_n(rst_n), .clear(1'b0), .valid(out_valid), .ready(out_ready), .data(out_data), .started(started));
  always @(posedge clk) if (started) begin
    if (marked_inside & pop & gone == number) assert (out_data == data);
    assert (in_ready == (count != DEPTH));
    assert (out_valid == (count != 4'd0));
    assert (count <= DEPTH);
    if (marked_inside) assert (ahead < count);
  end
endmodule
