// SPDX-License-Identifier: Apache-2.0
// AxiWriter: the rules in its Verilog, which KAKURE_ASSERT turns on, for any jobs, packets and memory; no assumption but reset in the first cycle, and buffers of one byte or more. And of any word of a packet, chosen freely:
// it is written as it came, to its place.
module formal (
  input clk, input rst_n, input job_valid, input [63:0] job_addr, input [31:0] job_length, input stop, input valid, input [31:0] data, input last, input aw_ready, input w_ready, input b_valid, input [1:0] b_resp, input done_ready
);
  wire job_ready, ready, aw_valid, w_valid, w_last, b_ready, done_valid, done_wrong, done_full;
  wire [63:0] aw_addr;
  wire [7:0] aw_len;
  wire [31:0] w_data;
  wire [3:0] w_strb;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .job_valid_i(job_valid), .job_addr_i(job_addr), .job_length_i(job_length), .stop_i(stop), .valid_i(valid), .data_i(data), .last_i(last), .aw_ready_i(aw_ready), .w_ready_i(w_ready),
    .b_valid_i(b_valid), .b_resp_i(b_resp), .done_ready_i(done_ready), .job_ready_o(job_ready), .ready_o(ready), .aw_valid_o(aw_valid), .aw_addr_o(aw_addr), .aw_len_o(aw_len), .w_valid_o(w_valid), .w_data_o(w_data),
    .w_strb_o(w_strb), .w_last_o(w_last), .b_ready_o(b_ready), .done_valid_o(done_valid), .done_wrong_o(done_wrong), .done_full_o(done_full)
  );
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);
  always @* assume (job_length != 0);

  (* hierconn *) wire \u_dut.open_q ;
  (* hierconn *) wire \u_dut.whole_q ;
  (* hierconn *) wire \u_dut.bank_q ;
  (* hierconn *) wire \u_dut.final_q ;
  (* hierconn *) wire \u_dut.cut_q ;
  (* hierconn *) wire \u_dut.full_q ;
  (* hierconn *) wire \u_dut.aw_q ;
  (* hierconn *) wire \u_dut.w_q ;
  (* hierconn *) wire \u_dut.b_q ;
  (* hierconn *) wire \u_dut.lost_q ;
  (* hierconn *) wire \u_dut.aw_bank_q ;
  (* hierconn *) wire \u_dut.aw_final_q ;
  (* hierconn *) wire \u_dut.aw_cut_q ;
  (* hierconn *) wire \u_dut.aw_full_q ;
  (* hierconn *) wire [59:0] \u_dut.high_q ;
  (* hierconn *) wire [59:0] \u_dut.page_q ;
  (* hierconn *) wire [59:0] \u_dut.aw_page_q ;
  (* hierconn *) wire [1:0] \u_dut.low_q ;
  (* hierconn *) wire [1:0] \u_dut.first_q ;
  (* hierconn *) wire [1:0] \u_dut.until_q ;
  (* hierconn *) wire [1:0] \u_dut.aw_first_q ;
  (* hierconn *) wire [1:0] \u_dut.aw_until_q ;
  (* hierconn *) wire [1:0] \u_dut.at_q ;
  (* hierconn *) wire [1:0] \u_dut.tail_q ;
  (* hierconn *) wire [1:0] \u_dut.keep_q ;
  (* hierconn *) wire \u_dut.keeps_q ;
  (* hierconn *) wire [30:0] \u_dut.left_q ;
  (* hierconn *) wire [63:0] \u_dut.next_q ;
  (* hierconn *) wire [32:0] \u_dut.rest_q ;
  (* hierconn *) wire [8:0] \u_dut.owed_q ;
  (* hierconn *) wire [1:0] \u_dut.unanswered_q ;
  wire busy = \u_dut.aw_q | \u_dut.w_q | \u_dut.b_q ;
  wire taken = job_valid & job_ready;
  wire gathering = \u_dut.open_q | \u_dut.whole_q ;
  wire told = b_valid & b_ready;

  // Word number `which` of the packet: what it was; words that came and that went.
  (* anyconst *) reg [7:0] which;
  reg [31:0] chosen;
  reg [29:0] came, went;
  wire push = valid & ready;
  wire sent = w_valid & w_ready;
  reg packet_ended;
  always @(posedge clk)
    if (taken) {came, went, packet_ended} <= 0;
    else begin
      if (push) came <= came + 1;
      if (push & came == which) chosen <= data;
      if (sent) went <= went + 1;
      if (push & last) packet_ended <= 1;
    end
  // Words that are gathered and that are written, in the burst that each is in.
  wire [2:0] in_burst = \u_dut.whole_q ? {1'b0, \u_dut.until_q - \u_dut.first_q } + 3'd1 : {1'b0, \u_dut.low_q - \u_dut.first_q };
  wire [2:0] unsent = \u_dut.aw_q | \u_dut.w_q ? {1'b0, \u_dut.aw_until_q - \u_dut.at_q } + 3'd1 : 3'd0;
  wire [2:0] unasked = \u_dut.aw_q ? {1'b0, \u_dut.aw_until_q - \u_dut.aw_first_q } + 3'd1 : 3'd0;
  wire [1:0] place = \u_dut.at_q + which[1:0] - went[1:0];
  wire [2:0] ahead = which - went[7:0];
  wire alive = ~\u_dut.lost_q & ~done_wrong;
  // At the head of the words that are gathered.
  wire [63:0] start = {\u_dut.whole_q ? \u_dut.page_q : \u_dut.high_q , \u_dut.first_q , 2'd0};
  wire [1:0] g_place = \u_dut.first_q + which[1:0] - (went[1:0] + unsent[1:0]);
  (* hierconn *) wire [31:0] \u_dut.mem[0] ;
  (* hierconn *) wire [31:0] \u_dut.mem[1] ;
  (* hierconn *) wire [31:0] \u_dut.mem[2] ;
  (* hierconn *) wire [31:0] \u_dut.mem[3] ;
  (* hierconn *) wire [31:0] \u_dut.mem[4] ;
  (* hierconn *) wire [31:0] \u_dut.mem[5] ;
  (* hierconn *) wire [31:0] \u_dut.mem[6] ;
  (* hierconn *) wire [31:0] \u_dut.mem[7] ;
  function automatic [31:0] of(input [2:0] at);
    case (at)
      0: of = \u_dut.mem[0] ;
      1: of = \u_dut.mem[1] ;
      2: of = \u_dut.mem[2] ;
      3: of = \u_dut.mem[3] ;
      4: of = \u_dut.mem[4] ;
      5: of = \u_dut.mem[5] ;
      6: of = \u_dut.mem[6] ;
      default: of = \u_dut.mem[7] ;
    endcase
  endfunction

  always @(posedge clk) if (started) begin
    if (w_valid & alive & went == which) assert (w_data == chosen);
    if (done_valid & ~done_wrong) assert (went == came & (done_full | packet_ended));
    if (done_valid & done_full & ~done_wrong) assert (~packet_ended);
    if ($past(rst_n & stop)) assert (~ready & ~done_valid);
    if ($past(rst_n & told & b_resp[1] & ~stop & ~\u_dut.lost_q )) assert (done_valid & done_wrong);
    // The invariant.
    assert (\u_dut.aw_q + \u_dut.w_q + \u_dut.b_q <= 1);
    assert (\u_dut.owed_q == (\u_dut.w_q ? unsent : 0) & \u_dut.unanswered_q == (\u_dut.w_q | \u_dut.b_q ));
    if (\u_dut.lost_q ) assert (busy & ~done_valid & ~done_wrong);
    if (done_valid | done_wrong) assert (~gathering & ~busy);
    if (\u_dut.aw_q ) assert (\u_dut.at_q == \u_dut.aw_first_q & \u_dut.next_q == aw_addr);
    if (\u_dut.aw_q | \u_dut.w_q ) assert (\u_dut.aw_first_q <= \u_dut.at_q & \u_dut.at_q <= \u_dut.aw_until_q );
    if (\u_dut.whole_q ) assert (\u_dut.first_q <= \u_dut.until_q & \u_dut.low_q == \u_dut.until_q + 2'd1 & \u_dut.open_q == ~\u_dut.final_q );
    if (\u_dut.whole_q & ~\u_dut.final_q ) assert (\u_dut.until_q == 3);
    if (\u_dut.open_q & ~\u_dut.whole_q ) assert (\u_dut.first_q <= \u_dut.low_q );
    if (\u_dut.open_q & \u_dut.whole_q ) assert (\u_dut.high_q == \u_dut.page_q + 1);
    if (gathering) assert (~\u_dut.lost_q );
    if (gathering & busy) assert (\u_dut.aw_bank_q != \u_dut.bank_q & ~\u_dut.aw_final_q & ~\u_dut.aw_cut_q );
    if (gathering & ~busy) assert (start == \u_dut.next_q );
    if (gathering & busy) assert (start == \u_dut.next_q + (\u_dut.aw_q ? {unasked, 2'd0} : 0));
    if (\u_dut.open_q ) assert (\u_dut.left_q != 0 & ~packet_ended);
    if (\u_dut.whole_q & \u_dut.final_q ) assert ((\u_dut.left_q == 0) == \u_dut.cut_q & (\u_dut.cut_q | packet_ended) & \u_dut.full_q == (\u_dut.cut_q & ~packet_ended));
    if (\u_dut.whole_q & ~\u_dut.final_q ) assert (~\u_dut.cut_q );
    if (busy & ~\u_dut.lost_q & \u_dut.aw_final_q ) assert (~gathering & (\u_dut.left_q == 0) == \u_dut.aw_cut_q & (\u_dut.aw_cut_q | packet_ended) & \u_dut.aw_full_q == (\u_dut.aw_cut_q & ~packet_ended));
    if (busy & ~\u_dut.lost_q & ~\u_dut.aw_final_q ) assert (gathering & ~\u_dut.aw_cut_q );
    if (\u_dut.left_q == 0 & alive & (gathering | busy)) assert (gathering ? \u_dut.final_q & \u_dut.whole_q & \u_dut.cut_q : \u_dut.aw_final_q & \u_dut.aw_cut_q );
    // Bytes of the buffer from the next burst on: words that are left and gathered, the last one a part.
    if (gathering | \u_dut.aw_q & ~\u_dut.lost_q ) assert (\u_dut.rest_q == {\u_dut.left_q + (gathering ? in_burst : 0) + unasked, 2'd0} - (2'd3 - \u_dut.tail_q ) & \u_dut.left_q <= 31'h40000000);
    if (\u_dut.aw_q ) assert ({unasked, 2'd0} < \u_dut.rest_q + 4 & \u_dut.aw_cut_q == ({unasked, 2'd0} + 33'd3 >= \u_dut.rest_q + (2'd3 - \u_dut.tail_q ) & {unasked, 2'd0} == \u_dut.rest_q + (2'd3 - \u_dut.tail_q )));
    if (\u_dut.w_q ) assert (\u_dut.keeps_q == (\u_dut.aw_cut_q & \u_dut.tail_q != 3) & (~\u_dut.keeps_q | \u_dut.keep_q == 2'd3 - \u_dut.tail_q ));
    if (alive & (gathering | busy)) assert (came == went + unsent + (gathering ? in_burst : 0));
    if (done_valid & ~done_wrong) assert (came == went & done_full == ~packet_ended);
    if (alive & (\u_dut.aw_q | \u_dut.w_q ) & which >= went & which < went + unsent) assert (of({\u_dut.aw_bank_q , place}) == chosen);
    if (gathering & which >= went + unsent & which < came) assert (of({\u_dut.bank_q , g_place}) == chosen);
    cover (done_valid & done_full & w_strb != 4'hf);
  end
endmodule
