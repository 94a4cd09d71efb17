// SPDX-License-Identifier: Apache-2.0
// y[o][p] = clamp((sum over c, t of mask sign a[c][p + t]) mul[o] + add[o]) >> sh[o]): a hidden network, layer by
// layer, without a stored weight.
// 4 input channels x 4 pixels x 8 output channels a cycle = 128 elements.
`default_nettype none
module engine_4x4x8 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire cfg_valid_i,
  input  wire [15:0] cfg_addr_i,
  input  wire [63:0] cfg_data_i,
  input  wire img_valid_i,
  input  wire [127:0] img_data_i,
  input  wire msk_valid_i,
  input  wire msk_last_i,
  input  wire [63:0] msk_data_i,
  input  wire rqc_valid_i,
  input  wire [63:0] rqc_data_i,
  input  wire out_ready_i,
  output wire cfg_ready_o,
  output wire img_ready_o,
  output wire msk_ready_o,
  output wire rqc_ready_o,
  output wire out_valid_o,
  output wire [1:0] out_kind_o,
  output wire [15:0] out_row_o,
  output wire [15:0] out_channel_o,
  output wire [3:0] out_keep_o,
  output wire [127:0] out_data_o,
  output wire halted_o
);
  wire sequencer_cfg_ready;
  wire sequencer_img_ready;
  wire sequencer_halted;
  wire sequencer_program_we;
  wire sequencer_tap_we;
  wire sequencer_word_en;
  wire [8:0] sequencer_word_addr;
  wire sequencer_en;
  wire sequencer_valid;
  wire sequencer_fresh;
  wire sequencer_last_step;
  wire sequencer_last_tile;
  wire sequencer_group_last;
  wire [13:0] sequencer_row;
  wire [9:0] sequencer_tap_addr;
  wire [10:0] sequencer_entry;
  wire [31:0] sequencer_w;
  wire [31:0] sequencer_cphi;
  wire [4:0] sequencer_shift_0;
  wire sequencer_array_en;
  wire sequencer_array_first;
  wire sequencer_array_last;
  wire sequencer_tile;
  wire sequencer_setup;
  wire sequencer_abort;
  wire sequencer_src;
  wire sequencer_emit;
  wire [1:0] sequencer_mode;
  wire [15:0] sequencer_tiles;
  wire [15:0] sequencer_cout;
  wire [13:0] sequencer_base;
  wire [13:0] sequencer_rows;
  wire [13:0] sequencer_plane;
  wire [9:0] sequencer_pitch;
  wire [9:0] sequencer_step_x;
  wire [9:0] sequencer_step_y;
  wire [9:0] sequencer_width;
  wire [9:0] sequencer_height;
  wire [13:0] sequencer_line_rows;
  wire [1:0] sequencer_line_rem;
  wire sequencer_load_we;
  wire [13:0] sequencer_load_row;
  wire sequencer_load_chunk;
  wire sequencer_report_valid;
  wire [3:0] sequencer_report_index;
  wire [31:0] sequencer_report_value;

  wire decoder_msk_ready;
  wire decoder_entry_valid;
  wire [31:0] decoder_entry_data;
  wire decoder_entry_last;
  wire decoder_entry_end;
  wire [15:0] decoder_cout;
  wire [15:0] decoder_taps;
  wire [15:0] decoder_channels;
  wire [3:0] decoder_kind;
  wire [3:0] decoder_error;

  wire scales_rqc_ready;
  wire scales_full;
  wire scales_bad;
  wire [3:0] scales_we;
  wire [1:0] scales_write_addr;
  wire [251:0] scales_write_data;
  wire [1:0] scales_read_addr;

  wire write_advance;
  wire write_writing;
  wire write_read_en;
  wire write_read_chunk;
  wire [12:0] write_even_read_addr;
  wire [12:0] write_odd_read_addr;
  wire write_even_we;
  wire write_odd_we;
  wire write_chunk;
  wire [12:0] write_even_addr;
  wire [12:0] write_odd_addr;
  wire [127:0] write_even_write;
  wire [127:0] write_odd_write;
  wire write_report_ready;
  wire write_out_valid;
  wire [1:0] write_out_kind;
  wire [15:0] write_out_row;
  wire [15:0] write_out_channel;
  wire [3:0] write_out_keep;
  wire [127:0] write_out_data;

  wire [127:0] memory_even;
  wire [127:0] memory_odd;
  wire [127:0] memory_old_even;
  wire [127:0] memory_old_odd;

  wire [127:0] requantiser_y;
  wire [127:0] requantiser_raw;

  wire [79:0] cfg_beat = {cfg_addr_i, cfg_data_i};

  wire cfg_reg_in_ready;
  wire cfg_reg_out_valid;
  wire [79:0] cfg_reg_out_data;
  skid_buffer_80 u_cfg_reg (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .in_valid_i(cfg_valid_i),
    .in_data_i(cfg_beat),
    .out_ready_i(sequencer_cfg_ready),
    .in_ready_o(cfg_reg_in_ready),
    .out_valid_o(cfg_reg_out_valid),
    .out_data_o(cfg_reg_out_data)
  );

  wire [15:0] cfg_addr = cfg_reg_out_data[79:64];
  wire [63:0] cfg_data = cfg_reg_out_data[63:0];

  wire img_reg_in_ready;
  wire img_reg_out_valid;
  wire [127:0] img_reg_out_data;
  skid_buffer_128 u_img_reg (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .in_valid_i(img_valid_i),
    .in_data_i(img_data_i),
    .out_ready_i(sequencer_img_ready),
    .in_ready_o(img_reg_in_ready),
    .out_valid_o(img_reg_out_valid),
    .out_data_o(img_reg_out_data)
  );

  wire [64:0] msk_beat = {msk_last_i, msk_data_i};

  wire msk_reg_in_ready;
  wire msk_reg_out_valid;
  wire [64:0] msk_reg_out_data;
  skid_buffer_65 u_msk_reg (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .in_valid_i(msk_valid_i),
    .in_data_i(msk_beat),
    .out_ready_i(decoder_msk_ready),
    .in_ready_o(msk_reg_in_ready),
    .out_valid_o(msk_reg_out_valid),
    .out_data_o(msk_reg_out_data)
  );

  wire msk_last = msk_reg_out_data[64];
  wire [63:0] msk_data = msk_reg_out_data[63:0];

  wire rqc_reg_in_ready;
  wire rqc_reg_out_valid;
  wire [63:0] rqc_reg_out_data;
  skid_buffer_64 u_rqc_reg (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .in_valid_i(rqc_valid_i),
    .in_data_i(rqc_data_i),
    .out_ready_i(scales_rqc_ready),
    .in_ready_o(rqc_reg_in_ready),
    .out_valid_o(rqc_reg_out_valid),
    .out_data_o(rqc_reg_out_data)
  );

  wire [165:0] out_beat = {write_out_kind, write_out_row, write_out_channel, write_out_keep, write_out_data};

  wire out_reg_in_ready;
  wire out_reg_out_valid;
  wire [165:0] out_reg_out_data;
  skid_buffer_166 u_out_reg (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .in_valid_i(write_out_valid),
    .in_data_i(out_beat),
    .out_ready_i(out_ready_i),
    .in_ready_o(out_reg_in_ready),
    .out_valid_o(out_reg_out_valid),
    .out_data_o(out_reg_out_data)
  );

  wire [1:0] out_kind = out_reg_out_data[165:164];
  wire [15:0] out_row = out_reg_out_data[163:148];
  wire [15:0] out_channel = out_reg_out_data[147:132];
  wire [3:0] out_keep = out_reg_out_data[131:128];
  wire [127:0] out_data = out_reg_out_data[127:0];

  wire mask_tile_entry_ready;
  wire mask_tile_full;
  wire mask_tile_end;
  wire [15:0] mask_tile_head_cout;
  wire [15:0] mask_tile_head_taps;
  wire [15:0] mask_tile_head_channels;
  wire [3:0] mask_tile_head_kind;
  wire mask_tile_overflow;
  wire mask_tile_we;
  wire [11:0] mask_tile_write_addr;
  wire mask_tile_read_en;
  wire [11:0] mask_tile_read_addr;
  mask_tile_1152 u_mask_tile (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .entry_valid_i(decoder_entry_valid),
    .entry_last_i(decoder_entry_last),
    .entry_end_i(decoder_entry_end),
    .cout_i(decoder_cout),
    .taps_i(decoder_taps),
    .channels_i(decoder_channels),
    .kind_i(decoder_kind),
    .discard_i(sequencer_halted),
    .en_i(sequencer_en),
    .read_i(sequencer_valid),
    .entry_i(sequencer_entry),
    .release_i(sequencer_group_last),
    .entry_ready_o(mask_tile_entry_ready),
    .full_o(mask_tile_full),
    .end_o(mask_tile_end),
    .head_cout_o(mask_tile_head_cout),
    .head_taps_o(mask_tile_head_taps),
    .head_channels_o(mask_tile_head_channels),
    .head_kind_o(mask_tile_head_kind),
    .overflow_o(mask_tile_overflow),
    .we_o(mask_tile_we),
    .write_addr_o(mask_tile_write_addr),
    .read_en_o(mask_tile_read_en),
    .read_addr_o(mask_tile_read_addr)
  );


  wire decoder_clear = 1'b0;

  supermask_decoder_4x8 u_decoder (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .clear_i(decoder_clear),
    .msk_valid_i(msk_reg_out_valid),
    .msk_last_i(msk_last),
    .msk_data_i(msk_data),
    .entry_ready_i(mask_tile_entry_ready),
    .msk_ready_o(decoder_msk_ready),
    .entry_valid_o(decoder_entry_valid),
    .entry_data_o(decoder_entry_data),
    .entry_last_o(decoder_entry_last),
    .entry_end_o(decoder_entry_end),
    .cout_o(decoder_cout),
    .taps_o(decoder_taps),
    .channels_o(decoder_channels),
    .kind_o(decoder_kind),
    .error_o(decoder_error)
  );

  wire [31:0] mask_memory_rd_data;
  ram_2304x32 u_mask_memory (
    .clk_i(clk_i),
    .wr_en_i(mask_tile_we),
    .wr_addr_i(mask_tile_write_addr),
    .wr_data_i(decoder_entry_data),
    .rd_en_i(mask_tile_read_en),
    .rd_addr_i(mask_tile_read_addr),
    .rd_data_o(mask_memory_rd_data)
  );

  wire drain_beat;
  wire drain_sel;
  wire drain_half;
  wire drain_free;
  wire drain_group_done;
  wire drain_idle;
  wire drain_product;
  wire drain_result;
  wire drain_raw;
  wire [1:0] drain_raw_sel_0;
  wire drain_wb_valid;
  wire drain_wb_raw;
  wire drain_wb_scatter;
  wire drain_wb_pool;
  wire drain_wb_odd;
  wire drain_wb_plane;
  wire [13:0] drain_wb_row;
  wire drain_wb_chunk;
  wire [1:0] drain_wb_rem;
  wire [1:0] drain_wb_lane;
  wire [2:0] drain_wb_count;
  wire drain_wb_phase;
  wire [15:0] drain_wb_channel;
  wire [15:0] drain_wb_tile;
  drain_controller_4x4x8 u_drain (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .advance_i(write_advance),
    .tile_i(sequencer_tile),
    .writing_i(write_writing),
    .start_i(sequencer_setup),
    .abort_i(sequencer_abort),
    .mode_i(sequencer_mode),
    .tiles_i(sequencer_tiles),
    .cout_i(sequencer_cout),
    .base_i(sequencer_base),
    .rows_i(sequencer_rows),
    .plane_i(sequencer_plane),
    .pitch_i(sequencer_pitch),
    .width_i(sequencer_width),
    .height_i(sequencer_height),
    .line_rows_i(sequencer_line_rows),
    .line_rem_i(sequencer_line_rem),
    .beat_o(drain_beat),
    .sel_o(drain_sel),
    .half_o(drain_half),
    .free_o(drain_free),
    .group_done_o(drain_group_done),
    .idle_o(drain_idle),
    .product_o(drain_product),
    .result_o(drain_result),
    .raw_o(drain_raw),
    .raw_sel_0_o(drain_raw_sel_0),
    .wb_valid_o(drain_wb_valid),
    .wb_raw_o(drain_wb_raw),
    .wb_scatter_o(drain_wb_scatter),
    .wb_pool_o(drain_wb_pool),
    .wb_odd_o(drain_wb_odd),
    .wb_plane_o(drain_wb_plane),
    .wb_row_o(drain_wb_row),
    .wb_chunk_o(drain_wb_chunk),
    .wb_rem_o(drain_wb_rem),
    .wb_lane_o(drain_wb_lane),
    .wb_count_o(drain_wb_count),
    .wb_phase_o(drain_wb_phase),
    .wb_channel_o(drain_wb_channel),
    .wb_tile_o(drain_wb_tile)
  );

  scale_buffer_8_drain4 u_scales (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .rqc_valid_i(rqc_reg_out_valid),
    .rqc_data_i(rqc_reg_out_data),
    .discard_i(sequencer_halted),
    .sel_i(drain_sel),
    .half_i(drain_half),
    .release_i(drain_group_done),
    .rqc_ready_o(scales_rqc_ready),
    .full_o(scales_full),
    .bad_o(scales_bad),
    .we_o(scales_we),
    .write_addr_o(scales_write_addr),
    .write_data_o(scales_write_data),
    .read_addr_o(scales_read_addr)
  );

  wire [251:0] scale_memory_rd_data;
  ram_4x252_lanes4 u_scale_memory (
    .clk_i(clk_i),
    .wr_en_i(scales_we),
    .wr_addr_i(scales_write_addr),
    .wr_data_i(scales_write_data),
    .rd_en_i(drain_beat),
    .rd_addr_i(scales_read_addr),
    .rd_data_o(scale_memory_rd_data)
  );

  wire [9:0] tap_write_addr = cfg_addr[9:0];
  wire tap_read = sequencer_en & sequencer_valid;
  wire [49:0] tap_write = {cfg_data[57:48], cfg_data[47:38], cfg_data[37:31], cfg_data[30:24], cfg_data[19:18],
      cfg_data[13:0]};

  wire [49:0] tap_memory_rd_data;
  ram_1024x50 u_tap_memory (
    .clk_i(clk_i),
    .wr_en_i(sequencer_tap_we),
    .wr_addr_i(tap_write_addr),
    .wr_data_i(tap_write),
    .rd_en_i(tap_read),
    .rd_addr_i(sequencer_tap_addr),
    .rd_data_o(tap_memory_rd_data)
  );

  wire [13:0] tap_row = tap_memory_rd_data[13:0];
  wire [1:0] tap_rem = tap_memory_rd_data[15:14];
  wire [6:0] tap_dy = tap_memory_rd_data[22:16];
  wire [6:0] tap_dx = tap_memory_rd_data[29:23];
  wire [9:0] tap_height = tap_memory_rd_data[39:30];
  wire [9:0] tap_width = tap_memory_rd_data[49:40];

  wire fetch_ready;
  wire fetch_even_en;
  wire [12:0] fetch_even_addr;
  wire fetch_odd_en;
  wire [12:0] fetch_odd_addr;
  wire [127:0] fetch_act;
  act_fetch_4x4 u_fetch (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .en_i(sequencer_en),
    .setup_i(sequencer_setup),
    .pitch_i(sequencer_pitch),
    .step_x_i(sequencer_step_x),
    .step_y_i(sequencer_step_y),
    .valid_i(sequencer_valid),
    .last_step_i(sequencer_last_step),
    .last_tile_i(sequencer_last_tile),
    .row_i(sequencer_row),
    .tap_row_i(tap_row),
    .tap_rem_i(tap_rem),
    .tap_dy_i(tap_dy),
    .tap_dx_i(tap_dx),
    .tap_height_i(tap_height),
    .tap_width_i(tap_width),
    .even_i(memory_even),
    .odd_i(memory_odd),
    .ready_o(fetch_ready),
    .even_en_o(fetch_even_en),
    .even_addr_o(fetch_even_addr),
    .odd_en_o(fetch_odd_en),
    .odd_addr_o(fetch_odd_addr),
    .act_o(fetch_act)
  );


  wire [31:0] signs_sign;
  sign_lanes_4x8 u_signs (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .en_i(sequencer_en),
    .valid_i(sequencer_valid),
    .fresh_i(sequencer_fresh),
    .shift_0_i(sequencer_shift_0),
    .w_0_i(sequencer_w),
    .sign_o(signs_sign)
  );

  wire [511:0] array_acc;
  packed_array_4x4x8 u_array (
    .clk_i(clk_i),
    .en_i(sequencer_array_en),
    .first_i(sequencer_array_first),
    .last_i(sequencer_array_last),
    .act_i(fetch_act),
    .mask_i(mask_memory_rd_data),
    .sign_i(signs_sign),
    .drain_en_i(drain_beat),
    .drain_sel_i(drain_sel),
    .acc_o(array_acc)
  );

  requantiser_4x4 u_requantiser (
    .clk_i(clk_i),
    .product_en_i(drain_product),
    .result_en_i(drain_result),
    .raw_en_i(drain_raw),
    .acc_i(array_acc),
    .scale_i(scale_memory_rd_data),
    .raw_sel_0_i(drain_raw_sel_0),
    .y_o(requantiser_y),
    .raw_o(requantiser_raw)
  );

  write_back_4x4_chunkbits1_rowbits14 u_write (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .valid_i(drain_wb_valid),
    .raw_i(drain_wb_raw),
    .scatter_i(drain_wb_scatter),
    .pool_i(drain_wb_pool),
    .odd_i(drain_wb_odd),
    .plane_i(drain_wb_plane),
    .row_i(drain_wb_row),
    .chunk_i(drain_wb_chunk),
    .rem_i(drain_wb_rem),
    .lane_i(drain_wb_lane),
    .count_i(drain_wb_count),
    .phase_i(drain_wb_phase),
    .channel_i(drain_wb_channel),
    .tile_i(drain_wb_tile),
    .y_i(requantiser_y),
    .sums_i(requantiser_raw),
    .even_data_i(memory_old_even),
    .odd_data_i(memory_old_odd),
    .emit_i(sequencer_emit),
    .report_valid_i(sequencer_report_valid),
    .report_index_i(sequencer_report_index),
    .report_value_i(sequencer_report_value),
    .out_ready_i(out_reg_in_ready),
    .advance_o(write_advance),
    .writing_o(write_writing),
    .read_en_o(write_read_en),
    .read_chunk_o(write_read_chunk),
    .even_read_addr_o(write_even_read_addr),
    .odd_read_addr_o(write_odd_read_addr),
    .even_we_o(write_even_we),
    .odd_we_o(write_odd_we),
    .write_chunk_o(write_chunk),
    .even_addr_o(write_even_addr),
    .odd_addr_o(write_odd_addr),
    .even_write_o(write_even_write),
    .odd_write_o(write_odd_write),
    .report_ready_o(write_report_ready),
    .out_valid_o(write_out_valid),
    .out_kind_o(write_out_kind),
    .out_row_o(write_out_row),
    .out_channel_o(write_out_channel),
    .out_keep_o(write_out_keep),
    .out_data_o(write_out_data)
  );

  wire store_even_we = sequencer_load_we ? ~sequencer_load_row[0] : write_even_we;
  wire store_odd_we = sequencer_load_we ? sequencer_load_row[0] : write_odd_we;
  wire store_part = sequencer_load_we ? sequencer_load_chunk : write_chunk;
  wire [12:0] store_even_addr = sequencer_load_we ? sequencer_load_row[13:1] : write_even_addr;
  wire [12:0] store_odd_addr = sequencer_load_we ? sequencer_load_row[13:1] : write_odd_addr;
  wire [127:0] store_even_data = sequencer_load_we ? img_reg_out_data : write_even_write;
  wire [127:0] store_odd_data = sequencer_load_we ? img_reg_out_data : write_odd_write;

  act_memory_4x4_drain4 u_memory (
    .clk_i(clk_i),
    .src_i(sequencer_src),
    .fetch_even_en_i(fetch_even_en),
    .fetch_even_addr_i(fetch_even_addr),
    .fetch_odd_en_i(fetch_odd_en),
    .fetch_odd_addr_i(fetch_odd_addr),
    .old_en_i(write_read_en),
    .old_part_i(write_read_chunk),
    .old_even_addr_i(write_even_read_addr),
    .old_odd_addr_i(write_odd_read_addr),
    .even_we_i(store_even_we),
    .odd_we_i(store_odd_we),
    .part_i(store_part),
    .even_addr_i(store_even_addr),
    .odd_addr_i(store_odd_addr),
    .even_data_i(store_even_data),
    .odd_data_i(store_odd_data),
    .even_o(memory_even),
    .odd_o(memory_odd),
    .old_even_o(memory_old_even),
    .old_odd_o(memory_old_odd)
  );


  wire [1:0] cfg_target = cfg_addr[15:14];
  wire [8:0] cfg_pc = cfg_data[8:0];
  wire [8:0] program_addr = cfg_addr[8:0];

  wire [63:0] program_memory_rd_data;
  ram_512x64 u_program_memory (
    .clk_i(clk_i),
    .wr_en_i(sequencer_program_we),
    .wr_addr_i(program_addr),
    .wr_data_i(cfg_data),
    .rd_en_i(sequencer_word_en),
    .rd_addr_i(sequencer_word_addr),
    .rd_data_o(program_memory_rd_data)
  );

  layer_sequencer_4x4x8 u_sequencer (
    .clk_i(clk_i),
    .rst_ni(rst_ni),
    .cfg_valid_i(cfg_reg_out_valid),
    .cfg_target_i(cfg_target),
    .cfg_pc_i(cfg_pc),
    .word_i(program_memory_rd_data),
    .img_valid_i(img_reg_out_valid),
    .mask_full_i(mask_tile_full),
    .mask_end_i(mask_tile_end),
    .head_cout_i(mask_tile_head_cout),
    .head_taps_i(mask_tile_head_taps),
    .head_channels_i(mask_tile_head_channels),
    .head_kind_i(mask_tile_head_kind),
    .mask_error_i(decoder_error),
    .mask_overflow_i(mask_tile_overflow),
    .scale_bad_i(scales_bad),
    .scale_full_i(scales_full),
    .free_i(drain_free),
    .idle_i(drain_idle),
    .fetch_ready_i(fetch_ready),
    .report_ready_i(write_report_ready),
    .cfg_ready_o(sequencer_cfg_ready),
    .img_ready_o(sequencer_img_ready),
    .halted_o(sequencer_halted),
    .program_we_o(sequencer_program_we),
    .tap_we_o(sequencer_tap_we),
    .word_en_o(sequencer_word_en),
    .word_addr_o(sequencer_word_addr),
    .en_o(sequencer_en),
    .valid_o(sequencer_valid),
    .fresh_o(sequencer_fresh),
    .last_step_o(sequencer_last_step),
    .last_tile_o(sequencer_last_tile),
    .group_last_o(sequencer_group_last),
    .row_o(sequencer_row),
    .tap_addr_o(sequencer_tap_addr),
    .entry_o(sequencer_entry),
    .w_o(sequencer_w),
    .cphi_o(sequencer_cphi),
    .shift_0_o(sequencer_shift_0),
    .array_en_o(sequencer_array_en),
    .array_first_o(sequencer_array_first),
    .array_last_o(sequencer_array_last),
    .tile_o(sequencer_tile),
    .setup_o(sequencer_setup),
    .abort_o(sequencer_abort),
    .src_o(sequencer_src),
    .emit_o(sequencer_emit),
    .mode_o(sequencer_mode),
    .tiles_o(sequencer_tiles),
    .cout_o(sequencer_cout),
    .base_o(sequencer_base),
    .rows_o(sequencer_rows),
    .plane_o(sequencer_plane),
    .pitch_o(sequencer_pitch),
    .step_x_o(sequencer_step_x),
    .step_y_o(sequencer_step_y),
    .width_o(sequencer_width),
    .height_o(sequencer_height),
    .line_rows_o(sequencer_line_rows),
    .line_rem_o(sequencer_line_rem),
    .load_we_o(sequencer_load_we),
    .load_row_o(sequencer_load_row),
    .load_chunk_o(sequencer_load_chunk),
    .report_valid_o(sequencer_report_valid),
    .report_index_o(sequencer_report_index),
    .report_value_o(sequencer_report_value)
  );

  assign cfg_ready_o = cfg_reg_in_ready;
  assign img_ready_o = img_reg_in_ready;
  assign msk_ready_o = msk_reg_in_ready;
  assign rqc_ready_o = rqc_reg_in_ready;
  assign out_valid_o = out_reg_out_valid;
  assign out_kind_o = out_kind;
  assign out_row_o = out_row;
  assign out_channel_o = out_channel;
  assign out_keep_o = out_keep;
  assign out_data_o = out_data;
  assign halted_o = sequencer_halted;

  wire unused = &{1'b0, mask_tile_head_kind, sequencer_cphi, cfg_addr[13:10]};
endmodule
`default_nettype wire
