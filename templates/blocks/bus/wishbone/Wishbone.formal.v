// SPDX-License-Identifier: Apache-2.0
// Wishbone: the rules in its Verilog, which KAKURE_ASSERT turns on, for any master and any registers; no assumption but reset in the first cycle. And a read is answered with what was read.
module formal (
  input clk, input rst_n, input cyc, input stb, input we, input [9:0] adr, input [31:0] dat, input [3:0] sel, input [31:0] rsp_data, input rsp_error
);
  wire ack, err, req_valid, req_write;
  wire [31:0] dat_o, req_data;
  wire [11:0] req_addr;
  wire [3:0] req_strb;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .wb_cyc_i(cyc), .wb_stb_i(stb), .wb_we_i(we), .wb_adr_i(adr), .wb_dat_i(dat), .wb_sel_i(sel), .rsp_data_i(rsp_data), .rsp_error_i(rsp_error),
    .wb_ack_o(ack), .wb_err_o(err), .wb_dat_o(dat_o), .req_valid_o(req_valid), .req_write_o(req_write), .req_addr_o(req_addr), .req_data_o(req_data), .req_strb_o(req_strb)
  );
  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);
  always @(posedge clk) if (started) begin
    if (ack & $past(rst_n)) assert ($past(req_valid) & dat_o == $past(rsp_data));
    if ($past(rst_n & (ack | err))) assert (~(ack | err));
    cover (err & $past(rst_n & ack, 2));
  end
endmodule
