// SPDX-License-Identifier: Apache-2.0
// act[s][g] = weights in unit s * 3 + g, column group g wanted, a row of segment s on, and one of them 1 in this bit,
// or nothing is skipped;
// 5 segment(s) of 3 row(s), 3 column group(s), inputs of 4 bit(s).
// What acts is charged, evaluated and sensed. Every line to the macro comes from a flip-flop, but for word lines: an
// input bit, still since BIT, behind one enable of its segment.
`default_nettype none
module bitline_controller_5x3x3_431806 (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire start_i,
  input  wire signed_i,
  input  wire skip_i,
  input  wire sleep_i,
  input  wire [1:0] pattern_i,
  input  wire [14:0] seg_zero_i,
  input  wire [2:0] col_on_i,
  input  wire [14:0] row_on_i,
  input  wire [14:0] x_bit_i,
  input  wire wr_req_i,
  output wire ready_o,
  output wire done_o,
  output wire [1:0] bit_o,
  output wire [14:0] pch_n_o,
  output wire [14:0] wl_o,
  output wire [14:0] c1_o,
  output wire [14:0] c2_o,
  output wire [14:0] iso_o,
  output wire [14:0] sel_o,
  output wire gpch_n_o,
  output wire [2:0] sae_o,
  output wire [2:0] acc_en_o,
  output wire acc_clr_o,
  output wire acc_shl_o,
  output wire acc_sub_o,
  output wire [14:0] act_o,
  output wire wr_en_o,
  output wire [7:0] starts_ignored_o,
  output wire [7:0] writes_ignored_o
);
  localparam [3:0] IDLE = 4'd0, PWR0 = 4'd1, WAKE = 4'd2, PWR1 = 4'd3, PWR2 = 4'd4, BIT = 4'd5, PCH = 4'd6,
                   GAP1 = 4'd7, GAP2 = 4'd9, EVAL = 4'd8, SHARE = 4'd10, SENSE = 4'd11, ACC = 4'd12, DONE = 4'd13;

  reg [3:0] state_q, state_d;
  reg [1:0] count_q, count_d;   // cycles of the state that follow this one
  reg [1:0] bit_q;
  reg [14:0] c1_q, c2_q, iso_q, pch_n_q, sel_q;
  reg [4:0] wl_en_q, left_q;     // segments whose word lines are on; that act in this bit and were not yet sensed
  reg [2:0] sae_q, acc_en_q;
  reg gpch_n_q;
  wire in_bit = state_q == BIT;

  // What the operation needs, and what acts: from BIT on the clamps are off for needed units alone.
  wire [14:0] ones = row_on_i & x_bit_i;
  wire [14:0] need, act;
  wire [4:0] seg_act;
  genvar s;
  generate
    for (s = 0; s < 5; s = s + 1) begin : segment
      wire row_on = |row_on_i[s * 3 +: 3];
      wire seen = (|ones[s * 3 +: 3]) | ~skip_i;
      assign need[s * 3 +: 3] = {3{row_on}} & col_on_i & ~seg_zero_i[s * 3 +: 3];
      assign act[s * 3 +: 3] = {3{seen}} & ~iso_q[s * 3 +: 3];
      assign seg_act[s] = |act[s * 3 +: 3];
      assign wl_o[s * 3 +: 3] = ones[s * 3 +: 3] & {3{wl_en_q[s]}};
    end
  endgenerate
  wire fits = (need == ~iso_q) & ~(sleep_i & (need != c2_q));
  wire asleep = |(need & ~c2_q);

  // The segments that share the global line: the lowest that is left, and what of its neighbours in the pattern is
  // left.
  wire [4:0] spread_0 = left_q & (~left_q + 5'd1);
  wire [4:0] swapped_0 = ((spread_0 << 1) & 5'ha) | ((spread_0 >> 1) & 5'h15);
  wire wide_0 = pattern_i > 2'd0;
  wire [4:0] spread_1 = spread_0 | (swapped_0 & {5{wide_0}});
  wire [4:0] swapped_1 = ((spread_1 << 2) & 5'hc) | ((spread_1 >> 2) & 5'h13);
  wire wide_1 = pattern_i > 2'd1;
  wire [4:0] spread_2 = spread_1 | (swapped_1 & {5{wide_1}});
  wire [4:0] sharing = left_q & spread_2;

  wire last = count_q == 2'd0;
  wire [3:0] next_bit = bit_q == 2'd0 ? DONE : BIT;
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
      PCH: if (last) state_d = GAP1;
      GAP1: if (last) state_d = EVAL;
      EVAL: if (last) state_d = GAP2;
      GAP2: if (last) state_d = SHARE;
      SHARE: if (last) state_d = SENSE;
      SENSE: if (last) state_d = ACC;
      ACC: state_d = bit_ends ? next_bit : SHARE;
      default: state_d = IDLE;
    endcase
  end
  always @* begin
    count_d = last ? count_q : count_q - 2'd1;
    if (state_d != state_q)
      case (state_d)
        WAKE: count_d = 2'd2;
        PCH: count_d = 2'd1;
        GAP1, GAP2: count_d = 2'd0;
        EVAL: count_d = 2'd1;
        SHARE: count_d = 2'd2;
        SENSE: count_d = 2'd1;
        default: count_d = 2'd0;
      endcase
  end
  always @(posedge clk_i)
    if (!rst_ni) begin
      state_q <= IDLE;
      count_q <= 2'd0;
      bit_q <= 2'd0;
    end else begin
      state_q <= state_d;
      count_q <= count_d;
      if (state_q == IDLE) begin
        if (start_i) bit_q <= 2'd3;
      end else if (bit_ends & (next_bit == BIT)) bit_q <= bit_q - 2'd1;
    end

  // Power: clamp and supply, wait, ground, and only then off with the clamp; what loses its ground was clamped before,
  // and loses its supply after.
  always @(posedge clk_i)
    if (!rst_ni) begin
      c1_q <= 15'd0;
      c2_q <= 15'd0;
      iso_q <= ~15'd0;
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

  // Lines of the next state. What is left is the same from PCH to SENSE, so that lines which stay are made anew rather
  // than held.
  wire [4:0] charging = in_bit ? seg_act : left_q;
  wire [14:0] charge, meet;
  wire [2:0] met;
  genvar g;
  generate
    for (s = 0; s < 5; s = s + 1) begin : unit
      assign charge[s * 3 +: 3] = {3{charging[s]}} & ~iso_q[s * 3 +: 3];
      assign meet[s * 3 +: 3] = {3{sharing[s]}} & ~iso_q[s * 3 +: 3];
    end
    for (g = 0; g < 3; g = g + 1) begin : group
      wire [4:0] column;
      for (s = 0; s < 5; s = s + 1) begin : by
        assign column[s] = sel_q[s * 3 + g];
      end
      assign met[g] = |column;
    end
  endgenerate
  wire to_charge = state_d == PCH;
  wire to_evaluate = state_d == EVAL;
  wire to_share = (state_d == SHARE) | (state_d == SENSE);
  wire to_sense = state_d == SENSE;
  wire to_accumulate = state_d == ACC;
  always @(posedge clk_i)
    if (!rst_ni) begin
      pch_n_q <= ~15'd0;
      wl_en_q <= 5'd0;
      left_q <= 5'd0;
      sel_q <= 15'd0;
      gpch_n_q <= 1'b1;
      sae_q <= 3'd0;
      acc_en_q <= 3'd0;
    end else begin
      pch_n_q <= ~(charge & {15{to_charge}});
      wl_en_q <= left_q & {5{to_evaluate}};
      if (in_bit) left_q <= seg_act;
      else if (to_accumulate) left_q <= left_q & ~sharing;
      sel_q <= meet & {15{to_share}};
      gpch_n_q <= ~(to_charge | to_accumulate);
      sae_q <= met & {3{to_sense}};
      acc_en_q <= sae_q & {3{to_accumulate}};
    end

  // What is asked for in vain: counted up to the most that the counters hold.
  reg [7:0] starts_ignored_q, writes_ignored_q;
  wire start_ignored = start_i & ~ready_o;
  wire write_ignored = wr_req_i & ~wr_en_o;
  always @(posedge clk_i)
    if (!rst_ni) begin
      starts_ignored_q <= 8'd0;
      writes_ignored_q <= 8'd0;
    end else begin
      if (start_ignored & ~(&starts_ignored_q)) starts_ignored_q <= starts_ignored_q + 8'd1;
      if (write_ignored & ~(&writes_ignored_q)) writes_ignored_q <= writes_ignored_q + 8'd1;
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
  assign acc_clr_o = in_bit & (bit_q == 2'd3);
  assign acc_shl_o = in_bit & (bit_q != 2'd3);
  assign acc_sub_o = signed_i & (bit_q == 2'd3);
  assign act_o = act & {15{in_bit}};
  assign wr_en_o = ready_o & wr_req_i & ~start_i;
  assign starts_ignored_o = starts_ignored_q;
  assign writes_ignored_o = writes_ignored_q;

`ifdef KAKURE_ASSERT
  // What the rules watch: lines by the unit, needs and acting units anew from what the operation is given, and what
  // was.
  wire [14:0] charged_now = ~pch_n_o;
  wire [14:0] under_wl, under_charge, wanted, acting, sampled;
  wire [4:0] wl_on, grounded;
  wire [2:0] selected;
  genvar w;
  generate
    for (w = 0; w < 5; w = w + 1) begin : watched
      wire some_on = |row_on_i[w * 3 +: 3];
      wire some_one = |(row_on_i[w * 3 +: 3] & x_bit_i[w * 3 +: 3]);
      wire takes_part = some_one | ~skip_i;
      wire charges = |charged_now[w * 3 +: 3];
      assign wl_on[w] = |wl_o[w * 3 +: 3];
      assign grounded[w] = |c1_o[w * 3 +: 3];
      assign under_wl[w * 3 +: 3] = {3{wl_on[w]}};
      assign under_charge[w * 3 +: 3] = {3{charges}};
      assign wanted[w * 3 +: 3] = ~seg_zero_i[w * 3 +: 3] & col_on_i & {3{some_on}};
      assign acting[w * 3 +: 3] = wanted[w * 3 +: 3] & {3{takes_part}};
      assign sampled[w * 3 +: 3] = sel_o[w * 3 +: 3] & sae_o;
    end
    for (w = 0; w < 3; w = w + 1) begin : watched_group
      wire [4:0] shared;
      for (s = 0; s < 5; s = s + 1) begin : by
        assign shared[s] = sel_o[s * 3 + w];
      end
      assign selected[w] = |shared;
    end
  endgenerate
  reg known_q;                                 // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(posedge clk_i) if (!rst_ni) known_q <= 1'b1;
  reg [14:0] was_pch_q, was_c1_q, was_c2_q, was_iso_q, was_sel_q, was_low_q;   // in the cycle before
  reg [2:0] was_sae_q;
  reg [14:0] acting_q, charged_q, evaluated_q, sampled_q;
  // lines that are discharged, or could be
  wire [14:0] low = (under_wl & c1_o) | (acting_q & {15{(state_q == EVAL)}});
  wire [14:0] sample = sampled & {15{(was_sae_q == 3'd0)}};
  wire begins = acc_clr_o | acc_shl_o;
  reg [1:0] share_age_q;    // cycles before this one in which sel was the same, up to those of a share
  reg [2:0] shifts_q;          // of the operation, up to one too many
  reg [7:0] run_q;             // cycles of the operation before this one, its start among them
  always @(posedge clk_i)
    if (!rst_ni) begin
      was_pch_q <= 15'd0;
      was_c1_q <= 15'd0;
      was_c2_q <= 15'd0;
      was_iso_q <= ~15'd0;
      was_sel_q <= 15'd0;
      was_sae_q <= 3'd0;
      was_low_q <= 15'd0;
      acting_q <= 15'd0;
      charged_q <= 15'd0;
      evaluated_q <= 15'd0;
      sampled_q <= 15'd0;
      share_age_q <= 2'd0;
      shifts_q <= 3'd0;
      run_q <= 8'd1;
    end else begin
      was_pch_q <= charged_now;
      was_c1_q <= c1_o;
      was_c2_q <= c2_o;
      was_iso_q <= iso_o;
      was_sel_q <= sel_o;
      was_sae_q <= sae_o;
      was_low_q <= low;
      if (begins) acting_q <= acting;
      charged_q <= (charged_q | charged_now) & ~low;
      evaluated_q <= (evaluated_q | low) & ~charged_now;
      if (begins) sampled_q <= 15'd0;
      else sampled_q <= sampled_q | sample;
      if (sel_o == 15'd0) share_age_q <= 2'd0;
      else if (sel_o != was_sel_q) share_age_q <= 2'd1;
      else if (share_age_q != 2'd3) share_age_q <= share_age_q + 2'd1;
      if (ready_o) shifts_q <= 3'd0;
      else if (begins & (shifts_q != 3'd5)) shifts_q <= shifts_q + 3'd1;
      if (ready_o) run_q <= 8'd1;
      else if (run_q != 8'd156) run_q <= run_q + 8'd1;
    end
  wire [14:0] supplied;             // C2 was on for the time of a wake and one more cycle
  generate
    for (w = 0; w < 15; w = w + 1) begin : supply
      reg [2:0] age_q;
      always @(posedge clk_i)
        if (!rst_ni) age_q <= 3'd0;
        else if (~c2_o[w]) age_q <= 3'd0;
        else if (age_q != 3'd4) age_q <= age_q + 3'd1;
      assign supplied[w] = age_q == 3'd4;
    end
  endgenerate
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(charged_now & under_wl))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(charged_now & under_wl))))) begin
      $display("%m: assertion P1_no_charge_under_a_word_line failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(was_pch_q & under_wl))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(was_pch_q & under_wl))))) begin
      $display("%m: assertion P1_no_charge_in_the_cycle_before_a_word_line failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(under_wl & c1_o & ~(c2_o & ~iso_o)))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(under_wl & c1_o & ~(c2_o & ~iso_o)))))) begin
      $display("%m: assertion P2_grounded_under_a_word_line_is_on failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(under_wl & ~c1_o & ~(iso_o & ~sel_o)))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(under_wl & ~c1_o & ~(iso_o & ~sel_o)))))) begin
      $display("%m: assertion P2_not_grounded_under_a_word_line_is_clamped_and_not_shared failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(wl_on & ~grounded))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(wl_on & ~grounded))))) begin
      $display("%m: assertion P2_one_unit_under_a_word_line_is_on failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(charged_now & ~(c2_o & ~iso_o)))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(charged_now & ~(c2_o & ~iso_o)))))) begin
      $display("%m: assertion P3_charge_with_supply_and_without_clamp failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(c1_o & ~(c2_o & supplied)))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(c1_o & ~(c2_o & supplied)))))) begin
      $display("%m: assertion P4_ground_after_the_supply_had_its_time failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(~iso_o & ~c1_o))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(~iso_o & ~c1_o))))) begin
      $display("%m: assertion P4_no_clamp_only_with_ground failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(was_iso_q & ~iso_o & ~was_c1_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(was_iso_q & ~iso_o & ~was_c1_q))))) begin
      $display("%m: assertion P4_clamp_leaves_after_ground_came failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(was_c1_q & ~c1_o & ~was_iso_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(was_c1_q & ~c1_o & ~was_iso_q))))) begin
      $display("%m: assertion P4_ground_leaves_after_clamp_came failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(was_c2_q & ~c2_o & was_c1_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(was_c2_q & ~c2_o & was_c1_q))))) begin
      $display("%m: assertion P4_supply_leaves_after_ground failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(sel_o & ~(evaluated_q & ~iso_o)))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(sel_o & ~(evaluated_q & ~iso_o)))))) begin
      $display("%m: assertion P5_share_what_was_evaluated failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(sel_o & (under_wl | under_charge)))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(sel_o & (under_wl | under_charge)))))) begin
      $display("%m: assertion P5_share_while_the_segment_is_quiet failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((sae_o == 3'd0) | ((sel_o == was_sel_q) & (share_age_q == 2'd3))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((sae_o == 3'd0) | ((sel_o == was_sel_q) & (share_age_q == 2'd3))))) begin
      $display("%m: assertion P6_sense_what_was_shared_long_enough failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(sae_o & ~selected))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(sae_o & ~selected))))) begin
      $display("%m: assertion P6_sense_where_a_unit_is_shared failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | ((state_q < BIT)
      | ~(|(~wanted & (charged_now | sel_o | c1_o | ~iso_o | (c2_o & {15{sleep_i}}))))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | ((state_q < BIT) | ~(|(~wanted
        & (charged_now | sel_o | c1_o | ~iso_o | (c2_o & {15{sleep_i}}))))))) begin
      $display("%m: assertion P7_what_is_not_needed_does_nothing failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~wr_en_o
      | (ready_o & (wl_o == 15'd0) & (charged_now == 15'd0) & (sel_o == 15'd0) & (sae_o == 3'd0) & (acc_en_o == 3'd0)
      & gpch_n_o)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~wr_en_o | (ready_o & (wl_o == 15'd0) & (charged_now == 15'd0) & (sel_o == 15'd0)
        & (sae_o == 3'd0) & (acc_en_o == 3'd0) & gpch_n_o)))) begin
      $display("%m: assertion P8_write_while_all_is_quiet failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (acc_en_o == (was_sae_q & {3{(sae_o == 3'd0)}})));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (acc_en_o == (was_sae_q & {3{(sae_o == 3'd0)}})))) begin
      $display("%m: assertion P9_accumulate_what_was_sensed failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~acc_clr_o | (shifts_q == 3'd0)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~acc_clr_o | (shifts_q == 3'd0)))) begin
      $display("%m: assertion P9_clear_first failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~acc_shl_o | (shifts_q != 3'd0)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~acc_shl_o | (shifts_q != 3'd0)))) begin
      $display("%m: assertion P9_then_shift failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~done_o | (shifts_q == 3'd4)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~done_o | (shifts_q == 3'd4)))) begin
      $display("%m: assertion P9_once_a_bit failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (gpch_n_o | (sel_o == 15'd0)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (gpch_n_o | (sel_o == 15'd0)))) begin
      $display("%m: assertion P10_charge_the_global_line_alone failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(low & ~was_low_q & ~charged_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(low & ~was_low_q & ~charged_q))))) begin
      $display("%m: assertion P11_charged_since_the_last_evaluation failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (act_o == (acting & {15{begins}})));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (act_o == (acting & {15{begins}})))) begin
      $display("%m: assertion P12_act_as_the_bit_asks failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(|(sample & sampled_q))));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(|(sample & sampled_q))))) begin
      $display("%m: assertion P12_sense_no_unit_twice failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (~(acc_shl_o | done_o) | (sampled_q == acting_q)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (~(acc_shl_o | done_o) | (sampled_q == acting_q)))) begin
      $display("%m: assertion P12_sense_all_that_acts failed");
      $stop;
    end
`endif
`endif
`ifdef KAKURE_ASSERT
`ifdef FORMAL
  always @(posedge clk_i) assert (~known_q | (ready_o | (run_q != 8'd156)));
`elsif SYNTHESIS
`else
  always @(posedge clk_i)
    if (!(~known_q | (ready_o | (run_q != 8'd156)))) begin
      $display("%m: assertion P13_end_in_time failed");
      $stop;
    end
`endif
`endif
endmodule
`default_nettype wire
