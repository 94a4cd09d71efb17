// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#assign w = counterBits]
[#-- A counter: what is nested is added in a cycle, so many bits. --]
[#macro count name bits]

  reg [@v.range w/] ${name}_q;
  wire [@v.range bits/] ${name}_events = [#nested];
[#local s = sumBits(bits)]
  wire [@v.range s/] ${name}_sum = {${s - w}'d0, ${name}_q} + {${s - bits}'d0, ${name}_events};
  always @(${clockEdge})
    if (!rst_ni) ${name}_q <= ${w}'d0;
    else if (clear_i) ${name}_q <= ${w}'d0;
    else if (busy_i) ${name}_q <= (${name}_sum[@v.upper s w/] != ${s - w}'d0) ? [@v.fill w]1'b1[/@v.fill] : ${name}_sum[@v.range w/];
  assign ${name}_o = ${name}_q;[#rt]
[/#macro]
// count = min(count + events, 2^${w} - 1): what a macro of ${rows} row(s), ${segments} segment(s), ${groups} group(s) did, from its control lines.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire clear_i,
  input  wire busy_i,
  input  wire bit_i,
  input  wire [@v.range units/] act_i,
  input  wire [@v.range units/] pch_n_i,
  input  wire [@v.range units/] c1_i,
  input  wire [@v.range units/] c2_i,
  input  wire [@v.range rows/] wl_i,
  input  wire [@v.range groups/] sae_i,
  output wire [@v.range w/] cycles_o,
  output wire [@v.range w/] precharges_o,
  output wire [@v.range w/] avoided_o,
  output wire [@v.range w/] pulses_o,
  output wire [@v.range w/] conversions_o,
  output wire [@v.range w/] off_o,
  output wire [@v.range w/] held_o,
  output wire [@v.range w/] wakes_o
);
[#list ones as f]
  function automatic [@v.range f.bits/] ${f.name}(input [@v.range f.width/] x);
    integer i;
    begin
      ${f.name} = ${f.bits}'d0;
      for (i = 0; i < ${f.width}; i = i + 1) if (x[i]) ${f.name} = ${f.name} + ${f.bits}'d1;
    end
  endfunction
[/#list]

  reg [@v.range units/] pch_q;
  reg [@v.range units/] c2_q;
  reg [@v.range rows/] wl_q;
  reg [@v.range groups/] sae_q;
  always @(${clockEdge})
    if (!rst_ni) begin
      pch_q <= ${units}'d0;
      c2_q <= ${units}'d0;
      wl_q <= ${rows}'d0;
      sae_q <= ${groups}'d0;
    end else begin
      pch_q <= pch_n_i;
      c2_q <= c2_i;
      wl_q <= wl_i;
      sae_q <= sae_i;
    end
[@count "cycles" 1]1'b1[/@count]
[@count "precharges" unitBits]units_of(pch_q & ~pch_n_i)[/@count]
[@count "avoided" unitBits]bit_i ? units_of(~act_i) : ${unitBits}'d0[/@count]
[@count "pulses" rowBits]rows_of(wl_i & ~wl_q)[/@count]
[@count "conversions" groupBits]groups_of(sae_i & ~sae_q)[/@count]
[@count "off" unitBits]units_of(~c2_i)[/@count]
[@count "held" unitBits]units_of(c2_i & ~c1_i)[/@count]
[@count "wakes" unitBits]units_of(c2_i & ~c2_q)[/@count]
endmodule
`default_nettype wire
