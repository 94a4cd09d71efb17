// SPDX-License-Identifier: Apache-2.0
// StreamGuard: of any words, only those of right packets go on; counted here from what went on.
module formal (input clk, input rst_n, input valid, input last, input open, input drop, input ready, input [23:0] length);
  wire ready_o, valid_o, took;
  wire [1:0] fault;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .valid_i(valid), .last_i(last), .length_i(length), .open_i(open), .drop_i(drop), .ready_i(ready),
    .ready_o(ready_o), .valid_o(valid_o), .fault_o(fault), .took_o(took)
  );
  (* hierconn *) wire [23:0] \u_dut.count_q ;
  (* hierconn *) wire [1:0] \u_dut.part_q ;
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);

  reg [23:0] transactions;   // of the packet, that went on whole
  reg [7:0] at;              // words of the one that is under way
  always @(posedge clk)
    if (!rst_n) begin
      transactions <= 0; at <= 0;
    end else if (valid_o & ready) begin
      at <= last | at + 8'd1 == `WORDS ? 8'd0 : at + 8'd1;
      transactions <= last ? 24'd0 : at + 8'd1 == `WORDS ? transactions + 24'd1 : transactions;
    end
  wire whole = at + 8'd1 == `WORDS;
  wire due = whole & transactions + 24'd1 == length;
  always @(posedge clk) if (started) begin
    assert (transactions == \u_dut.count_q & at == \u_dut.part_q & at < `WORDS);
    if (valid_o) assert (valid & open & ~drop & fault == 0);
    if (valid_o & last) assert (whole & (length == 0 | due));
    if (valid_o & ~last & length != 0) assert (~due);
    if (valid & open & ~drop & (last ? whole & (length == 0 | due) : length == 0 | ~due)) assert (valid_o);
    if (valid & ~valid_o & ~drop) assert (fault == (~open ? 2'd1 : last ? 2'd2 : 2'd3));
    if (took) assert (valid_o & ready & whole);
    if (valid & ~valid_o & ~drop) assert (fault != 0 & ready_o);
    if (drop) assert (ready_o & fault == 0);
    cover (valid_o & ready & last & transactions == 24'd1);
  end
endmodule
