// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#assign n = countBits]
[#assign w = sumBits]
// acc[j] = 0, 2 acc[j], acc[j] + d or acc[j] - d;  d = A - B, A - 2 B, 2 A + 4 B - 3 R or 2 A - R by the mode of the units
// that were read: ${pairs} pair(s) of columns A, B, in ${groups} group(s) with a reference column R each.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire [@v.range groups/] acc_en_i,
  input  wire acc_clr_i,
  input  wire acc_shl_i,
  input  wire acc_sub_i,
  input  wire [@v.range units/] sel_i,
  input  wire [@v.range (2 * units)/] mode_i,
  input  wire [@v.range (columns * n)/] code_i,
  input  wire [@v.range (groups * n)/] ref_i,
  output wire [@v.range (pairs * w)/] acc_o
);
  genvar g, j;
  generate
    for (g = 0; g < ${groups}; g = g + 1) begin : group
      // The lowest segment comes last: units that share the global line have one mode.
      reg [1:0] mode_q;
      integer s;
      always @(posedge clk_i)
        for (s = ${segments - 1}; s >= 0; s = s - 1) if (sel_i[s * ${groups} + g]) mode_q <= mode_i[2 * (s * ${groups} + g) +: 2];
      wire [@v.range w/] r = {${pad}'d0, ref_i[g * ${n} +: ${n}]};
      for (j = 0; j < ${groupPairs}; j = j + 1) begin : pair
        wire [@v.range w/] a = {${pad}'d0, code_i[(g * ${groupPairs} + j) * ${2 * n} +: ${n}]};
        wire [@v.range w/] b = {${pad}'d0, code_i[(g * ${groupPairs} + j) * ${2 * n} + ${n} +: ${n}]};
        reg [@v.range w/] d;
        always @*
          case (mode_q)
            2'd0: d = a - b;
            2'd1: d = a - (b << 1);
            2'd2: d = (a << 1) + (b << 2) - (r << 1) - r;
            default: d = (a << 1) - r;
          endcase
        reg [@v.range w/] acc_q;
        always @(posedge clk_i)
          if (acc_clr_i) acc_q <= ${w}'d0;
          else if (acc_shl_i) acc_q <= acc_q << 1;
          else if (acc_en_i[g]) acc_q <= acc_sub_i ? acc_q - d : acc_q + d;
        assign acc_o[(g * ${groupPairs} + j) * ${w} +: ${w}] = acc_q;
      end
    end
  endgenerate
endmodule
`default_nettype wire
