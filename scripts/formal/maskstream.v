// SPDX-License-Identifier: Apache-2.0
// MaskStreamDecoder, its handshakes: a word that waits stays as it is; before the mask's last word
// appears the stream's words are taken, as many as its first says (modulo 16); a fault stays until clear or reset, and no word appears after it. All that for any bits and any CRC.
// cut: w:u_dut.crc_q w:u_dut.beat_q w:u_dut.buf_q w:u_dut.tab_q w:u_dut.base_q w:u_dut.lens_q w:u_dut.limit*_q w:u_dut.table_bad w:u_dut.table_end
module formal (input clk, input rst_n, input clear, input msk_valid, input msk_last, input [63:0] msk_data, input word_ready);
  localparam [2:0] LENGTH = 3'd0, RUN = 3'd4, CHECK = 3'd5, FLUSH = 3'd6, FAILED = 3'd7;
  wire msk_ready, word_valid, word_last;
  wire [`BITS-1:0] word_data;
  wire [3:0] error;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .clear_i(clear), .msk_valid_i(msk_valid), .msk_last_i(msk_last), .msk_data_i(msk_data), .word_ready_i(word_ready),
    .msk_ready_o(msk_ready), .word_valid_o(word_valid), .word_data_o(word_data), .word_last_o(word_last), .error_o(error)
  );
  (* hierconn *) wire [2:0] \u_dut.state_q ;
  wire [2:0] state = \u_dut.state_q ;
  wire take = msk_valid & msk_ready;
  wire leave = word_valid & word_ready;

  reg [3:0] length, taken;           // of the stream's words, modulo 16
  (* hierconn *) wire [31:0] \u_dut.beats_q ;
  wire [31:0] left = \u_dut.beats_q ;
  always @(posedge clk)
    if (!rst_n | clear) begin
      length <= 0; taken <= 0;
    end else begin
      if (take) taken <= state == LENGTH ? 4'd1 : taken + 4'd1;
      if (take & state == LENGTH) length <= msk_data[3:0];
    end

  reg started = 0;
  always @(posedge clk) started <= 1;
  always @* assume (rst_n == started);

  always @(posedge clk) if (started) begin
    if ($past(~rst_n)) assert (~word_valid & error == 4'd0);
    if ($past(rst_n & ~clear & word_valid & ~word_ready)) assert (word_valid & word_data == $past(word_data) & word_last == $past(word_last));
    if ($past(rst_n & ~clear & error != 4'd0)) assert (error == $past(error) & ~(word_valid & ~$past(word_valid)));
    if (error == 4'd4) assert (~word_valid | $past(word_valid & ~word_ready));   // none appears with the fault of the CRC
    if (word_valid & word_last & error == 4'd0) assert (taken == length);
    if (state != LENGTH & state != FAILED) assert (length - taken == left[3:0]);
    assert ((error != 4'd0) == (state == FAILED));
    if (state == CHECK) assert (~word_valid);
    if (state < RUN) assert (~word_valid | error != 4'd0);
    if (state == FLUSH) assert (word_valid & left == 32'd0);
    if (word_valid & error == 4'd0) assert (word_last == (state == FLUSH));
`ifdef COVER
    assert (~(leave & word_last));   // to be refuted
`endif
  end
endmodule
