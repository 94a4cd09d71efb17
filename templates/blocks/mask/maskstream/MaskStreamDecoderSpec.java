// SPDX-License-Identifier: Apache-2.0
package blocks.mask.maskstream;

import blocks.mask.codec.MaskCodec;
import blocks.mask.codec.MaskHeader;
import blocks.mask.supermask.MaskWords;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.spec.BlockSpec;
import kakure.spec.Damage;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Proof;
import kakure.spec.Stimulus;
import kakure.spec.Word;

/**
 * Checks of {@link MaskStreamDecoder}: each codec with words of one bit, where every code word crosses words; beside powers of two, where blocks straddle; and of 64 bits.
 */
public final class MaskStreamDecoderSpec implements BlockSpec<MaskStreamDecoder> {
  @Override
  public String name() {
    return "maskstream";
  }

  @Override
  public String summary() {
    return "mask decoder of one stream: raw, run length, Golomb, Rice or canonical Huffman, with length, CRC, error code";
  }

  @Override
  public MaskStreamDecoder usual() {
    return new MaskStreamDecoder(MaskCodec.RICE, 32);
  }

  @Override
  public List<MaskStreamDecoder> corners() {
    return List.of(new MaskStreamDecoder(MaskCodec.RUN, 1), new MaskStreamDecoder(MaskCodec.RICE, 7), new MaskStreamDecoder(MaskCodec.BLOCK, 5), new MaskStreamDecoder(MaskCodec.RAW, 11),
        new MaskStreamDecoder(MaskCodec.RICE, 1), new MaskStreamDecoder(MaskCodec.BLOCK, 1), new MaskStreamDecoder(MaskCodec.RAW, 1), new MaskStreamDecoder(MaskCodec.RUN, 33),
        new MaskStreamDecoder(MaskCodec.BLOCK, 64), new MaskStreamDecoder(MaskCodec.RAW, 64), new MaskStreamDecoder(MaskCodec.GOLOMB, 1), new MaskStreamDecoder(MaskCodec.GOLOMB, 13));
  }

  @Override
  public List<MaskStreamDecoder> mutated() {
    return List.of(corners().get(1), new MaskStreamDecoder(MaskCodec.BLOCK, 5), new MaskStreamDecoder(MaskCodec.GOLOMB, 13));
  }

  @Override
  public MaskStreamDecoder random(SplittableRandom rng) {
    return new MaskStreamDecoder(MaskCodec.values()[rng.nextInt(MaskCodec.values().length)], rng.nextInt(1, 65));
  }

  @Override
  public Model golden(MaskStreamDecoder block) {
    return new MaskStreamModel(block.width());
  }

  @Override
  public Stimulus stimulus(MaskStreamDecoder block, long seed, int n) {
    return MaskStreamStimulus.masks(block.codec(), seed, n);
  }

  @Override
  public List<Word> words() {
    return List.of(MaskHeader.START_WORD, MaskHeader.SINGLE_WORD);
  }

  @Override
  public List<Damage> damages(MaskStreamDecoder block, long seed, int n) {
    return MaskStreamStimulus.damages(block.codec(), seed, n);
  }

  @Override
  public List<Proof> proofs() {
    return List.of(
        proof(MaskCodec.RICE).refutes("if (word_ready_i) word_valid_q", "word_valid_q"),
        proof(MaskCodec.RAW),
        proof(MaskCodec.RUN),
        proof(MaskCodec.BLOCK).refutes("word_last_q <= left == 32'd0", "word_last_q <= 1'b0"),
        proof(MaskCodec.GOLOMB).refutes("& ~(word_valid_q & ~word_ready_i)", ""));
  }

  private static Proof proof(MaskCodec codec) {
    int bits = 3;
    return Proof.of(new MaskStreamDecoder(codec, bits), new Proof.Reachability(), "/blocks/stream/rules.formal.v", "/blocks/mask/decoder.formal.v", "MaskStreamDecoder.formal.v").define("BITS", bits);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        byHand("as it is", "669e3af100000003", "011000000000000a", "0000000000001040"),
        byHand("runs in fields of two bits: 11 00, 11 10", "035152fb00000003", "011102000000000a", "000000000000ce00"),
        byHand("Rice, r = 1: 10 1, 110 1", "69a37bc100000003", "011201000000000a", "000000000000ba00"),
        byHand("Golomb, M = 3: 10 0, 10 11", "ad2e87ae00000003", "011400000000000a", "0000000000009600"),
        byHand("blocks 8, 0, 2 as 0, 10, 11", "4fcd0fe500000004", "011300000000000a", "0000000100000202", "0000000000005800"));
  }

  /** The mask 0001000001, ones at 3 and 9, coded with pencil and paper; check sums from zlib. */
  private static Law byHand(String how, String... words) {
    var transactions = MaskWords.transactions(Stream.of(words).mapToLong(w -> Long.parseUnsignedLong(w, 16)).toArray());
    return Law.equal("ten bits by hand, " + how, () -> "{word=[[520, 1]]}", () -> new MaskStreamModel(16).run(Map.of("msk", transactions)).toString());
  }
}
