// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// Two halves of ${rows} rows of ${drain} requantise constants: the host fills one while the drain reads the other. Row r of half h: h * ${rows} + r.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire rqc_valid_i,
  input  wire [@v.range beatBits/] rqc_data_i,
  input  wire discard_i,
  input  wire [@v.range selBits/] sel_i,
  input  wire half_i,
  input  wire release_i,
  output wire rqc_ready_o,
  output wire full_o,
  output wire bad_o,
  output wire [@v.range drain/] we_o,
  output wire [@v.range addrBits/] write_addr_o,
  output wire [@v.range rowWidth/] write_data_o,
  output wire [@v.range addrBits/] read_addr_o
);
  reg half_q, bad_q;
  reg [1:0] full_q;
  reg [@v.range selBits/] row_q;
  reg [@v.range drain/] lane_q;   // one-hot
  wire write = rqc_valid_i & ~full_q[half_q] & ~discard_i;
  wire row_written = write & lane_q[@v.top drain/];
  wire group_written = row_written & (row_q == ${selBits}'d${rowLast});
  always @(${clockEdge})
    if (!rst_ni) begin
      half_q <= 1'b0;
      bad_q <= 1'b0;
      full_q <= 2'b00;
      row_q <= ${selBits}'d0;
      lane_q <= ${drain}'d1;
    end else begin
      half_q <= half_q ^ group_written;
      bad_q <= bad_q | (write & rqc_data_i[63]);
      full_q <= (full_q | ({1'b0, group_written} << half_q)) & ~({1'b0, release_i} << half_i);
[#if drain > 1]
      if (write) lane_q <= {lane_q[@v.range (drain - 1)/], lane_q[@v.top drain/]};
[/#if]
      if (row_written) row_q <= group_written ? ${selBits}'d0 : row_q + ${selBits}'d1;
    end
  assign rqc_ready_o = ~full_q[half_q] | discard_i;
  assign full_o = full_q[half_i];
  assign bad_o = bad_q;
  assign we_o = lane_q & [@v.fill drain]write[/@v.fill];
  assign write_addr_o = {[@v.zeros selPad/]row_q} + (${addrBits}'d${rows} & [@v.fill addrBits]half_q[/@v.fill]);
  assign write_data_o = [@v.fill drain][#if residual]{rqc_data_i[@v.upper beatBits 64/], rqc_data_i[62:0]}[#else]rqc_data_i[62:0][/#if][/@v.fill];
  assign read_addr_o = {[@v.zeros selPad/]sel_i} + (${addrBits}'d${rows} & [@v.fill addrBits]half_i[/@v.fill]);
endmodule
`default_nettype wire
