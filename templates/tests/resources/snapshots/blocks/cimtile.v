// SPDX-License-Identifier: Apache-2.0
// sum[j] = sum of x[r] w[r][j]: 6 rows in 3 segment(s), 6 pairs of columns in 2 group(s), inputs of 3 bit(s).
`default_nettype none
module cim_tile_6x12x3x2_0fca9d (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire cmd_valid_i,
  input  wire [2:0] cmd_kind_i,
  input  wire [2:0] cmd_index_i,
  input  wire [11:0] cmd_data_i,
  input  wire result_ready_i,
  output wire cmd_ready_o,
  output wire result_valid_o,
  output wire [53:0] result_sums_o,
  output wire [6:0] result_cycles_o,
  output wire [6:0] result_precharges_o,
  output wire [6:0] result_avoided_o,
  output wire [6:0] result_pulses_o,
  output wire [6:0] result_conversions_o,
  output wire [6:0] result_off_o,
  output wire [6:0] result_held_o,
  output wire [6:0] result_wakes_o,
  output wire [1:0] lines_bit_o,
  output wire [5:0] lines_pch_n_o,
  output wire [5:0] lines_wl_o,
  output wire [5:0] lines_c1_o,
  output wire [5:0] lines_c2_o,
  output wire [5:0] lines_iso_o,
  output wire [5:0] lines_sel_o,
  output wire lines_gpch_n_o,
  output wire [1:0] lines_sae_o,
  output wire [1:0] lines_acc_en_o,
  output wire lines_acc_clr_o,
  output wire lines_acc_shl_o,
  output wire lines_acc_sub_o,
  output wire [5:0] lines_act_o
);
  wire controller_ready;
  wire controller_done;
  wire [1:0] controller_bit;
  wire [5:0] controller_pch_n;
  wire [5:0] controller_wl;
  wire [5:0] controller_c1;
  wire [5:0] controller_c2;
  wire [5:0] controller_iso;
  wire [5:0] controller_sel;
  wire controller_gpch_n;
  wire [1:0] controller_sae;
  wire [1:0] controller_acc_en;
  wire controller_acc_clr;
  wire controller_acc_shl;
  wire controller_acc_sub;
  wire [5:0] controller_act;
  wire controller_wr_en;
  wire [7:0] controller_starts_ignored;
  wire [7:0] controller_writes_ignored;

  wire front_cmd_ready;
  wire front_result_valid;
  wire front_start;
  wire front_signed;
  wire front_skip;
  wire front_sleep;
  wire front_pattern;
  wire [5:0] front_seg_zero;
  wire [1:0] front_col_on;
  wire [5:0] front_row_on;
  wire [5:0] front_x_bit;
  wire front_wr_req;
  wire [2:0] front_wr_row;
  wire [11:0] front_wr_data;
  wire [11:0] front_mode;
  tile_front_6x12x3x2_inputs3_taps2_bits3 u_front (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .cmd_valid_i(cmd_valid_i),
    .cmd_kind_i(cmd_kind_i),
    .cmd_index_i(cmd_index_i),
    .cmd_data_i(cmd_data_i),
    .ready_i(controller_ready),
    .done_i(controller_done),
    .bit_i(controller_bit),
    .result_ready_i(result_ready_i),
    .cmd_ready_o(front_cmd_ready),
    .result_valid_o(front_result_valid),
    .start_o(front_start),
    .signed_o(front_signed),
    .skip_o(front_skip),
    .sleep_o(front_sleep),
    .pattern_o(front_pattern),
    .seg_zero_o(front_seg_zero),
    .col_on_o(front_col_on),
    .row_on_o(front_row_on),
    .x_bit_o(front_x_bit),
    .wr_req_o(front_wr_req),
    .wr_row_o(front_wr_row),
    .wr_data_o(front_wr_data),
    .mode_o(front_mode)
  );

  bitline_controller_3x2x2_5cf540 u_controller (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .start_i(front_start),
    .signed_i(front_signed),
    .skip_i(front_skip),
    .sleep_i(front_sleep),
    .pattern_i(front_pattern),
    .seg_zero_i(front_seg_zero),
    .col_on_i(front_col_on),
    .row_on_i(front_row_on),
    .x_bit_i(front_x_bit),
    .wr_req_i(front_wr_req),
    .ready_o(controller_ready),
    .done_o(controller_done),
    .bit_o(controller_bit),
    .pch_n_o(controller_pch_n),
    .wl_o(controller_wl),
    .c1_o(controller_c1),
    .c2_o(controller_c2),
    .iso_o(controller_iso),
    .sel_o(controller_sel),
    .gpch_n_o(controller_gpch_n),
    .sae_o(controller_sae),
    .acc_en_o(controller_acc_en),
    .acc_clr_o(controller_acc_clr),
    .acc_shl_o(controller_acc_shl),
    .acc_sub_o(controller_acc_sub),
    .act_o(controller_act),
    .wr_en_o(controller_wr_en),
    .starts_ignored_o(controller_starts_ignored),
    .writes_ignored_o(controller_writes_ignored)
  );


  wire [35:0] macro_code;
  wire [5:0] macro_ref;
  cim_macro_6x12x3x2 u_macro (
    .clk_i(clk_i),
    .wr_en_i(controller_wr_en),
    .wr_row_i(front_wr_row),
    .wr_data_i(front_wr_data),
    .pch_n_i(controller_pch_n),
    .c1_i(controller_c1),
    .c2_i(controller_c2),
    .iso_i(controller_iso),
    .sel_i(controller_sel),
    .wl_i(controller_wl),
    .gpch_n_i(controller_gpch_n),
    .sae_i(controller_sae),
    .code_o(macro_code),
    .ref_o(macro_ref)
  );

  wire [53:0] accumulator_acc;
  cim_accumulator_6x12x3x2_bits3 u_accumulator (
    .clk_i(clk_i),
    .acc_en_i(controller_acc_en),
    .acc_clr_i(controller_acc_clr),
    .acc_shl_i(controller_acc_shl),
    .acc_sub_i(controller_acc_sub),
    .sel_i(controller_sel),
    .mode_i(front_mode),
    .code_i(macro_code),
    .ref_i(macro_ref),
    .acc_o(accumulator_acc)
  );

  wire busy = ~controller_ready;
  wire bit_begins = controller_acc_clr | controller_acc_shl;

  wire [6:0] counters_cycles;
  wire [6:0] counters_precharges;
  wire [6:0] counters_avoided;
  wire [6:0] counters_pulses;
  wire [6:0] counters_conversions;
  wire [6:0] counters_off;
  wire [6:0] counters_held;
  wire [6:0] counters_wakes;
  cim_counters_6x3x2_bits7 u_counters (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .clear_i(front_start),
    .busy_i(busy),
    .bit_i(bit_begins),
    .act_i(controller_act),
    .pch_n_i(controller_pch_n),
    .c1_i(controller_c1),
    .c2_i(controller_c2),
    .wl_i(controller_wl),
    .sae_i(controller_sae),
    .cycles_o(counters_cycles),
    .precharges_o(counters_precharges),
    .avoided_o(counters_avoided),
    .pulses_o(counters_pulses),
    .conversions_o(counters_conversions),
    .off_o(counters_off),
    .held_o(counters_held),
    .wakes_o(counters_wakes)
  );

  assign cmd_ready_o = front_cmd_ready;
  assign result_valid_o = front_result_valid;
  assign result_sums_o = accumulator_acc;
  assign result_cycles_o = counters_cycles;
  assign result_precharges_o = counters_precharges;
  assign result_avoided_o = counters_avoided;
  assign result_pulses_o = counters_pulses;
  assign result_conversions_o = counters_conversions;
  assign result_off_o = counters_off;
  assign result_held_o = counters_held;
  assign result_wakes_o = counters_wakes;
  assign lines_bit_o = controller_bit;
  assign lines_pch_n_o = controller_pch_n;
  assign lines_wl_o = controller_wl;
  assign lines_c1_o = controller_c1;
  assign lines_c2_o = controller_c2;
  assign lines_iso_o = controller_iso;
  assign lines_sel_o = controller_sel;
  assign lines_gpch_n_o = controller_gpch_n;
  assign lines_sae_o = controller_sae;
  assign lines_acc_en_o = controller_acc_en;
  assign lines_acc_clr_o = controller_acc_clr;
  assign lines_acc_shl_o = controller_acc_shl;
  assign lines_acc_sub_o = controller_acc_sub;
  assign lines_act_o = controller_act;

  wire unused = &{1'b0, controller_starts_ignored, controller_writes_ignored};
endmodule
`default_nettype wire
