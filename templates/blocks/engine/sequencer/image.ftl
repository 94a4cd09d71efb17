[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- How an image comes in. A small core counts its rows with the counters of steps. --]
[#import "/lib/verilog.ftl" as v]
[#macro rows]
[#if small]
  // Image rows, a beat each: for each run of channels, each row. The counters are those of steps.
  reg [@v.range tileBits/] tile_q;           // row of the run; tile
  reg [@v.range channelBits/] group_q;       // run; channel group
  reg [@v.range rowBits/] group_row_q;       // first row of the channel group
  wire last_tile = tile_q + ${tileBits}'d1 == tiles_q;
  wire in_last_group = group_q + ${channelBits}'d1 == groups_q;
  wire [@v.range rowBits/] row = group_row_q + [#if rowPad > 0]{${rowPad}'d0, tile_q}[#else]tile_q[@v.range rowBits/][/#if];
  wire load = (state_q == IMAGE) & img_valid_i;
  wire load_run_end = load & last_tile;
  wire load_end = load_run_end & in_last_group;
  assign img_ready_o = (state_q == IMAGE) | (state_q == HALT);
  assign load_we_o = load;
  assign load_row_o = row;
[#if chunkLast == 0]
  assign load_chunk_o = ${chunkBits}'d0;
  wire load_row_end = load_run_end;
[#else]
  reg [@v.range chunkBits/] load_part_q;        // position in the memory row
  wire load_part_last = load_part_q == ${chunkBits}'d${chunkLast};
  wire load_row_end = load_run_end & load_part_last;
  assign load_chunk_o = load_part_q;
  always @(posedge clk_i)
    if (state_q == FETCH) load_part_q <= ${chunkBits}'d0;
    else if (load_run_end) load_part_q <= load_part_last ? ${chunkBits}'d0 : load_part_q + ${chunkBits}'d1;
[/#if]

[#else]
  // Image rows, a beat each: for each run of channels, each row.
  reg [15:0] load_tile_q, load_chunk_q;
  reg [@v.range chunkBits/] load_part_q;        // position in the memory row
  reg [@v.range rowBits/] load_row_q;           // first row of the channel group
  wire load_part_last = load_part_q == ${chunkBits}'d${chunkLast};
  wire load = (state_q == IMAGE) & img_valid_i;
  wire load_run_end = load & (load_tile_q + 16'd1 == tiles_q);
  wire load_end = load_run_end & (load_chunk_q + 16'd1 == chunks_q);
  assign img_ready_o = (state_q == IMAGE) | (state_q == HALT);
  assign load_we_o = load;
  assign load_chunk_o = load_part_q;
  assign load_row_o = load_row_q + load_tile_q[@v.range rowBits/];
  always @(posedge clk_i)
    if (state_q != IMAGE) begin
      load_tile_q <= 16'd0;
      load_chunk_q <= 16'd0;
      load_part_q <= ${chunkBits}'d0;
      load_row_q <= base_q;
    end else if (load) begin
      load_tile_q <= load_run_end ? 16'd0 : load_tile_q + 16'd1;
      if (load_run_end) begin
        load_chunk_q <= load_chunk_q + 16'd1;
        load_part_q <= load_part_last ? ${chunkBits}'d0 : load_part_q + ${chunkBits}'d1;
        load_row_q <= load_part_last ? load_row_q + rows_q : load_row_q;
      end
    end

[/#if]
[/#macro]
