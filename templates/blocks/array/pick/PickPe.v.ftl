// SPDX-License-Identifier: Apache-2.0
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
  assign term_o = ([#list channels as j](act_${j}_i & {${actBits}{pick_i[${j}]}})[#sep] | [/#list]) ^ {${actBits}{sign_i}};
endmodule
`default_nettype wire
