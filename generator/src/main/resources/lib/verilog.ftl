[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Macros that more than one block needs. Import as v: [#import "/lib/verilog.ftl" as v] --]

[#-- The zeros above what follows in a concatenation, as in {[@v.zeros pad/]count_q}; nothing where the count is 0, because Verilog has no 0 bits. --]
[#macro zeros bits][#if bits > 0]${bits}'d0, [/#if][/#macro]

[#-- The range of a wire of so many bits, as in wire [@v.range bits/] sum: [7:0]. --]
[#macro range bits][${bits - 1}:0][/#macro]

[#-- The bits of a field of a packed word, as in word_i[[@v.bits f/]]: 57:16, or 4. --]
[#macro bits f][#if f.width > 1]${f.msb}:[/#if]${f.lsb}[/#macro]

[#-- The same in a row of words, whose first bit is given: scale_i[[@v.from f]63 * 2[/@v.from]] is 63 * 2 + 16 +: 42. --]
[#macro from f][#nested][#if f.lsb > 0] + ${f.lsb}[/#if] +: ${f.width}[/#macro]
