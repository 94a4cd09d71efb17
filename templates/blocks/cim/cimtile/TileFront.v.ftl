// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#assign w = widths]
// x[r] = value[channel[r]][tap[r]], on[r] = used[r] and gate[channel[r]]: ${rows} row(s), ${channels} channel(s) of ${taps} tap(s).
// A row keeps its input and its gate: each looks at every command.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire cmd_valid_i,
  input  wire [2:0] cmd_kind_i,
  input  wire [@v.range w.index/] cmd_index_i,
  input  wire [@v.range w.data/] cmd_data_i,
  input  wire ready_i,
  input  wire done_i,
  input  wire [@v.range bitBits/] bit_i,
  input  wire result_ready_i,
[#if gate > 0]
  input  wire gate_0_i,   // the channel gate takes a beat
  input  wire gate_1_i,   // it has decided
  input  wire [@v.range channels/] gate_2_i,
[/#if]
  output wire cmd_ready_o,
  output wire result_valid_o,
  output wire start_o,
  output wire signed_o,
  output wire skip_o,
  output wire sleep_o,
  output wire [@v.range w.pattern/] pattern_o,
  output wire [@v.range units/] seg_zero_o,
  output wire [@v.range groups/] col_on_o,
  output wire [@v.range rows/] row_on_o,
  output wire [@v.range rows/] x_bit_o,
  output wire wr_req_o,
  output wire [@v.range rowBits/] wr_row_o,
  output wire [@v.range columns/] wr_data_o,
  output wire [@v.range (2 * units)/] mode_o[#if rangeBits > 0],
  output wire [@v.range rangeBits/] range_0_o[/#if][#if gate > 0],
  output wire feed_0_o,   // a beat to the channel gate
  output wire feed_1_o,   // of those that load it
  output wire feed_2_o,   // the last of a map
  output wire [@v.range feedBits/] feed_3_o,
  output wire feed_4_o,   // what it decided is taken
  output wire [@v.range channels/] feed_5_o[/#if]
);
  localparam [2:0] K_CELLS = 3'd0, K_ROW = 3'd1, K_UNIT = 3'd2, K_INPUT = 3'd3, K_GATE = 3'd4, K_START = 3'd5[#if gate > 0], K_LOAD = 3'd6, K_MAP = 3'd7[/#if];

  reg start_q, result_q;
[#if gate > 0]
  wire free = ready_i & ~start_q & ~result_q;
  assign cmd_ready_o = free & gate_0_i;
[#else]
  assign cmd_ready_o = ready_i & ~start_q & ~result_q;
[/#if]
  wire take = cmd_valid_i & cmd_ready_o;
  wire take_row = take & (cmd_kind_i == K_ROW);
  wire take_unit = take & (cmd_kind_i == K_UNIT);
  wire take_input = take & (cmd_kind_i == K_INPUT);
[#if gate > 0]
  wire take_switch = take & (cmd_kind_i == K_GATE);
  wire take_gate = take_switch & (cmd_index_i == ${w.index}'d0);
  wire take_decided = take_switch & (cmd_index_i == ${w.index}'d1);
[#else]
  wire take_gate = take & (cmd_kind_i == K_GATE);
[/#if]
  wire take_start = take & (cmd_kind_i == K_START);
  always @(${clockEdge})
    if (!rst_ni) begin
      start_q <= 1'b0;
      result_q <= 1'b0;
    end else begin
      start_q <= take_start;
      result_q <= done_i | (result_q & ~result_ready_i);
    end
  assign start_o = start_q;
  assign result_valid_o = result_q;
  assign wr_req_o = take & (cmd_kind_i == K_CELLS);
  assign wr_row_o = cmd_index_i[@v.range rowBits/];
  assign wr_data_o = cmd_data_i[@v.range columns/];

[#if gate > 0]
  // What the channel gate decided last; a group of columns is on where one of the channels that the command names is.
  assign feed_0_o = cmd_valid_i & free & ((cmd_kind_i == K_LOAD) | (cmd_kind_i == K_MAP));
  assign feed_1_o = cmd_kind_i == K_LOAD;
  assign feed_2_o = cmd_index_i[0];
  assign feed_3_o = cmd_data_i[@v.range feedBits/];
  assign feed_4_o = 1'b1;
  reg [@v.range channels/] on_q;
  always @(${clockEdge})
    if (!rst_ni) on_q <= [@v.fill channels]1'b1[/@v.fill];
    else if (gate_1_i) on_q <= gate_2_i;
  assign feed_5_o = on_q;
  wire some_on = |(on_q & cmd_data_i[@v.range channels/]);

[/#if]
  reg [${2 + w.pattern}:0] how_q;   // of the operation
  reg [@v.range groups/] col_on_q;
  always @(${clockEdge})
    if (!rst_ni) begin
      how_q <= ${3 + w.pattern}'d0;
      col_on_q <= [@v.fill groups]1'b1[/@v.fill];
    end else begin
      if (take_start) how_q <= cmd_data_i[${2 + w.pattern}:0];
      if (take_gate) col_on_q <= cmd_data_i[${channels} +: ${groups}];
[#if gate > 0]
[#list 0..<groups as g]
      if (take_switch & (cmd_index_i == ${w.index}'d${g + 2})) col_on_q[${g}] <= some_on;
[/#list]
[/#if]
    end
  assign signed_o = how_q[0];
  assign skip_o = how_q[1];
  assign sleep_o = how_q[2];
  assign pattern_o = how_q[3 +: ${w.pattern}];
  assign col_on_o = col_on_q;
[#if rangeBits > 0]
  reg [@v.range rangeBits/] range_q;
  always @(${clockEdge})
    if (!rst_ni) range_q <= ${rangeBits}'d0;
    else if (take_start) range_q <= cmd_data_i[${rangeLsb} +: ${rangeBits}];
  assign range_0_o = range_q;
[/#if]

  genvar r, u;
  generate
    for (r = 0; r < ${rows}; r = r + 1) begin : row
      reg used_q, gate_q;
      reg [@v.range w.channel/] channel_q;
      reg [@v.range w.tap/] tap_q;
      reg [@v.range bits/] x_q;
      wire mine = take_row & (cmd_index_i == r);
      always @(${clockEdge})
        if (!rst_ni) begin
          used_q <= 1'b0;
          gate_q <= 1'b1;
          channel_q <= ${w.channel}'d0;
          tap_q <= ${w.tap}'d0;
          x_q <= ${bits}'d0;
        end else begin
          if (mine) {used_q, tap_q, channel_q} <= cmd_data_i[${usedBit}:0];
          if (mine) gate_q <= 1'b1;
          else if (take_gate) gate_q <= cmd_data_i[{[@v.zeros dataPad/]channel_q}];
[#if gate > 0]
          else if (take_decided) gate_q <= on_q[channel_q];
[/#if]
          if (take_input & (cmd_index_i == {[@v.zeros indexPad/]channel_q})) x_q <= cmd_data_i[tap_q * ${bits} +: ${bits}];
        end
      assign row_on_o[r] = used_q & gate_q;
      assign x_bit_o[r] = x_q[bit_i];
    end
    for (u = 0; u < ${units}; u = u + 1) begin : unit
      reg [2:0] kind_q;
      always @(${clockEdge})
        if (!rst_ni) kind_q <= 3'd0;
        else if (take_unit & (cmd_index_i == u)) kind_q <= cmd_data_i[2:0];
      assign mode_o[2 * u +: 2] = kind_q[1:0];
      assign seg_zero_o[u] = kind_q[2];
    end
  endgenerate
endmodule
`default_nettype wire
