// SPDX-License-Identifier: Apache-2.0
package blocks.mask.plain;

import blocks.mask.codec.MaskHeader;
import blocks.mask.supermask.MaskWords;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.kernel.Ranges;
import kakure.spec.BlockSpec;
import kakure.spec.Damage;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Word;

/**
 * Checks of {@link PlainMasks}: a single lane and a single output, for which nothing is counted within an entry; a single step a row, and several; all steps; counters as wide as
 * a header's fields, and as narrow as they may be.
 */
public final class PlainMasksSpec implements BlockSpec<PlainMasks> {
  @Override
  public String name() {
    return "plainmask";
  }

  @Override
  public String summary() {
    return "mask decoder of small engines: the bits themselves, some a cycle, length, CRC, error code";
  }

  @Override
  public PlainMasks usual() {
    return new PlainMasks(1, 1, 1);
  }

  @Override
  public List<PlainMasks> corners() {
    return List.of(new PlainMasks(1, 1, 1), new PlainMasks(3, 7, 1), new PlainMasks(1, 1, 1, 7, 5, 6, 9), new PlainMasks(2, 6, 2), new PlainMasks(1, 12, 4, 5, 4, 3, 8),
        new PlainMasks(5, 8, 8), new PlainMasks(4, 1, 1, 1, 1, 3, 4), new PlainMasks(8, 16, 8, 16, 7, 9, 20), new PlainMasks(1, 4, 2, 16, 1, 1, 13), new PlainMasks(16, 2, 1));
  }

  @Override
  public List<PlainMasks> mutated() {
    return List.of(corners().get(1), corners().get(4));
  }

  @Override
  public PlainMasks random(SplittableRandom rng) {
    int step = 1 << rng.nextInt(4), lanes = rng.nextInt(1, 12), outputs = step * rng.nextInt(1, step == 1 ? 12 : 4);
    return new PlainMasks(
        lanes, outputs, step, rng.nextInt(Ranges.bits(outputs), 17), rng.nextInt(1, 17), rng.nextInt(Ranges.bits(lanes), 17), rng.nextInt(4, 33));
  }

  @Override
  public Model golden(PlainMasks block) {
    return new PlainModel(block);
  }

  @Override
  public Stimulus stimulus(PlainMasks block, long seed, int n) {
    return PlainStimulus.layers(block, seed, n);
  }

  @Override
  public List<Word> words() {
    return List.of(MaskHeader.START_WORD, MaskHeader.LAYER_WORD);
  }

  @Override
  public List<Damage> damages(PlainMasks block, long seed, int n) {
    return PlainStimulus.damages(block, seed, n);
  }

  /** Steps of four bits and more: a whole stream, which must be found, then passes in few cycles. */
  @Override
  public List<Proof> proofs() {
    return List.of(
        proof(new PlainMasks(1, 4, 4, 3, 3, 3, 5)).refutes("if (entry_ready_i) entry_valid_q", "entry_valid_q").refutes("running & ~held", "running"),
        proof(new PlainMasks(2, 8, 4, 4, 3, 3, 5)).refutes("fill & beyond) begin entry_valid_q <= 1'b0;", "fill & beyond) begin"),
        proof(new PlainMasks(1, 8, 8, 4, 3, 3, 5)).refutes("count_q <= count_q + 5'd1", "count_q <= count_q"),
        proof(new PlainMasks(3, 8, 8, 4, 3, 3, 5)));
  }

  /** {@code LENGTH} is the width of the number of words. */
  private static Proof proof(PlainMasks decoder) {
    return Proof.of(decoder, new Proof.Reachability(), "/blocks/stream/rules.formal.v", "/blocks/mask/decoder.formal.v", "PlainMasks.formal.v")
        .define("BITS", decoder.entryBits()).define("LENGTH", decoder.lengthBits());
  }

  @Override
  public List<Law> laws() {
    return List.of(
        Law.equal("two lanes by hand, 18 bits, the check sum from zlib", () -> "[[9, 0, 0], [4, 0, 0], [0, 0, 0], [2, 1, 0], [0, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 1]]",
            () -> byHand(new PlainMasks(2, 2, 1), "c7796cbe00000003", "0104000300020003", "0000000000014849")),
        Law.equal("rows of five outputs in steps of four, filled up", () -> "[[41, 0, 0], [148, 0, 0], [4, 0, 0], [2, 1, 0], [16, 0, 0], [0, 0, 0], [0, 0, 0], [1, 1, 1]]",
            () -> byHand(new PlainMasks(2, 4, 4), "03c76ca700000003", "0104000300020005", "0000100010249429")));
  }

  private static String byHand(PlainMasks block, String... stream) {
    var words = Stream.of(stream).mapToLong(w -> Long.parseUnsignedLong(w, 16)).toArray();
    return new PlainModel(block).run(Map.of("msk", MaskWords.transactions(words))).get("entry").toString();
  }
}
