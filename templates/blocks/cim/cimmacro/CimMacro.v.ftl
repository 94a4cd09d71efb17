// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#assign bits = countBits]
[#assign planes = lines * bits]
// n[c] = sum over joined segments of popcount(word lines & cells): a model of ${rows} rows x ${columns} columns in ${segments} segment(s) and ${groups} column group(s).
// Lines are counters that a precharge, and nothing else, sets to 0. A layout or a memory compiler with the same ports replaces this file.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
[#if noisy]
  input  wire rst_ni,
[/#if]
  input  wire wr_en_i,
  input  wire [@v.range rowBits/] wr_row_i,
  input  wire [@v.range columns/] wr_data_i,
  input  wire [@v.range units/] pch_n_i,
  input  wire [@v.range units/] c1_i,
  input  wire [@v.range units/] c2_i,
  input  wire [@v.range units/] iso_i,
  input  wire [@v.range units/] sel_i,
  input  wire [@v.range rows/] wl_i,
  input  wire gpch_n_i,
  input  wire [@v.range groups/] sae_i,
[#if hasRange]
  input  wire [@v.range rangeBits/] range_0_i,
[/#if]
  output wire [@v.range codeBits/] code_o,
  output wire [@v.range (groups * bits)/] ref_o
);
  // Counts lie in planes: bit 0 of all lines, then bit 1 of all ..., the reference columns' lines above the columns'.
  reg [@v.range columns/] cell_q [0:${rowLast}];
  reg [@v.range planes/] local_q [0:${segments - 1}];
  reg [@v.range planes/] global_q;
  reg [@v.range planes/] code_q;   // one count after another
  reg [@v.range rows/] wl_q;
  reg [@v.range units/] joined_q;
  reg [@v.range groups/] sae_q;
  wire [@v.range rows/] rise = wl_i & ~wl_q;
  wire [@v.range units/] charge = ~pch_n_i & c2_i;
  wire [@v.range units/] joined = sel_i & ~iso_i;
  wire [@v.range units/] joins = joined & ~joined_q;
  wire [@v.range groups/] sense = sae_i & ~sae_q;

  always @(posedge clk_i) begin
    wl_q <= wl_i;
    joined_q <= joined;
    sae_q <= sae_i;
    if (wr_en_i) cell_q[wr_row_i] <= wr_data_i;
  end

  // A bit per group as one for each of its lines.
  function automatic [@v.range lines/] spread(input [@v.range groups/] on);
    spread = {on[#list groupsDown as g], [@v.fill groupColumns]on[${g}][/@v.fill][/#list]};
  endfunction

  // What rising word lines leave of a segment's counts.
  function automatic [@v.range planes/] evaluated(
    input [@v.range planes/] count, input integer first, input [@v.range segmentRows/] up, input [@v.range lines/] grounded
  );
    reg [@v.range lines/] carry;
    integer r, k;
    begin
      evaluated = count;
      for (r = 0; r < ${segmentRows}; r = r + 1)
        if (up[r]) begin
          carry = {[@v.fill groups]1'b1[/@v.fill], cell_q[first + r]} & grounded;
          for (k = 0; k < ${planes}; k = k + ${lines}) begin
            evaluated[k +: ${lines}] = evaluated[k +: ${lines}] ^ carry;
            carry = carry & ~evaluated[k +: ${lines}];
          end
        end
    end
  endfunction

  // Counts and those of lines that join.
  function automatic [@v.range planes/] collected(input [@v.range planes/] a, input [@v.range planes/] b);
    reg [@v.range lines/] carry;
    integer k;
    begin
      carry = ${lines}'d0;
      for (k = 0; k < ${planes}; k = k + ${lines}) begin
        collected[k +: ${lines}] = a[k +: ${lines}] ^ b[k +: ${lines}] ^ carry;
        carry = (a[k +: ${lines}] & b[k +: ${lines}]) | ((a[k +: ${lines}] | b[k +: ${lines}]) & carry);
      end
    end
  endfunction

  genvar s;
  generate
    for (s = 0; s < ${segments}; s = s + 1) begin : segment
      wire [@v.range segmentRows/] up = rise[s * ${segmentRows} +: ${segmentRows}];
      always @(posedge clk_i)
        if ((up != ${segmentRows}'d0) || (charge[s * ${groups} +: ${groups}] != ${groups}'d0))
          local_q[s] <= evaluated(
            local_q[s] & ~[@v.fill bits]spread(charge[s * ${groups} +: ${groups}])[/@v.fill], s * ${segmentRows}, up, spread(c1_i[s * ${groups} +: ${groups}]));
    end
  endgenerate

  function automatic [@v.range planes/] shared(input [@v.range planes/] count, input [@v.range units/] on);
    integer i;
    begin
      shared = count;
      for (i = 0; i < ${segments}; i = i + 1)
        if (on[i * ${groups} +: ${groups}] != ${groups}'d0)
          shared = collected(shared, local_q[i] & [@v.fill bits]spread(on[i * ${groups} +: ${groups}])[/@v.fill]);
    end
  endfunction

  always @(posedge clk_i) if (!gpch_n_i || (joins != ${units}'d0)) global_q <= shared(global_q & {${planes}{gpch_n_i}}, joins);
[#if analog]

  // code = clamp(floor((v M + 128 FS) / (256 FS)), 0, M), v = 256 n + A z, and back: floor((2 code FS + M) / (2 M)).
[#assign x = numeratorBits]
[#if hasRange]
[#if rangeSpare]
  wire [@v.range rangeBits/] range = (range_0_i > ${rangeBits}'d${widestRange}) ? ${rangeBits}'d${widestRange} : range_0_i;
[#else]
  wire [@v.range rangeBits/] range = range_0_i;
[/#if]
[/#if]
  /* verilator lint_off UNUSEDSIGNAL */
  function automatic [@v.range bits/] converted(input [@v.range bits/] ones[#if noisy], input [31:0] word[/#if][#if hasRange], input [@v.range rangeBits/] scale[/#if]);
    reg [@v.range x/] n;
[#if noisy]
    integer i;
[/#if]
    begin
      n = {[@v.zeros onesPad/]ones, 8'd0};
[#if noisy]
      for (i = 0; i < 32; i = i + 1) if (word[i]) n = n + ${x}'d${noise};
[/#if]
      n = n * ${x}'d${highest} + [#if hasRange](${x}'d${half} << scale)[#else]${x}'d${half}[/#if];
[#if noisy]
      n = (n < ${x}'d${excess}) ? ${x}'d0 : n - ${x}'d${excess};
[/#if]
      n = ([#if hasRange](n >> scale)[#else]n[/#if] >> 8) / ${x}'d${fullScale};
      if (n > ${x}'d${highest}) n = ${x}'d${highest};
      n = ([#if hasRange]((n * ${x}'d${2 * fullScale}) << scale)[#else]n * ${x}'d${2 * fullScale}[/#if] + ${x}'d${highest}) / ${x}'d${2 * highest};
      converted = n[@v.range bits/];
    end
  endfunction
  /* verilator lint_on UNUSEDSIGNAL */
[/#if]
[#if noisy]

  // A lane of noise for each converter; it steps once for each conversion. A layout has no use for the reset.
  reg [31:0] noise_q [0:${lines - 1}];
  localparam [@v.range (32 * lines)/] SEEDS = {
[#list noiseStates?reverse as state]
    ${state}[#sep],[/#sep]
[/#list]
  };
  function automatic [31:0] step(input [31:0] word);
    begin
      step = word ^ (word << 13);
      step = step ^ (step >> 17);
      step = step ^ (step << 5);
    end
  endfunction
[/#if]

  wire [@v.range lines/] take = spread(sense);
  genvar c;
  generate
    for (c = 0; c < ${lines}; c = c + 1) begin : line
      wire [@v.range bits/] ones = {[#list 0..<bits as k]global_q[c[#if bits - 1 - k > 0] + ${(bits - 1 - k) * lines}[/#if]][#sep], [/#sep][/#list]};
[#if noisy]
      wire [31:0] word = step(noise_q[c]);
      always @(${clockEdge})
        if (!rst_ni) noise_q[c] <= SEEDS[32 * c +: 32];
        else if (take[c]) noise_q[c] <= word;
[/#if]
      always @(posedge clk_i) if (take[c]) code_q[c * ${bits} +: ${bits}] <= [#if analog]converted(ones[#if noisy], word[/#if][#if hasRange], range[/#if])[#else]ones[/#if];
    end
  endgenerate
  assign code_o = code_q[@v.range codeBits/];
  assign ref_o = code_q[@v.upper planes codeBits/];
[#if spare]

  // A row's number has more values than there are rows.
[@v.assert "write_row_below_rows"]~wr_en_i | (wr_row_i <= ${rowBits}'d${rowLast})[/@v.assert]
[/#if]
endmodule
`default_nettype wire
