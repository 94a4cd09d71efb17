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
  // A block, which a simulator settles once a cycle: of a wire it may put the multiplexer into each of the array's
  // sums.
  reg [4:0] mask, sign;
  always @* begin
    mask = mask_i;
    sign = sign_i;
    if (stored_i) begin
      mask = {{5{lanes_i[0]}}};
      sign = ~mask_i;
    end
  end
  assign mask_o = mask;
  assign sign_o = sign;
endmodule
`default_nettype wire
