// SPDX-License-Identifier: Apache-2.0
// n[c] = sum over joined segments of popcount(word lines & cells): a model of 6 rows x 12 columns in 3 segment(s) and
// 2 column group(s).
// Lines are counters that a precharge, and nothing else, sets to 0. A layout or a memory compiler with the same ports
// replaces this file.
`default_nettype none
module cim_macro_6x12x3x2 (
  input  wire clk_i,
  input  wire wr_en_i,
  input  wire [2:0] wr_row_i,
  input  wire [11:0] wr_data_i,
  input  wire [5:0] pch_n_i,
  input  wire [5:0] c1_i,
  input  wire [5:0] c2_i,
  input  wire [5:0] iso_i,
  input  wire [5:0] sel_i,
  input  wire [5:0] wl_i,
  input  wire gpch_n_i,
  input  wire [1:0] sae_i,
  output wire [35:0] code_o,
  output wire [5:0] ref_o
);
  // Counts lie in planes: bit 0 of all lines, then bit 1 of all ..., the reference columns' lines above the columns'.
  reg [11:0] cell_q [0:5];
  reg [41:0] local_q [0:2];
  reg [41:0] global_q;
  reg [41:0] code_q;   // one count after another
  reg [5:0] wl_q;
  reg [5:0] joined_q;
  reg [1:0] sae_q;
  wire [5:0] rise = wl_i & ~wl_q;
  wire [5:0] charge = ~pch_n_i & c2_i;
  wire [5:0] joined = sel_i & ~iso_i;
  wire [5:0] joins = joined & ~joined_q;
  wire [1:0] sense = sae_i & ~sae_q;

  always @(posedge clk_i) begin
    wl_q <= wl_i;
    joined_q <= joined;
    sae_q <= sae_i;
    if (wr_en_i) cell_q[wr_row_i] <= wr_data_i;
  end

  // A bit per group as one for each of its lines.
  function automatic [13:0] spread(input [1:0] on);
    spread = {on, {6{on[1]}}, {6{on[0]}}};
  endfunction

  // What rising word lines leave of a segment's counts.
  function automatic [41:0] evaluated(
    input [41:0] count, input integer first, input [1:0] up, input [13:0] grounded
  );
    reg [13:0] carry;
    integer r, k;
    begin
      evaluated = count;
      for (r = 0; r < 2; r = r + 1)
        if (up[r]) begin
          carry = {{2{1'b1}}, cell_q[first + r]} & grounded;
          for (k = 0; k < 42; k = k + 14) begin
            evaluated[k +: 14] = evaluated[k +: 14] ^ carry;
            carry = carry & ~evaluated[k +: 14];
          end
        end
    end
  endfunction

  // Counts and those of lines that join.
  function automatic [41:0] collected(input [41:0] a, input [41:0] b);
    reg [13:0] carry;
    integer k;
    begin
      carry = 14'd0;
      for (k = 0; k < 42; k = k + 14) begin
        collected[k +: 14] = a[k +: 14] ^ b[k +: 14] ^ carry;
        carry = (a[k +: 14] & b[k +: 14]) | ((a[k +: 14] | b[k +: 14]) & carry);
      end
    end
  endfunction

  genvar s;
  generate
    for (s = 0; s < 3; s = s + 1) begin : segment
      wire [1:0] up = rise[s * 2 +: 2];
      always @(posedge clk_i)
        if ((up != 2'd0) || (charge[s * 2 +: 2] != 2'd0))
          local_q[s] <= evaluated(
            local_q[s] & ~{3{spread(charge[s * 2 +: 2])}}, s * 2, up, spread(c1_i[s * 2 +: 2]));
    end
  endgenerate

  function automatic [41:0] shared(input [41:0] count, input [5:0] on);
    integer i;
    begin
      shared = count;
      for (i = 0; i < 3; i = i + 1)
        if (on[i * 2 +: 2] != 2'd0)
          shared = collected(shared, local_q[i] & {3{spread(on[i * 2 +: 2])}});
    end
  endfunction

  always @(posedge clk_i) if (!gpch_n_i || (joins != 6'd0)) global_q <= shared(global_q & {42{gpch_n_i}}, joins);

  wire [13:0] take = spread(sense);
  genvar c;
  generate
    for (c = 0; c < 14; c = c + 1) begin : line
      wire [2:0] ones = {global_q[c + 28], global_q[c + 14], global_q[c]};
      always @(posedge clk_i) if (take[c]) code_q[c * 3 +: 3] <= ones;
    end
  endgenerate
  assign code_o = code_q[35:0];
  assign ref_o = code_q[41:36];

  // A row's number has more values than there are rows.
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~wr_en_i | (wr_row_i <= 3'd5));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~wr_en_i | (wr_row_i <= 3'd5))) begin
      $display("%m: assertion write_row_below_rows failed");
      $stop;
    end
`endif
`endif
endmodule
`default_nettype wire
