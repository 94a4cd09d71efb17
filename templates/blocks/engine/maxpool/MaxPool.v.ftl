// SPDX-License-Identifier: Apache-2.0
// y = max(a, b, c, d) for each of ${channels} unsigned byte(s).
`default_nettype none
module ${moduleName} (
  input  wire [${msb}:0] a_i,
  input  wire [${msb}:0] b_i,
  input  wire [${msb}:0] c_i,
  input  wire [${msb}:0] d_i,
  output wire [${msb}:0] y_o
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
