// SPDX-License-Identifier: Apache-2.0
// SupermaskDecoder, its handshakes: every entry that is decoded leaves once. Of masks of one of G each active row of an entry, and each piece of it, takes its indices once, in
// order, as many rows together as a beat holds, and no entry waits meanwhile. All that for any code, any window, any position among the channels and any CRC.
// cut: w:u_dut.crc_q w:u_dut.crc_bad w:u_dut.lane*.buf_q w:u_dut.lane*.words_q w:u_dut.lane*.used_q w:u_dut.lane*.end_*_q w:u_dut.lane*.index_*_q w:u_dut.lane*.whole_*_q w:u_dut.tab_q w:u_dut.base_q w:u_dut.lens_q w:u_dut.table_bad w:u_dut.table_end w:u_dut.units w:u_dut.chans_q w:u_dut.tap_q w:u_dut.act_q w:u_dut.window w:u_dut.gone_q
module formal (input clk, input rst_n, input clear, input msk_valid, input msk_last, input [`BEAT-1:0] msk_data, input entry_ready);
  localparam [2:0] TABLE = 3'd3, RUN = 3'd4, CHECK = 3'd5;
  wire msk_ready, entry_valid, entry_last, entry_end;
  wire [`BITS-1:0] entry_data;
  wire [3:0] error;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(rst_n), .clear_i(clear), .msk_valid_i(msk_valid), .msk_last_i(msk_last), .msk_data_i(msk_data), .entry_ready_i(entry_ready),
    .msk_ready_o(msk_ready), .entry_valid_o(entry_valid), .entry_data_o(entry_data), .entry_last_o(entry_last), .entry_end_o(entry_end), .error_o(error)
  );
  (* hierconn *) wire [2:0] \u_dut.state_q ;
  wire [2:0] state = \u_dut.state_q ;
  wire leave = entry_valid & entry_ready;

  reg [7:0] decoded, left_by;        // entries, modulo 256
  (* hierconn *) wire [31:0] \u_dut.left_q ;
  (* hierconn *) wire \u_dut.entry_done ;
  always @(posedge clk)
    if (!rst_n | clear) begin
      decoded <= 0; left_by <= 0;
    end else begin
      decoded <= decoded + {7'd0, \u_dut.entry_done };
      left_by <= left_by + {7'd0, leave};
    end

`ifdef ROWS   // rows of indices in an entry, where masks are one of G
  (* hierconn *) wire \u_dut.one_q ;
  (* hierconn *) wire \u_dut.index_fire ;
  (* hierconn *) wire [`ROWS-1:0] \u_dut.place_q ;
  (* hierconn *) wire [`ACTIVE-1:0] \u_dut.act_q ;
  wire one = \u_dut.one_q ;
  wire index = \u_dut.index_fire ;
  (* hierconn *) wire [15:0] \u_dut.outs_q ;
  wire [`ROWS+2:0] active = {3'd0, \u_dut.act_q [`ROWS-1:0]};
  wire [15:0] outputs = \u_dut.outs_q < `OUTPUTS ? \u_dut.outs_q + 16'd1 : `OUTPUTS;   // of an entry, and how many rows of as many indices a beat holds, three at most
  wire [1:0] together = outputs <= `BEAT / (3 * `INDEX_BITS) ? 2'd3 : outputs <= `BEAT / (2 * `INDEX_BITS) ? 2'd2 : 2'd1;
`ifdef PIECES   // of a row
  (* hierconn *) wire [`PIECES-1:0] \u_dut.piece_q ;
  (* hierconn *) wire \u_dut.last_piece ;
  wire [`PIECES-1:0] pieces = \u_dut.piece_q ;
  wire last_piece = \u_dut.last_piece ;
`else
  wire [0:0] pieces = 1'd1;
  wire last_piece = 1'd1;
`endif
  reg [2:0] row, piece;              // whose indices come next
  wire [2:0] later = {active[row + 3'd3] | together < 2'd3, active[row + 3'd2] | together < 2'd2, active[row + 3'd1]};   // rows after it that an entry needs if it goes on
  wire last_row = ~&later;
  reg seen_row, seen_layer;          // the last row of an entry of indices; after that the end of their layer
  always @(posedge clk) begin
    if (state == TABLE) begin
      row <= 0; piece <= 0;
    end else if (index) begin
      piece <= last_piece ? 3'd0 : piece + 3'd1;
      if (last_piece) row <= last_row ? 3'd0 : row + {1'b0, together};
    end
    if (!rst_n) begin
      seen_row <= 0; seen_layer <= 0;
    end else begin
      if (index & last_piece & last_row & active[`ROWS-1]) seen_row <= 1;
      if (leave & entry_end & one & seen_row) seen_layer <= 1;
    end
  end
`endif

  wire started;
  formal_decoder #(.WIDTH(`BITS + 1)) u_decoder (
    .clk(clk), .rst_n(rst_n), .clear(clear), .take(msk_valid & msk_ready), .word(msk_data[`BEAT/64 - 1 +: 4]), .state(state), .left(\u_dut.left_q ),
    .valid(entry_valid), .ready(entry_ready), .last(entry_end), .data({entry_last, entry_data}), .error(error), .started(started)
  );

  always @(posedge clk) if (started) begin
    if (error == 4'd0) assert (decoded - left_by == {7'd0, entry_valid | state == CHECK});
`ifdef ROWS
    if (state == RUN & one) assert (\u_dut.place_q == 1 << row & pieces == 1 << piece & (\u_dut.entry_done == (index & last_piece & last_row)));
    if (index) assert (state == RUN & one & ~(entry_valid & ~entry_ready));
    if (error == 4'd7) assert (~entry_valid);   // an entry with an index beyond the channels does not appear
`endif
`ifdef COVER
`ifdef ROWS
    assert (~(leave & entry_end & ~one & seen_layer));   // to be refuted
`else
    assert (~(leave & entry_end));   // to be refuted
`endif
`endif
  end
endmodule
