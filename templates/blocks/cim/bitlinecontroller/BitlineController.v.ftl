// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
[#import "/blocks/cim/bitlinecontroller/rules.ftl" as rules]
// act[s][g] = weights in unit s * ${groups} + g, column group g wanted, a row of segment s on, and one of them 1 in this bit, or nothing is skipped;
// ${segments} segment(s) of ${segmentRows} row(s), ${groups} column group(s), inputs of ${bits} bit(s).
// What acts is charged, evaluated and sensed. Every line to the macro comes from a flip-flop, but for word lines: an input bit, still since BIT, behind one enable of its segment.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire start_i,
  input  wire signed_i,
  input  wire skip_i,
  input  wire sleep_i,
  input  wire [@v.range patternBits/] pattern_i,
  input  wire [@v.range units/] seg_zero_i,
  input  wire [@v.range groups/] col_on_i,
  input  wire [@v.range rows/] row_on_i,
  input  wire [@v.range rows/] x_bit_i,
  input  wire wr_req_i,
  output wire ready_o,
  output wire done_o,
  output wire [@v.range bitBits/] bit_o,
  output wire [@v.range units/] pch_n_o,
  output wire [@v.range rows/] wl_o,
  output wire [@v.range units/] c1_o,
  output wire [@v.range units/] c2_o,
  output wire [@v.range units/] iso_o,
  output wire [@v.range units/] sel_o,
  output wire gpch_n_o,
  output wire [@v.range groups/] sae_o,
  output wire [@v.range groups/] acc_en_o,
  output wire acc_clr_o,
  output wire acc_shl_o,
  output wire acc_sub_o,
  output wire [@v.range units/] act_o,
  output wire wr_en_o,
  output wire [@v.range ignoredBits/] starts_ignored_o,
  output wire [@v.range ignoredBits/] writes_ignored_o
);
  localparam [3:0] IDLE = 4'd0, PWR0 = 4'd1, WAKE = 4'd2, PWR1 = 4'd3, PWR2 = 4'd4, BIT = 4'd5, PCH = 4'd6,
                   [#if gap > 0]GAP1 = 4'd7, GAP2 = 4'd9, [/#if]EVAL = 4'd8, SHARE = 4'd10, SENSE = 4'd11, ACC = 4'd12, DONE = 4'd13;

  reg [3:0] state_q, state_d;
  reg [@v.range countBits/] count_q, count_d;   // cycles of the state that follow this one
  reg [@v.range bitBits/] bit_q;
  reg [@v.range units/] c1_q, c2_q, iso_q, pch_n_q, sel_q;
  reg [@v.range segments/] wl_en_q, left_q;     // segments whose word lines are on; that act in this bit and were not yet sensed
  reg [@v.range groups/] sae_q, acc_en_q;
  reg gpch_n_q;
  wire in_bit = state_q == BIT;

  // What the operation needs, and what acts: from BIT on the clamps are off for needed units alone.
  wire [@v.range rows/] ones = row_on_i & x_bit_i;
  wire [@v.range units/] need, act;
  wire [@v.range segments/] seg_act;
  genvar s;
  generate
    for (s = 0; s < ${segments}; s = s + 1) begin : segment
      wire row_on = |row_on_i[s * ${segmentRows} +: ${segmentRows}];
      wire seen = (|ones[s * ${segmentRows} +: ${segmentRows}]) | ~skip_i;
      assign need[s * ${groups} +: ${groups}] = [@v.fill groups]row_on[/@v.fill] & col_on_i & ~seg_zero_i[s * ${groups} +: ${groups}];
      assign act[s * ${groups} +: ${groups}] = [@v.fill groups]seen[/@v.fill] & ~iso_q[s * ${groups} +: ${groups}];
      assign seg_act[s] = |act[s * ${groups} +: ${groups}];
      assign wl_o[s * ${segmentRows} +: ${segmentRows}] = ones[s * ${segmentRows} +: ${segmentRows}] & [@v.fill segmentRows]wl_en_q[s][/@v.fill];
    end
  endgenerate
  wire fits = (need == ~iso_q) & ~(sleep_i & (need != c2_q));
  wire asleep = |(need & ~c2_q);

  // The segments that share the global line: the lowest that is left, and what of its neighbours in the pattern is left.
  wire [@v.range segments/] spread_0 = left_q & (~left_q + ${segments}'d1);
[#list levels as level]
  wire [@v.range segments/] swapped_${level.number} = [#list level.up as m]((spread_${level.number} << ${m.distance}) & ${m.to})[#sep] | [/#sep][/#list] | [#list level.down as m]((spread_${level.number} >> ${m.distance}) & ${m.to})[#sep] | [/#sep][/#list];
  wire wide_${level.number} = pattern_i > ${patternBits}'d${level.number};
  wire [@v.range segments/] spread_${level.next} = spread_${level.number} | (swapped_${level.number} & [@v.fill segments]wide_${level.number}[/@v.fill]);
[/#list]
[#if levels?size == 0]
  wire unused = &{1'b0, pattern_i};
[/#if]
  wire [@v.range segments/] sharing = left_q & spread_${widestPattern};

  wire last = count_q == ${countBits}'d0;
  wire [3:0] next_bit = bit_q == ${bitBits}'d0 ? DONE : BIT;
  wire bit_ends = in_bit ? ~(|act) : (state_q == ACC) & ~(|left_q);
  always @* begin
    state_d = state_q;
    case (state_q)
      IDLE: if (start_i) state_d = fits ? BIT : PWR0;
      PWR0: state_d = asleep ? WAKE : PWR1;
      WAKE: if (last) state_d = PWR1;
      PWR1: state_d = PWR2;
      PWR2: state_d = BIT;
      BIT: state_d = bit_ends ? next_bit : PCH;
[#if gap > 0]
      PCH: if (last) state_d = GAP1;
      GAP1: if (last) state_d = EVAL;
      EVAL: if (last) state_d = GAP2;
      GAP2: if (last) state_d = SHARE;
[#else]
      PCH: if (last) state_d = EVAL;
      EVAL: if (last) state_d = SHARE;
[/#if]
      SHARE: if (last) state_d = SENSE;
      SENSE: if (last) state_d = ACC;
      ACC: state_d = bit_ends ? next_bit : SHARE;
      default: state_d = IDLE;
    endcase
  end
  always @* begin
    count_d = last ? count_q : count_q - ${countBits}'d1;
    if (state_d != state_q)
      case (state_d)
        WAKE: count_d = ${countBits}'d${wakeLast};
        PCH: count_d = ${countBits}'d${prechargeLast};
[#if gap > 0]
        GAP1, GAP2: count_d = ${countBits}'d${gapLast};
[/#if]
        EVAL: count_d = ${countBits}'d${evaluateLast};
        SHARE: count_d = ${countBits}'d${shareLast};
        SENSE: count_d = ${countBits}'d${senseLast};
        default: count_d = ${countBits}'d0;
      endcase
  end
  always @(${clockEdge})
    if (!rst_ni) begin
      state_q <= IDLE;
      count_q <= ${countBits}'d0;
      bit_q <= ${bitBits}'d0;
    end else begin
      state_q <= state_d;
      count_q <= count_d;
      if (state_q == IDLE) begin
        if (start_i) bit_q <= ${bitBits}'d${bitLast};
      end else if (bit_ends & (next_bit == BIT)) bit_q <= bit_q - ${bitBits}'d1;
    end

  // Power: clamp and supply, wait, ground, and only then off with the clamp; what loses its ground was clamped before, and loses its supply after.
  always @(${clockEdge})
    if (!rst_ni) begin
      c1_q <= ${units}'d0;
      c2_q <= ${units}'d0;
      iso_q <= ~${units}'d0;
    end else
      case (state_q)
        PWR0: begin
          iso_q <= iso_q | ~need;
          c2_q <= c2_q | need;
        end
        PWR1: c1_q <= need;
        PWR2: begin
          iso_q <= ~need;
          if (sleep_i) c2_q <= need;
        end
        default: ;
      endcase

  // Lines of the next state. What is left is the same from PCH to SENSE, so that lines which stay are made anew rather than held.
  wire [@v.range segments/] charging = in_bit ? seg_act : left_q;
  wire [@v.range units/] charge, meet;
  wire [@v.range groups/] met;
  genvar g;
  generate
    for (s = 0; s < ${segments}; s = s + 1) begin : unit
      assign charge[s * ${groups} +: ${groups}] = [@v.fill groups]charging[s][/@v.fill] & ~iso_q[s * ${groups} +: ${groups}];
      assign meet[s * ${groups} +: ${groups}] = [@v.fill groups]sharing[s][/@v.fill] & ~iso_q[s * ${groups} +: ${groups}];
    end
    for (g = 0; g < ${groups}; g = g + 1) begin : group
      wire [@v.range segments/] column;
      for (s = 0; s < ${segments}; s = s + 1) begin : by
        assign column[s] = sel_q[s * ${groups} + g];
      end
      assign met[g] = |column;
    end
  endgenerate
  wire to_charge = state_d == PCH;
  wire to_evaluate = state_d == EVAL;
  wire to_share = (state_d == SHARE) | (state_d == SENSE);
  wire to_sense = state_d == SENSE;
  wire to_accumulate = state_d == ACC;
  always @(${clockEdge})
    if (!rst_ni) begin
      pch_n_q <= ~${units}'d0;
      wl_en_q <= ${segments}'d0;
      left_q <= ${segments}'d0;
      sel_q <= ${units}'d0;
      gpch_n_q <= 1'b1;
      sae_q <= ${groups}'d0;
      acc_en_q <= ${groups}'d0;
    end else begin
      pch_n_q <= ~(charge & [@v.fill units]to_charge[/@v.fill]);
      wl_en_q <= left_q & [@v.fill segments]to_evaluate[/@v.fill];
      if (in_bit) left_q <= seg_act;
      else if (to_accumulate) left_q <= left_q & ~sharing;
      sel_q <= meet & [@v.fill units]to_share[/@v.fill];
      gpch_n_q <= ~(to_charge | to_accumulate);
      sae_q <= met & [@v.fill groups]to_sense[/@v.fill];
      acc_en_q <= sae_q & [@v.fill groups]to_accumulate[/@v.fill];
    end

  // What is asked for in vain: counted up to the most that the counters hold.
  reg [@v.range ignoredBits/] starts_ignored_q, writes_ignored_q;
  wire start_ignored = start_i & ~ready_o;
  wire write_ignored = wr_req_i & ~wr_en_o;
  always @(${clockEdge})
    if (!rst_ni) begin
      starts_ignored_q <= ${ignoredBits}'d0;
      writes_ignored_q <= ${ignoredBits}'d0;
    end else begin
      if (start_ignored & ~(&starts_ignored_q)) starts_ignored_q <= starts_ignored_q + ${ignoredBits}'d1;
      if (write_ignored & ~(&writes_ignored_q)) writes_ignored_q <= writes_ignored_q + ${ignoredBits}'d1;
    end

  assign ready_o = state_q == IDLE;
  assign done_o = state_q == DONE;
  assign bit_o = bit_q;
  assign pch_n_o = pch_n_q;
  assign c1_o = c1_q;
  assign c2_o = c2_q;
  assign iso_o = iso_q;
  assign sel_o = sel_q;
  assign gpch_n_o = gpch_n_q;
  assign sae_o = sae_q;
  assign acc_en_o = acc_en_q;
  assign acc_clr_o = in_bit & (bit_q == ${bitBits}'d${bitLast});
  assign acc_shl_o = in_bit & (bit_q != ${bitBits}'d${bitLast});
  assign acc_sub_o = signed_i & (bit_q == ${bitBits}'d${bitLast});
  assign act_o = act & [@v.fill units]in_bit[/@v.fill];
  assign wr_en_o = ready_o & wr_req_i & ~start_i;
  assign starts_ignored_o = starts_ignored_q;
  assign writes_ignored_o = writes_ignored_q;
[@rules.all/]
endmodule
`default_nettype wire
