[#-- SPDX-License-Identifier: Apache-2.0 --]
[#import "/lib/verilog.ftl" as v]
[#assign magBits = fieldBits + fractionBits pad = fieldBits - levels?size]
// s = sum of ${terms} term(s) in ${format} where first, else s + that: without error in ${width} bits, rounded once to the nearest, ties to even.
// The accumulator's bit 0 is worth the last fraction bit of the least normal number.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
[#list 0..<terms as i]
  input  wire [@v.range bits/] t_${i}_i,
[/#list]
  output wire [@v.range bits/] s_o
);
[@v.leadingZeros "zeros" width levels/]


  // Each term as a whole number: its significand, shifted by its exponent.
[#list 0..<terms as i]
  wire [@v.range exponentBits/] field_${i} = t_${i}_i[@v.upper bits - 1 fractionBits/];
  wire some_${i} = |field_${i};
[#if ieee]
  wire top_${i} = &field_${i};
  wire nan_${i} = top_${i} & (|t_${i}_i[@v.range fractionBits/]);
  wire high_${i} = top_${i} & ~t_${i}_i[@v.top bits/];
  wire low_${i} = top_${i} & t_${i}_i[@v.top bits/];
[#elseif hasNan]
  wire nan_${i} = &t_${i}_i[@v.range bits - 1/];
[/#if]
  wire [@v.range termBits/] mag_${i} = {[@v.zeros termBits - fractionBits - 1/]some_${i}, t_${i}_i[@v.range fractionBits/] & [@v.fill fractionBits]some_${i}[/@v.fill]} << (field_${i} - {[@v.zeros exponentBits - 1/]some_${i}});
  wire [@v.range width/] term_${i} = ({${guard + 1}'d0, mag_${i}} ^ [@v.fill width]t_${i}_i[@v.top bits/][/@v.fill]) + {${width - 1}'d0, t_${i}_i[@v.top bits/]};
[/#list]

  reg [@v.range width/] sum_q;
  wire [@v.range width/] terms = [#list 0..<terms as i]term_${i}[#sep] + [/#sep][/#list];
  wire go_on = ~first_i;
  wire [@v.range width/] held = sum_q & [@v.fill width]go_on[/@v.fill];
  wire [@v.range width/] sum = held + terms;
  // Two numbers of one sign have a sum of the other: it was too long.
  wire longer = (held[@v.top width/] == terms[@v.top width/]) & (sum[@v.top width/] != terms[@v.top width/]);
  reg over_q;
  reg over_low_q;
  wire over = over_q & go_on;
[#if hasNan]
  reg nan_q;
[/#if]
[#if ieee]
  reg high_q;
  reg low_q;
[/#if]
  always @(posedge clk_i)
    if (en_i) begin
      sum_q <= sum;
      over_q <= over | longer;
      over_low_q <= over ? over_low_q : terms[@v.top width/];
[#if hasNan]
      nan_q <= (nan_q & go_on)[#list 0..<terms as i] | nan_${i}[/#list];
[/#if]
[#if ieee]
      high_q <= (high_q & go_on)[#list 0..<terms as i] | high_${i}[/#list];
      low_q <= (low_q & go_on)[#list 0..<terms as i] | low_${i}[/#list];
[/#if]
    end

  // Rounded: the highest one goes to the top, what is below the fraction decides.
  wire negative = sum_q[@v.top width/];
  wire [@v.range width/] magnitude = (sum_q ^ [@v.fill width]negative[/@v.fill]) + {${width - 1}'d0, negative};
  wire [@v.range levels?size/] left = zeros(magnitude);
  wire [@v.range width - 1/] aligned = magnitude[@v.range width - 1/] << left;
  wire [@v.range fieldBits/] field = ${fieldBits}'d${width - fractionBits} - [#if pad > 0]{[@v.zeros pad/]left}[#else]left[/#if];
  wire tiny = ~(|magnitude[@v.upper width fractionBits/]);
[#if width - fractionBits - 2 > 0]
  wire up = aligned[${width - fractionBits - 2}] & (aligned[${width - fractionBits - 1}] | (|aligned[@v.range width - fractionBits - 2/]));
[#else]
  wire up = aligned[${width - fractionBits - 2}] & aligned[${width - fractionBits - 1}];
[/#if]
  wire [@v.range magBits/] rounded = {field, aligned[@v.upper width - 1 width - fractionBits - 1/]} + {${magBits - 1}'d0, up};
  wire huge = ~tiny & (rounded >= ${limit});
  wire [@v.range bits/] finite = tiny ? {negative & (|magnitude), ${bits - 1}'d0} : {negative, rounded[@v.range bits - 1/]};
[#if ieee]
  wire infinite = high_q | low_q | over_q | huge;
  wire sign = high_q | low_q ? low_q : over_q ? over_low_q : negative;
  assign s_o = nan_q | (high_q & low_q) ? ${nan} : infinite ? {sign, ${beyond}} : finite;
[#elseif hasNan]
  assign s_o = nan_q | over_q | huge ? ${nan} : finite;
[#else]
  assign s_o = over_q ? {over_low_q, ${beyond}} : huge ? {negative, ${beyond}} : finite;
[/#if]
endmodule
`default_nettype wire
