// SPDX-License-Identifier: Apache-2.0
// Reads the words of a job from memory into a queue of 8, one burst at a time, each of at most 4 beats and up to a
// multiple of them.
`default_nettype none
module axi_reader_64x4x8 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire job_valid_i,
  input  wire [63:0] job_addr_i,
  input  wire [31:0] job_length_i,
  input  wire marked_i,
  input  wire stop_i,
  input  wire ar_ready_i,
  input  wire r_valid_i,
  input  wire [63:0] r_data_i,
  input  wire [1:0] r_resp_i,
  input  wire out_ready_i,
  input  wire done_ready_i,
  output wire job_ready_o,
  output wire ar_valid_o,
  output wire [63:0] ar_addr_o,
  output wire [7:0] ar_len_o,
  output wire r_ready_o,
  output wire out_valid_o,
  output wire [63:0] out_data_o,
  output wire out_last_o,
  output wire done_valid_o,
  output wire done_wrong_o
);
  // The job: where its next burst begins, and words that were not asked for.
  reg [58:0] high_q;
  reg [1:0] low_q;
  reg [28:0] left_q;
  reg marked_q;
  // The burst that is under way: its beats, whether they are dropped, whether it is the job's last.
  reg busy_q, drop_q, final_q;
  reg [2:0] beats_q;
  reg done_q, wrong_q;
  // The queue: places that no burst fills, words that are there.
  reg [64:0] mem [0:7];
  reg [2:0] wr_ptr_q, rd_ptr_q;
  reg [3:0] space_q, held_q;

  wire [2:0] to_end = 3'd4 - {1'b0, low_q};
  wire closing = left_q <= {26'd0, to_end};
  wire [2:0] count = closing ? left_q[2:0] : to_end;
  wire [2:0] len = count - 3'd1;
  wire room = space_q >= {1'd0, count};
  wire take = job_valid_i & job_ready_o;
  assign job_ready_o = (left_q == 29'd0) & ~busy_q & ~done_q & ~wrong_q;
  assign ar_valid_o = (left_q != 29'd0) & ~busy_q & room & ~stop_i;
  assign ar_addr_o = {high_q, low_q, 3'd0};
  assign ar_len_o = {6'd0, len[1:0]};
  wire ask = ar_valid_o & ar_ready_i;
  assign r_ready_o = busy_q;
  wire beat = r_valid_i & busy_q;
  wire ends = beat & (beats_q == 3'd1);
  wire drop = drop_q | stop_i;
  wire wrong = beat & ~drop & r_resp_i[1];
  wire push = beat & ~drop & ~r_resp_i[1];
  wire pop = out_valid_o & out_ready_i;

  always @(posedge clk_i)
    if (!rst_ni) begin
      left_q <= 29'd0;
      busy_q <= 1'b0;
      drop_q <= 1'b0;
      done_q <= 1'b0;
      wrong_q <= 1'b0;
      beats_q <= 3'd0;
    end else begin
      if (stop_i | wrong) left_q <= 29'd0;
      else if (take) left_q <= job_length_i[31:3];
      else if (ask) left_q <= left_q - {26'd0, count};
      if (ask) busy_q <= 1'b1;
      else if (ends) busy_q <= 1'b0;
      if (ask) beats_q <= count;
      else if (beat) beats_q <= beats_q - 3'd1;
      drop_q <= busy_q & ~ends & (drop | wrong);
      if (stop_i) done_q <= 1'b0;
      else if (wrong | (push & ends & final_q)) done_q <= 1'b1;
      else if (done_ready_i) done_q <= 1'b0;
      wrong_q <= ~stop_i & (wrong | wrong_q);
    end
  always @(posedge clk_i) begin
    if (take) begin
      high_q <= job_addr_i[63:5];
      low_q <= job_addr_i[4:3];
      marked_q <= marked_i;
    end else if (ask) begin
      high_q <= high_q + 59'd1;
      low_q <= 2'd0;
    end
    if (ask) final_q <= closing;
  end
  assign done_valid_o = done_q;
  assign done_wrong_o = wrong_q;

  always @(posedge clk_i)
    if (!rst_ni) begin
      wr_ptr_q <= 3'd0;
      rd_ptr_q <= 3'd0;
      held_q <= 4'd0;
      space_q <= 4'd8;
    end else if (stop_i) begin
      wr_ptr_q <= 3'd0;
      rd_ptr_q <= 3'd0;
      held_q <= 4'd0;
      space_q <= 4'd8;
    end else begin
      if (push) wr_ptr_q <= wr_ptr_q + 3'd1;
      if (pop) rd_ptr_q <= rd_ptr_q + 3'd1;
      if (push & ~pop) held_q <= held_q + 4'd1;
      if (pop & ~push) held_q <= held_q - 4'd1;
      space_q <= space_q + {3'd0, pop} - (ask ? {1'd0, count} : 4'd0);
    end
  always @(posedge clk_i) if (push) mem[wr_ptr_q] <= {ends & final_q & marked_q, r_data_i};
  assign out_valid_o = held_q != 4'd0;
  assign {out_last_o, out_data_o} = mem[rd_ptr_q];
  wire unused = &{1'b0, job_addr_i[2:0], job_length_i[2:0], r_resp_i[0], len[2]};

`ifdef KAKURE_ASSERT
  reg known_q;   // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(posedge clk_i) if (!rst_ni) known_q <= 1'b1;
  // What waited in the cycle before; the job as it came: where its next burst must begin, words that it has; beats
  // that memory owes, counted at the ports.
  reg ar_waits_q;
  reg [71:0] ar_past_q;
  reg [63:0] next_q;
  reg [31:0] rest_q;
  reg [8:0] owed_q;
  wire [8:0] beats = {1'b0, ar_len_o} + 9'd1;
  always @(posedge clk_i)
    if (!rst_ni) begin
      ar_waits_q <= 1'b0;
      next_q <= 64'd0;
      rest_q <= 32'd0;
      owed_q <= 9'd0;
    end else begin
      ar_waits_q <= ar_valid_o & ~ar_ready_i;
      if (job_valid_i & job_ready_o) next_q <= {job_addr_i[63:3], 3'd0};
      else if (ar_valid_o & ar_ready_i) next_q <= next_q + {52'd0, beats, 3'd0};
      if (job_valid_i & job_ready_o) rest_q <= {3'd0, job_length_i[31:3]};
      else if (ar_valid_o & ar_ready_i) rest_q <= rest_q - {23'd0, beats};
      if (ar_valid_o & ar_ready_i) owed_q <= beats;
      else if (r_valid_i & r_ready_o) owed_q <= owed_q - 9'd1;
    end
  always @(posedge clk_i) ar_past_q <= {ar_addr_o, ar_len_o};
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~ar_waits_q | stop_i
      | (ar_valid_o & (ar_past_q == {ar_addr_o, ar_len_o}))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~ar_waits_q | stop_i | (ar_valid_o & (ar_past_q == {ar_addr_o, ar_len_o}))))) begin
      $display("%m: assertion ar_stays failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~ar_valid_o | ({3'd0, ar_addr_o[11:3]} + {4'd0, ar_len_o} < 12'd512)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~ar_valid_o | ({3'd0, ar_addr_o[11:3]} + {4'd0, ar_len_o} < 12'd512)))) begin
      $display("%m: assertion no_burst_crosses_a_page failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~ar_valid_o | ({1'b0, ar_len_o} < 9'd4)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~ar_valid_o | ({1'b0, ar_len_o} < 9'd4)))) begin
      $display("%m: assertion bursts_are_short failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (ar_addr_o[2:0] == 3'd0));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (ar_addr_o[2:0] == 3'd0))) begin
      $display("%m: assertion addresses_are_aligned failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~ar_valid_o | (ar_addr_o == next_q)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~ar_valid_o | (ar_addr_o == next_q)))) begin
      $display("%m: assertion bursts_follow_each_other failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~ar_valid_o | ({23'd0, beats} <= rest_q)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~ar_valid_o | ({23'd0, beats} <= rest_q)))) begin
      $display("%m: assertion no_more_than_the_job failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(ar_valid_o & (owed_q != 9'd0))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(ar_valid_o & (owed_q != 9'd0))))) begin
      $display("%m: assertion one_at_a_time failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((owed_q == 9'd0) | r_ready_o));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((owed_q == 9'd0) | r_ready_o))) begin
      $display("%m: assertion r_is_taken failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(stop_i & ar_valid_o)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(stop_i & ar_valid_o)))) begin
      $display("%m: assertion silent_when_stopped failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~push | (held_q != 4'd8)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~push | (held_q != 4'd8)))) begin
      $display("%m: assertion room_for_what_comes failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(push & (drop_q | r_resp_i[1]))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(push & (drop_q | r_resp_i[1]))))) begin
      $display("%m: assertion wrong_words_end_here failed");
      $stop;
    end
`endif
`endif

endmodule
`default_nettype wire
