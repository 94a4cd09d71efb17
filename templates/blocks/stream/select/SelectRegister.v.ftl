// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// y = x[sel] one cycle after en, for ${inputs} word(s) of ${width} bit(s); a sel beyond takes the last.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire en_i,
  input  wire [@v.range selBits/] sel_i,
[#list names as x]
  input  wire [@v.range width/] ${x},
[/#list]
  output wire [@v.range width/] y_o
);
  reg [@v.range width/] y_q;
  always @(posedge clk_i) if (en_i)
    case (sel_i)
[#list choices as c]
      ${selBits}'d${c.index}: y_q <= ${c.name};
[/#list]
      default: y_q <= ${lastName};
    endcase
  assign y_o = y_q;
endmodule
`default_nettype wire
