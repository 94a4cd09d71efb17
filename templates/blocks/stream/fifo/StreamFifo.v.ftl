// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// out = in, in order: a queue of ${depth} beat(s) of ${width} bit(s). Ready and valid depend on registers only.
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
  reg [@v.range width/] mem [0:${last}];
  reg [@v.range pointerBits/] wr_ptr_q;
  reg [@v.range pointerBits/] rd_ptr_q;
  reg [@v.range countBits/] count_q;

  assign in_ready_o = count_q != ${countBits}'d${depth};
  assign out_valid_o = count_q != ${countBits}'d0;
  assign out_data_o = mem[rd_ptr_q];
  wire push = in_valid_i & in_ready_o;
  wire pop = out_valid_o & out_ready_i;

  always @(${clockEdge})
    if (!rst_ni) begin
      wr_ptr_q <= ${pointerBits}'d0;
      rd_ptr_q <= ${pointerBits}'d0;
      count_q <= ${countBits}'d0;
    end else begin
      if (push) wr_ptr_q <= wr_ptr_q == ${pointerBits}'d${last} ? ${pointerBits}'d0 : wr_ptr_q + ${pointerBits}'d1;
      if (pop) rd_ptr_q <= rd_ptr_q == ${pointerBits}'d${last} ? ${pointerBits}'d0 : rd_ptr_q + ${pointerBits}'d1;
      if (push & ~pop) count_q <= count_q + ${countBits}'d1;
      if (pop & ~push) count_q <= count_q - ${countBits}'d1;
    end

  always @(posedge clk_i) if (push) mem[wr_ptr_q] <= in_data_i;
endmodule
`default_nettype wire
