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
[#list channels as c]
  assign mask_o[${c} * ${tco} +: ${tco}] = stored_i ? [@v.fill tco]lanes_i[${c}][/@v.fill] : mask_i[${c} * ${tco} +: ${tco}];
[/#list]
  assign sign_o = stored_i ? ~mask_i : sign_i;
endmodule
`default_nettype wire
