// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// term = mask (act ^ sign): AND and XOR only, because a choice by random bits simulates slowly.
`default_nettype none
module ${moduleName} (
  input  wire [${actMsb}:0] act_i,
  input  wire sign_i,
  input  wire mask_i,
  output wire [${actMsb}:0] term_o
);
  assign term_o = (act_i ^ [@v.fill actBits]sign_i[/@v.fill]) & [@v.fill actBits]mask_i[/@v.fill];
endmodule
`default_nettype wire
