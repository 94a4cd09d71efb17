// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// rd_data = mem[rd_addr] one cycle after rd_en;  ${depth} words of ${width} bits, ${lanes} write lane(s) of ${laneBits} bits.
// A macro with the same ports replaces this file. Reading an address while it is written is left to the macro: nothing may depend on it.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire [@v.range lanes/] wr_en_i,
  input  wire [@v.range addressBits/] wr_addr_i,
  input  wire [@v.range width/] wr_data_i,
  input  wire rd_en_i,
  input  wire [@v.range addressBits/] rd_addr_i,
  output wire [@v.range width/] rd_data_o
);
  (* [#if inBlocks]ram_style = "block", [/#if]no_rw_check *) reg [@v.range width/] mem [0:${depthLast}];
  reg [@v.range width/] rd_data_q;
  always @(posedge clk_i) begin
[#list laneList as lane]
    if (wr_en_i[${lane.index}]) mem[wr_addr_i][${lane.msb}:${lane.lsb}] <= wr_data_i[${lane.msb}:${lane.lsb}];
[/#list]
    if (rd_en_i) rd_data_q <= mem[rd_addr_i];
  end
  assign rd_data_o = rd_data_q;

`ifdef KAKURE_FILL
  // For simulators of four states: what was never written is some value, as on a chip. Lanes of a word share adders, where an x would spread to those that were written.
  integer fill;
  reg [@v.range fillBits/] some;
  initial for (fill = 0; fill < ${depth}; fill = fill + 1) begin
    some = [#if fillBits == 32]$random[#else]{${fillBits / 32}{$random}}[/#if];
    mem[fill] = some[@v.range width/];
  end
`endif
[#if spare]

  // The address has more values than there are words.
[@v.assert "write_address_below_depth"](wr_en_i == ${lanes}'d0) | (wr_addr_i <= ${addressBits}'d${depthLast})[/@v.assert]
[@v.assert "read_address_below_depth"]~rd_en_i | (rd_addr_i <= ${addressBits}'d${depthLast})[/@v.assert]
[/#if]
endmodule
`default_nettype wire
