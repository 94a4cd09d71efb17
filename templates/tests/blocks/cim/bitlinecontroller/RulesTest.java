// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.ProofCheck;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import kakure.spec.Proof;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The rules P1 to P13 hold, small, in every run of the tests; and each of them, alone, refutes a controller that breaks it. Middle sizes are with the other proofs. */
class RulesTest {
  private static final Pattern ASSERTION = Pattern.compile("`ifdef KAKURE_ASSERT\n`ifdef FORMAL\n.*?assertion (\\w+) failed.*?`endif\n`endif", Pattern.DOTALL);
  private static final int RANDOM = Integer.getInteger("random", 50);
  private static final long SEED = Long.getLong("seed", 1);

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> hold() {
    return new BitlineControllerSpec().proofs().stream().filter(p -> ((BitlineController) p.block()).segments() == 2).map(p -> dynamicTest(p.block().moduleName(), () -> assertThat(check().run(p)).isEmpty()));
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> eachAloneRefutesWhatBreaksIt() {
    var proof = BitlineControllerSpec.proof(BitlineControllerSpec.small(1));
    return broken().entrySet().stream().map(b -> dynamicTest(b.getKey(), () -> {
      var edit = b.getValue();
      assertThat(check().run(proof, "." + b.getKey(), text -> {
        assertThat(text).as("what is to be broken").contains(edit.original());
        return only(b.getKey(), text).replace(edit.original(), edit.replacement());
      })).as("%s must refute: %s", b.getKey(), edit).isPresent();
    }));
  }

  @Test
  void everyRuleHasAControllerThatBreaksIt() {
    assertThat(broken().keySet()).containsExactlyElementsOf(rules(verilog()));
    assertThat(IntStream.rangeClosed(1, 13)).allSatisfy(n -> assertThat(rules(verilog())).anyMatch(rule -> rule.startsWith("P" + n + "_")));
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> holdForRandomParametersInEveryOperationFromReset() {
    var rng = new SplittableRandom(SEED);
    return Stream.generate(() -> random(rng)).distinct().limit(RANDOM).map(c -> dynamicTest(c.toString(), () -> assertThat(check().run(BitlineControllerSpec.proof(c, new Proof.Searched(c.bound() + 2)))).as(c.toString()).isEmpty()));
  }

  /** Of all shapes and phases in which an operation takes some 60 cycles at most. */
  private static BitlineController random(SplittableRandom rng) {
    while (true) {
      int segments = rng.nextInt(1, 4);
      var c = new BitlineController(segments * rng.nextInt(1, 4), segments, rng.nextInt(1, 4), rng.nextInt(1, 4), rng.nextInt(1, 4), rng.nextInt(3), rng.nextInt(1, 4), rng.nextInt(1, 4), rng.nextInt(1, 4), rng.nextInt(1, 6), rng.nextInt(2, 4));
      if (c.bound() <= 60) return c;
    }
  }

  private ProofCheck check() {
    for (var tool : List.of("yosys", "yosys-abc")) new ExternalTool(tool).require();
    return new ProofCheck(temp);
  }

  private static String verilog() {
    var small = BitlineControllerSpec.small(1);
    return Emitter.emit(Netlist.elaborate(small), EmitOptions.defaults()).get(small.moduleName() + ".v");
  }

  private static List<String> rules(String text) {
    return ASSERTION.matcher(text).results().map(m -> m.group(1)).toList();
  }

  /** The text without all other rules. */
  private static String only(String rule, String text) {
    var kept = ASSERTION.matcher(text).replaceAll((MatchResult m) -> m.group(1).equals(rule) ? java.util.regex.Matcher.quoteReplacement(m.group()) : "");
    assertThat(rules(kept)).containsExactly(rule);
    return kept;
  }

  /** For each rule a controller with one thing wrong. */
  private static Map<String, Proof.Edit> broken() {
    var all = new LinkedHashMap<String, Proof.Edit>();
    var given = new ArrayList<List<String>>(List.of(
        List.of("P1_no_charge_under_a_word_line", "charge & {4{to_charge}}", "charge & {4{to_charge | to_evaluate}}"),
        List.of("P1_no_charge_in_the_cycle_before_a_word_line", "PCH: if (last) state_d = GAP1", "PCH: if (last) state_d = EVAL"),
        List.of("P2_grounded_under_a_word_line_is_on", "PWR1: c1_q <= need", "PWR1: c1_q <= c2_q"),
        List.of("P2_not_grounded_under_a_word_line_is_clamped_and_not_shared", "PWR1: c1_q <= need", "PWR1: c1_q <= need & c1_q"),
        List.of("P2_one_unit_under_a_word_line_is_on", "wl_en_q <= left_q & {2{to_evaluate}}", "wl_en_q <= {2{to_evaluate}}"),
        List.of("P3_charge_with_supply_and_without_clamp", "{2{charging[s]}} & ~iso_q[s * 2 +: 2]", "{2{charging[s]}}"),
        List.of("P4_ground_after_the_supply_had_its_time", "WAKE: count_d = 1'd1", "WAKE: count_d = 1'd0"),
        List.of("P4_no_clamp_only_with_ground", "iso_q <= iso_q | ~need", "iso_q <= ~need"),
        List.of("P4_clamp_leaves_after_ground_came", "PWR1: c1_q <= need;", "PWR1: begin c1_q <= need; iso_q <= ~need; end"),
        List.of("P4_ground_leaves_after_clamp_came", "iso_q <= iso_q | ~need;", ""),
        List.of("P4_supply_leaves_after_ground", "c2_q <= c2_q | need", "c2_q <= need"),
        List.of("P5_share_what_was_evaluated", "{2{sharing[s]}} & ~iso_q[s * 2 +: 2]", "{2{sharing[s]}}"),
        List.of("P5_share_while_the_segment_is_quiet", "(state_d == SHARE) | (state_d == SENSE)", "(state_d == SHARE) | (state_d == SENSE) | to_evaluate"),
        List.of("P6_sense_what_was_shared_long_enough", "met & {2{to_sense}}", "met & {2{to_share}}"),
        List.of("P6_sense_where_a_unit_is_shared", "met & {2{to_sense}}", "{2{to_sense}}"),
        List.of("P7_what_is_not_needed_does_nothing", "& col_on_i & ~seg_zero_i[s * 2 +: 2]", "& col_on_i"),
        List.of("P8_write_while_all_is_quiet", "ready_o & wr_req_i", "wr_req_i"),
        List.of("P9_accumulate_what_was_sensed", "sae_q & {2{to_accumulate}}", "{2{to_accumulate}}"),
        List.of("P9_clear_first", "acc_clr_o = in_bit & (bit_q == 1'd1)", "acc_clr_o = in_bit"),
        List.of("P9_then_shift", "acc_shl_o = in_bit & (bit_q != 1'd1)", "acc_shl_o = in_bit"),
        List.of("P9_once_a_bit", "acc_shl_o = in_bit & (bit_q != 1'd1)", "acc_shl_o = in_bit & (bit_q != 1'd1) & ~(&iso_q)"),
        List.of("P10_charge_the_global_line_alone", "to_charge | to_accumulate", "to_charge | to_share"),
        List.of("P11_charged_since_the_last_evaluation", "bit_ends ? next_bit : PCH", "bit_ends ? next_bit : bit_q == 1'd0 ? EVAL : PCH"),
        List.of("P12_act_as_the_bit_asks", "row_on_i & x_bit_i;", "x_bit_i;"),
        List.of("P12_sense_no_unit_twice", "left_q & ~sharing", "left_q & ~spread_0"),
        List.of("P12_sense_all_that_acts", "(state_q == ACC) & ~(|left_q)", "(state_q == ACC)"),
        List.of("P13_end_in_time", "SENSE: if (last)", "SENSE: if (last & ~((sae_q == 2'd1) & (bit_q == 1'd0)))")));
    for (var b : given) all.put(b.get(0), new Proof.Edit(b.get(1), b.get(2)));
    return all;
  }
}
