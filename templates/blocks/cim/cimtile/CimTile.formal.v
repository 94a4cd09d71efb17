// SPDX-License-Identifier: Apache-2.0
// CimTile, driven through its ports alone: reset in the first cycle and never again, then any commands and results taken at any time. Rows are rows that there are; where there is a
// channel gate its words are loaded whole and maps have all channels.
// What is proven are the rules P1 to P13 of the emitted controller, which KAKURE_ASSERT turns on; that the lines they speak of are the macro's, and those that the tile shows; that an operation is given the same from its
// start to its end, and the bits of the inputs from the cycle that asks for them until others are asked for; and that nothing is asked of the controller in vain.
// With a channel gate it may decide anything whenever it does: what it sums is left out.
// cut: w:u_dut.u_gate.u_sequencer.on_q w:u_dut.u_gate.u_sequencer.acc_q w:u_dut.u_gate.u_sequencer.x_q
module formal (
  input clk, input cmd_valid, input [2:0] cmd_kind, input [`INDEX-1:0] cmd_index, input [`DATA-1:0] cmd_data, input result_ready
);
  reg started = 0;
  localparam [2:0] CELLS = 3'd0, START = 3'd5, LOAD = 3'd6, MAP = 3'd7;
  wire cmd_ready, result_valid, gpch_n, acc_clr, acc_shl, acc_sub;
  wire [`UNITS-1:0] pch_n, c1, c2, iso, sel, act;
  wire [`ROWS-1:0] wl;
  wire [`GROUPS-1:0] sae, acc_en;
  `DUT u_dut (
    .clk_i(clk), .rst_ni(started), .cmd_valid_i(cmd_valid), .cmd_kind_i(cmd_kind), .cmd_index_i(cmd_index), .cmd_data_i(cmd_data), .result_ready_i(result_ready),
    .cmd_ready_o(cmd_ready), .result_valid_o(result_valid), .lines_pch_n_o(pch_n), .lines_wl_o(wl), .lines_c1_o(c1), .lines_c2_o(c2), .lines_iso_o(iso), .lines_sel_o(sel), .lines_gpch_n_o(gpch_n), .lines_sae_o(sae),
    .lines_acc_en_o(acc_en), .lines_acc_clr_o(acc_clr), .lines_acc_shl_o(acc_shl), .lines_acc_sub_o(acc_sub), .lines_act_o(act)
  );

  reg [15:0] loaded = 0, channel = 0;
  wire take = started & cmd_valid & cmd_ready;
  always @(posedge clk) begin
    started <= 1;
    if (take & (cmd_kind == LOAD)) loaded <= loaded == `LOADS - 1 ? 16'd0 : loaded + 16'd1;
    if (take & (cmd_kind == MAP)) channel <= channel == `CHANNELS - 1 ? 16'd0 : channel + 16'd1;
  end
  always @* assume ((cmd_kind != CELLS) | (cmd_index < `ROWS));
  always @* assume ((cmd_kind != MAP) | (loaded == 16'd0));
  always @* assume ((cmd_kind != MAP) | ~cmd_index[0] | (channel == `CHANNELS - 1));

`ifdef GATE
  // What the memories are asked by registers that were not reset yet is left out.
  (* hierconn *) wire \u_dut.u_gate.u_sequencer.threshold_wr_en_o ;
  (* hierconn *) wire \u_dut.u_gate.u_sequencer.threshold_rd_en_o ;
  (* hierconn *) wire \u_dut.u_gate.u_sequencer.value_wr_en_o ;
  (* hierconn *) wire \u_dut.u_gate.u_sequencer.value_rd_en_o ;
  (* hierconn *) wire \u_dut.u_gate.u_sequencer.weight_wr_en_o ;
  always @* assume (started | ~(\u_dut.u_gate.u_sequencer.threshold_wr_en_o | \u_dut.u_gate.u_sequencer.threshold_rd_en_o | \u_dut.u_gate.u_sequencer.value_wr_en_o | \u_dut.u_gate.u_sequencer.value_rd_en_o
    | \u_dut.u_gate.u_sequencer.weight_wr_en_o ));
`endif

  // The controller's own lines, and what the macro gets.
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_controller.pch_n_o ;
  (* hierconn *) wire [`ROWS-1:0] \u_dut.u_controller.wl_o ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_controller.c1_o ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_controller.c2_o ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_controller.iso_o ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_controller.sel_o ;
  (* hierconn *) wire \u_dut.u_controller.gpch_n_o ;
  (* hierconn *) wire [`GROUPS-1:0] \u_dut.u_controller.sae_o ;
  (* hierconn *) wire \u_dut.u_controller.wr_en_o ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_macro.pch_n_i ;
  (* hierconn *) wire [`ROWS-1:0] \u_dut.u_macro.wl_i ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_macro.c1_i ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_macro.c2_i ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_macro.iso_i ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_macro.sel_i ;
  (* hierconn *) wire \u_dut.u_macro.gpch_n_i ;
  (* hierconn *) wire [`GROUPS-1:0] \u_dut.u_macro.sae_i ;
  (* hierconn *) wire \u_dut.u_macro.wr_en_i ;
  wire [`LINES-1:0] led = {\u_dut.u_controller.pch_n_o , \u_dut.u_controller.wl_o , \u_dut.u_controller.c1_o , \u_dut.u_controller.c2_o , \u_dut.u_controller.iso_o , \u_dut.u_controller.sel_o ,
    \u_dut.u_controller.gpch_n_o , \u_dut.u_controller.sae_o };
  wire [`LINES-1:0] got = {\u_dut.u_macro.pch_n_i , \u_dut.u_macro.wl_i , \u_dut.u_macro.c1_i , \u_dut.u_macro.c2_i , \u_dut.u_macro.iso_i , \u_dut.u_macro.sel_i , \u_dut.u_macro.gpch_n_i , \u_dut.u_macro.sae_i };
  wire [`LINES-1:0] shown = {pch_n, wl, c1, c2, iso, sel, gpch_n, sae};

  // What the controller is given.
  (* hierconn *) wire \u_dut.u_controller.ready_o ;
  (* hierconn *) wire \u_dut.u_controller.start_i ;
  (* hierconn *) wire \u_dut.u_controller.signed_i ;
  (* hierconn *) wire \u_dut.u_controller.skip_i ;
  (* hierconn *) wire \u_dut.u_controller.sleep_i ;
  (* hierconn *) wire [`PATTERN_BITS-1:0] \u_dut.u_controller.pattern_i ;
  (* hierconn *) wire [`UNITS-1:0] \u_dut.u_controller.seg_zero_i ;
  (* hierconn *) wire [`GROUPS-1:0] \u_dut.u_controller.col_on_i ;
  (* hierconn *) wire [`ROWS-1:0] \u_dut.u_controller.row_on_i ;
  (* hierconn *) wire [`ROWS-1:0] \u_dut.u_controller.x_bit_i ;
  (* hierconn *) wire \u_dut.u_controller.wr_req_i ;
  wire ready = \u_dut.u_controller.ready_o ;
  wire start = \u_dut.u_controller.start_i ;
  wire [`GIVEN-1:0] given = {\u_dut.u_controller.signed_i , \u_dut.u_controller.skip_i , \u_dut.u_controller.sleep_i , \u_dut.u_controller.pattern_i , \u_dut.u_controller.seg_zero_i ,
    \u_dut.u_controller.col_on_i , \u_dut.u_controller.row_on_i };
  reg [`GIVEN-1:0] given_was;
  reg [`ROWS-1:0] x_was;
  reg runs = 0, begun = 0;
  always @(posedge clk) begin
    given_was <= given; x_was <= \u_dut.u_controller.x_bit_i ;
    runs <= started & (start | ~ready);
    begun <= ~ready & (begun | acc_clr);
  end

  // A start is answered by one result, and until that is taken no command is.
  reg asked = 0;
  always @(posedge clk) asked <= (asked & ~(result_valid & result_ready)) | (take & (cmd_kind == START));

  always @(posedge clk) if (started) begin
    assert (got == led);
    assert (shown == led);
    assert (\u_dut.u_macro.wr_en_i == \u_dut.u_controller.wr_en_o );
    assert (~runs | ready | (given == given_was));
    assert (~begun | ready | acc_shl | (\u_dut.u_controller.x_bit_i == x_was));
    assert (~start | ready);
    assert (~\u_dut.u_controller.wr_req_i | \u_dut.u_controller.wr_en_o );
    assert (~cmd_ready | ~asked);
    assert (~result_valid | (asked & ready));
  end

`ifdef COVER
  reg sensed = 0;
  always @(posedge clk) sensed <= sensed | (|sae);
  always @(posedge clk) if (started) assert (~(result_valid & sensed));   // to be refuted
`endif
endmodule
