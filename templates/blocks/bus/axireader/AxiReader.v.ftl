// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/bus/bus.ftl" as b]
// Reads the words of a job from memory into a queue of ${depth}, one burst at a time, each of at most ${burst} beats and up to a multiple of them.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire job_valid_i,
  input  wire [63:0] job_addr_i,
  input  wire [31:0] job_length_i,
  input  wire marked_i,
  input  wire stop_i,
  input  wire ar_ready_i,
  input  wire r_valid_i,
  input  wire [@v.range width/] r_data_i,
  input  wire [1:0] r_resp_i,
  input  wire out_ready_i,
  input  wire done_ready_i,
  output wire job_ready_o,
  output wire ar_valid_o,
  output wire [63:0] ar_addr_o,
  output wire [7:0] ar_len_o,
  output wire r_ready_o,
  output wire out_valid_o,
  output wire [@v.range width/] out_data_o,
  output wire out_last_o,
  output wire done_valid_o,
  output wire done_wrong_o
);
  // The job: where its next burst begins, and words that were not asked for.
  reg [@v.range highBits/] high_q;
  reg [@v.range lowBits/] low_q;
  reg [@v.range leftBits/] left_q;
  reg marked_q;
  // The burst that is under way: its beats, whether they are dropped, whether it is the job's last.
  reg busy_q, drop_q, final_q;
  reg [@v.range countBits/] beats_q;
  reg done_q, wrong_q;
  // The queue: places that no burst fills, words that are there.
  reg [@v.range queuedBits/] mem [0:${lastPlace}];
  reg [@v.range placeBits/] wr_ptr_q, rd_ptr_q;
  reg [@v.range spaceBits/] space_q, held_q;

  wire [@v.range countBits/] to_end = ${countBits}'d${burst} - {1'b0, low_q};
  wire closing = left_q <= {${leftBits - countBits}'d0, to_end};
  wire [@v.range countBits/] count = closing ? left_q[@v.range countBits/] : to_end;
  wire [@v.range countBits/] len = count - ${countBits}'d1;
  wire room = space_q >= {[@v.zeros spaceBits - countBits/]count};
  wire take = job_valid_i & job_ready_o;
  assign job_ready_o = (left_q == ${leftBits}'d0) & ~busy_q & ~done_q & ~wrong_q;
  assign ar_valid_o = (left_q != ${leftBits}'d0) & ~busy_q & room & ~stop_i;
  assign ar_addr_o = {high_q, low_q, ${byteBits}'d0};
  assign ar_len_o = {[@v.zeros lengthPad/]len[@v.range lowBits/]};
  wire ask = ar_valid_o & ar_ready_i;
  assign r_ready_o = busy_q;
  wire beat = r_valid_i & busy_q;
  wire ends = beat & (beats_q == ${countBits}'d1);
  wire drop = drop_q | stop_i;
  wire wrong = beat & ~drop & r_resp_i[1];
  wire push = beat & ~drop & ~r_resp_i[1];
  wire pop = out_valid_o & out_ready_i;

  always @(${clockEdge})
    if (!rst_ni) begin
      left_q <= ${leftBits}'d0;
      busy_q <= 1'b0;
      drop_q <= 1'b0;
      done_q <= 1'b0;
      wrong_q <= 1'b0;
      beats_q <= ${countBits}'d0;
    end else begin
      if (stop_i | wrong) left_q <= ${leftBits}'d0;
      else if (take) left_q <= job_length_i[31:${byteBits}];
      else if (ask) left_q <= left_q - {${leftBits - countBits}'d0, count};
      if (ask) busy_q <= 1'b1;
      else if (ends) busy_q <= 1'b0;
      if (ask) beats_q <= count;
      else if (beat) beats_q <= beats_q - ${countBits}'d1;
      drop_q <= busy_q & ~ends & (drop | wrong);
      if (stop_i) done_q <= 1'b0;
      else if (wrong | (push & ends & final_q)) done_q <= 1'b1;
      else if (done_ready_i) done_q <= 1'b0;
      wrong_q <= ~stop_i & (wrong | wrong_q);
    end
  always @(posedge clk_i) begin
    if (take) begin
      high_q <= job_addr_i[63:${highLsb}];
      low_q <= job_addr_i[${highLsb - 1}:${byteBits}];
      marked_q <= marked_i;
    end else if (ask) begin
      high_q <= high_q + ${highBits}'d1;
      low_q <= ${lowBits}'d0;
    end
    if (ask) final_q <= closing;
  end
  assign done_valid_o = done_q;
  assign done_wrong_o = wrong_q;

  always @(${clockEdge})
    if (!rst_ni) begin
      wr_ptr_q <= ${placeBits}'d0;
      rd_ptr_q <= ${placeBits}'d0;
      held_q <= ${spaceBits}'d0;
      space_q <= ${spaceBits}'d${depth};
    end else if (stop_i) begin
      wr_ptr_q <= ${placeBits}'d0;
      rd_ptr_q <= ${placeBits}'d0;
      held_q <= ${spaceBits}'d0;
      space_q <= ${spaceBits}'d${depth};
    end else begin
      if (push) wr_ptr_q <= wr_ptr_q + ${placeBits}'d1;
      if (pop) rd_ptr_q <= rd_ptr_q + ${placeBits}'d1;
      if (push & ~pop) held_q <= held_q + ${spaceBits}'d1;
      if (pop & ~push) held_q <= held_q - ${spaceBits}'d1;
      space_q <= space_q + {[@v.zeros spaceBits - 1/]pop} - (ask ? {[@v.zeros spaceBits - countBits/]count} : ${spaceBits}'d0);
    end
  always @(posedge clk_i) if (push) mem[wr_ptr_q] <= {ends & final_q & marked_q, r_data_i};
  assign out_valid_o = held_q != ${spaceBits}'d0;
  assign {out_last_o, out_data_o} = mem[rd_ptr_q];
  wire unused = &{1'b0, job_addr_i[${byteBits - 1}:0], job_length_i[${byteBits - 1}:0], r_resp_i[0], len[${lowBits}]};

`ifdef KAKURE_ASSERT
[@b.known clockEdge/]
  // What waited in the cycle before; the job as it came: where its next burst must begin, words that it has; beats that memory owes, counted at the ports.
  reg ar_waits_q;
  reg [71:0] ar_past_q;
  reg [63:0] next_q;
  reg [31:0] rest_q;
  reg [8:0] owed_q;
  wire [8:0] beats = {1'b0, ar_len_o} + 9'd1;
  always @(${clockEdge})
    if (!rst_ni) begin
      ar_waits_q <= 1'b0;
      next_q <= 64'd0;
      rest_q <= 32'd0;
      owed_q <= 9'd0;
    end else begin
      ar_waits_q <= ar_valid_o & ~ar_ready_i;
      if (job_valid_i & job_ready_o) next_q <= {job_addr_i[63:${byteBits}], ${byteBits}'d0};
      else if (ar_valid_o & ar_ready_i) next_q <= next_q + {${64 - 9 - byteBits}'d0, beats, ${byteBits}'d0};
      if (job_valid_i & job_ready_o) rest_q <= {${byteBits}'d0, job_length_i[31:${byteBits}]};
      else if (ar_valid_o & ar_ready_i) rest_q <= rest_q - {23'd0, beats};
      if (ar_valid_o & ar_ready_i) owed_q <= beats;
      else if (r_valid_i & r_ready_o) owed_q <= owed_q - 9'd1;
    end
  always @(posedge clk_i) ar_past_q <= {ar_addr_o, ar_len_o};
`endif
[@b.rule "ar_stays"]~ar_waits_q | stop_i | (ar_valid_o & (ar_past_q == {ar_addr_o, ar_len_o}))[/@b.rule]

[@b.rule "no_burst_crosses_a_page"]~ar_valid_o | ({${byteBits}'d0, ar_addr_o[11:${byteBits}]} + {4'd0, ar_len_o} < 12'd${pageWords})[/@b.rule]

[@b.rule "bursts_are_short"]~ar_valid_o | ({1'b0, ar_len_o} < 9'd${burst})[/@b.rule]

[@b.rule "addresses_are_aligned"]ar_addr_o[${byteBits - 1}:0] == ${byteBits}'d0[/@b.rule]

[@b.rule "bursts_follow_each_other"]~ar_valid_o | (ar_addr_o == next_q)[/@b.rule]

[@b.rule "no_more_than_the_job"]~ar_valid_o | ({23'd0, beats} <= rest_q)[/@b.rule]

[@b.rule "one_at_a_time"]~(ar_valid_o & (owed_q != 9'd0))[/@b.rule]

[@b.rule "r_is_taken"](owed_q == 9'd0) | r_ready_o[/@b.rule]

[@b.rule "silent_when_stopped"]~(stop_i & ar_valid_o)[/@b.rule]

[@b.rule "room_for_what_comes"]~push | (held_q != ${spaceBits}'d${depth})[/@b.rule]

[@b.rule "wrong_words_end_here"]~(push & (drop_q | r_resp_i[1]))[/@b.rule]

endmodule
`default_nettype wire
