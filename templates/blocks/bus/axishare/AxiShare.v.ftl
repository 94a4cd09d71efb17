// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/bus/bus.ftl" as b]
// One burst at a time of ${lanes} who ask: the next one behind the last that was served, and its beats to it.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire stop_i,
[#list 0..lastLane as i]
  input  wire lane_${i}_valid_i,
  input  wire [63:0] lane_${i}_addr_i,
  input  wire [7:0] lane_${i}_len_i,
[/#list]
  input  wire [@v.range lanes/] lane_ready_i,
  input  wire ar_ready_i,
  input  wire r_valid_i,
  input  wire r_last_i,
  output wire [@v.range lanes/] taken_o,
  output wire [@v.range lanes/] beat_o,
  output wire ar_valid_o,
  output wire [63:0] ar_addr_o,
  output wire [7:0] ar_len_o,
  output wire r_ready_o
);
  reg ar_q, r_q;                      // the address waits; beats are waited for
  reg [@v.range lanes/] lane_q;       // for whom
  reg [@v.range lanes/] later_q;      // those behind it
  reg [63:0] addr_q;
  reg [7:0] len_q;
  wire [@v.range lanes/] asks = {[#list lastLane..0 as i]lane_${i}_valid_i[#sep], [/#sep][/#list]};
  wire [@v.range lanes/] later = asks & later_q;
  wire [@v.range lanes/] from = later != ${lanes}'d0 ? later : asks;
  wire [@v.range lanes/] first = from & (~from + ${lanes}'d1);
  wire idle = ~ar_q & ~r_q;
  assign taken_o = idle & ~stop_i ? first : ${lanes}'d0;
  wire take = taken_o != ${lanes}'d0;
  assign beat_o = r_q & r_valid_i ? lane_q : ${lanes}'d0;
  assign r_ready_o = r_q & ((lane_q & lane_ready_i) != ${lanes}'d0);
  wire ends = r_valid_i & r_ready_o & r_last_i;

  always @(${clockEdge})
    if (!rst_ni) begin
      ar_q <= 1'b0;
      r_q <= 1'b0;
      lane_q <= ${lanes}'d0;
      later_q <= ${lanes}'d0;
    end else begin
      if (take) ar_q <= 1'b1;
      else if (ar_ready_i) ar_q <= 1'b0;
      if (ar_q & ar_ready_i) r_q <= 1'b1;
      else if (ends) r_q <= 1'b0;
      if (take) begin
        lane_q <= first;
        later_q <= ~(first | (first - ${lanes}'d1));
      end
    end
  always @(posedge clk_i) if (take) begin
    addr_q <= [#list 0..lastLane as i]({64{first[${i}]}} & lane_${i}_addr_i)[#sep] | [/#sep][/#list];
    len_q <= [#list 0..lastLane as i]({8{first[${i}]}} & lane_${i}_len_i)[#sep] | [/#sep][/#list];
  end
  assign ar_valid_o = ar_q;
  assign ar_addr_o = addr_q;
  assign ar_len_o = len_q;

`ifdef KAKURE_ASSERT
[@b.known clockEdge/]
  reg ar_waits_q, stopped_q, open_q;
  reg [71:0] ar_past_q;
  reg [@v.range lanes/] asked_q;
  always @(${clockEdge})
    if (!rst_ni) begin
      ar_waits_q <= 1'b0;
      stopped_q <= 1'b0;
      open_q <= 1'b0;
      asked_q <= ${lanes}'d0;
    end else begin
      ar_waits_q <= ar_valid_o & ~ar_ready_i;
      stopped_q <= stop_i;
      if (ar_valid_o & ar_ready_i) open_q <= 1'b1;
      else if (r_valid_i & r_ready_o & r_last_i) open_q <= 1'b0;
      if (taken_o != ${lanes}'d0) asked_q <= taken_o;
    end
  always @(posedge clk_i) ar_past_q <= {ar_addr_o, ar_len_o};
`endif
[@b.rule "ar_stays"]~ar_waits_q | (ar_valid_o & (ar_past_q == {ar_addr_o, ar_len_o}))[/@b.rule]

[@b.rule "one_at_a_time"]~(ar_valid_o & open_q) & ~(take & (open_q | ar_valid_o))[/@b.rule]

[@b.rule "one_who_asks"]((taken_o & (taken_o - ${lanes}'d1)) == ${lanes}'d0) & ((taken_o & ~asks) == ${lanes}'d0)[/@b.rule]

[@b.rule "beats_to_who_asked"](beat_o == ${lanes}'d0) | (open_q & (beat_o == asked_q))[/@b.rule]

[@b.rule "r_is_taken"]~open_q | ((asked_q & ~lane_ready_i) != ${lanes}'d0) | r_ready_o[/@b.rule]

[@b.rule "silent_when_stopped"]~(stopped_q & ar_valid_o & ~ar_waits_q)[/@b.rule]

endmodule
`default_nettype wire
