// SPDX-License-Identifier: Apache-2.0
// What the proofs of all streams share: reset in the first cycle and never again; and of a stream that leaves, that a beat that waits stays as it is until clear.
module formal_rules #(parameter WIDTH = 1) (
  input clk, input rst_n, input clear, input valid, input ready, input [WIDTH-1:0] data, output reg started
);
  initial started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);
  always @(posedge clk) if (started) begin
    if ($past(rst_n & ~clear & valid & ~ready)) assert (valid & data == $past(data));
  end
endmodule
