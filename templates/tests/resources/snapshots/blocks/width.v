// SPDX-License-Identifier: Apache-2.0
// Gathers 3 part(s) of 1 bits into a word of 3, low part first; a part marked last ends a word, whose upper parts are
// then 0.
`default_nettype none
module width_converter_1to3 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire in_valid_i,
  input  wire [0:0] in_data_i,
  input  wire in_last_i,
  input  wire out_ready_i,
  output wire in_ready_o,
  output wire out_valid_o,
  output wire [2:0] out_data_o,
  output wire out_last_o
);
  reg valid_q;
  reg last_q;
  reg [1:0] part_q;
  wire at_last_part = part_q == 2'd2;
  wire push = in_valid_i & in_ready_o;
  wire word_end = in_last_i | at_last_part;
  assign in_ready_o = ~valid_q | out_ready_i;

  always @(posedge clk_i)
    if (!rst_ni) begin
      valid_q <= 1'b0;
      part_q <= 2'd0;
    end else begin
      if (in_ready_o) valid_q <= in_valid_i & word_end;
      if (push) part_q <= word_end ? 2'd0 : part_q + 2'd1;
    end

  reg [2:0] word_q;
  always @(posedge clk_i) if (push) begin
    last_q <= in_last_i;
    if (part_q == 2'd0) word_q[0:0] <= in_data_i;
    if (part_q == 2'd1) word_q[1:1] <= in_data_i;
    else if (part_q == 2'd0) word_q[1:1] <= 1'd0;
    if (part_q == 2'd2) word_q[2:2] <= in_data_i;
    else if (part_q == 2'd0) word_q[2:2] <= 1'd0;
  end
  assign out_data_o = word_q;
  assign out_last_o = last_q;
  assign out_valid_o = valid_q;
endmodule
`default_nettype wire
