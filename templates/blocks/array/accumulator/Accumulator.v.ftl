// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// n = (first ? 0 : [#if doubles]twice ? 2 acc : [/#if]acc) + x modulo 2^${width}; the shadow keeps n at the last addend while the next sum runs.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire last_i,
[#if doubles]
  input  wire twice_0_i,
[/#if]
  input  wire [@v.range inWidth/] x_i,
  output wire [@v.range width/] acc_o
);
  reg [@v.range width/] acc_q;
  reg [@v.range width/] shadow_q;
[#if pad > 0]
  wire [@v.range width/] addend = {${pad}'d0, x_i};
[#else]
  wire [@v.range width/] addend = x_i;
[/#if]
[#if doubles]
  wire [@v.range width/] carried = twice_0_i ? [#if half > 0]{acc_q[@v.range half/], 1'b0}[#else]1'b0[/#if] : acc_q;
  wire [@v.range width/] acc_d = (carried & [@v.fill width]~first_i[/@v.fill]) + addend;
[#else]
  wire [@v.range width/] acc_d = (acc_q & [@v.fill width]~first_i[/@v.fill]) + addend;
[/#if]
  always @(posedge clk_i) if (en_i) begin
    acc_q <= acc_d;
    if (last_i) shadow_q <= acc_d;
  end
  assign acc_o = shadow_q;
endmodule
`default_nettype wire
