// SPDX-License-Identifier: Apache-2.0
// Trains a perceptron, 2 inputs, 3 hidden unit(s), 1 output, by a step after each sample; exact products in e5m2.
`default_nettype none
module perceptron_e5m2_exact_3 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire init_valid_i,
  input  wire [7:0] init_value_i,
  input  wire sample_valid_i,
  input  wire [7:0] sample_x0_i,
  input  wire [7:0] sample_x1_i,
  input  wire [7:0] sample_target_i,
  input  wire sample_last_i,
  input  wire step_ready_i,
  output wire init_ready_o,
  output wire sample_ready_o,
  output wire step_valid_o,
  output wire [7:0] step_output_o,
  output wire [7:0] step_loss_o,
  output wire [103:0] step_weights_o
);
  wire sequencer_init_ready;
  wire sequencer_sample_ready;
  wire sequencer_op_valid;
  wire sequencer_op_first;
  wire sequencer_op_update;
  wire sequencer_op_emit;
  wire [31:0] sequencer_op_a;
  wire [7:0] sequencer_op_b;
  wire [31:0] sequencer_op_w;
  wire sequencer_y_ready;
  wire [7:0] sequencer_minus_target;
  wire sequencer_step_valid;
  wire [7:0] sequencer_step_output;
  wire [7:0] sequencer_step_loss;
  wire [103:0] sequencer_step_weights;

  wire engine_op_ready;
  wire engine_y_valid;
  wire [31:0] engine_y;
  matrix_engine_e5m2_exact_4x1x1 u_engine (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .op_valid_i(sequencer_op_valid),
    .op_first_i(sequencer_op_first),
    .op_update_i(sequencer_op_update),
    .op_emit_i(sequencer_op_emit),
    .op_a_i(sequencer_op_a),
    .op_b_i(sequencer_op_b),
    .op_w_i(sequencer_op_w),
    .y_ready_i(sequencer_y_ready),
    .op_ready_o(engine_op_ready),
    .y_valid_o(engine_y_valid),
    .y_o(engine_y)
  );

  wire [7:0] output_y = engine_y[7:0];

  wire [7:0] error_s;
  fp_adder_e5m2 u_error (
    .a_i(output_y),
    .b_i(sequencer_minus_target),
    .s_o(error_s)
  );

  perceptron_sequencer_e5m2_exact_3 u_sequencer (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .init_valid_i(init_valid_i),
    .init_value_i(init_value_i),
    .sample_valid_i(sample_valid_i),
    .sample_x0_i(sample_x0_i),
    .sample_x1_i(sample_x1_i),
    .sample_target_i(sample_target_i),
    .sample_last_i(sample_last_i),
    .op_ready_i(engine_op_ready),
    .y_valid_i(engine_y_valid),
    .y_i(engine_y),
    .error_i(error_s),
    .step_ready_i(step_ready_i),
    .init_ready_o(sequencer_init_ready),
    .sample_ready_o(sequencer_sample_ready),
    .op_valid_o(sequencer_op_valid),
    .op_first_o(sequencer_op_first),
    .op_update_o(sequencer_op_update),
    .op_emit_o(sequencer_op_emit),
    .op_a_o(sequencer_op_a),
    .op_b_o(sequencer_op_b),
    .op_w_o(sequencer_op_w),
    .y_ready_o(sequencer_y_ready),
    .minus_target_o(sequencer_minus_target),
    .step_valid_o(sequencer_step_valid),
    .step_output_o(sequencer_step_output),
    .step_loss_o(sequencer_step_loss),
    .step_weights_o(sequencer_step_weights)
  );

  assign init_ready_o = sequencer_init_ready;
  assign sample_ready_o = sequencer_sample_ready;
  assign step_valid_o = sequencer_step_valid;
  assign step_output_o = sequencer_step_output;
  assign step_loss_o = sequencer_step_loss;
  assign step_weights_o = sequencer_step_weights;
endmodule
`default_nettype wire
