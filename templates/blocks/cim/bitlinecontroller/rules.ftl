[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- The rules P1 to P13 of a bitline controller as assertions. What they watch is made of ports, of what an operation is given, and of the state that evaluates; no register of the controller else is named. --]
[#import "/lib/verilog.ftl" as v]
[#macro rule name][@v.assert name]~known_q | ([#nested])[/@v.assert][/#macro]
[#macro all]

`ifdef KAKURE_ASSERT
  // What the rules watch: lines by the unit, needs and acting units anew from what the operation is given, and what was.
  wire [@v.range units/] charged_now = ~pch_n_o;
  wire [@v.range units/] under_wl, under_charge, wanted, acting, sampled;
  wire [@v.range segments/] wl_on, grounded;
  wire [@v.range groups/] selected;
  genvar w;
  generate
    for (w = 0; w < ${segments}; w = w + 1) begin : watched
      wire some_on = |row_on_i[w * ${segmentRows} +: ${segmentRows}];
      wire some_one = |(row_on_i[w * ${segmentRows} +: ${segmentRows}] & x_bit_i[w * ${segmentRows} +: ${segmentRows}]);
      wire takes_part = some_one | ~skip_i;
      wire charges = |charged_now[w * ${groups} +: ${groups}];
      assign wl_on[w] = |wl_o[w * ${segmentRows} +: ${segmentRows}];
      assign grounded[w] = |c1_o[w * ${groups} +: ${groups}];
      assign under_wl[w * ${groups} +: ${groups}] = [@v.fill groups]wl_on[w][/@v.fill];
      assign under_charge[w * ${groups} +: ${groups}] = [@v.fill groups]charges[/@v.fill];
      assign wanted[w * ${groups} +: ${groups}] = ~seg_zero_i[w * ${groups} +: ${groups}] & col_on_i & [@v.fill groups]some_on[/@v.fill];
      assign acting[w * ${groups} +: ${groups}] = wanted[w * ${groups} +: ${groups}] & [@v.fill groups]takes_part[/@v.fill];
      assign sampled[w * ${groups} +: ${groups}] = sel_o[w * ${groups} +: ${groups}] & sae_o;
    end
    for (w = 0; w < ${groups}; w = w + 1) begin : watched_group
      wire [@v.range segments/] shared;
      for (s = 0; s < ${segments}; s = s + 1) begin : by
        assign shared[s] = sel_o[s * ${groups} + w];
      end
      assign selected[w] = |shared;
    end
  endgenerate
  reg known_q;                                 // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(${clockEdge}) if (!rst_ni) known_q <= 1'b1;
  reg [@v.range units/] [#if gap > 0]was_pch_q, [/#if]was_c1_q, was_c2_q, was_iso_q, was_sel_q, was_low_q;   // in the cycle before
  reg [@v.range groups/] was_sae_q;
  reg [@v.range units/] acting_q, charged_q, evaluated_q, sampled_q;
  wire [@v.range units/] low = (under_wl & c1_o) | (acting_q & [@v.fill units](state_q == EVAL)[/@v.fill]);   // lines that are discharged, or could be
  wire [@v.range units/] sample = sampled & [@v.fill units](was_sae_q == ${groups}'d0)[/@v.fill];
  wire begins = acc_clr_o | acc_shl_o;
  reg [@v.range shareAgeBits/] share_age_q;    // cycles before this one in which sel was the same, up to those of a share
  reg [@v.range shiftBits/] shifts_q;          // of the operation, up to one too many
  reg [@v.range boundBits/] run_q;             // cycles of the operation before this one, its start among them
  always @(${clockEdge})
    if (!rst_ni) begin
[#if gap > 0]
      was_pch_q <= ${units}'d0;
[/#if]
      was_c1_q <= ${units}'d0;
      was_c2_q <= ${units}'d0;
      was_iso_q <= ~${units}'d0;
      was_sel_q <= ${units}'d0;
      was_sae_q <= ${groups}'d0;
      was_low_q <= ${units}'d0;
      acting_q <= ${units}'d0;
      charged_q <= ${units}'d0;
      evaluated_q <= ${units}'d0;
      sampled_q <= ${units}'d0;
      share_age_q <= ${shareAgeBits}'d0;
      shifts_q <= ${shiftBits}'d0;
      run_q <= ${boundBits}'d1;
    end else begin
[#if gap > 0]
      was_pch_q <= charged_now;
[/#if]
      was_c1_q <= c1_o;
      was_c2_q <= c2_o;
      was_iso_q <= iso_o;
      was_sel_q <= sel_o;
      was_sae_q <= sae_o;
      was_low_q <= low;
      if (begins) acting_q <= acting;
      charged_q <= (charged_q | charged_now) & ~low;
      evaluated_q <= (evaluated_q | low) & ~charged_now;
      if (begins) sampled_q <= ${units}'d0;
      else sampled_q <= sampled_q | sample;
      if (sel_o == ${units}'d0) share_age_q <= ${shareAgeBits}'d0;
      else if (sel_o != was_sel_q) share_age_q <= ${shareAgeBits}'d1;
      else if (share_age_q != ${shareAgeBits}'d${share}) share_age_q <= share_age_q + ${shareAgeBits}'d1;
      if (ready_o) shifts_q <= ${shiftBits}'d0;
      else if (begins & (shifts_q != ${shiftBits}'d${shiftsOver})) shifts_q <= shifts_q + ${shiftBits}'d1;
      if (ready_o) run_q <= ${boundBits}'d1;
      else if (run_q != ${boundBits}'d${bound}) run_q <= run_q + ${boundBits}'d1;
    end
  wire [@v.range units/] supplied;             // C2 was on for the time of a wake and one more cycle
  generate
    for (w = 0; w < ${units}; w = w + 1) begin : supply
      reg [@v.range supplyBits/] age_q;
      always @(${clockEdge})
        if (!rst_ni) age_q <= ${supplyBits}'d0;
        else if (~c2_o[w]) age_q <= ${supplyBits}'d0;
        else if (age_q != ${supplyBits}'d${supplyAge}) age_q <= age_q + ${supplyBits}'d1;
      assign supplied[w] = age_q == ${supplyBits}'d${supplyAge};
    end
  endgenerate
`endif
[@rule "P1_no_charge_under_a_word_line"]~(|(charged_now & under_wl))[/@rule]
[#if gap > 0]
[@rule "P1_no_charge_in_the_cycle_before_a_word_line"]~(|(was_pch_q & under_wl))[/@rule]
[/#if]
[@rule "P2_grounded_under_a_word_line_is_on"]~(|(under_wl & c1_o & ~(c2_o & ~iso_o)))[/@rule]
[@rule "P2_not_grounded_under_a_word_line_is_clamped_and_not_shared"]~(|(under_wl & ~c1_o & ~(iso_o & ~sel_o)))[/@rule]
[@rule "P2_one_unit_under_a_word_line_is_on"]~(|(wl_on & ~grounded))[/@rule]
[@rule "P3_charge_with_supply_and_without_clamp"]~(|(charged_now & ~(c2_o & ~iso_o)))[/@rule]
[@rule "P4_ground_after_the_supply_had_its_time"]~(|(c1_o & ~(c2_o & supplied)))[/@rule]
[@rule "P4_no_clamp_only_with_ground"]~(|(~iso_o & ~c1_o))[/@rule]
[@rule "P4_clamp_leaves_after_ground_came"]~(|(was_iso_q & ~iso_o & ~was_c1_q))[/@rule]
[@rule "P4_ground_leaves_after_clamp_came"]~(|(was_c1_q & ~c1_o & ~was_iso_q))[/@rule]
[@rule "P4_supply_leaves_after_ground"]~(|(was_c2_q & ~c2_o & was_c1_q))[/@rule]
[@rule "P5_share_what_was_evaluated"]~(|(sel_o & ~(evaluated_q & ~iso_o)))[/@rule]
[@rule "P5_share_while_the_segment_is_quiet"]~(|(sel_o & (under_wl | under_charge)))[/@rule]
[@rule "P6_sense_what_was_shared_long_enough"](sae_o == ${groups}'d0) | ((sel_o == was_sel_q) & (share_age_q == ${shareAgeBits}'d${share}))[/@rule]
[@rule "P6_sense_where_a_unit_is_shared"]~(|(sae_o & ~selected))[/@rule]
[@rule "P7_what_is_not_needed_does_nothing"](state_q < BIT) | ~(|(~wanted & (charged_now | sel_o | c1_o | ~iso_o | (c2_o & [@v.fill units]sleep_i[/@v.fill]))))[/@rule]
[@rule "P8_write_while_all_is_quiet"]~wr_en_o | (ready_o & (wl_o == ${rows}'d0) & (charged_now == ${units}'d0) & (sel_o == ${units}'d0) & (sae_o == ${groups}'d0) & (acc_en_o == ${groups}'d0) & gpch_n_o)[/@rule]
[@rule "P9_accumulate_what_was_sensed"]acc_en_o == (was_sae_q & [@v.fill groups](sae_o == ${groups}'d0)[/@v.fill])[/@rule]
[@rule "P9_clear_first"]~acc_clr_o | (shifts_q == ${shiftBits}'d0)[/@rule]
[@rule "P9_then_shift"]~acc_shl_o | (shifts_q != ${shiftBits}'d0)[/@rule]
[@rule "P9_once_a_bit"]~done_o | (shifts_q == ${shiftBits}'d${bits})[/@rule]
[@rule "P10_charge_the_global_line_alone"]gpch_n_o | (sel_o == ${units}'d0)[/@rule]
[@rule "P11_charged_since_the_last_evaluation"]~(|(low & ~was_low_q & ~charged_q))[/@rule]
[@rule "P12_act_as_the_bit_asks"]act_o == (acting & [@v.fill units]begins[/@v.fill])[/@rule]
[@rule "P12_sense_no_unit_twice"]~(|(sample & sampled_q))[/@rule]
[@rule "P12_sense_all_that_acts"]~(acc_shl_o | done_o) | (sampled_q == acting_q)[/@rule]
[@rule "P13_end_in_time"]ready_o | (run_q != ${boundBits}'d${bound})[/@rule]
[/#macro]
