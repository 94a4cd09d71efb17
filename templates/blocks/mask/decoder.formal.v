// SPDX-License-Identifier: Apache-2.0
// What the mask decoders share, their handshakes: a beat of the mask that waits stays as it is; before the last one appears the stream's words are taken, as many as its first
// says (modulo 16); a fault stays until clear or reset, and no beat appears after it. Their states have the same numbers.
module formal_decoder #(parameter WIDTH = 1) (
  input clk, input rst_n, input clear, input take, input [3:0] word, input [2:0] state, input [31:0] left,
  input valid, input ready, input last, input [WIDTH-1:0] data, input [3:0] error, output started
);
  localparam [2:0] LENGTH = 3'd0, RUN = 3'd4, CHECK = 3'd5, FLUSH = 3'd6, FAILED = 3'd7;
  reg [3:0] length, taken;           // of the stream's words, modulo 16
  always @(posedge clk)
    if (!rst_n | clear) begin
      length <= 0; taken <= 0;
    end else begin
      if (take) taken <= state == LENGTH ? 4'd1 : taken + 4'd1;
      if (take & state == LENGTH) length <= word;
    end

  formal_rules #(.WIDTH(WIDTH + 1)) u_rules (.clk(clk), .rst_n(rst_n), .clear(clear), .valid(valid), .ready(ready), .data({last, data}), .started(started));
  always @(posedge clk) if (started) begin
    if ($past(~rst_n)) assert (~valid & error == 4'd0);
    if ($past(rst_n & ~clear & error != 4'd0)) assert (error == $past(error) & ~(valid & ~$past(valid)));
    if (error == 4'd4) assert (~valid | $past(valid & ~ready));   // none appears with the fault of the CRC
    if (valid & last & error == 4'd0) assert (taken == length);
    if (state != LENGTH & state != FAILED) assert (length - taken == left[3:0]);
    assert ((error != 4'd0) == (state == FAILED));
    if (state == CHECK) assert (~valid);
    if (state < RUN) assert (~valid | error != 4'd0);
    if (state == FLUSH) assert (valid & left == 32'd0);
    if (valid & error == 4'd0) assert (last == (state == FLUSH));
  end
endmodule
