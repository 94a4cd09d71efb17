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
  wire zero_${x} = ~(|exp_${x});
[#if ieee]
  wire top_${x} = &exp_${x};
  wire frac_${x} = |${x}_i[@v.range format.fractionBits/];
[/#if]
[/#list]
[#if adaptive && appendOne]
  wire [@v.range truncate/] one = ~mask_0_i & {1'b1[#if truncate > 1], mask_0_i[@v.upper truncate 1/][/#if]};
[/#if]
[#list ["a", "b"] as x]
[#if adaptive]
  wire [@v.range truncate/] kept_${x} = (${x}_i[@v.range truncate/] & mask_0_i)[#if appendOne] | one[/#if];
[#else]
  wire [@v.range truncate/] kept_${x} = ${x}_i[@v.upper format.fractionBits cutBits/];
[/#if]
[/#list]

  // Fractions and exponents apart, the carry of the one counted in the other.
[#if carriesIn]
  wire [@v.range truncate + 2/] doubled = {1'b0, kept_a, 1'b1} + {1'b0, kept_b, 1'b1};
[@v.stage stages > 1 "fractions" truncate + 1]doubled[@v.upper truncate + 2 1/][/@v.stage]
[#else]
[@v.stage stages > 1 "fractions" truncate + 1]{1'b0, kept_a} + {1'b0, kept_b}[/@v.stage]
[/#if]
[@v.stage stages > 1 "exponents" exponentsBits]{2'd0, exp_a} + {2'd0, exp_b} + ${minusBias}[/@v.stage]
[@v.stage stages > 1 "sign" 1]a_i[@v.top bits/] ^ b_i[@v.top bits/][/@v.stage]
[@v.stage stages > 1 "zero" 1]zero_a | zero_b[/@v.stage]
[#if ieee]
[@v.stage stages > 1 "infinite" 1]top_a | top_b[/@v.stage]
[@v.stage stages > 1 "nan" 1](top_a & (frac_a | zero_b)) | (top_b & (frac_b | zero_a))[/@v.stage]
[#elseif hasNan]
[@v.stage stages > 1 "nan" 1](&a_i[@v.range bits - 1/]) | (&b_i[@v.range bits - 1/])[/@v.stage]
[/#if]

  wire carry = fractions[${truncate}];
[#if halved]
  // Added to the significand: of a fraction that becomes 1 by it, half goes on.
  wire [@v.range truncate + 1/] raised = {1'b0, fractions[@v.range truncate/]} + (carry ? ${unitsCarried} : ${units});
  wire again = raised[${truncate}];
  wire [@v.range truncate/] fraction = again ? {1'b0, raised[@v.upper truncate 1/]} : raised[@v.range truncate/];
  wire [@v.range exponentsBits/] exponent = exponents + {${exponentsBits - 2}'d0, carry & again, carry ^ again};
[#elseif compensated]
  wire [@v.range truncate + 1/] raised = {1'b0, fractions[@v.range truncate/]} + ${units};
  wire [@v.range truncate/] fraction = raised[@v.range truncate/];
  wire [@v.range exponentsBits/] exponent = exponents + {${exponentsBits - 2}'d0, carry & raised[${truncate}], carry ^ raised[${truncate}]};
[#else]
  wire [@v.range truncate/] fraction = fractions[@v.range truncate/];
  wire [@v.range exponentsBits/] exponent = exponents + {${exponentsBits - 1}'d0, carry};
[/#if]
  wire [@v.range magBits/] mag = {exponent[@v.range format.exponentBits/], fraction};
  wire below = exponent[@v.top exponentsBits/] | ~(|exponent[@v.range exponentsBits - 1/]);
  wire above = ~exponent[@v.top exponentsBits/] & [#if ieee](exponent[${format.exponentBits}] | (&exponent[@v.range format.exponentBits/]))[#elseif onesAreNan](exponent[${format.exponentBits}] | (&mag))[#else]exponent[${format.exponentBits}][/#if];
  wire vanishes = zero[#if ieee] | (below & ~infinite)[#else] | below[/#if];
  wire beyond = (above[#if ieee] | infinite[/#if]) & ~zero[#if hasNan] & ~nan[/#if];
[#if hasNan]
  wire keep = ~(vanishes | beyond | nan);
[#else]
  wire keep = ~(vanishes | beyond);
[/#if]
  wire [@v.range bits - 1/] magnitude = {mag[#if cutBits > 0], ${cutBits}'d0[/#if]} & {${bits - 1}{keep}};
[@v.stage stages > 0 "product" bits]{sign[#if hasNan] & ~(nan[#if beyondIsNan] | beyond[/#if])[/#if], magnitude | ({${bits - 1}{beyond}} & ${beyond})[#if hasNan] | ({${bits - 1}{nan}} & ${nanMagnitude})[/#if]}[/@v.stage]
  assign p_o = product;
[#if carriesIn || (!hasNan && cutBits > 0)]
  wire unused = &{1'b0[#if carriesIn], doubled[0][/#if][#if !hasNan && cutBits > 0], a_i[@v.range cutBits/], b_i[@v.range cutBits/][/#if]};
[/#if]
endmodule
`default_nettype wire
