[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Of one pixel a row: nothing is shifted and nothing straddles, a pair grows pixel by pixel. A beat comes to X4 when the one before has left, so no row is read in the cycle that writes one. --]
[#import "/lib/verilog.ftl" as v]
[#macro circuit]
  reg valid_q, raw_q, merge_q, final_q, keep_q;
  reg [@v.range rowBits/] row_q;
  reg [@v.range chunkBits/] chunk_q;
  reg [15:0] channel_q;
  reg [@v.range dataBits/] data_q;
  reg [31:0] sums_q;
  wire send = valid_q & ((emit_i & final_q & keep_q) | raw_q);
  wire leaves = ~send | out_ready_i;
  wire untold = valid_i & pool_i & emit_i;
  wire tell = untold & ~valid_q;
  wire report = ~send & ~untold;
  assign advance_o = ~valid_q & (~untold | out_ready_i);
  always @(${clockEdge})
    if (!rst_ni) valid_q <= 1'b0;
    else if (leaves) valid_q <= valid_i & advance_o;

  always @(posedge clk_i) if (advance_o & valid_i) begin
    raw_q <= raw_i;
    merge_q <= pool_i & (odd_i | phase_i);   // the pair was begun before
    final_q <= ~pool_i | odd_i;
    keep_q <= ~scatter_i | pool_i | (plane_i == phase_i);
    row_q <= row_i;
    chunk_q <= chunk_i;
    channel_q <= channel_i;
    data_q <= y_i;
    sums_q <= sums_i;
  end
  assign read_en_o = advance_o & valid_i & scatter_i & pool_i & (odd_i | phase_i);
  assign read_chunk_o = chunk_i;
  assign read_odd_0_o = row_i[0];
  assign odd_read_addr_o = row_i[@v.upper rowBits 1/];
  assign even_read_addr_o = row_i[@v.upper rowBits 1/];
  wire unused = &{1'b0, rem_i, lane_i};

  // X4. The larger of a pair's pixels.
  wire [@v.range dataBits/] old = row_q[0] ? odd_data_i : even_data_i;
  wire [@v.range dataBits/] laid;
[#list channelList as i]
  wire more_${i} = merge_q & (old[${i} * 8 +: 8] > data_q[${i} * 8 +: 8]);
  assign laid[${i} * 8 +: 8] = more_${i} ? old[${i} * 8 +: 8] : data_q[${i} * 8 +: 8];
[/#list]
  wire write = valid_q & ~raw_q & keep_q & leaves;
  assign writing_o = valid_q;
  assign even_we_o = write & ~row_q[0];
  assign odd_we_o = write & row_q[0];
  assign write_chunk_o = chunk_q;
  assign odd_addr_o = row_q[@v.upper rowBits 1/];
  assign even_addr_o = row_q[@v.upper rowBits 1/];
  assign even_write_o = laid;
  assign odd_write_o = laid;

  assign report_ready_o = out_ready_i & report;
  assign out_valid_o = send | tell | report_valid_i;
  assign out_kind_o = tell ? KIND_PIXELS : report ? KIND_REPORT : raw_q ? KIND_RAW : KIND_ROW;
  assign out_row_o = tell ? tile_i : report ? {12'd0, report_index_i} : {[#if outPadRow > 0]${outPadRow}'d0, [/#if]row_q};
  assign out_channel_o = tell ? channel_i : channel_q;
  assign out_keep_o = tell ? count_i : ~report;
  wire [@v.range outBits/] out_report = {[#if outPadReport > 0]${outPadReport}'d0, [/#if]report_value_i};
  wire [@v.range outBits/] out_sums = {[#if outPadSums > 0]${outPadSums}'d0, [/#if]sums_q};
  wire [@v.range outBits/] out_row = {[#if outPadData > 0]${outPadData}'d0, [/#if]laid};
  wire [@v.range outBits/] out_pixels = {[#if outPadData > 0]${outPadData}'d0, [/#if]y_i};
  assign out_data_o = tell ? out_pixels : report ? out_report : raw_q ? out_sums : out_row;[#rt]
[/#macro]
