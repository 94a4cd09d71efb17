// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// p = a b, log-approximately, in ${format}: ${format.exponentBits} exponent and ${truncate} fraction bit(s) are added as one number, mag = A + B - bias + c,
// c: ${compensationName}[#if carriesIn]; a one stands behind the bits that are kept[/#if]. Subnormals are zero; below the least normal number the product is 0, beyond the largest it is [#if saturates]that[#elseif ieee]infinity[#else]NaN[/#if].
`default_nettype none
module ${moduleName} (
[#if stages > 0]
  input  wire clk_i,
[/#if]
  input  wire [@v.range bits/] a_i,
  input  wire [@v.range bits/] b_i,
[#if adaptive]
  input  wire [@v.range truncate/] mask_0_i,
[/#if]
  output wire [@v.range bits/] p_o
);
[#list ["a", "b"] as x]
  wire [@v.range format.exponentBits/] exp_${x} = ${x}_i[@v.upper bits - 1 format.fractionBits/];
[#if ieee]
  wire top_${x} = &exp_${x};
  wire frac_${x} = |${x}_i[@v.range format.fractionBits/];
[/#if]
[/#list]
[#if ieee]
  wire nan_in = (top_a & frac_a) | (top_b & frac_b) | (top_a & ~|exp_b) | (top_b & ~|exp_a);
[#elseif hasNan]
  wire nan_in = (&a_i[@v.range bits - 1/]) | (&b_i[@v.range bits - 1/]);
[/#if]

[#if adaptive && appendOne]
  wire [@v.range truncate/] one = ~mask_0_i & {1'b1[#if truncate > 1], mask_0_i[@v.upper truncate 1/][/#if]};
[/#if]
[#list ["a", "b"] as x]
[#if adaptive]
  wire [@v.range magBits/] mag_${x} = {exp_${x}, (${x}_i[@v.range truncate/] & mask_0_i)[#if appendOne] | one[/#if]};
[#else]
  wire [@v.range magBits/] mag_${x} = ${x}_i[@v.upper bits - 1 cutBits/];
[/#if]
[/#list]
  wire [@v.range magBits + 1/] added = {1'b0, mag_a} + {1'b0, mag_b}[#if carriesIn] + ${magBits + 1}'d1[/#if];
[@v.stage stages > 1 "sum" magBits + 1]added[/@v.stage]
[#if halved]
[@v.stage stages > 1 "carry" 1]added[${truncate}] ^ mag_a[${truncate}] ^ mag_b[${truncate}][/@v.stage]
[/#if]
[@v.stage stages > 1 "sign" 1]a_i[@v.top bits/] ^ b_i[@v.top bits/][/@v.stage]
[@v.stage stages > 1 "zero" 1]~((|exp_a) & (|exp_b))[/@v.stage]
[#if ieee]
[@v.stage stages > 1 "infinite" 1]top_a | top_b[/@v.stage]
[/#if]
[#if hasNan]
[@v.stage stages > 1 "nan" 1]nan_in[/@v.stage]
[/#if]

[#if halved]
  // Added to the significand: of a fraction that becomes 1 by it, half goes on.
  wire [@v.range truncate + 1/] raised = {1'b0, sum[@v.range truncate/]} + (carry ? ${unitsCarried} : ${units});
  wire [@v.range totalBits/] mag = {
    {1'b0, sum[@v.upper magBits + 1 truncate/]} + {${totalBits - truncate - 1}'d0, raised[${truncate}]} - ${bias},
    raised[${truncate}] ? {1'b0, raised[@v.upper truncate 1/]} : raised[@v.range truncate/]
  };
[#else]
  wire [@v.range totalBits/] mag = {1'b0, sum} + ${offset};
[/#if]
  wire below = mag[@v.top totalBits/] | ~(|mag[@v.upper totalBits - 1 truncate/]);
  wire above = ~mag[@v.top totalBits/] & [#if ieee](mag[${magBits}] | (&mag[@v.upper magBits truncate/]))[#elseif onesAreNan](mag[${magBits}] | (&mag[@v.range magBits/]))[#else]mag[${magBits}][/#if];
  wire [@v.range bits/] beyond = [#if beyondIsNan]${nan}[#else]{sign, ${beyond}}[/#if];
  wire [@v.range bits/] finite = (zero | below) ? {sign, ${bits - 1}'d0} : above ? beyond : {sign, mag[@v.range magBits/][#if cutBits > 0], ${cutBits}'d0[/#if]};
[@v.stage stages > 0 "product" bits][#if hasNan]nan ? ${nan} : [/#if][#if ieee]infinite ? beyond : [/#if]finite[/@v.stage]
  assign p_o = product;
[#if !hasNan && cutBits > 0]
  wire unused = &{1'b0, a_i[@v.range cutBits/], b_i[@v.range cutBits/]};
[/#if]
endmodule
`default_nettype wire
