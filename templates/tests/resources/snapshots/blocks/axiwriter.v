// SPDX-License-Identifier: Apache-2.0
// Writes a packet into the buffer of a job, in bursts of at most 4 beats and up to a multiple of them, each gathered
// before it is asked for.
`default_nettype none
module axi_writer_64x4 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire job_valid_i,
  input  wire [63:0] job_addr_i,
  input  wire [31:0] job_length_i,
  input  wire stop_i,
  input  wire valid_i,
  input  wire [63:0] data_i,
  input  wire last_i,
  input  wire aw_ready_i,
  input  wire w_ready_i,
  input  wire b_valid_i,
  input  wire [1:0] b_resp_i,
  input  wire done_ready_i,
  output wire job_ready_o,
  output wire ready_o,
  output wire aw_valid_o,
  output wire [63:0] aw_addr_o,
  output wire [7:0] aw_len_o,
  output wire w_valid_o,
  output wire [63:0] w_data_o,
  output wire [7:0] w_strb_o,
  output wire w_last_o,
  output wire b_ready_o,
  output wire done_valid_o,
  output wire done_wrong_o,
  output wire done_full_o
);
  // Two bursts: one is gathered, one is written.
  reg [63:0] mem [0:7];
  // The job: where its next word goes, words of the buffer that are left, bytes of the last one of them less one.
  reg [58:0] high_q;
  reg [1:0] low_q;
  reg [29:0] left_q;
  reg [2:0] tail_q;
  // What is gathered: whether words are taken, whether a burst is whole; its first and its last word; whether it is
  // the last one, and ends in the buffer's last word or for want of a buffer.
  reg open_q, whole_q, bank_q, final_q, cut_q, full_q;
  reg [1:0] first_q, until_q;
  reg [58:0] page_q;
  // What is written: its address, its words, memory's answer waited for, and nobody who wants to hear of it.
  reg aw_q, w_q, b_q, lost_q, aw_bank_q, aw_final_q, aw_cut_q, aw_full_q;
  reg [58:0] aw_page_q;
  reg [1:0] aw_first_q, aw_until_q, at_q;
  reg done_q, wrong_q, told_full_q;

  wire busy = aw_q | w_q | b_q;
  assign job_ready_o = ~open_q & ~whole_q & ~busy & ~done_q & ~wrong_q;
  wire take = job_valid_i & job_ready_o;
  assign ready_o = open_q & ~whole_q;
  wire push = valid_i & ready_o;
  wire ends = left_q == 30'd1;
  wire closing = push & (last_i | ends | (low_q == 2'd3));
  wire hand = whole_q & ~busy & ~stop_i;
  wire told = b_valid_i & b_q;
  wire lost = lost_q | stop_i;
  wire wrong = told & ~lost & b_resp_i[1];
  wire right = told & ~lost & ~b_resp_i[1] & aw_final_q;
  wire sent = w_q & w_ready_i;
  wire [31:0] most = job_length_i - 32'd1;

  always @(posedge clk_i)
    if (!rst_ni) begin
      open_q <= 1'b0;
      whole_q <= 1'b0;
      bank_q <= 1'b0;
      left_q <= 30'd0;
      aw_q <= 1'b0;
      w_q <= 1'b0;
      b_q <= 1'b0;
      lost_q <= 1'b0;
      done_q <= 1'b0;
      wrong_q <= 1'b0;
      told_full_q <= 1'b0;
    end else begin
      if (stop_i | wrong) open_q <= 1'b0;
      else if (take) open_q <= 1'b1;
      else if (push & (last_i | ends)) open_q <= 1'b0;
      if (stop_i | wrong | hand) whole_q <= 1'b0;
      else if (closing) whole_q <= 1'b1;
      if (hand) bank_q <= ~bank_q;
      if (take) left_q <= {1'b0, most[31:3]} + 30'd1;
      else if (push) left_q <= left_q - 30'd1;
      if (hand) aw_q <= 1'b1;
      else if (aw_ready_i) aw_q <= 1'b0;
      if (aw_q & aw_ready_i) w_q <= 1'b1;
      else if (sent & w_last_o) w_q <= 1'b0;
      if (sent & w_last_o) b_q <= 1'b1;
      else if (b_valid_i) b_q <= 1'b0;
      lost_q <= busy & ~told & lost;
      if (stop_i) done_q <= 1'b0;
      else if (wrong | right) done_q <= 1'b1;
      else if (done_ready_i) done_q <= 1'b0;
      wrong_q <= ~stop_i & (wrong | wrong_q);
      if (right) told_full_q <= aw_full_q;
    end
  always @(posedge clk_i) begin
    if (take) begin
      high_q <= job_addr_i[63:5];
      low_q <= job_addr_i[4:3];
      first_q <= job_addr_i[4:3];
      tail_q <= most[2:0];
    end else if (push) begin
      low_q <= low_q + 2'd1;
      if (low_q == 2'd3) high_q <= high_q + 59'd1;
    end
    if (push) begin
      page_q <= high_q;
      until_q <= low_q;
      final_q <= last_i | ends;
      cut_q <= ends;
      full_q <= ends & ~last_i;
      mem[{bank_q, low_q}] <= data_i;
    end
    if (hand) begin
      first_q <= low_q;
      aw_bank_q <= bank_q;
      aw_page_q <= page_q;
      aw_first_q <= first_q;
      aw_until_q <= until_q;
      aw_final_q <= final_q;
      aw_cut_q <= cut_q;
      aw_full_q <= full_q;
      at_q <= first_q;
    end else if (sent) at_q <= at_q + 2'd1;
  end

  wire [1:0] len = aw_until_q - aw_first_q;
  assign aw_valid_o = aw_q;
  assign aw_addr_o = {aw_page_q, aw_first_q, 3'd0};
  assign aw_len_o = {6'd0, len};
  assign w_valid_o = w_q;
  assign w_data_o = mem[{aw_bank_q, at_q}];
  assign w_last_o = at_q == aw_until_q;
  // Bytes of a word up to the buffer's end.
  wire [7:0] tail = {8{1'b1}} >> ~tail_q;
  assign w_strb_o = w_last_o & aw_cut_q ? tail : {8{1'b1}};
  assign b_ready_o = b_q;
  assign done_valid_o = done_q;
  assign done_wrong_o = wrong_q;
  assign done_full_o = told_full_q;
  wire unused = &{1'b0, job_addr_i[2:0], b_resp_i[0]};

`ifdef KAKURE_ASSERT
  reg known_q;   // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(posedge clk_i) if (!rst_ni) known_q <= 1'b1;
  // What waited in the cycle before; the job as it came: where its next burst must begin, bytes of its buffer from
  // there on; beats that memory waits for, and answers that it owes, counted at the ports.
  reg aw_waits_q, w_waits_q, stopped_q;
  reg [71:0] aw_past_q;
  reg [72:0] w_past_q;
  reg [63:0] next_q;
  reg [32:0] rest_q;
  reg [8:0] owed_q;
  reg [1:0] unanswered_q;
  wire [8:0] beats = {1'b0, aw_len_o} + 9'd1;
  wire [32:0] spans = {21'd0, beats, 3'd0};
  // of a burst that ends in the buffer's last word: its bytes behind the buffer
  wire [2:0] beyond = 3'd0 - rest_q[2:0];
  reg [2:0] keep_q;
  reg keeps_q;
  always @(posedge clk_i)
    if (!rst_ni) begin
      aw_waits_q <= 1'b0;
      w_waits_q <= 1'b0;
      stopped_q <= 1'b0;
      next_q <= 64'd0;
      rest_q <= 33'd0;
      owed_q <= 9'd0;
      unanswered_q <= 2'd0;
      keep_q <= 3'd0;
      keeps_q <= 1'b0;
    end else begin
      aw_waits_q <= aw_valid_o & ~aw_ready_i;
      w_waits_q <= w_valid_o & ~w_ready_i;
      stopped_q <= stop_i;
      if (job_valid_i & job_ready_o) next_q <= {job_addr_i[63:3], 3'd0};
      else if (aw_valid_o & aw_ready_i) next_q <= next_q + {31'd0, spans};
      if (job_valid_i & job_ready_o) rest_q <= {1'b0, job_length_i};
      else if (aw_valid_o & aw_ready_i) rest_q <= rest_q < spans ? 33'd0 : rest_q - spans;
      if (aw_valid_o & aw_ready_i) begin
        keep_q <= beyond;
        keeps_q <= rest_q < spans;
      end
      if (aw_valid_o & aw_ready_i) owed_q <= beats;
      else if (w_valid_o & w_ready_i) owed_q <= owed_q - 9'd1;
      unanswered_q <= unanswered_q + {1'b0, aw_valid_o & aw_ready_i} - {1'b0, b_valid_i & b_ready_o};
    end
  always @(posedge clk_i) begin
    aw_past_q <= {aw_addr_o, aw_len_o};
    w_past_q <= {w_data_o, w_strb_o, w_last_o};
  end
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~aw_waits_q | (aw_valid_o & (aw_past_q == {aw_addr_o, aw_len_o}))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~aw_waits_q | (aw_valid_o & (aw_past_q == {aw_addr_o, aw_len_o}))))) begin
      $display("%m: assertion aw_stays failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~w_waits_q | (w_valid_o & (w_past_q == {w_data_o, w_strb_o, w_last_o}))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~w_waits_q | (w_valid_o & (w_past_q == {w_data_o, w_strb_o, w_last_o}))))) begin
      $display("%m: assertion w_stays failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~aw_valid_o | ({3'd0, aw_addr_o[11:3]} + {4'd0, aw_len_o} < 12'd512)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~aw_valid_o | ({3'd0, aw_addr_o[11:3]} + {4'd0, aw_len_o} < 12'd512)))) begin
      $display("%m: assertion no_burst_crosses_a_page failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~aw_valid_o | ({1'b0, aw_len_o} < 9'd4)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~aw_valid_o | ({1'b0, aw_len_o} < 9'd4)))) begin
      $display("%m: assertion bursts_are_short failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (aw_addr_o[2:0] == 3'd0));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (aw_addr_o[2:0] == 3'd0))) begin
      $display("%m: assertion addresses_are_aligned failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~aw_valid_o | (aw_addr_o == next_q)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~aw_valid_o | (aw_addr_o == next_q)))) begin
      $display("%m: assertion bursts_follow_each_other failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~aw_valid_o | (spans < rest_q + 33'd8)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~aw_valid_o | (spans < rest_q + 33'd8)))) begin
      $display("%m: assertion no_word_behind_the_buffer failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~w_valid_o
      | (w_strb_o == (keeps_q & w_last_o ? {8{1'b1}} >> keep_q : {8{1'b1}}))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~w_valid_o | (w_strb_o == (keeps_q & w_last_o ? {8{1'b1}} >> keep_q : {8{1'b1}}))))) begin
      $display("%m: assertion no_byte_behind_the_buffer failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~w_valid_o | (owed_q != 9'd0)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~w_valid_o | (owed_q != 9'd0)))) begin
      $display("%m: assertion no_word_before_its_address failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~w_valid_o | (w_last_o == (owed_q == 9'd1))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~w_valid_o | (w_last_o == (owed_q == 9'd1))))) begin
      $display("%m: assertion last_where_it_belongs failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(aw_valid_o & (unanswered_q != 2'd0))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(aw_valid_o & (unanswered_q != 2'd0))))) begin
      $display("%m: assertion one_at_a_time failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((unanswered_q == 2'd0) | (owed_q != 9'd0) | b_ready_o));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((unanswered_q == 2'd0) | (owed_q != 9'd0) | b_ready_o))) begin
      $display("%m: assertion b_is_taken failed");
      $stop;
    end
`endif
`endif

`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(stopped_q & aw_valid_o & ~aw_waits_q)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(stopped_q & aw_valid_o & ~aw_waits_q)))) begin
      $display("%m: assertion silent_when_stopped failed");
      $stop;
    end
`endif
`endif

endmodule
`default_nettype wire
