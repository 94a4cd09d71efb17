// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// n = (first ? 0 : acc) + x modulo 2^${width}; the shadow keeps n at the last addend while the next sum runs.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire last_i,
  input  wire [${inMsb}:0] x_i,
  output wire [${widthMsb}:0] acc_o
);
  reg [${widthMsb}:0] acc_q;
  reg [${widthMsb}:0] shadow_q;
[#if pad > 0]
  wire [${widthMsb}:0] addend = {${pad}'d0, x_i};
[#else]
  wire [${widthMsb}:0] addend = x_i;
[/#if]
  wire [${widthMsb}:0] acc_d = (acc_q & [@v.fill width]~first_i[/@v.fill]) + addend;
  always @(posedge clk_i) if (en_i) begin
    acc_q <= acc_d;
    if (last_i) shadow_q <= acc_d;
  end
  assign acc_o = shadow_q;
endmodule
`default_nettype wire
