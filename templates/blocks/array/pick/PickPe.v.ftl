// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// term = (act of the picked channel of ${group}) ^ sign; pick is one-hot, or 0 with sign 0.
`default_nettype none
module ${moduleName} (
[#list channels as j]
  input  wire [${actMsb}:0] act_${j}_i,
[/#list]
  input  wire [${groupMsb}:0] pick_i,
  input  wire sign_i,
  output wire [${actMsb}:0] term_o
);
  assign term_o = ([#list channels as j](act_${j}_i & [@v.fill actBits]pick_i[${j}][/@v.fill])[#sep] | [/#list]) ^ [@v.fill actBits]sign_i[/@v.fill];
endmodule
`default_nettype wire
