// SPDX-License-Identifier: Apache-2.0
// AxiWriter: the rules in its Verilog, which KAKURE_ASSERT turns on, for any jobs, packets and memory; no assumption but reset in the first cycle, and buffers of one byte or more. And any word of a packet is written as it came, to its
// place; a job that was not stopped is told once, when its last burst was answered, or with the first wrong answer.
module formal (
  input clk, input rst_n, input job_valid, input [63:0] job_addr, input [31:0] job_length, input stop, input valid, input [31:0] data, input last, input aw_ready, input w_ready, input b_valid, input [1:0] b_resp, input done_ready,
  input pick
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
  wire taken = job_valid & job_ready;
  wire push = valid & ready;
  wire sent = w_valid & w_ready;

  // Words of the job that came and that went; one of them is picked, any one: its number and what it was. And the job as it is seen from outside: whether it is under way, and its packet has ended.
  reg [7:0] came, went, number;
  reg [31:0] word;
  reg picked, open, ended;
  always @(posedge clk)
    if (!rst_n | stop | taken) begin
      came <= 0; went <= 0; picked <= 0; open <= rst_n & ~stop & taken; ended <= 0;
    end else begin
      if (push) came <= came + 8'd1;
      if (push & pick & ~picked) begin
        picked <= 1; number <= came; word <= data;
      end
      if (sent) went <= went + 8'd1;
      if (push & last) ended <= 1;
      if (done_valid & done_ready) open <= 0;
    end
  // A stop in the middle: what is on its way is nobody's.
  reg lost;
  always @(posedge clk)
    if (!rst_n | taken) lost <= 0;
    else if (stop) lost <= 1;
  always @(posedge clk) if (started) begin
    if (picked & sent & ~lost & went == number) assert (w_data == word);
    if (sent & ~lost) assert (went < came);
    if (job_ready) assert (~open);
    if (done_valid) assert (open & ~ready & ~aw_valid & ~w_valid & ~b_ready);
    if (done_valid & ~done_wrong) assert (went == came & (done_full ? ~ended : ended));
    if ($past(rst_n & stop)) assert (~ready & ~done_valid);
    if ($past(rst_n & b_valid & b_ready & b_resp[1] & ~stop & ~lost)) assert (done_valid & done_wrong);
    if ($past(rst_n & b_valid & b_ready & ~b_resp[1] & ~stop & ~lost & ended & went == came)) assert (done_valid);
`ifdef COVER
    assert (~(done_valid & ~done_wrong & done_full & came > 1));   // to be refuted
`else
    cover (done_valid & done_full & came > 1);
`endif
  end
endmodule
