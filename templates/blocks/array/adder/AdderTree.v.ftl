// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// sum = x_0 + .. + x_(n-1) for n = ${inputs} unsigned addends of ${width} bit(s), exact: ${levels} level(s) of adders, each a bit wider.
`default_nettype none
module ${moduleName} (
[#list ports as x]
  input  wire [@v.range width/] ${x},
[/#list]
  output wire [@v.range sumBits/] sum_o
);
[#list nodes as n]
  wire [@v.range n.bits/] ${n.name} = [#list n.terms as t]{1'b0, ${t}}[#sep] + [/#sep][/#list];
[/#list]
  assign sum_o = ${root};
endmodule
`default_nettype wire
