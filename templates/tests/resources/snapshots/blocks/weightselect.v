// SPDX-License-Identifier: Apache-2.0
// Hidden: enables are the mask, signs the generator's. Stored: signs are the mask's bits, 1 of +1, and every input
// channel that there is is enabled.
`default_nettype none
module weight_select_1x5 (
  input  wire stored_i,
  input  wire [0:0] lanes_i,
  input  wire [4:0] mask_i,
  input  wire [4:0] sign_i,
  output wire [4:0] mask_o,
  output wire [4:0] sign_o
);
  assign mask_o[0 * 5 +: 5] = stored_i ? {5{lanes_i[0]}} : mask_i[0 * 5 +: 5];
  assign sign_o = stored_i ? ~mask_i : sign_i;
endmodule
`default_nettype wire
