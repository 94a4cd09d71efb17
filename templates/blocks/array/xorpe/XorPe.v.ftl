// SPDX-License-Identifier: Apache-2.0
// term = mask (act ^ sign): AND and XOR only, because a choice by random bits simulates slowly.
`default_nettype none
module ${moduleName} (
  input  wire [${actMsb}:0] act_i,
  input  wire sign_i,
  input  wire mask_i,
  output wire [${actMsb}:0] term_o
);
  assign term_o = (act_i ^ {${actBits}{sign_i}}) & {${actBits}{mask_i}};
endmodule
`default_nettype wire
