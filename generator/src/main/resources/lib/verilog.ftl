[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Macros that more than one block needs. Import as v: [#import "/lib/verilog.ftl" as v] --]

[#-- The zeros above what follows in a concatenation, as in {[@v.zeros pad/]count_q}; nothing where the count is 0, because Verilog has no 0 bits. --]
[#macro zeros bits][#if bits > 0]${bits}'d0, [/#if][/#macro]

[#-- The range of a wire of so many bits, as in wire [@v.range bits/] sum: [7:0]. --]
[#macro range bits][${bits - 1}:0][/#macro]

[#-- The bits of such a wire from one of them up, as in word_i[@v.upper 32 8/]: [31:8]. --]
[#macro upper bits lsb][${bits - 1}:${lsb}][/#macro]

[#-- Its highest bit, as in {{4{sum[@v.top 8/]}}, sum}: [7]. --]
[#macro top bits][${bits - 1}][/#macro]

[#-- The bits of a field of a packed word, as in word_i[[@v.bits f/]]: 57:16, or 4. --]
[#macro bits f][#if f.width > 1]${f.msb}:[/#if]${f.lsb}[/#macro]

[#-- The same in a row of words, whose first bit is given: scale_i[[@v.from f]63 * 2[/@v.from]] is 63 * 2 + 16 +: 42. --]
[#macro from f][#nested][#if f.lsb > 0] + ${f.lsb}[/#if] +: ${f.width}[/#macro]

[#-- A bit for each of so many, as in [@v.fill rows]enable[/@v.fill]: {4{enable}}; the bit itself where there is one. What is no name needs parentheses of its own. --]
[#macro fill bits][#if bits == 1][#nested][#else]{${bits}{[#nested]}}[/#if][/#macro]

[#-- An assertion: what is nested holds at every rising edge of clk_i. Where KAKURE_ASSERT is defined a proof proves it and a simulation stops where it fails; elsewhere nothing
  is left of it. The name says what is claimed, and is printed. Of no use for what random registers can break before reset: say there that reset is over. --]
[#macro assert name]
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert ([#nested]);
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!([#nested])) begin
      $display("%m: assertion ${name} failed");
      $stop;
    end
`endif
`endif[/#macro]

[#-- A value that is a wire, or, where a pipeline has a register here, that of the last cycle: [@v.stage pipelined "sum" 9]a + b[/@v.stage] is the wire sum in both. --]
[#macro stage pipelined name bits]
[#if pipelined]
  reg [#if bits > 1][@range bits/] [/#if]${name}_q;
  always @(posedge clk_i) ${name}_q <= [#nested];
  wire [#if bits > 1][@range bits/] [/#if]${name} = ${name}_q;[#rt]
[#else]
  wire [#if bits > 1][@range bits/] [/#if]${name} = [#nested];[#rt]
[/#if]
[/#macro]

[#-- A function that counts the zeros above the highest one of so many bits, two or more; of zeros alone it gives what the padding makes of it. Its result has ceil(log2 bits) bits. --]
[#macro leadingZeros name bits levels]
  function automatic [@range levels?size/] ${name}(input [@range bits/] x);
    reg [@range levels?first * 2/] n;
    begin
      n = [#if levels?first * 2 > bits]{x, ${levels?first * 2 - bits}'d0}[#else]x[/#if];
[#list levels as half]
      ${name}[${levels?size - 1 - half?index}] = n[${levels?first * 2 - 1}:${levels?first * 2 - half}] == ${half}'d0;
[#if half?has_next]
      if (${name}[${levels?size - 1 - half?index}]) n = {n[${levels?first * 2 - half - 1}:0], ${half}'d0};
[/#if]
[/#list]
    end
  endfunction[#rt]
[/#macro]
