// SPDX-License-Identifier: Apache-2.0
// out = in, one cycle later, a beat per cycle: valid, ready and data are flip-flops.
// skid_q holds the beat that came while the output stalled; it is full exactly while ready is 0.
`default_nettype none
module skid_buffer_7 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire in_valid_i,
  input  wire [6:0] in_data_i,
  input  wire out_ready_i,
  output wire in_ready_o,
  output wire out_valid_o,
  output wire [6:0] out_data_o
);
  reg in_ready_q;
  reg out_valid_q;
  reg [6:0] out_data_q;
  reg [6:0] skid_q;
  wire advance = out_ready_i | ~out_valid_q;

  always @(posedge clk_i)
    if (!rst_ni) begin
      in_ready_q <= 1'b1;
      out_valid_q <= 1'b0;
    end else begin
      in_ready_q <= advance | (in_ready_q & ~in_valid_i);
      if (advance) out_valid_q <= in_valid_i | ~in_ready_q;
    end

  always @(posedge clk_i) begin
    if (in_ready_q) skid_q <= in_data_i;
    if (advance) out_data_q <= in_ready_q ? in_data_i : skid_q;
  end

  assign in_ready_o = in_ready_q;
  assign out_valid_o = out_valid_q;
  assign out_data_o = out_data_q;
endmodule
`default_nettype wire
