// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// Hidden: enables are the mask, signs the generator's. Stored: signs are the mask's bits, 1 of +1, and every input channel that there is is enabled.
`default_nettype none
module ${moduleName} (
  input  wire stored_i,
  input  wire [@v.range tci/] lanes_i,
  input  wire [@v.range weights/] mask_i,
  input  wire [@v.range weights/] sign_i,
  output wire [@v.range weights/] mask_o,
  output wire [@v.range weights/] sign_o
);
  // A block, which a simulator settles once a cycle: of a wire it may put the multiplexer into each of the array's sums.
  reg [@v.range weights/] mask, sign;
  always @* begin
    mask = mask_i;
    sign = sign_i;
    if (stored_i) begin
      mask = {[#list channels?reverse as c][@v.fill tco]lanes_i[${c}][/@v.fill][#sep], [/#list]};
      sign = ~mask_i;
    end
  end
  assign mask_o = mask;
  assign sign_o = sign;
endmodule
`default_nettype wire
