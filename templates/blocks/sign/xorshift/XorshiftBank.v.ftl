// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// rand[l] = word of T^(l+1) s, then s = T^${lanes} s: ${lanes} consecutive output(s) of the generator per cycle.
// A jump of n steps is the matrix T^n over GF(2): bit i of a word is the parity of the base under row i.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire load_i,
  input  wire [@v.range generator.stateBits/] seed_i,
  input  wire en_i,
  output wire [@v.range (lanes * wordBits)/] rand_o
);
  localparam [@v.range linearBits/] ZERO_SEED = ${zeroSeed};   // 0 is a fixed point

  reg [@v.range registerBits/] state_q;
  wire [@v.range linearBits/] seed = seed_i[@v.range linearBits/] | (ZERO_SEED & {${linearBits}{seed_i[@v.range linearBits/] == ${linearBits}'d0}});
  wire [@v.range linearBits/] base = load_i ? seed : state_q[@v.upper registerBits stateLsb/];

[#if singleWord]
  wire [@v.range wordBits/] step_a = base ^ (base << ${shifts.a});
  wire [@v.range wordBits/] step_b = step_a ^ (step_a >> ${shifts.b});
  wire [@v.range wordBits/] word_0 = step_b ^ (step_b << ${shifts.c});
[#else]
  wire [@v.range wordBits/] oldest = base[@v.range wordBits/];
  wire [@v.range wordBits/] newest = base[@v.upper linearBits newestLsb/];
[#if counted]
  wire [@v.range wordBits/] mixed = oldest ^ (oldest >> 2);
  wire [@v.range wordBits/] word_0 = newest ^ (newest << 4) ^ mixed ^ (mixed << 1);
[#else]
  wire [@v.range wordBits/] mixed = oldest ^ (oldest << ${shifts.a});
  wire [@v.range wordBits/] word_0 = newest ^ (newest >> ${shifts.c}) ^ mixed ^ (mixed >> ${shifts.b});
[/#if]
[/#if]
[#list jumps as jump]
  wire [@v.range wordBits/] word_${jump.lane} = {
[#list jump.rows as row]
    ^(base & ${row})[#sep],[/#sep]
[/#list]
  };
[/#list]
[#if olderWords > 0]
  wire [@v.range (linearBits - olderLsb)/] older = base[@v.upper linearBits olderLsb/];
[/#if]

  always @(posedge clk_i) if (load_i | en_i) state_q <= {[#list nextWords as word]${word}[#sep], [/#sep][/#list]};
[#if counted]

  reg [31:0] counter_q;
  wire [31:0] counter = load_i ? seed_i[@v.upper generator.stateBits linearBits/] : counter_q;
  always @(posedge clk_i) if (load_i | en_i) counter_q <= counter + ${counterStep};
[#list counters as c]
  assign rand_o[${c.msb}:${c.lsb}] = state_q[${randLsb} + ${c.lsb} +: 32] + [#if c.newest]counter_q[#else](counter_q + ${c.offset})[/#if];
[/#list]
[#else]
  assign rand_o = state_q[@v.upper registerBits randLsb/];
[/#if]
endmodule
`default_nettype wire
