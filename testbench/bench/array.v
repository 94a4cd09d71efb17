// SPDX-License-Identifier: Apache-2.0
// An element array of 16 x 8 x 32 elements, or of as many in each channel of a group, behind flip-flops, as it stands in the engine: what the benchmark of the array's forms simulates.
`ifndef ARRAY
`define ARRAY packed_array_16x8x32_drain1
`endif
`ifndef CHANNELS
`define CHANNELS 16
`define MASK_BITS 512
`endif
`default_nettype none
module array (
  input  wire          clk_i,
  input  wire          en_i,
  input  wire          first_i,
  input  wire          last_i,
  input  wire [64*`CHANNELS-1:0] act_i,
  input  wire [`MASK_BITS-1:0] mask_i,
  input  wire [32*`CHANNELS-1:0] sign_i,
  input  wire          drain_en_i,
  input  wire [4:0]    drain_sel_i,
  output wire [255:0]  acc_o
);
  reg          en_q, first_q, last_q, drain_en_q;
  reg [64*`CHANNELS-1:0] act_q;
  reg [`MASK_BITS-1:0] mask_q;
  reg [32*`CHANNELS-1:0] sign_q;
  reg [4:0]    drain_sel_q;
  always @(posedge clk_i) begin
    en_q <= en_i;
    first_q <= first_i;
    last_q <= last_i;
    act_q <= act_i;
    mask_q <= mask_i;
    sign_q <= sign_i;
    drain_en_q <= drain_en_i;
    drain_sel_q <= drain_sel_i;
  end
  `ARRAY u_array (
    .clk_i(clk_i), .en_i(en_q), .first_i(first_q), .last_i(last_q), .act_i(act_q), .mask_i(mask_q), .sign_i(sign_q),
    .drain_en_i(drain_en_q), .drain_sel_i(drain_sel_q), .acc_o(acc_o)
  );
endmodule
`default_nettype wire
