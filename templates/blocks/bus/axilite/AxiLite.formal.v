// SPDX-License-Identifier: Apache-2.0
// AxiLite: the rules in its Verilog, which KAKURE_ASSERT turns on, for any manager and any registers; no assumption but reset in the first cycle. And an access is asked once, unchanged.
module formal (
  input clk, input rst_n, input aw_valid, input [11:0] aw_addr, input w_valid, input [31:0] w_data, input [3:0] w_strb, input b_ready, input ar_valid, input [11:0] ar_addr, input r_ready,
  input [31:0] rsp_data, input rsp_error
);
  wire aw_ready, w_ready, b_valid, ar_ready, r_valid, req_valid, req_write;
  wire [1:0] b_resp, r_resp;
  wire [31:0] r_data, req_data;
  wire [11:0] req_addr;
  wire [3:0] req_strb;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .aw_valid_i(aw_valid), .aw_addr_i(aw_addr), .w_valid_i(w_valid), .w_data_i(w_data), .w_strb_i(w_strb), .b_ready_i(b_ready), .ar_valid_i(ar_valid),
    .ar_addr_i(ar_addr), .r_ready_i(r_ready), .rsp_data_i(rsp_data), .rsp_error_i(rsp_error), .aw_ready_o(aw_ready), .w_ready_o(w_ready), .b_valid_o(b_valid), .b_resp_o(b_resp),
    .ar_ready_o(ar_ready), .r_valid_o(r_valid), .r_data_o(r_data), .r_resp_o(r_resp), .req_valid_o(req_valid), .req_write_o(req_write), .req_addr_o(req_addr), .req_data_o(req_data), .req_strb_o(req_strb)
  );
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);

  // What each channel handed over last.
  reg [11:0] aw_last, ar_last;
  reg [35:0] w_last;
  always @(posedge clk) if (rst_n) begin
    if (aw_valid & aw_ready) aw_last <= aw_addr;
    if (w_valid & w_ready) w_last <= {w_strb, w_data};
    if (ar_valid & ar_ready) ar_last <= ar_addr;
  end
  (* hierconn *) wire [11:0] \u_dut.aw_addr_q ;
  (* hierconn *) wire [11:0] \u_dut.ar_addr_q ;
  (* hierconn *) wire [31:0] \u_dut.w_data_q ;
  (* hierconn *) wire [3:0] \u_dut.w_strb_q ;
  always @(posedge clk) if (started) begin
    if (req_valid & req_write) assert (req_addr == aw_last & {req_strb, req_data} == w_last);
    if (req_valid & ~req_write) assert (req_addr == ar_last);
    // The invariant.
    if (~aw_ready) assert (\u_dut.aw_addr_q == aw_last);
    if (~ar_ready) assert (\u_dut.ar_addr_q == ar_last);
    if (~w_ready) assert ({\u_dut.w_strb_q , \u_dut.w_data_q } == w_last);
    if ($past(rst_n & req_valid & ~req_write)) assert (r_valid & r_data == $past(rsp_data));
    cover (b_valid & b_ready & b_resp == 2'd2 & r_valid);
  end
endmodule
