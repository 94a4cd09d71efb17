// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// y = max(a, b, c, d) for each of ${channels} unsigned byte(s).
`default_nettype none
module ${moduleName} (
  input  wire [@v.range (8 * channels)/] a_i,
  input  wire [@v.range (8 * channels)/] b_i,
  input  wire [@v.range (8 * channels)/] c_i,
  input  wire [@v.range (8 * channels)/] d_i,
  output wire [@v.range (8 * channels)/] y_o
);
  function automatic [7:0] larger(input [7:0] p, input [7:0] q);
    larger = p > q ? p : q;
  endfunction

  genvar k;
  generate
    for (k = 0; k < ${channels}; k = k + 1) begin : channel
      assign y_o[8 * k +: 8] = larger(larger(a_i[8 * k +: 8], b_i[8 * k +: 8]), larger(c_i[8 * k +: 8], d_i[8 * k +: 8]));
    end
  endgenerate
endmodule
`default_nettype wire
