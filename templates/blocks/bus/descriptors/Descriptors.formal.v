// SPDX-License-Identifier: Apache-2.0
// Descriptors: the rules in its Verilog, which KAKURE_ASSERT turns on, for any host, any memory and any who move; no assumption but reset in the first cycle. And each descriptor that a host counted is begun once, and none without it.
module formal (
  input clk, input rst_n, input req_valid, input req_write, input [11:0] req_addr, input [31:0] req_data, input [3:0] req_strb, input reset, input [5:0] free, input [5:0] done, input [5:0] wrong, input full,
  input word_valid, input [63:0] word_data
);
  wire [31:0] rsp_data, bytes;
  wire rsp_error, irq, stop, last;
  wire [5:0] job;
  wire [63:0] addr;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .req_valid_i(req_valid), .req_write_i(req_write), .req_addr_i(req_addr), .req_data_i(req_data), .req_strb_i(req_strb), .reset_i(reset), .free_i(free), .done_i(done), .wrong_i(wrong),
    .full_i(full), .word_valid_i(word_valid), .word_data_i(word_data), .rsp_data_o(rsp_data), .rsp_error_o(rsp_error), .irq_o(irq), .stop_o(stop), .job_o(job), .addr_o(addr), .length_o(bytes), .last_o(last)
  );
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);
  (* hierconn *) wire [1:0] \u_dut.state_q ;
  (* hierconn *) wire [15:0] \u_dut.left_q ;
  (* hierconn *) wire [2:0] \u_dut.code_q ;
  (* hierconn *) wire \u_dut.chained_q ;

  // What a host asked for, and what of it is asked of memory and begun.
  wire takes = req_valid & req_write & ~rsp_error & (req_addr == 12'h88 | req_addr == 12'h8c);
  wire asks = job[5] & free[5];
  wire begins = (job[4:0] & free[4:0]) != 0;
  reg [15:0] counted;
  reg open;   // one was asked for and not begun
  reg chained;   // a chain was started since a reset
  always @(posedge clk)
    if (!rst_n | reset) chained <= 0;
    else if (takes & req_addr == 12'h88) chained <= 1;
  always @(posedge clk)
    if (!rst_n | stop) {counted, open} <= 0;
    else begin
      counted <= counted + (takes ? req_data[14:0] : 16'd0) - begins;
      open <= asks | open & ~begins;
    end
  always @(posedge clk) if (started) begin
    if (job[5]) assert (counted != 0 & ~open);
    if (job[4:0] != 0) assert (open);
    if (stop) assert (job == 0);
    if (takes & req_addr == 12'h88) assert (counted == 0);
    if (takes & req_addr == 12'h8c) assert (chained);
    if (job != 0) assert (chained);
    if ($past(rst_n & ~stop & (done & wrong) != 0)) assert (stop);
    if ($past(rst_n & reset) & ~reset) assert (~stop);
    // The invariant.
    assert (counted == \u_dut.left_q & open == (\u_dut.state_q [1]));
    if (\u_dut.state_q != 0) assert (counted != 0);
    assert (chained == \u_dut.chained_q );
    if (counted != 0) assert (chained);
`ifdef COVER
    assert (~(begins & counted == 2));   // to be refuted
`else
    cover (begins & counted == 2);
`endif
  end
endmodule
