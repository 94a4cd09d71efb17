// SPDX-License-Identifier: Apache-2.0
// SpiPort: the rules in its Verilog, which KAKURE_ASSERT turns on, for any pins and any registers; no assumption but reset in the first cycle. And of a frame, counted here by its bits: which of them asks.
module formal (input clk, input rst_n, input sck, input csn, input mosi, input [31:0] rsp_data, input rsp_error);
  wire miso, req_valid, req_write;
  wire [31:0] req_data;
  wire [11:0] req_addr;
  wire [3:0] req_strb;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .spi_sck_i(sck), .spi_csn_i(csn), .spi_mosi_i(mosi), .rsp_data_i(rsp_data), .rsp_error_i(rsp_error),
    .spi_miso_o(miso), .req_valid_o(req_valid), .req_write_o(req_write), .req_addr_o(req_addr), .req_data_o(req_data), .req_strb_o(req_strb)
  );
  (* hierconn *) wire [2:0] \u_dut.sck_q ;
  (* hierconn *) wire [1:0] \u_dut.csn_q ;
  (* hierconn *) wire [1:0] \u_dut.mosi_q ;
  (* hierconn *) wire [2:0] \u_dut.bit_q ;
  (* hierconn *) wire [2:0] \u_dut.byte_q ;
  (* hierconn *) wire \u_dut.write_q ;
  (* hierconn *) wire [6:0] \u_dut.address_q ;
  (* hierconn *) wire [3:0] \u_dut.since_q ;
  (* hierconn *) wire \u_dut.asked_q ;
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);

  wire rise = ~\u_dut.csn_q [1] & \u_dut.sck_q [1] & ~\u_dut.sck_q [2];
  reg [5:0] bits;      // of the frame before this one, those of a second answer begin again at 8
  reg [7:0] command;   // its first eight
  always @(posedge clk)
    if (!rst_n | \u_dut.csn_q [1]) begin
      bits <= 0;
    end else if (rise) begin
      bits <= bits == 6'd47 ? 6'd8 : bits + 6'd1;
      if (bits < 8) command <= {command[6:0], \u_dut.mosi_q [1]};
    end
  wire [7:0] first = {command[6:0], \u_dut.mosi_q [1]};
  wire asks_first = bits == 6'd7 & ~first[7];
  wire asks_again = bits == 6'd47 & ~command[7] & \u_dut.mosi_q [1];
  wire asks_write = bits == 6'd39 & command[7];
  (* hierconn *) wire [30:0] \u_dut.in_q ;
  always @(posedge clk) if (started) begin
    assert (req_valid == (rise & (asks_first | asks_again | asks_write)));
    if (req_valid) assert (req_write == asks_write & req_addr == {3'd0, asks_first ? first[6:0] : command[6:0], 2'b00});
    // The invariant.
    if (~\u_dut.csn_q [1] | bits == 0) assert (bits == { \u_dut.byte_q , \u_dut.bit_q } & bits < 48);
    if (bits >= 8) assert (\u_dut.write_q == command[7] & \u_dut.address_q == command[6:0]);
    if (bits < 8 & bits > 0) assert (((\u_dut.in_q [6:0] ^ command[6:0]) & ~(7'h7f << bits)) == 0);
    if (bits[2:0] != 0 & \u_dut.asked_q ) assert (0);
    assert (\u_dut.since_q >= bits[2:0]);
    if (\u_dut.asked_q ) assert (\u_dut.sck_q [2]);
    cover (rise & bits == 6'd5);
  end
endmodule
