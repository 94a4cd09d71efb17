// SPDX-License-Identifier: Apache-2.0
package blocks.mask.supermask;

import blocks.mask.codec.MaskHeader;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.spec.BlockSpec;
import kakure.spec.Damage;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Parameters;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Word;

/**
 * Checks of {@link SupermaskDecoder}: a single lane and a single output; entries beside multiples of four, whose last block is cut; fewer and more lanes than the four that
 * are served at once; two symbols a cycle with an odd and an even number of blocks; indices of one, two and three rows a cycle.
 */
public final class SupermaskDecoderSpec implements BlockSpec<SupermaskDecoder> {
  @Override
  public String name() {
    return "supermask";
  }

  @Override
  public String summary() {
    return "mask decoder of the engine: an interleaved canonical Huffman stream per lane, length, CRC, error code";
  }

  @Override
  public SupermaskDecoder usual() {
    return new SupermaskDecoder(16, 32, 1, 1, 1);
  }

  /** The G of one-of-G masks is the group, unless it is given. */
  @Override
  public SupermaskDecoder parse(Map<String, String> given) {
    return Parameters.with(usual(), Parameters.follow(given, "oneof", "group"));
  }

  @Override
  public List<SupermaskDecoder> corners() {
    return List.of(new SupermaskDecoder(1, 1, 1), new SupermaskDecoder(3, 7, 1), new SupermaskDecoder(5, 3, 2), new SupermaskDecoder(4, 16, 2), new SupermaskDecoder(8, 8, 2),
        new SupermaskDecoder(20, 6, 1), new SupermaskDecoder(8, 1, 1, 8, 8), new SupermaskDecoder(12, 7, 1, 4, 4), new SupermaskDecoder(6, 70, 2, 2, 2), new SupermaskDecoder(16, 40, 1, 8, 8),
        new SupermaskDecoder(8, 5, 2, 1, 8), new SupermaskDecoder(12, 33, 1, 1, 4), new SupermaskDecoder(2, 1, 1, 1, 2),
        new SupermaskDecoder(16, 11, 1, 4, 4), new SupermaskDecoder(20, 18, 1, 4, 4), new SupermaskDecoder(20, 12, 2, 1, 4), new SupermaskDecoder(10, 33, 1, 2, 2), new SupermaskDecoder(8, 70, 2, 4, 4));
  }

  @Override
  public List<SupermaskDecoder> mutated() {
    return List.of(corners().get(1), new SupermaskDecoder(16, 11, 1, 4, 4));
  }

  @Override
  public SupermaskDecoder random(SplittableRandom rng) {
    int oneof = 1 << rng.nextInt(4), group = rng.nextBoolean() ? oneof : 1;
    return new SupermaskDecoder(oneof * rng.nextInt(1, oneof == 1 ? 25 : 7), rng.nextInt(1, 40), rng.nextInt(1, 3), group, oneof);
  }

  @Override
  public Model golden(SupermaskDecoder block) {
    return new SupermaskModel(block.layout());
  }

  @Override
  public Stimulus stimulus(SupermaskDecoder block, long seed, int n) {
    return SupermaskStimulus.layers(block.layout(), seed, n);
  }

  @Override
  public List<Word> words() {
    return List.of(MaskHeader.START_WORD, MaskHeader.LAYER_WORD);
  }

  @Override
  public List<Damage> damages(SupermaskDecoder block, long seed, int n) {
    return SupermaskStimulus.damages(block.layout(), seed, n);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(
        proof(new SupermaskDecoder(1, 1, 1)).refutes("if (entry_ready_i) entry_valid_q", "entry_valid_q"),
        proof(new SupermaskDecoder(2, 3, 1)),
        proof(new SupermaskDecoder(2, 6, 2)).refutes("running & ~(entry_valid_q & ~entry_ready_i)", "running"),
        proof(new SupermaskDecoder(2, 1, 1, 2, 2)),
        proof(new SupermaskDecoder(8, 3, 1, 4, 4)),
        proof(new SupermaskDecoder(8, 17, 1, 4, 4)).refutes("place_q <= place_d", "place_q <= 2'd1"),
        proof(new SupermaskDecoder(16, 11, 1, 4, 4)).refutes("fits_2 ? place_q << 3", "fits_2 ? place_q << 2"),
        proof(new SupermaskDecoder(4, 3, 1, 1, 2)).refutes("index_whole & ~crc_bad & ~(entry_valid_q & ~entry_ready_i)", "index_whole & ~crc_bad"),
        proof(new SupermaskDecoder(4, 1, 1, 1, 4)).refutes("index_bad) begin entry_valid_q <= 1'b0;", "index_bad) begin"),
        proof(new SupermaskDecoder(16, 17, 1, 8, 8)).refutes("if (last_piece) place_q", "place_q"));
  }

  /** Where masks are one of G, {@code ROWS} take indices, {@code ACTIVE} is the width of {@code act_q}, and a row may be taken in {@code PIECES}. */
  private static Proof proof(SupermaskDecoder decoder) {
    var proof = Proof.of(decoder, new Proof.Reachability(), "/blocks/stream/rules.formal.v", "/blocks/mask/decoder.formal.v", "SupermaskDecoder.formal.v").define("BITS", decoder.out().entry().data().width()).define("BEAT", decoder.beatBits());
    if (decoder.oneof() == 1) return proof;
    var indices = decoder.index();
    proof = proof.define("ROWS", indices.rows()).define("ACTIVE", decoder.rows()).define("OUTPUTS", decoder.outputs()).define("INDEX_BITS", indices.bits());
    return indices.pieces() > 1 ? proof.define("PIECES", indices.pieces()) : proof;
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("two lanes by hand: block 5 as 10 and block 15 as 11, the check sum from zlib", () -> "[[245, 1, 1]]", SupermaskDecoderSpec::byHand));
  }

  private static String byHand() {
    var words = Stream.of("1079e4b300000004", "0100000200010004", "2000000000200001", "00000000c0008000").mapToLong(w -> Long.parseUnsignedLong(w, 16)).toArray();
    return new SupermaskModel(new SupermaskDecoder(2, 4, 1).layout()).run(Map.of("msk", MaskWords.transactions(words))).get("entry").toString();
  }
}
