// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// p = a b in ${format}, exact and [#if rounds]rounded once, to the nearest, ties to even[#else]cut[/#if]; subnormals are [#if keeps]numbers[#else]zero[/#if], beyond the largest number there is [#if overflow == "SATURATE"]that[#elseif ieee]infinity[#else]NaN[/#if].
`default_nettype none
module ${moduleName} (
[#if stages > 0]
  input  wire clk_i,
[/#if]
  input  wire [@v.range bits/] a_i,
  input  wire [@v.range bits/] b_i,
  output wire [@v.range bits/] p_o
);
[#if keeps]
[@v.leadingZeros "zeros" productBits levels/]

[/#if]
[#list ["a", "b"] as x]
  wire [@v.range exponentBits/] exp_${x} = ${x}_i[@v.upper bits - 1 fractionBits/];
[#if ieee]
  wire top_${x} = &exp_${x};
  wire frac_${x} = |${x}_i[@v.range fractionBits/];
[/#if]
[#if keeps]
  wire zero_${x} = ~(|${x}_i[@v.range bits - 1/]);
  wire [@v.range significandBits/] sig_${x} = {|exp_${x}, ${x}_i[@v.range fractionBits/]};
  wire [@v.range expBits/] low_${x} = {2'd0, exp_${x}[@v.upper exponentBits 1/], exp_${x}[0] | ~(|exp_${x})};
[#else]
  wire zero_${x} = ~(|exp_${x});
  wire [@v.range significandBits/] sig_${x} = {1'b1, ${x}_i[@v.range fractionBits/]};
  wire [@v.range expBits/] low_${x} = {2'd0, exp_${x}};
[/#if]
[/#list]
[@v.stage stages > 1 "sign" 1]a_i[@v.top bits/] ^ b_i[@v.top bits/][/@v.stage]
[@v.stage stages > 1 "zero" 1]zero_a | zero_b[/@v.stage]
[#if ieee]
[@v.stage stages > 1 "infinite" 1]top_a | top_b[/@v.stage]
[@v.stage stages > 1 "nan" 1](top_a & frac_a) | (top_b & frac_b) | (top_a & zero_b) | (top_b & zero_a)[/@v.stage]
[#elseif hasNan]
[@v.stage stages > 1 "nan" 1](&a_i[@v.range bits - 1/]) | (&b_i[@v.range bits - 1/])[/@v.stage]
[/#if]
[@v.stage stages > 1 "exponent" expBits]low_a + low_b - ${bias}[/@v.stage]
[@v.stage stages > 1 "whole" productBits]{${significandBits}'d0, sig_a} * {${significandBits}'d0, sig_b}[/@v.stage]

[#if keeps]
  // As far to the left as zeros and the exponent allow, or to the right where that is negative: bits that fall out are told by the last.
  wire negative = exponent[@v.top expBits/];
  wire [@v.range productBits/] marked = whole | (negative ? ${productBits}'d0 : {1'b1, ${productBits - 1}'d0} >> exponent);
  wire [@v.range countBits/] left = zeros(marked);
  wire [@v.range expBits/] right = ~exponent + ${expBits}'d1;
  wire [@v.range productBits/] lower = whole >> right;
  wire lost = (lower << right) != whole;
  wire [@v.range productBits/] placed = negative ? {lower[@v.upper productBits 1/], lower[0] | lost} : whole << left;
  wire [@v.range expBits/] normal = exponent + ${expBits}'d1 - [#if expBits > countBits]{${expBits - countBits}'d0, left}[#else]left[@v.range expBits/][/#if];
  wire [@v.range expBits/] field_d = (negative | ~placed[@v.top productBits/]) ? ${expBits}'d0 : normal;
[#else]
  wire [@v.range productBits - 1/] placed = whole[@v.top productBits/] ? whole[@v.range productBits - 1/] : {whole[@v.range productBits - 2/], 1'b0};
  wire [@v.range expBits/] field_d = exponent + {${expBits - 1}'d0, whole[@v.top productBits/]};
[/#if]
[#if rounds]
[@v.stage stages > 2 "aligned" productBits - 1]placed[#if keeps][@v.range productBits - 1/][/#if][/@v.stage]
[#else]
[@v.stage stages > 2 "fraction" fractionBits]placed[@v.upper productBits - 1 significandBits/][/@v.stage]
  wire unused = &{1'b0, placed[@v.range significandBits/]};
[/#if]
[@v.stage stages > 2 "field" expBits]field_d[/@v.stage]
[#list (["sign", "zero"] + hasNan?then(["nan"], []) + ieee?then(["infinite"], [])) as flag]
[@v.stage stages > 2 flag + "_r" 1]${flag}[/@v.stage]
[/#list]

[#if rounds]
  wire up = aligned[${fractionBits}] & (aligned[${fractionBits + 1}] | (|aligned[@v.range fractionBits/]));
  wire [@v.range magBits/] mag = {field, aligned[@v.upper productBits - 1 significandBits/]} + {${magBits - 1}'d0, up};
[#else]
  wire [@v.range magBits/] mag = {field, fraction};
[/#if]
[#if !keeps]
  wire below = mag[@v.top magBits/] | ~(|mag[@v.upper magBits - 1 fractionBits/]);
[/#if]
  wire above = ~mag[@v.top magBits/] & (mag[${bits - 1}][#if ieee] | (&mag[@v.upper bits - 1 fractionBits/])[#elseif onesAreNan] | (&mag[@v.range bits - 1/])[/#if]);
  wire [@v.range bits/] beyond = [#if beyondIsNan]${nan}[#else]{sign_r, ${beyond}}[/#if];
  wire [@v.range bits/] finite = (zero_r[#if !keeps] | below[/#if]) ? {sign_r, ${bits - 1}'d0} : above ? beyond : {sign_r, mag[@v.range bits - 1/]};
[@v.stage stages > 0 "product" bits][#if hasNan]nan_r ? ${nan} : [/#if][#if ieee]infinite_r ? beyond : [/#if]finite[/@v.stage]
  assign p_o = product;
endmodule
`default_nettype wire
