// SPDX-License-Identifier: Apache-2.0
// MaskStreamDecoder, its handshakes, for any bits and any CRC.
// cut: w:u_dut.crc_q w:u_dut.beat_q w:u_dut.buf_q w:u_dut.tab_q w:u_dut.base_q w:u_dut.lens_q w:u_dut.limit*_q w:u_dut.table_bad w:u_dut.table_end
module formal (input clk, input rst_n, input clear, input msk_valid, input msk_last, input [63:0] msk_data, input word_ready);
  wire msk_ready, word_valid, word_last;
  wire [`BITS-1:0] word_data;
  wire [3:0] error;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .clear_i(clear), .msk_valid_i(msk_valid), .msk_last_i(msk_last), .msk_data_i(msk_data), .word_ready_i(word_ready),
    .msk_ready_o(msk_ready), .word_valid_o(word_valid), .word_data_o(word_data), .word_last_o(word_last), .error_o(error)
  );
  (* hierconn *) wire [2:0] \u_dut.state_q ;
  (* hierconn *) wire [31:0] \u_dut.beats_q ;
  wire started;
  formal_decoder #(.WIDTH(`BITS)) u_decoder (
    .clk(clk), .rst_n(rst_n), .clear(clear), .take(msk_valid & msk_ready), .word(msk_data[3:0]), .state(\u_dut.state_q ), .left(\u_dut.beats_q ),
    .valid(word_valid), .ready(word_ready), .last(word_last), .data(word_data), .error(error), .started(started)
  );

`ifdef COVER
  always @(posedge clk) if (started) assert (~(word_valid & word_ready & word_last));   // to be refuted
`endif
endmodule
