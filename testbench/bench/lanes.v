// SPDX-License-Identifier: Apache-2.0
// acc[i] = (clear ? 0 : acc[i]) + mask[i] * (1 - 2 sign[i]) * act[i], 16 bits, modulo 2^16, a lane per element: the design of the co-simulation
// benchmark. Written lane by lane, as most Verilog is; a form over 64-bit words would simulate many times faster.
`ifndef LANES
`define LANES 64
`endif
`default_nettype none
module lanes (
  input  wire                  clk_i,
  input  wire                  rst_ni,
  input  wire [8*`LANES-1:0]   act_i,
  input  wire [`LANES-1:0]     sign_i,
  input  wire [`LANES-1:0]     mask_i,
  input  wire                  clear_i,
  output reg  [16*`LANES-1:0]  acc_o
);
  always @(posedge clk_i) begin : lane
    reg [31:0] i;
    reg [15:0] act;
    reg [15:0] old;
    for (i = 32'd0; i < 32'd`LANES; i = i + 32'd1) begin
      act = {8'd0, act_i[8*i +: 8]};
      old = clear_i ? 16'd0 : acc_o[16*i +: 16];
      if (!rst_ni) acc_o[16*i +: 16] <= 16'd0;
      else acc_o[16*i +: 16] <= old + ((({16{sign_i[i]}} ^ act) + {15'd0, sign_i[i]}) & {16{mask_i[i]}});
    end
  end
endmodule
`default_nettype wire
