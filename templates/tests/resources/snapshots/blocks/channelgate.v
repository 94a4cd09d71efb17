// SPDX-License-Identifier: Apache-2.0
// on[k] = sum of w2[k][j] max(0, sum of w1[j][c] s[c] - t1[j]) > t2[k]: 3 channels, 2 hidden units, 5 outputs.
`default_nettype none
module channel_gate_3x2x5_positions4 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire in_valid_i,
  input  wire in_load_i,
  input  wire in_last_i,
  input  wire [28:0] in_data_i,
  input  wire gate_ready_i,
  output wire in_ready_o,
  output wire gate_valid_o,
  output wire [4:0] gate_on_o
);
  wire sequencer_in_ready;
  wire sequencer_gate_valid;
  wire [4:0] sequencer_gate_on;
  wire sequencer_weight_wr_en;
  wire [3:0] sequencer_weight_wr_addr;
  wire [7:0] sequencer_weight_wr_data;
  wire sequencer_weight_rd_en;
  wire [3:0] sequencer_weight_rd_addr;
  wire sequencer_threshold_wr_en;
  wire [2:0] sequencer_threshold_wr_addr;
  wire [28:0] sequencer_threshold_wr_data;
  wire sequencer_threshold_rd_en;
  wire [2:0] sequencer_threshold_rd_addr;
  wire sequencer_value_wr_en;
  wire [2:0] sequencer_value_wr_addr;
  wire [19:0] sequencer_value_wr_data;
  wire sequencer_value_rd_en;
  wire [2:0] sequencer_value_rd_addr;

  wire [7:0] weights_rd_data;
  ram_16x8 u_weights (
    .clk_i(clk_i),
    .wr_en_i(sequencer_weight_wr_en),
    .wr_addr_i(sequencer_weight_wr_addr),
    .wr_data_i(sequencer_weight_wr_data),
    .rd_en_i(sequencer_weight_rd_en),
    .rd_addr_i(sequencer_weight_rd_addr),
    .rd_data_o(weights_rd_data)
  );

  wire [28:0] thresholds_rd_data;
  ram_7x29 u_thresholds (
    .clk_i(clk_i),
    .wr_en_i(sequencer_threshold_wr_en),
    .wr_addr_i(sequencer_threshold_wr_addr),
    .wr_data_i(sequencer_threshold_wr_data),
    .rd_en_i(sequencer_threshold_rd_en),
    .rd_addr_i(sequencer_threshold_rd_addr),
    .rd_data_o(thresholds_rd_data)
  );

  wire [19:0] values_rd_data;
  ram_5x20 u_values (
    .clk_i(clk_i),
    .wr_en_i(sequencer_value_wr_en),
    .wr_addr_i(sequencer_value_wr_addr),
    .wr_data_i(sequencer_value_wr_data),
    .rd_en_i(sequencer_value_rd_en),
    .rd_addr_i(sequencer_value_rd_addr),
    .rd_data_o(values_rd_data)
  );

  gate_sequencer_3x2x5_positions4 u_sequencer (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .in_valid_i(in_valid_i),
    .in_load_i(in_load_i),
    .in_last_i(in_last_i),
    .in_data_i(in_data_i),
    .weight_data_i(weights_rd_data),
    .threshold_data_i(thresholds_rd_data),
    .value_data_i(values_rd_data),
    .gate_ready_i(gate_ready_i),
    .in_ready_o(sequencer_in_ready),
    .gate_valid_o(sequencer_gate_valid),
    .gate_on_o(sequencer_gate_on),
    .weight_wr_en_o(sequencer_weight_wr_en),
    .weight_wr_addr_o(sequencer_weight_wr_addr),
    .weight_wr_data_o(sequencer_weight_wr_data),
    .weight_rd_en_o(sequencer_weight_rd_en),
    .weight_rd_addr_o(sequencer_weight_rd_addr),
    .threshold_wr_en_o(sequencer_threshold_wr_en),
    .threshold_wr_addr_o(sequencer_threshold_wr_addr),
    .threshold_wr_data_o(sequencer_threshold_wr_data),
    .threshold_rd_en_o(sequencer_threshold_rd_en),
    .threshold_rd_addr_o(sequencer_threshold_rd_addr),
    .value_wr_en_o(sequencer_value_wr_en),
    .value_wr_addr_o(sequencer_value_wr_addr),
    .value_wr_data_o(sequencer_value_wr_data),
    .value_rd_en_o(sequencer_value_rd_en),
    .value_rd_addr_o(sequencer_value_rd_addr)
  );

  assign in_ready_o = sequencer_in_ready;
  assign gate_valid_o = sequencer_gate_valid;
  assign gate_on_o = sequencer_gate_on;
endmodule
`default_nettype wire
