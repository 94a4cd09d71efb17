// SPDX-License-Identifier: Apache-2.0
// pick = enable 2^index, sign = enable signs[index]: which of 4 input channels is kept, decoded once for all pixels.
`default_nettype none
module pick_decode_4 (
  input  wire enable_i,
  input  wire [1:0] index_i,
  input  wire [3:0] signs_i,
  output wire [3:0] pick_o,
  output wire sign_o
);
  assign pick_o = {enable_i & (index_i == 2'd3), enable_i & (index_i == 2'd2), enable_i & (index_i == 2'd1), enable_i
      & (index_i == 2'd0)};
  assign sign_o = |(pick_o & signs_i);
endmodule
`default_nettype wire
