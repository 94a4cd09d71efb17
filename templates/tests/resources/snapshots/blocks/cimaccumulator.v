// SPDX-License-Identifier: Apache-2.0
// acc[j] = 0, 2 acc[j], acc[j] + d or acc[j] - d;  d = A - B, A - 2 B, 2 A + 4 B - 3 R or 2 A - R by the mode of the
// units
// that were read: 6 pair(s) of columns A, B, in 2 group(s) with a reference column R each.
`default_nettype none
module cim_accumulator_6x12x3x2_bits3 (
  input  wire clk_i,
  input  wire [1:0] acc_en_i,
  input  wire acc_clr_i,
  input  wire acc_shl_i,
  input  wire acc_sub_i,
  input  wire [5:0] sel_i,
  input  wire [11:0] mode_i,
  input  wire [35:0] code_i,
  input  wire [5:0] ref_i,
  output wire [53:0] acc_o
);
  genvar g, j;
  generate
    for (g = 0; g < 2; g = g + 1) begin : group
      // The lowest segment comes last: units that share the global line have one mode.
      reg [1:0] mode_q;
      integer s;
      always @(posedge clk_i)
        for (s = 2; s >= 0; s = s - 1) if (sel_i[s * 2 + g]) mode_q <= mode_i[2 * (s * 2 + g) +: 2];
      wire [8:0] r = {6'd0, ref_i[g * 3 +: 3]};
      for (j = 0; j < 3; j = j + 1) begin : pair
        wire [8:0] a = {6'd0, code_i[(g * 3 + j) * 6 +: 3]};
        wire [8:0] b = {6'd0, code_i[(g * 3 + j) * 6 + 3 +: 3]};
        reg [8:0] d;
        always @*
          case (mode_q)
            2'd0: d = a - b;
            2'd1: d = a - (b << 1);
            2'd2: d = (a << 1) + (b << 2) - (r << 1) - r;
            default: d = (a << 1) - r;
          endcase
        reg [8:0] acc_q;
        always @(posedge clk_i)
          if (acc_clr_i) acc_q <= 9'd0;
          else if (acc_shl_i) acc_q <= acc_q << 1;
          else if (acc_en_i[g]) acc_q <= acc_sub_i ? acc_q - d : acc_q + d;
        assign acc_o[(g * 3 + j) * 9 +: 9] = acc_q;
      end
    end
  endgenerate
endmodule
`default_nettype wire
