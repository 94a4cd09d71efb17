// SPDX-License-Identifier: Apache-2.0
// term = mask (act ^ sign): AND and XOR only, because a choice by random bits simulates slowly.
`default_nettype none
module xor_pe_3 (
  input  wire [2:0] act_i,
  input  wire sign_i,
  input  wire mask_i,
  output wire [2:0] term_o
);
  assign term_o = (act_i ^ {3{sign_i}}) & {3{mask_i}};
endmodule
`default_nettype wire
