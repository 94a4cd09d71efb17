// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#if halfRate]
// out = in, one cycle later, a beat every other cycle: valid, ready and data are flip-flops.
[#else]
// out = in, one cycle later, a beat per cycle: valid, ready and data are flip-flops.
// skid_q holds the beat that came while the output stalled; it is full exactly while ready is 0.
[/#if]
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire in_valid_i,
  input  wire [@v.range width/] in_data_i,
  input  wire out_ready_i,
  output wire in_ready_o,
  output wire out_valid_o,
  output wire [@v.range width/] out_data_o
);
  reg in_ready_q;
  reg out_valid_q;
  reg [@v.range width/] out_data_q;
[#if halfRate]
  always @(${clockEdge})
    if (!rst_ni) begin
      in_ready_q <= 1'b1;
      out_valid_q <= 1'b0;
    end else if (in_ready_q ? in_valid_i : out_ready_i) begin
      in_ready_q <= ~in_ready_q;
      out_valid_q <= in_ready_q;
    end

  always @(posedge clk_i) if (in_ready_q) out_data_q <= in_data_i;
[#else]
  reg [@v.range width/] skid_q;
  wire advance = out_ready_i | ~out_valid_q;

  always @(${clockEdge})
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
[/#if]

  assign in_ready_o = in_ready_q;
  assign out_valid_o = out_valid_q;
  assign out_data_o = out_data_q;
endmodule
`default_nettype wire
