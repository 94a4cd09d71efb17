[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Channels of a group, a beat at a time, and where they are written. --]
[#import "/lib/verilog.ftl" as v]
[#macro counters]
  // Channels of a group, a beat at a time.
[#if selLast == 0]
  wire [@v.range selBits/] sel_q = ${selBits}'d0;   // a beat is the whole group
  wire [@v.range channelBits/] offset_q = ${channelBits}'d0;
  reg [@v.range rowBits/] row_q;      // first row of the channel group that is written
  reg [@v.range chunkBits/] chunk_q;   // beat within a memory row
[#else]
  reg [@v.range selBits/] sel_q;
  reg [@v.range channelBits/] offset_q;      // sel times ${drain}
  reg [@v.range rowBits/] row_q, group_row_q;      // first row of the channel group that is written
  reg [@v.range chunkBits/] chunk_q, group_chunk_q;   // beat within a memory row
[/#if]
[#if terms]
  reg [@v.range selBits/] term_q;                            // of the result's beat
  reg [@v.range channelBits/] channel_q, group_channel_q;    // first channel of the result
  wire term_last = term_q == terms_0_i;
[/#if]
[#if !single]
  reg [@v.range subBits/] sub_q;   // channel of a raw beat
  wire sub_last = ~raw | [#if terms]~term_last | [/#if](sub_q == ${subBits}'d${subLast}) | (offset_q + {[#if subBits < channelBits]${channelBits - subBits}'d0, [/#if]sub_q} + ${channelBits}'d1 >= left_q);
[/#if]
[#if selLast == 0]
  wire sel_last = 1'b1;
[#else]
  wire sel_last = (sel_q == ${selBits}'d${selLast}) | (offset_q + ${channelBits}'d${drain} >= left_q);
[/#if]
[#if single]
  wire beat_last = sel_last;
[#else]
  wire beat_last = sel_last & sub_last;
[/#if]
[#if chunks == 1]
  wire [@v.range rowBits/] next_row = [#if terms]term_last ? row_q + rows_i : row_q[#else]row_q + rows_i[/#if];
  wire [@v.range chunkBits/] next_chunk = ${chunkBits}'d0;
[#else]
  wire chunk_wrap = [#if terms]term_last & (chunk_q == ${chunkBits}'d${chunkLast})[#else]chunk_q == ${chunkBits}'d${chunkLast}[/#if];
  wire [@v.range rowBits/] next_row = chunk_wrap ? row_q + rows_i : row_q;
  wire [@v.range chunkBits/] next_chunk = chunk_wrap ? ${chunkBits}'d0 : [#if terms]~term_last ? chunk_q : [/#if]chunk_q + ${chunkBits}'d1;
[/#if]
[#if terms]
  wire [@v.range channelBits/] next_channel = term_last ? channel_q + ${channelBits}'d${drain} : channel_q;
[/#if]
[/#macro]
[#macro walk]
[#if residual]
  // What is read back follows the channels as the result does, in rows of its own.
  reg [@v.range rowBits/] back_row_q;
[#if chunks == 1]
  wire [@v.range rowBits/] back_next_row = [#if terms]term_last ? back_row_q + back_rows_0_i : back_row_q[#else]back_row_q + back_rows_0_i[/#if];
[#else]
  wire [@v.range rowBits/] back_next_row = chunk_wrap ? back_row_q + back_rows_0_i : back_row_q;
[/#if]
[#if selLast == 0]
  always @(posedge clk_i)
    if (start_i) back_row_q <= back_base_0_i;
    else if (group_end) back_row_q <= back_next_row;
[#else]
  reg [@v.range rowBits/] back_group_row_q, back_after_row_q;
  wire [@v.range rowBits/] back_group_next_row = again ? back_next_row : back_after_row_q;
  always @(posedge clk_i) if (again) back_after_row_q <= back_next_row;
  always @(posedge clk_i)
    if (start_i) begin
      back_row_q <= back_base_0_i;
      back_group_row_q <= back_base_0_i;
    end else if (group_end) begin
      back_row_q <= back_group_next_row;
      back_group_row_q <= back_group_next_row;
    end else if (again) back_row_q <= back_group_row_q;
    else if (fire[#if !single] & sub_last[/#if]) back_row_q <= back_next_row;
[/#if]

[/#if]
[#if selLast == 0]
  always @(posedge clk_i)
    if (start_i) begin
      row_q <= base_i;
      chunk_q <= ${chunkBits}'d0;
    end else if (group_end) begin
      row_q <= next_row;
      chunk_q <= next_chunk;
    end
[#else]
  // Where the next group begins: seen by the last beat of the group's last tile, or kept from an earlier one if that tile had no pixel to write.
  reg [@v.range rowBits/] after_row_q;
  reg [@v.range chunkBits/] after_chunk_q;
[#if terms]
  reg [@v.range channelBits/] after_channel_q;
  wire [@v.range channelBits/] group_next_channel = again ? next_channel : after_channel_q;
[/#if]
  always @(posedge clk_i) if (again) begin
[#if terms]
    after_channel_q <= next_channel;
[/#if]
    after_row_q <= next_row;
    after_chunk_q <= next_chunk;
  end
  wire [@v.range rowBits/] group_next_row = again ? next_row : after_row_q;
  wire [@v.range chunkBits/] group_next_chunk = again ? next_chunk : after_chunk_q;

  // A new tile or segment begins with the group's first channel again; a new group goes on behind the last one's.
  always @(posedge clk_i)
    if (start_i) begin
      sel_q <= ${selBits}'d0;
      offset_q <= ${channelBits}'d0;
      row_q <= base_i;
      chunk_q <= ${chunkBits}'d0;
      group_row_q <= base_i;
      group_chunk_q <= ${chunkBits}'d0;
[#if terms]
      term_q <= ${selBits}'d0;
      channel_q <= ${channelBits}'d0;
      group_channel_q <= ${channelBits}'d0;
[/#if]
    end else if (group_end) begin
      sel_q <= ${selBits}'d0;
      offset_q <= ${channelBits}'d0;
      row_q <= group_next_row;
      chunk_q <= group_next_chunk;
      group_row_q <= group_next_row;
      group_chunk_q <= group_next_chunk;
[#if terms]
      term_q <= ${selBits}'d0;
      channel_q <= group_next_channel;
      group_channel_q <= group_next_channel;
[/#if]
    end else if (again) begin
      sel_q <= ${selBits}'d0;
      offset_q <= ${channelBits}'d0;
      row_q <= group_row_q;
      chunk_q <= group_chunk_q;
[#if terms]
      term_q <= ${selBits}'d0;
      channel_q <= group_channel_q;
[/#if]
    end else if (fire[#if !single] & sub_last[/#if]) begin
      sel_q <= sel_q + ${selBits}'d1;
      offset_q <= offset_q + ${channelBits}'d${drain};
      row_q <= next_row;
      chunk_q <= next_chunk;
[#if terms]
      term_q <= term_last ? ${selBits}'d0 : term_q + ${selBits}'d1;
      channel_q <= next_channel;
[/#if]
    end
[/#if]
[#if !single]
  always @(posedge clk_i)
    if (start_i) sub_q <= ${subBits}'d0;
    else if (fire) sub_q <= sub_last ? ${subBits}'d0 : sub_q + ${subBits}'d1;
[/#if]
[/#macro]
