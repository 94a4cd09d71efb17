// SPDX-License-Identifier: Apache-2.0
// AxiReader: the rules in its Verilog, which KAKURE_ASSERT turns on, for any jobs, any memory and any taker; no assumption but reset in the first cycle, and jobs of one word or more. And a job that was not stopped is told once:
// when all of its words were asked for and came, or with the first wrong one; the queue hands on as many as came.
module formal (
  input clk, input rst_n, input job_valid, input [63:0] job_addr, input [31:0] job_length, input marked, input stop, input ar_ready, input r_valid, input [31:0] r_data, input [1:0] r_resp, input out_ready, input done_ready
);
  wire job_ready, ar_valid, r_ready, out_valid, out_last, done_valid, done_wrong;
  wire [63:0] ar_addr;
  wire [7:0] ar_len;
  wire [31:0] out_data;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .job_valid_i(job_valid), .job_addr_i(job_addr), .job_length_i(job_length), .marked_i(marked), .stop_i(stop), .ar_ready_i(ar_ready), .r_valid_i(r_valid), .r_data_i(r_data), .r_resp_i(r_resp),
    .out_ready_i(out_ready), .done_ready_i(done_ready), .job_ready_o(job_ready), .ar_valid_o(ar_valid), .ar_addr_o(ar_addr), .ar_len_o(ar_len), .r_ready_o(r_ready), .out_valid_o(out_valid), .out_data_o(out_data),
    .out_last_o(out_last), .done_valid_o(done_valid), .done_wrong_o(done_wrong)
  );
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);
  always @* assume (job_length[31:2] != 0);

  (* hierconn *) wire \u_dut.busy_q ;
  (* hierconn *) wire \u_dut.drop_q ;
  (* hierconn *) wire \u_dut.final_q ;
  (* hierconn *) wire [2:0] \u_dut.beats_q ;
  (* hierconn *) wire [29:0] \u_dut.left_q ;
  (* hierconn *) wire [59:0] \u_dut.high_q ;
  (* hierconn *) wire [1:0] \u_dut.low_q ;
  (* hierconn *) wire [3:0] \u_dut.space_q ;
  (* hierconn *) wire [3:0] \u_dut.held_q ;
  (* hierconn *) wire [2:0] \u_dut.wr_ptr_q ;
  (* hierconn *) wire [2:0] \u_dut.rd_ptr_q ;
  (* hierconn *) wire [63:0] \u_dut.next_q ;
  (* hierconn *) wire [31:0] \u_dut.rest_q ;
  (* hierconn *) wire [8:0] \u_dut.owed_q ;

  // A job as it is seen from outside: whether it is under way, and marked; and words that came and wait for one who takes them, which of them end a marked job.
  reg open, mark;
  reg [`DEPTH - 1:0] lasts;
  reg [3:0] waits;
  wire taken = job_valid & job_ready;
  wire beat = r_valid & r_ready & ~\u_dut.drop_q & ~stop;
  wire wrong = beat & r_resp[1];
  wire right = beat & ~r_resp[1];
  wire pop = out_valid & out_ready;
  wire closes = right & mark & \u_dut.rest_q == 0 & \u_dut.owed_q == 1;
  always @(posedge clk) if (taken) mark <= marked;
  always @(posedge clk)
    if (!rst_n | stop) begin
      open <= 0; waits <= 0; lasts <= 0;
    end else begin
      lasts <= (pop ? lasts >> 1 : lasts) | ({{(`DEPTH - 1){1'b0}}, closes} << (waits - {3'd0, pop}));
      if (taken) open <= 1;
      else if (done_valid & done_ready) open <= 0;
      waits <= waits + {3'd0, right} - {3'd0, pop};
    end
  always @(posedge clk) if (started) begin
    assert (~(job_ready & open));
    assert (out_valid == (waits != 0));
    if (out_valid) assert (out_last == lasts[0]);
    if (done_valid) assert (open);
    if (done_valid & ~done_wrong) assert (\u_dut.rest_q == 0 & \u_dut.owed_q == 0);
    if (open & ~done_wrong & \u_dut.rest_q == 0 & \u_dut.owed_q == 0) assert (done_valid);
    if ($past(rst_n & stop)) assert (~out_valid & ~done_valid);
    if ($past(rst_n & wrong)) assert (done_valid & done_wrong);
    if (open & ~done_valid & ~done_wrong & \u_dut.owed_q == 0 & waits == 0 & ~stop) assert (ar_valid);
    // The invariant.
    assert (waits == \u_dut.held_q & \u_dut.held_q <= `DEPTH & \u_dut.space_q <= `DEPTH);
    assert (\u_dut.wr_ptr_q - \u_dut.rd_ptr_q == \u_dut.held_q [2:0]);
    assert (\u_dut.busy_q == (\u_dut.beats_q != 0) & \u_dut.owed_q == {6'd0, \u_dut.beats_q } & \u_dut.beats_q <= 4);
    if (\u_dut.drop_q ) assert (\u_dut.busy_q );
    if (\u_dut.drop_q | done_wrong) assert (\u_dut.left_q == 0);
    if (done_wrong) assert (\u_dut.drop_q | ~\u_dut.busy_q );
    if (~done_wrong & ~\u_dut.drop_q ) assert (\u_dut.space_q + \u_dut.held_q + {1'b0, \u_dut.beats_q } == `DEPTH);
    if (~done_wrong & \u_dut.drop_q ) assert (~open & \u_dut.space_q == `DEPTH & \u_dut.held_q == 0);
    if (\u_dut.left_q != 0) assert (open & \u_dut.next_q == {\u_dut.high_q , \u_dut.low_q , 2'd0});
    if (open & ~done_wrong) assert (\u_dut.rest_q == {2'd0, \u_dut.left_q } & ~\u_dut.drop_q & done_valid == (\u_dut.left_q == 0 & ~\u_dut.busy_q ));
    if (open & ~done_wrong & \u_dut.busy_q ) assert (\u_dut.final_q == (\u_dut.left_q == 0));
`ifdef COVER
    assert (~(out_valid & out_last & done_valid));   // to be refuted
`else
    cover (out_valid & out_last & done_valid);
`endif
  end
endmodule
