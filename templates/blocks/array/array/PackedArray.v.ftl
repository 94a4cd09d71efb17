// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#macro sum n q]acc_${n}_${q.index}_q[o[@v.range indexBits/]][/#macro]
[#macro before n q][#if doubles](twice_0_i ? ([@sum n q/] & [#if q.two]HALF_${n}[#else]${halfMask}[/#if]) << 1 : [@sum n q/])[#else][@sum n q/][/#if][/#macro]
[#if group == 1]
// acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]);  ${tci} input channels x ${pixels} pixels x ${tco} output channels.
[#else]
// acc[o][p] (+)= sum over g of enable[g][o] (act[c][p] ^ sign[c][o]), c = ${group} g + index[g][o];  ${tci} input channels x ${pixels} pixels x ${tco} output channels.
// Of ${group} channels an output takes one a cycle: pick is one-hot, and with the sign decoded once for all pixels.
[/#if]
// first_i starts a sum; [#if doubles]twice_0_i doubles what it adds to; [/#if]last_i copies it to the shadow, which drains ${drain} channels a cycle while the next sum runs.
// Words hold up to eight pixels. Even and odd pixels are summed apart in 16-bit lanes and accumulated in ${sumBits} bits of 32-bit lanes:
// word k of a slice's accumulator holds pixels k and k + 4. Lanes of pixels that do not exist are constant zero.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire en_i,
  input  wire first_i,
  input  wire last_i,
[#if doubles]
  input  wire twice_0_i,
[/#if]
  input  wire [@v.range (tci * pixels * 8)/] act_i,
  input  wire [@v.range maskBits/] mask_i,
  input  wire [@v.range (tci * tco)/] sign_i,
  input  wire drain_en_i,
  input  wire [@v.range selBits/] drain_sel_i,
  output wire [@v.range accBits/] acc_o
);
[#if group == 1]
[#list channels as c]
  wire [@v.range tco/] mask_${c} = mask_i[${c} * ${tco} +: ${tco}];
  wire [@v.range tco/] sign_${c} = sign_i[${c} * ${tco} +: ${tco}];
[/#list]
[#else]
[#list groups as g]
  wire [@v.range tco/] enable_${g} = mask_i[${g} * ${tco} +: ${tco}];
[#list planes as b]
  wire [@v.range tco/] index_${g}_${b} = mask_i[${planeBits} * ${b + 1} + ${g} * ${tco} +: ${tco}];
[/#list]
[#list members as j]
  wire [@v.range tco/] pick_${g}_${j} = enable_${g}[#list planes as b] & [#if !indexBit(j, b)]~[/#if]index_${g}_${b}[/#list];
[/#list]
  wire [@v.range tco/] sign_${g} = [#list members as j](pick_${g}_${j} & sign_i[(${g} * ${group} + ${j}) * ${tco} +: ${tco}])[#sep] | [/#list];
[/#list]
[/#if]
[#list slices as s]
[#assign n = s.index]
[#assign w = s.word]

  // Pixels ${s.firstPixel} to ${s.lastPixel}.
[#if s.pad > 0]
  localparam [@v.range s.word/] VALID_${n} = ${s.valid};   // bytes of pixels
[/#if]
  localparam [@v.range s.word/] EVEN_${n} = ${s.even};   // low byte of each 16-bit lane
[#if s.two]
  localparam [@v.range s.word/] LOW_${n} = ${s.low};   // low half of each 32-bit lane
  localparam [@v.range s.word/] SUM_${n} = ${s.sum};   // ${sumBits} bits of each 32-bit lane
[#if doubles]
  localparam [@v.range s.word/] HALF_${n} = ${s.half};   // those of them that stay when it is doubled
[/#if]
[/#if]
[#list channels as c]
  wire [@v.range s.word/] act_${n}_${c} = [#if s.pad > 0]{{${s.pad}{1'b0}}, act_i[(${c} * ${pixels} + ${s.firstPixel}) * 8 +: ${s.bits}]}[#else]act_i[(${c} * ${pixels} + ${s.firstPixel}) * 8 +: ${s.bits}][/#if];
[/#list]
[#list s.quarters as q]
  reg [@v.range q.bits/] acc_${n}_${q.index}_q [0:${tcoLast}];
  reg [@v.range q.bits/] shadow_${n}_${q.index}_q [0:${tcoLast}];
[/#list]
  always @(posedge clk_i) if (en_i) begin : dot_${n}
    reg [31:0] o;
[#list groups as c]
    reg [@v.range s.word/] t_${c};
[/#list]
    reg [@v.range s.word/] even [0:${tcoLast}];
[#if s.odd]
    reg [@v.range s.word/] odd [0:${tcoLast}];
[/#if]
[#list s.quarters as q]
    reg [@v.range q.bits/] next_${q.index} [0:${tcoLast}];
[/#list]
    for (o = 32'd0; o < 32'd${tco}; o = o + 32'd1) begin
[#list groups as c]
[#if group == 1]
      t_${c} = (act_${n}_${c} ^ {${w}{sign_${c}[o[@v.range indexBits/]]}}) & {${w}{mask_${c}[o[@v.range indexBits/]]}}[#if s.pad > 0] & VALID_${n}[/#if];
[#else]
      t_${c} = [#if s.pad > 0]([/#if]([#list members as j](act_${n}_${c * group + j} & {${w}{pick_${c}_${j}[o[@v.range indexBits/]]}})[#sep] | [/#list]) ^ {${w}{sign_${c}[o[@v.range indexBits/]]}}[#if s.pad > 0]) & VALID_${n}[/#if];
[/#if]
[/#list]
      even[o[@v.range indexBits/]] = [#list groups as c](t_${c} & EVEN_${n})[#sep] + [/#sep][/#list];
[#if s.odd]
      odd[o[@v.range indexBits/]] = [#list groups as c]((t_${c} >> 8) & EVEN_${n})[#sep] + [/#sep][/#list];
[/#if]
[#list s.quarters as q]
[#if q.two]
      next_${q.index}[o[@v.range indexBits/]] = (([@before n q/] & {${q.bits}{~first_i}}) + ([#if q.high](${q.sums}[o[@v.range indexBits/]] >> 16)[#else]${q.sums}[o[@v.range indexBits/]][/#if] & LOW_${n})) & SUM_${n};
[#else]
      next_${q.index}[o[@v.range indexBits/]] = (([@before n q/] & {${q.bits}{~first_i}}) + {16'd0, ${q.sums}[o[@v.range indexBits/]][[#if q.high]31:16[#else]15:0[/#if]]}) & ${sumMask};
[/#if]
[/#list]
    end
[#list outputs as o]
[#list s.quarters as q]
    acc_${n}_${q.index}_q[${o}] <= next_${q.index}[${o}];
[/#list]
[/#list]
    if (last_i) begin
[#list outputs as o]
[#list s.quarters as q]
      shadow_${n}_${q.index}_q[${o}] <= next_${q.index}[${o}];
[/#list]
[/#list]
    end
  end
[/#list]

  reg [@v.range accBits/] drain_q;
  always @(posedge clk_i) if (drain_en_i)
    case (drain_sel_i)
[#list selections as sel]
[#if sel?is_last]
      default: begin
[#else]
      ${selBits}'d${sel}: begin
[/#if]
[#list drainWords(sel) as d]
        drain_q[${d.lsb} +: ${d.width}] <= shadow_${d.slice}_${d.quarter}_q[${d.channel}];
[/#list]
      end
[/#list]
    endcase
  assign acc_o = drain_q;
endmodule
`default_nettype wire
