// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/bus/bus.ftl" as b]
// Lets the words of right packets through: whole transactions of ${words} word(s), as many as length says if it is not 0, the last word marked.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire valid_i,
  input  wire last_i,
  input  wire [23:0] length_i,
  input  wire open_i,
  input  wire drop_i,
  input  wire ready_i,
  output wire ready_o,
  output wire valid_o,
  output wire [1:0] fault_o,
  output wire took_o
);
  reg [23:0] count_q;   // whole transactions of the packet
  wire [23:0] count = count_q + 24'd1;
[#if words > 1]
  reg [@v.range partBits/] part_q;
  wire whole = part_q == ${partBits}'d${lastPart};
[#else]
  wire whole = 1'b1;
[/#if]
  wire counted = length_i != 24'd0;
  wire due = count == length_i;
  wire short = last_i & ~(whole & (due | ~counted));
  wire long = ~last_i & whole & due & counted;
  wire wrong = ~open_i | short | long;
  assign fault_o = ~valid_i | drop_i | ~wrong ? 2'd0 : ~open_i ? 2'd1 : short ? 2'd2 : 2'd3;
  assign valid_o = valid_i & ~drop_i & ~wrong;
  assign ready_o = ready_i | drop_i | wrong;
  wire pass = valid_o & ready_i;
  wire took = pass & whole;
  assign took_o = took;

  always @(${clockEdge})
    if (!rst_ni) begin
      count_q <= 24'd0;
[#if words > 1]
      part_q <= ${partBits}'d0;
[/#if]
    end else begin
      if (took) count_q <= last_i ? 24'd0 : count;
[#if words > 1]
      if (pass) part_q <= whole ? ${partBits}'d0 : part_q + ${partBits}'d1;
[/#if]
    end

`ifdef KAKURE_ASSERT
[@b.known clockEdge/]
  reg waits_q, last_q;   // a word that went on waited in the cycle before, and its mark
  reg [26:0] was_q;      // what the surroundings said then
  always @(${clockEdge})
    if (!rst_ni) waits_q <= 1'b0;
    else waits_q <= valid_o & ~ready_i;
  always @(posedge clk_i) begin
    last_q <= last_i;
    was_q <= {valid_i, open_i, drop_i, length_i};
  end
`endif
  // The rules of the stream behind, as long as that before and the surroundings keep still.
[@b.rule "valid_stays"]~waits_q | (was_q != {valid_i, open_i, drop_i, length_i}) | (last_q != last_i) | valid_o[/@b.rule]

[@b.rule "wrong_is_dropped"]~(valid_o & (fault_o != 2'd0))[/@b.rule]

[@b.rule "no_hang"]~(valid_i & ~ready_o) | (~ready_i & valid_o)[/@b.rule]

endmodule
`default_nettype wire
