// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.bus.axilite.AxiLiteSpec;
import blocks.bus.axireader.AxiReaderSpec;
import blocks.bus.axishare.AxiShareSpec;
import blocks.bus.axiwriter.AxiWriterSpec;
import blocks.bus.descriptors.DescriptorsSpec;
import blocks.bus.guard.StreamGuardSpec;
import blocks.bus.spi.SpiPortSpec;
import blocks.bus.wishbone.WishboneSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.ProofCheck;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import kakure.spec.Proof;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of a bus, alone, holds of its block and refutes one that breaks it: no other assertion, of the block or of its harness, is there to notice. */
class BusRulesTest {
  private static final Pattern ASSERTION = Pattern.compile("`ifdef KAKURE_ASSERT\n`ifdef FORMAL\n.*?assertion (\\w+) failed.*?`endif\n`endif", Pattern.DOTALL);
  /** Cycles from reset: an access of SPI takes eight of its clocks, each of two cycles, behind three registers. */
  private static final int CYCLES = 24;

  @TempDir Path temp;

  /** A rule, and the block with one thing wrong. */
  private record Broken(BlockSpec<?> spec, String rule, String original, String replacement) {
    @Override
    public String toString() {
      return spec.name() + ", " + rule + ": " + original + " -> " + replacement;
    }
  }

  private static List<Broken> broken() {
    var axi = new AxiLiteSpec();
    var wishbone = new WishboneSpec();
    var guard = new StreamGuardSpec();
    var spi = new SpiPortSpec();
    var all = new ArrayList<>(List.of(
        new Broken(axi, "b_stays", "b_valid_q ? ~b_ready_i : write", "write"),
        new Broken(axi, "r_stays", "if (read) r_data_q", "if (ar_full_q) r_data_q"),
        new Broken(axi, "b_answers_a_write", "aw_full_q & w_full_q & ~b_valid_q", "w_full_q & ~b_valid_q"),
        new Broken(axi, "each_write_is_answered", "aw_full_q ? ~write : aw_valid_i", "aw_full_q | aw_valid_i"),
        new Broken(axi, "each_read_is_answered", "ar_full_q ? ~read : ar_valid_i", "~ar_full_q & ar_valid_i"),
        new Broken(axi, "errors_are_told", "b_resp_o = {b_error_q, 1'b0}", "b_resp_o = 2'b00"),
        new Broken(wishbone, "ack_or_err", "strobe & asked_q & ~error_q", "strobe & asked_q"),
        new Broken(wishbone, "no_answer_without_a_strobe", "wb_ack_o = strobe & asked_q", "wb_ack_o = asked_q"),
        new Broken(wishbone, "answered_in_the_next_cycle", "asked_q <= ask;", "asked_q <= ask & ~wb_we_i;"),
        new Broken(wishbone, "asked_before_it_is_answered", "asked_q <= ask;", "asked_q <= 1'b1;"),
        new Broken(wishbone, "errors_are_told", "if (ask) error_q", "if (~ask) error_q"),
        new Broken(guard, "valid_stays", "assign valid_o = valid_i", "assign valid_o = ~(known_q & waits_q) & valid_i"),
        new Broken(guard, "wrong_is_dropped", "& ~drop_i & ~wrong", "& ~drop_i"),
        new Broken(guard, "no_hang", "ready_i | drop_i | wrong", "ready_i | drop_i"),
        new Broken(spi, "an_access_ends_a_byte", "bit_q == 3'd7", "bit_q == 3'd6"),
        new Broken(spi, "asked_once", "first = byte_end & ", "first = (bit_q == 3'd7) & "),
        new Broken(spi, "silent_without_a_frame", "bit_q == 3'd7", "bit_q == 3'd6")));
    all.addAll(mover());
    return all;
  }

  /** Of an AXI4 manager. */
  private static List<Broken> mover() {
    var reader = new AxiReaderSpec();
    var writer = new AxiWriterSpec();
    var share = new AxiShareSpec();
    var chain = new DescriptorsSpec();
    return List.of(
        new Broken(reader, "ar_stays", "& ~busy_q & room & ~stop_i", "& ~busy_q & room & ~stop_i & ~(known_q & ar_waits_q)"),
        new Broken(reader, "no_burst_crosses_a_page", "3'd4 - {1'b0, low_q}", "3'd4"),
        new Broken(reader, "bursts_are_short", "ar_len_o = {6'd0, len[1:0]}", "ar_len_o = left_q[7:0]"),
        new Broken(reader, "addresses_are_aligned", "low_q, 2'd0};", "low_q, 2'd2};"),
        new Broken(reader, "bursts_follow_each_other", "low_q <= 2'd0;", "low_q <= low_q;"),
        new Broken(reader, "no_more_than_the_job", "closing ? left_q", "1'b0 ? left_q"),
        new Broken(reader, "one_at_a_time", "& ~busy_q & room", "& room"),
        new Broken(reader, "r_is_taken", "r_ready_o = busy_q", "r_ready_o = busy_q & out_ready_i"),
        new Broken(reader, "silent_when_stopped", "& room & ~stop_i", "& room"),
        new Broken(reader, "room_for_what_comes", "& ~busy_q & room", "& ~busy_q"),
        new Broken(reader, "wrong_words_end_here", "beat & ~drop & ~r_resp_i[1]", "beat & ~drop"),
        new Broken(share, "ar_stays", "if (take) begin", "if (asks != 5'd0) begin"),
        new Broken(share, "one_at_a_time", "idle = ~ar_q & ~r_q", "idle = ~ar_q"),
        new Broken(share, "one_who_asks", "from & (~from + 5'd1)", "from"),
        new Broken(share, "beats_to_who_asked", "r_q & r_valid_i ? lane_q", "r_q & r_valid_i ? later_q"),
        new Broken(share, "r_is_taken", "r_ready_o = r_q", "r_ready_o = r_q & r_last_i"),
        new Broken(share, "silent_when_stopped", "idle & ~stop_i ? first", "idle ? first"),
        new Broken(writer, "aw_stays", "else if (aw_ready_i) aw_q", "else aw_q"),
        new Broken(writer, "w_stays", "sent = w_q & w_ready_i", "sent = w_q"),
        new Broken(writer, "no_burst_crosses_a_page", "| (low_q == 2'd3)", "| (low_q == 2'd1)"),
        new Broken(writer, "bursts_are_short", "aw_len_o = {6'd0, len}", "aw_len_o = {5'd0, len, 1'b0}"),
        new Broken(writer, "addresses_are_aligned", "aw_first_q, 2'd0};", "aw_first_q, 2'd2};"),
        new Broken(writer, "bursts_follow_each_other", "high_q + 60'd1", "high_q + 60'd2"),
        new Broken(writer, "no_word_behind_the_buffer", "ends = left_q == 31'd1", "ends = left_q == 31'd0"),
        new Broken(writer, "no_byte_behind_the_buffer", "w_last_o & aw_cut_q ? tail", "1'b0 ? tail"),
        new Broken(writer, "no_word_before_its_address", "if (aw_q & aw_ready_i) w_q", "if (aw_q) w_q"),
        new Broken(writer, "last_where_it_belongs", "w_last_o = at_q == aw_until_q", "w_last_o = at_q == aw_first_q"),
        new Broken(writer, "one_at_a_time", "busy = aw_q | w_q | b_q", "busy = aw_q | w_q"),
        new Broken(writer, "b_is_taken", "b_ready_o = b_q", "b_ready_o = b_q & done_ready_i"),
        new Broken(writer, "silent_when_stopped", "whole_q & ~busy & ~stop_i", "whole_q & ~busy"),
        new Broken(chain, "no_descriptor_after_an_error", "asking = (state_q == ASK) & ~stop", "asking = state_q == ASK"),
        new Broken(chain, "one_at_a_time", "stream == 4'd1, stream == 4'd0}", "stream == 4'd1, stream <= 4'd1}"),
        new Broken(chain, "addresses_are_aligned", "known & ~odd & ~part", "known & ~part"),
        new Broken(chain, "something_to_move", "(length == 32'd0) | ", ""),
        new Broken(chain, "whole_words_come", "(~answer & (length", "(answer & (length"));
  }

  @Test
  void everyRuleHasABlockThatBreaksIt() {
    var rules = new ArrayList<String>();
    for (var spec : List.of(new AxiLiteSpec(), new WishboneSpec(), new StreamGuardSpec(), new SpiPortSpec(), new AxiReaderSpec(), new AxiShareSpec(), new AxiWriterSpec(), new DescriptorsSpec())) rules(verilog(spec.proofs().get(0))).forEach(rule -> rules.add(spec.name() + " " + rule));
    assertThat(broken()).extracting(b -> b.spec().name() + " " + b.rule()).containsExactlyElementsOf(rules);
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> eachAloneHolds() {
    return broken().stream().map(b -> dynamicTest(b.spec().name() + ", " + b.rule(), () -> assertThat(check().rules(bounded(b), "." + b.rule(), text -> only(b.rule(), text))).as(b.rule()).isEmpty()));
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> eachAloneRefutesWhatBreaksIt() {
    return broken().stream().map(b -> dynamicTest(b.toString(), () -> {
      var refuted = check().rules(bounded(b), ".broken." + b.rule(), text -> {
        assertThat(text).as("what is to be broken").contains(b.original());
        return only(b.rule(), text).replace(b.original(), b.replacement());
      });
      assertThat(refuted).as(b.toString()).isPresent();
      assertThat(refuted.get()).as(b.toString()).containsAnyOf("Assert failed", ": an assertion");
    }));
  }

  private static Proof bounded(Broken b) {
    var proof = b.spec().proofs().get(0);
    var mode = proof.mode() instanceof Proof.Searched ? proof.mode() : proof.mode() instanceof Proof.Reachability ? new Proof.Searched(CYCLES) : new Proof.Bounded(CYCLES);
    return new Proof(proof.block(), mode, proof.harness(), proof.defines(), List.of());
  }

  private ProofCheck check() {
    for (var tool : List.of("yosys", "yosys-smtbmc", "z3")) new ExternalTool(tool).require();
    return new ProofCheck(temp);
  }

  private static String verilog(Proof proof) {
    return Emitter.emit(Netlist.elaborate(proof.block()), EmitOptions.defaults()).get(proof.block().moduleName() + ".v");
  }

  private static List<String> rules(String text) {
    return ASSERTION.matcher(text).results().map(m -> m.group(1)).toList();
  }

  /** The text without all other rules. */
  private static String only(String rule, String text) {
    var kept = ASSERTION.matcher(text).replaceAll((MatchResult m) -> m.group(1).equals(rule) ? Matcher.quoteReplacement(m.group()) : "");
    assertThat(rules(kept)).containsExactly(rule);
    return kept;
  }
}
