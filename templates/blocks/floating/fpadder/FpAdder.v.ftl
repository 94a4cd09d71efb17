// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// s = a + b in ${format}, exact and rounded once, to the nearest, ties to even; subnormals are [#if keeps]numbers[#else]zero[/#if], beyond the largest number there is [#if overflow == "SATURATE"]that[#elseif ieee]infinity[#else]NaN[/#if].
`default_nettype none
module ${moduleName} (
[#if stages > 0]
  input  wire clk_i,
[/#if]
  input  wire [@v.range bits/] a_i,
  input  wire [@v.range bits/] b_i,
  output wire [@v.range bits/] s_o
);
[@v.leadingZeros "zeros" sumBits levels/]

  // The larger magnitude first.
  wire swap = a_i[@v.range bits - 1/] < b_i[@v.range bits - 1/];
  wire [@v.range bits/] major = swap ? b_i : a_i;
  wire [@v.range bits/] minor = swap ? a_i : b_i;
[#list ["major", "minor"] as x]
  wire [@v.range exponentBits/] exp_${x} = ${x}[@v.upper bits - 1 fractionBits/];
[#if keeps]
  wire [@v.range fractionBits + 1/] sig_${x} = {|exp_${x}, ${x}[@v.range fractionBits/]};
  wire [@v.range exponentBits/] low_${x} = {exp_${x}[@v.upper exponentBits 1/], exp_${x}[0] | ~(|exp_${x})};
[#else]
  wire [@v.range fractionBits + 1/] sig_${x} = {|exp_${x}, ${x}[@v.range fractionBits/] & [@v.fill fractionBits](|exp_${x})[/@v.fill]};
  wire [@v.range exponentBits/] low_${x} = exp_${x};
[/#if]
[/#list]
[#if ieee]
  wire top_major = &exp_major;
  wire top_minor = &exp_minor;
[@v.stage stages > 2 "nan" 1](top_major & (|major[@v.range fractionBits/])) | (top_major & top_minor & (major[@v.top bits/] ^ minor[@v.top bits/]))[/@v.stage]
[@v.stage stages > 2 "infinite" 1]top_major[/@v.stage]
[#elseif hasNan]
[@v.stage stages > 2 "nan" 1]&major[@v.range bits - 1/][/@v.stage]
[/#if]
  wire [@v.range exponentBits/] apart = low_major - low_minor;
  wire [@v.range alignedBits/] whole = {sig_minor, 3'd0};
  wire [@v.range alignedBits/] shifted = whole >> apart;
  wire lost = (shifted << apart) != whole;
[@v.stage stages > 2 "sign" 1]major[@v.top bits/][/@v.stage]
[@v.stage stages > 2 "subtract" 1]major[@v.top bits/] ^ minor[@v.top bits/][/@v.stage]
[@v.stage stages > 2 "exponent" exponentBits]low_major[/@v.stage]
[@v.stage stages > 2 "x" alignedBits]{sig_major, 3'd0}[/@v.stage]
[@v.stage stages > 2 "y" alignedBits]{shifted[@v.upper alignedBits 1/], shifted[0] | lost}[/@v.stage]

[@v.stage stages > 1 "sum" sumBits]subtract ? {1'b0, x} - {1'b0, y} : {1'b0, x} + {1'b0, y}[/@v.stage]
[@v.stage stages > 1 "field" exponentBits]exponent[/@v.stage]
[@v.stage stages > 1 "sign_r" 1]sign[/@v.stage]
[@v.stage stages > 1 "subtract_r" 1]subtract[/@v.stage]
[#list (hasNan?then(["nan"], []) + ieee?then(["infinite"], [])) as flag]
[@v.stage stages > 1 flag + "_r" 1]${flag}[/@v.stage]
[/#list]

[#if keeps]
  // No further to the left than the exponent allows.
  wire [@v.range countBits/] left = zeros(sum | ({1'b1, ${sumBits - 1}'d0} >> field));
[#else]
  wire [@v.range countBits/] left = zeros(sum);
[/#if]
[#if keeps]
  wire [@v.range sumBits/] aligned = sum << left;
  wire [@v.range expBits/] normal = {1'b0, field} + ${expBits}'d1 - [#if countBits > expBits]left[@v.range expBits/][#else]{[@v.zeros expBits - countBits/]left}[/#if];
[#else]
  wire [@v.range sumBits - 1/] aligned = sum[@v.range sumBits - 1/] << left;
  wire [@v.range fieldBits/] normal = {${fieldBits - exponentBits}'d0, field} + ${fieldBits}'d1 - {${fieldBits - countBits}'d0, left};
[/#if]
  wire up = aligned[3] & (aligned[4] | (|aligned[2:0]));
[#if keeps]
  wire [@v.range expBits/] raised = aligned[@v.top sumBits/] ? normal : ${expBits}'d0;
[#else]
  wire [@v.range expBits/] raised = normal[@v.range expBits/];
  wire below = normal[@v.top fieldBits/] | ~(|normal);
[/#if]
  wire [@v.range magBits/] mag = {raised, aligned[@v.upper sumBits - 1 4/]} + {${magBits - 1}'d0, up};
  wire above = mag[@v.top magBits/][#if ieee] | (&mag[@v.upper magBits - 1 fractionBits/])[#elseif onesAreNan] | (&mag[@v.range magBits - 1/])[/#if];
  wire [@v.range bits/] beyond = [#if beyondIsNan]${nan}[#else]{sign_r, ${beyond}}[/#if];
  wire [@v.range bits/] finite = ~(|sum) ? {sign_r & ~subtract_r, ${bits - 1}'d0} : [#if !keeps]below ? {sign_r, ${bits - 1}'d0} : [/#if]above ? beyond : {sign_r, mag[@v.range bits - 1/]};
[@v.stage stages > 0 "total" bits][#if hasNan]nan_r ? ${nan} : [/#if][#if ieee]infinite_r ? beyond : [/#if]finite[/@v.stage]
  assign s_o = total;
endmodule
`default_nettype wire
