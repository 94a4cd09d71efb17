// SPDX-License-Identifier: Apache-2.0
// AxiShare: the rules in its Verilog, which KAKURE_ASSERT turns on, for any five who ask and any memory; no assumption but reset in the first cycle. And a burst is asked for as it was taken; who asks waits for four others at most.
module formal (
  input clk, input rst_n, input stop, input [4:0] asks, input [319:0] addr, input [39:0] len, input [4:0] lane_ready, input ar_ready, input r_valid, input r_last,
  input [2:0] who   // one of them that asks all the while
);
  wire [4:0] taken, beat;
  wire ar_valid, r_ready;
  wire [63:0] ar_addr;
  wire [7:0] ar_len;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .stop_i(stop), .lane_0_valid_i(asks[0]), .lane_0_addr_i(addr[63:0]), .lane_0_len_i(len[7:0]), .lane_1_valid_i(asks[1]), .lane_1_addr_i(addr[127:64]), .lane_1_len_i(len[15:8]),
    .lane_2_valid_i(asks[2]), .lane_2_addr_i(addr[191:128]), .lane_2_len_i(len[23:16]), .lane_3_valid_i(asks[3]), .lane_3_addr_i(addr[255:192]), .lane_3_len_i(len[31:24]), .lane_4_valid_i(asks[4]),
    .lane_4_addr_i(addr[319:256]), .lane_4_len_i(len[39:32]), .lane_ready_i(lane_ready), .ar_ready_i(ar_ready), .r_valid_i(r_valid), .r_last_i(r_last), .taken_o(taken), .beat_o(beat), .ar_valid_o(ar_valid),
    .ar_addr_o(ar_addr), .ar_len_o(ar_len), .r_ready_o(r_ready)
  );
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);
  (* hierconn *) wire \u_dut.ar_q ;
  (* hierconn *) wire \u_dut.r_q ;
  (* hierconn *) wire \u_dut.open_q ;
  (* hierconn *) wire [4:0] \u_dut.lane_q ;
  (* hierconn *) wire [4:0] \u_dut.later_q ;
  (* hierconn *) wire [4:0] \u_dut.asked_q ;

  reg [4:0] since;   // who was taken since it began
  reg [2:0] who_q;
  always @(posedge clk) who_q <= who;
  wire [4:0] me = 5'd1 << who;
  always @(posedge clk)
    if (!rst_n | taken == me | (asks & me) == 0) since <= 0;
    else since <= since | taken;
  always @* assume (who < 5 & (~started | who == who_q));
  wire [4:0] below = me - 5'd1;
  always @(posedge clk) if (started) begin
    if ((asks & me) != 0) assert ((taken & since) == 0);
    assert ((since & me) == 0);
    if ($past(rst_n & taken != 0)) assert (ar_valid);
    if ($past(rst_n & taken[3])) assert (ar_addr == $past(addr[255:192]) & ar_len == $past(len[31:24]));
    // The invariant.
    assert (~(\u_dut.ar_q & \u_dut.r_q ) & \u_dut.open_q == \u_dut.r_q & (\u_dut.lane_q & (\u_dut.lane_q - 5'd1)) == 0 & \u_dut.lane_q == \u_dut.asked_q );
    if (\u_dut.ar_q | \u_dut.r_q ) assert (\u_dut.lane_q != 0);
    assert (\u_dut.lane_q == 0 ? \u_dut.later_q == 0 : \u_dut.later_q == ~(\u_dut.lane_q | (\u_dut.lane_q - 5'd1)));
    // Going round from behind me to the last one that was taken, everybody who was taken since lies there.
    if (since != 0) assert (\u_dut.lane_q != 0 & (\u_dut.lane_q > me ? (since & ~(~\u_dut.later_q & ~below)) == 0 : (since & \u_dut.later_q & below) == 0 & \u_dut.lane_q < me));
`ifdef COVER
    assert (~(r_valid & r_ready & r_last & since != 0));   // to be refuted
`else
    cover (r_valid & r_ready & r_last & since != 0);
`endif
  end
endmodule
