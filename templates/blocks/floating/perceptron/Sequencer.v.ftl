// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// Training steps of a perceptron, 2 inputs, ${hidden} hidden unit(s), 1 output in ${format}, on a matrix engine of ${hidden + 1} rows and a column:
// z = W1 x, a = max(z, 0), y = w2 a, e = y - t;  w2 -= rate e a,  W1 -= rate (e w2 where z > 0) x, all gradients by the weights before. Inputs of each layer end with a 1.
// Registers that are used one element after the other turn, so that the element in use is the lowest.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire init_valid_i,
  input  wire [@v.range bits/] init_value_i,
  input  wire sample_valid_i,
  input  wire [@v.range bits/] sample_x0_i,
  input  wire [@v.range bits/] sample_x1_i,
  input  wire [@v.range bits/] sample_target_i,
  input  wire sample_last_i,
[#if adaptive]
  input  wire [@v.range format.fractionBits/] sample_mask_0_i,
[/#if]
  input  wire op_ready_i,
  input  wire y_valid_i,
  input  wire [@v.range rowsBits/] y_i,
  input  wire [@v.range bits/] error_i,
  input  wire step_ready_i,
  output wire init_ready_o,
  output wire sample_ready_o,
  output wire op_valid_o,
  output wire op_first_o,
  output wire op_update_o,
  output wire op_emit_o,
  output wire [@v.range rowsBits/] op_a_o,
  output wire [@v.range bits/] op_b_o,
  output wire [@v.range rowsBits/] op_w_o,
[#if adaptive]
  output wire [@v.range format.fractionBits/] op_mask_0_o,
[/#if]
  output wire y_ready_o,
  output wire [@v.range bits/] minus_target_o,
  output wire step_valid_o,
  output wire [@v.range bits/] step_output_o,
  output wire [@v.range bits/] step_loss_o,
  output wire [@v.range 3 * hiddenBits + rowsBits/] step_weights_o
);
  localparam [3:0] LOAD = 4'd0, SAMPLE = 4'd1, HIDDEN = 4'd2, HIDDEN_Y = 4'd3, OUTPUT = 4'd4, OUTPUT_Y = 4'd5, BACK = 4'd6, BACK_Y = 4'd7;
  localparam [3:0] GRAD_2 = 4'd8, UPDATE_2 = 4'd9, UPDATE_2_Y = 4'd10, GRAD_1 = 4'd11, UPDATE_1 = 4'd12, UPDATE_1_Y = 4'd13, STEP = 4'd14;

  reg [3:0] phase_q;
  reg [@v.range loadBits/] load_q;
  reg [1:0] input_q;
  reg last_q;
  reg [@v.range unitBits/] unit_q;

  wire beat = op_valid_o & op_ready_i;
  wire answer = y_valid_i & y_ready_o;
  wire last_input = input_q == 2'd2;
  wire last_unit = unit_q == ${unitBits}'d${hidden};

  always @(${clockEdge}) begin
    if (!rst_ni) begin
      phase_q <= LOAD;
      load_q <= ${loadBits}'d0;
      input_q <= 2'd0;
      last_q <= 1'b0;
      unit_q <= ${unitBits}'d0;
    end else begin
      case (phase_q)
        LOAD: if (init_valid_i) begin
          load_q <= load_q == ${loadBits}'d${initValues - 1} ? ${loadBits}'d0 : load_q + ${loadBits}'d1;
          if (load_q == ${loadBits}'d${initValues - 1}) phase_q <= SAMPLE;
        end
        SAMPLE: if (sample_valid_i) begin
          last_q <= sample_last_i;
          phase_q <= HIDDEN;
        end
        HIDDEN: if (beat) begin
          input_q <= last_input ? 2'd0 : input_q + 2'd1;
          if (last_input) phase_q <= HIDDEN_Y;
        end
        HIDDEN_Y: if (answer) phase_q <= OUTPUT;
        OUTPUT: if (beat) begin
          unit_q <= last_unit ? ${unitBits}'d0 : unit_q + ${unitBits}'d1;
          if (last_unit) phase_q <= OUTPUT_Y;
        end
        OUTPUT_Y: if (answer) phase_q <= BACK;
        BACK: if (beat) phase_q <= BACK_Y;
        BACK_Y: if (answer) phase_q <= GRAD_2;
        GRAD_2: if (beat) phase_q <= UPDATE_2;
        UPDATE_2: if (beat) phase_q <= UPDATE_2_Y;
        UPDATE_2_Y: if (answer) phase_q <= GRAD_1;
        GRAD_1: if (beat) phase_q <= UPDATE_1;
        UPDATE_1: if (beat) phase_q <= UPDATE_1_Y;
        UPDATE_1_Y: if (answer) begin
          input_q <= last_input ? 2'd0 : input_q + 2'd1;
          phase_q <= last_input ? STEP : GRAD_1;
        end
        default: if (step_ready_i) phase_q <= last_q ? LOAD : SAMPLE;
      endcase
    end
  end

  wire shift_in = phase_q == LOAD & init_valid_i;
  wire take_hidden = phase_q == HIDDEN_Y & answer;
  wire take_output = phase_q == OUTPUT_Y & answer;
  wire take_back = phase_q == BACK_Y & answer;
  wire take_update_2 = phase_q == UPDATE_2_Y & answer;
  wire take_update_1 = phase_q == UPDATE_1_Y & answer;
  wire turn_inputs = (phase_q == HIDDEN & beat) | take_update_1;
  wire turn_units = phase_q == OUTPUT & beat;

  // Minus the rate, W1 by inputs, w2.
  reg [@v.range bits/] rate_q;
  reg [@v.range 3 * hiddenBits/] w1_q;
  reg [@v.range rowsBits/] w2_q;
  wire [@v.range hiddenBits/] w1_row = w1_q[@v.range hiddenBits/];
  always @(posedge clk_i) begin
    if (shift_in) rate_q <= w1_q[@v.range bits/];
    if (shift_in) w1_q <= {w2_q[@v.range bits/], w1_q[@v.upper 3 * hiddenBits bits/]};
    else if (turn_inputs) w1_q <= {take_update_1 ? y_i[@v.range hiddenBits/] : w1_row, w1_q[@v.upper 3 * hiddenBits hiddenBits/]};
    if (shift_in) w2_q <= {init_value_i, w2_q[@v.upper rowsBits bits/]};
    else if (turn_units) w2_q <= {w2_q[@v.range bits/], w2_q[@v.upper rowsBits bits/]};
    else if (take_update_2) w2_q <= y_i;
  end

  // The sample, with the 1 of the bias.
  reg [@v.range 3 * bits/] x_q;
  reg [@v.range bits/] target_q;
[#if adaptive]
  reg [@v.range format.fractionBits/] mask_q;
[/#if]
  always @(posedge clk_i) begin
    if (phase_q == SAMPLE) begin
      x_q <= {${one}, sample_x1_i, sample_x0_i};
      target_q <= sample_target_i;
[#if adaptive]
      mask_q <= sample_mask_0_i;
[/#if]
    end else if (turn_inputs) x_q <= {x_q[@v.range bits/], x_q[@v.upper 3 * bits bits/]};
  end

  // Hidden units, with the 1 of the bias; which of them are above 0; their gradients.
  wire [@v.range hiddenBits/] rectified;
  wire [@v.range hidden/] above;
[#list 0..<hidden as h]
  assign rectified[${h * bits} +: ${bits}] = y_i[${h * bits} +: ${bits}] & {${bits}{~y_i[${h * bits + bits - 1}]}};
  assign above[${h}] = |rectified[${h * bits} +: ${bits}];
[/#list]
  reg [@v.range rowsBits/] units_q;
  reg [@v.range hidden/] above_q;
  reg [@v.range hiddenBits/] back_q;
  reg [@v.range bits/] error_q, output_q, loss_q;
  always @(posedge clk_i) begin
    if (take_hidden) units_q <= {${one}, rectified};
    else if (turn_units) units_q <= {units_q[@v.range bits/], units_q[@v.upper rowsBits bits/]};
    if (take_hidden) above_q <= above;
    if (take_output) output_q <= y_i[@v.range bits/];
    if (take_output) error_q <= error_i;
    if (take_back) loss_q <= y_i[@v.upper rowsBits hiddenBits/];
[#list 0..<hidden as h]
    if (take_back) back_q[${h * bits} +: ${bits}] <= y_i[${h * bits} +: ${bits}] & {${bits}{above_q[${h}]}};
[/#list]
  end

  reg [@v.range rowsBits/] a;
  reg [@v.range bits/] b;
  always @(*) begin
    case (phase_q)
      HIDDEN: a = {${bits}'d0, w1_row};
      OUTPUT: a = {${hiddenBits}'d0, w2_q[@v.range bits/]};
      BACK: a = {error_q, w2_q[@v.range hiddenBits/]};
      GRAD_2: a = units_q;
      default: a = {${bits}'d0, back_q};
    endcase
    case (phase_q)
      HIDDEN, GRAD_1: b = x_q[@v.range bits/];
      OUTPUT: b = units_q[@v.range bits/];
      UPDATE_1, UPDATE_2: b = rate_q;
      default: b = error_q;
    endcase
  end

  assign init_ready_o = phase_q == LOAD;
  assign sample_ready_o = phase_q == SAMPLE;
  assign op_valid_o = phase_q == HIDDEN | phase_q == OUTPUT | phase_q == BACK | phase_q == GRAD_2 | phase_q == UPDATE_2 | phase_q == GRAD_1 | phase_q == UPDATE_1;
  assign op_first_o = (phase_q == HIDDEN & input_q == 2'd0) | (phase_q == OUTPUT & unit_q == ${unitBits}'d0) | phase_q == BACK | phase_q == GRAD_2 | phase_q == GRAD_1;
  assign op_update_o = phase_q == UPDATE_2 | phase_q == UPDATE_1;
  assign op_emit_o = (phase_q == HIDDEN & last_input) | (phase_q == OUTPUT & last_unit) | phase_q == BACK | op_update_o;
  assign op_a_o = a;
  assign op_b_o = b;
  assign op_w_o = phase_q == UPDATE_2 ? w2_q : {${bits}'d0, w1_row};
[#if adaptive]
  assign op_mask_0_o = mask_q;
[/#if]
  assign y_ready_o = phase_q == HIDDEN_Y | phase_q == OUTPUT_Y | phase_q == BACK_Y | phase_q == UPDATE_2_Y | phase_q == UPDATE_1_Y;
  assign minus_target_o = {~target_q[@v.top bits/], target_q[@v.range bits - 1/]};
  assign step_valid_o = phase_q == STEP;
  assign step_output_o = output_q;
  assign step_loss_o = loss_q;
  assign step_weights_o = {w2_q, w1_q};
endmodule
`default_nettype wire
