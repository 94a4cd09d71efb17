// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/engine/sequencer/descriptor.ftl" as descriptor]
[#import "/blocks/engine/sequencer/flags.ftl" as flags]
[#import "/blocks/engine/sequencer/image.ftl" as image]
[#import "/blocks/engine/sequencer/reports.ftl" as reports]
[#import "/blocks/engine/sequencer/steps.ftl" as steps]
// for each group of ${tco} output channels, tile of ${pixels} pixels, [#if planes]plane of weights, [/#if]group of ${tci} input channels, [#if group > 1]pass, [/#if]tap: one step.
// A: step.  B: tap, seed.  C: rows, state.  D: activations, mask and signs meet in the array. en_o stops all four when the array would overwrite an undrained tile.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire cfg_valid_i,
  input  wire [1:0] cfg_target_i,
  input  wire [@v.range pcBits/] cfg_pc_i,
  input  wire [63:0] word_i,
  input  wire img_valid_i,
  input  wire mask_full_i,
  input  wire mask_end_i,
  input  wire [15:0] head_cout_i,
  input  wire [15:0] head_taps_i,
  input  wire [15:0] head_channels_i,
  input  wire [3:0] head_kind_i,
  input  wire [3:0] mask_error_i,
  input  wire mask_overflow_i,
  input  wire scale_bad_i,
  input  wire scale_full_i,
  input  wire free_i,
  input  wire idle_i,
  input  wire fetch_ready_i,
  input  wire report_ready_i,
  output wire cfg_ready_o,
  output wire img_ready_o,
  output wire halted_o,
  output wire program_we_o,
  output wire tap_we_o,
  output wire word_en_o,
  output wire [@v.range pcBits/] word_addr_o,
  output wire en_o,
  output wire valid_o,
  output wire fresh_o,
  output wire last_step_o,
  output wire last_tile_o,
  output wire group_last_o,
  output wire [@v.range rowBits/] row_o,
  output wire [@v.range tapBits/] tap_addr_o,
  output wire [@v.range entryBits/] entry_o,
  output wire [31:0] w_o,
  output wire [31:0] cphi_o,
[#if spreads]
  output wire spread_0_o,
[/#if]
[#if windowed]
  output wire [4:0] shift_0_o,
[/#if]
  output wire array_en_o,
  output wire array_first_o,
  output wire array_last_o,
[#if planes]
  output wire array_twice_0_o,
[/#if]
  output wire tile_o,
  output wire setup_o,
  output wire abort_o,
  output wire src_o,
  output wire emit_o,
  output wire [1:0] mode_o,
  output wire [@v.range tileBits/] tiles_o,
  output wire [@v.range channelBits/] cout_o,
  output wire [@v.range rowBits/] base_o,
  output wire [@v.range rowBits/] rows_o,
  output wire [@v.range rowBits/] plane_o,
[#if overlaps]
  output wire overlap_0_o,
[/#if]
[#if terms]
  output wire [@v.range termBits/] terms_0_o,
[/#if]
  output wire [@v.range coord/] pitch_o,
  output wire [@v.range coord/] step_x_o,
  output wire [@v.range coord/] step_y_o,
  output wire [@v.range coord/] width_o,
  output wire [@v.range coord/] height_o,
  output wire [@v.range rowBits/] line_rows_o,
  output wire [@v.range remBits/] line_rem_o,
  output wire load_we_o,
  output wire [@v.range rowBits/] load_row_o,
  output wire [@v.range chunkBits/] load_chunk_o,
  output wire report_valid_o,
  output wire [3:0] report_index_o,
  output wire [31:0] report_value_o[#if residual],
  output wire back_0_o,
  output wire largest_0_o,
  output wire [@v.range rowBits/] back_base_0_o,
  output wire [@v.range rowBits/] back_rows_0_o,
  output wire same_0_o,
  output wire fold_0_o[/#if][#if stores],
  output wire stored_0_o,
  output wire [@v.range tci/] lanes_0_o[/#if]
);
  localparam [2:0] IDLE = 3'd0, FETCH = 3'd1, IMAGE = 3'd2, SETUP = 3'd3, RUN = 3'd4, TAIL = 3'd5, TELL = 3'd6, HALT = 3'd7;
  localparam [1:0] TO_PROGRAM = 2'd0, TO_TAPS = 2'd1, TO_START = 2'd2;
  localparam [3:0] OP_END = 4'd0, OP_LOAD = 4'd1, OP_LAYER = 4'd2;
  localparam [3:0] ERROR_HEADER = 4'd8, ERROR_OVERFLOW = 4'd9, ERROR_SCALE = 4'd10, ERROR_OP = 4'd11;

  reg [2:0] state_q;
  reg [3:0] error_q;

  // cfg: program, taps and start commands, taken while nothing runs.
  assign cfg_ready_o = (state_q == IDLE) | (state_q == HALT);
  wire cfg = cfg_valid_i & (state_q == IDLE);
  assign program_we_o = cfg & (cfg_target_i == TO_PROGRAM);
  assign tap_we_o = cfg & (cfg_target_i == TO_TAPS);
  wire start = cfg & (cfg_target_i == TO_START);

[@descriptor.registers/]

[@image.rows/]
[@steps.circuit/]
[@flags.circuit/]

  // Order of a descriptor.
  wire quiet = issued_q & ~valid_b_q & ~valid_c_q & ~valid_d_q & ~shadow_q & idle_i;
  reg [2:0] report_q;
  wire report_end = (state_q == TELL) & report_ready_i & (report_q == 3'd5);
  assign setup_o = state_q == SETUP;
  assign abort_o = (state_q == TAIL) & (error_q != 4'd0);
  assign halted_o = state_q == HALT;
  always @(${clockEdge})
    if (!rst_ni) begin
      state_q <= IDLE;
      error_q <= 4'd0;
    end else begin
      if (fail) error_q <= error;
      else if ((state_q == FETCH) & (fetch_q == 4'd8) & (op_q > OP_LAYER)) error_q <= ERROR_OP;
      case (state_q)
        IDLE: if (start) state_q <= FETCH;
        FETCH: if (fetch_q == 4'd8) state_q <= op_q == OP_LOAD ? IMAGE : op_q == OP_LAYER ? SETUP : TELL;
        IMAGE: if (load_end) state_q <= TELL;
        SETUP: state_q <= RUN;
        RUN: if (fail | issued_q) state_q <= TAIL;
        TAIL: if (error_q != 4'd0 ? idle_i & ~shadow_q : quiet & ~fail) state_q <= TELL;
        TELL: if (report_end) state_q <= error_q != 4'd0 ? HALT : op_q == OP_END ? IDLE : FETCH;
        default: state_q <= HALT;
      endcase
    end

[@reports.circuit/]

  assign src_o = src_q;
  assign emit_o = emit_q;
  assign mode_o = mode_q;
  assign tiles_o = tiles_q;
  assign cout_o = cout_q;
  assign base_o = base_q;
  assign rows_o = rows_q;
  assign plane_o = plane_q;
[#if overlaps]
  assign overlap_0_o = overlap_q;
[/#if]
[#if terms]
  assign terms_0_o = terms_q;
[/#if]
  assign pitch_o = pitch_q;
  assign step_x_o = step_x_q;
  assign step_y_o = step_y_q;
  assign width_o = width_q;
  assign height_o = height_q;
  assign line_rows_o = line_rows_q;
  assign line_rem_o = line_rem_q;
[#if residual]
  assign back_0_o = back_q;
  assign largest_0_o = largest_q;
  assign back_base_0_o = back_base_q;
  assign back_rows_0_o = back_rows_q;
  assign same_0_o = same_q;
  assign fold_0_o = fold_q;
[/#if]
endmodule
`default_nettype wire
