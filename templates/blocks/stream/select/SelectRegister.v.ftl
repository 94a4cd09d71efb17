// SPDX-License-Identifier: Apache-2.0
// y = x[sel] one cycle after en, for ${inputs} word(s) of ${width} bit(s); a sel beyond takes the last.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire en_i,
  input  wire [${selMsb}:0] sel_i,
[#list names as x]
  input  wire [${widthMsb}:0] ${x},
[/#list]
  output wire [${widthMsb}:0] y_o
);
  reg [${widthMsb}:0] y_q;
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
