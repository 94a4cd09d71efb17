// SPDX-License-Identifier: Apache-2.0
// PlainMasks, its handshakes: every entry that is shifted in leaves once, and no step is taken while one waits. All that for any bits, any position in the layer and any CRC.
// cut: w:u_dut.crc_q w:u_dut.crc_bad w:u_dut.out_q w:u_dut.chan_q w:u_dut.tap_q w:u_dut.cout_q w:u_dut.taps_q w:u_dut.channels_q w:u_dut.bits
module formal (input clk, input rst_n, input clear, input msk_valid, input msk_last, input [63:0] msk_data, input entry_ready);
  localparam [2:0] CHECK = 3'd5;
  wire msk_ready, entry_valid, entry_last, entry_end;
  wire [`BITS-1:0] entry_data;
  wire [3:0] error;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .clear_i(clear), .msk_valid_i(msk_valid), .msk_last_i(msk_last), .msk_data_i(msk_data), .entry_ready_i(entry_ready),
    .msk_ready_o(msk_ready), .entry_valid_o(entry_valid), .entry_data_o(entry_data), .entry_last_o(entry_last), .entry_end_o(entry_end), .error_o(error)
  );
  (* hierconn *) wire [2:0] \u_dut.state_q ;
  (* hierconn *) wire [`LENGTH-1:0] \u_dut.length_q ;
  (* hierconn *) wire [`LENGTH-1:0] \u_dut.count_q ;
  (* hierconn *) wire \u_dut.loaded_q ;
  (* hierconn *) wire \u_dut.entry_done ;
  (* hierconn *) wire \u_dut.fill ;
  (* hierconn *) wire \u_dut.beyond ;
  wire [2:0] state = \u_dut.state_q ;
  wire [`LENGTH-1:0] ahead = \u_dut.length_q - \u_dut.count_q + 1;
  wire [31:0] left = \u_dut.loaded_q ? 32'd0 : {{(32-`LENGTH){1'b0}}, ahead};

  reg [7:0] decoded, left_by;        // entries, modulo 256
  always @(posedge clk)
    if (!rst_n | clear) begin
      decoded <= 0; left_by <= 0;
    end else begin
      decoded <= decoded + {7'd0, \u_dut.entry_done };
      left_by <= left_by + {7'd0, entry_valid & entry_ready};
    end

  wire started;
  formal_decoder #(.WIDTH(`BITS + 1)) u_decoder (
    .clk(clk), .rst_n(rst_n), .clear(clear), .take(msk_valid & msk_ready), .word(msk_data[3:0]), .state(state), .left(left),
    .valid(entry_valid), .ready(entry_ready), .last(entry_end), .data({entry_last, entry_data}), .error(error), .started(started)
  );

  always @(posedge clk) if (started) begin
    if (error == 4'd0) assert (decoded - left_by == {7'd0, entry_valid | state == CHECK});
    assert (~(\u_dut.fill & entry_valid & ~entry_ready));
    if ($past(rst_n & ~clear & \u_dut.fill & \u_dut.beyond )) assert (~entry_valid);   // an entry with a bit behind the last output does not appear
`ifdef COVER
    assert (~(entry_valid & entry_ready & entry_end));   // to be refuted
`endif
  end
endmodule
