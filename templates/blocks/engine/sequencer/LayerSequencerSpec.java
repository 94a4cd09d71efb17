// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.SignGenerator;
import blocks.engine.Counts;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Side;
import kakure.spec.Stimulus;
import kakure.spec.Word;

/**
 * Checks of {@link LayerSequencer}: one of everything, groups of outputs that divide a block of 32, straddle it and exceed it, addresses as short as they may be; programs of
 * several descriptors, masks late and early, a drain slower than the array and faster, and, last, every fault. Law: the streams of signs are those of the generator.
 */
public final class LayerSequencerSpec implements BlockSpec<LayerSequencer> {
  @Override
  public String name() {
    return "sequencer";
  }

  @Override
  public String summary() {
    return "walks layers that are data: reads descriptors, gives the array its steps, reports cycles and faults";
  }

  @Override
  public LayerSequencer usual() {
    return new LayerSequencer(4, 8, 8, 2, 8, 6, 6, 6, 1);
  }

  @Override
  public List<LayerSequencer> corners() {
    return List.of(
        new LayerSequencer(1, 1, 1, 1, 2, 1, 4, 4, 1), new LayerSequencer(6, 5, 20, 2, 6, 5, 7, 5, 1), new LayerSequencer(3, 3, 32, 3, 16, 4, 9, 8, 1), new LayerSequencer(5, 9, 67, 1, 9, 15, 14, 14, 1),
        new LayerSequencer(4, 8, 8, 2, 10, 7, 6, 6, 1),
        new LayerSequencer(2, 1, 1, 1, 2, 1, 4, 4, 2), new LayerSequencer(12, 5, 20, 3, 6, 6, 7, 5, 4), new LayerSequencer(8, 3, 32, 4, 7, 5, 6, 6, 8),
        new LayerSequencer(6, 5, 20, 2, 6, 5, 7, 5, 1, true), new LayerSequencer(8, 3, 32, 4, 7, 5, 6, 6, 4, true),
        new LayerSequencer(1, 1, 1, 1, 14, 10, 6, 6, 1, new Counts(5, 10, 7, 24, 0)), new LayerSequencer(6, 5, 20, 2, 6, 5, 7, 5, 1, new Counts(6, 3, 6, 9, 1)), new LayerSequencer(12, 5, 33, 3, 6, 6, 7, 5, 4, new Counts(7, 7, 16, 32, 1)),
        new LayerSequencer(1, 1, 1, 1, 2, 1, 4, 4, 1, false, Counts.USUAL, true), planes(1, false, Counts.USUAL), planes(2, true, Counts.USUAL), planes(1, true, Counts.USUAL), planes(1, false, new Counts(6, 3, 6, 9, 1)), new LayerSequencer(6, 5, 20, 2, 6, 7, 7, 5, 1, true, Counts.USUAL, true, true));
  }

  private static LayerSequencer planes(int group, boolean residual, Counts counts) {
    return new LayerSequencer(6, 5, 20, 2, 6, 7, 7, 5, group, residual, counts, true);
  }

  @Override
  public List<LayerSequencer> mutated() {
    return List.of(corners().get(1), new LayerSequencer(12, 5, 20, 3, 6, 6, 7, 5, 4), new LayerSequencer(6, 5, 20, 2, 6, 5, 7, 5, 1, true), corners().get(11), planes(1, true, Counts.USUAL));
  }

  @Override
  public LayerSequencer random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 4), tco = rng.nextInt(1, 80);
    int group = 1 << rng.nextInt(4);
    boolean terms = tco % drain == 0 && tco > drain && rng.nextInt(3) == 0;
    return new LayerSequencer(
        group * drain * rng.nextInt(1, 5), rng.nextInt(1, 17), tco, drain, rng.nextInt(2, 17), rng.nextInt(1, 10), rng.nextInt(4, 11), rng.nextInt(4, 9), group, rng.nextInt(3) == 0,
        rng.nextBoolean() ? Counts.USUAL : new Counts(rng.nextInt(5, 11), rng.nextInt(1, 17), rng.nextInt(8, 17), rng.nextInt(8, 33), rng.nextInt(2)), rng.nextInt(3) == 0, terms);
  }

  @Override
  public Model golden(LayerSequencer block) {
    return new LayerSequencerModel(block);
  }

  @Override
  public Optional<Side> side(LayerSequencer block) {
    return Optional.of(new LayerSequencerSide(block));
  }

  @Override
  public Stimulus stimulus(LayerSequencer block, long seed, int n) {
    return new LayerSequencerStimulus(block, seed).cycles(n);
  }

  @Override
  public List<Word> words() {
    return List.of(LayerField.WORD, ConfigWord.WORD, StatusWord.WORD);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        Law.equal(
            "two groups of outputs, two tiles, five channels in groups of four, two at a time, two taps: the steps, written by hand as row/tap/entry, a stroke behind a tile",
            () -> "10/30/0 10/31/1 10/30/2 10/31/3 13/30/4 13/31/5 | 11/30/0 11/31/1 11/30/2 11/31/3 14/30/4 14/31/5 | 10/30/0 10/31/1 10/30/2 10/31/3 13/30/4 13/31/5 | 11/30/0 11/31/1 11/30/2 11/31/3 14/30/4 14/31/5 |",
            () -> order(false)),
        Law.equal(
            "one group of outputs, a tile, five channels in groups of four, two taps, three planes: the channels again for each plane, whose entries lie between those of the others, = where a plane begins that doubles, the second one alone",
            () -> "10/30/0 10/31/1 13/30/6 13/31/7 =10/30/2 10/31/3 13/30/8 13/31/9 10/30/4 10/31/5 13/30/10 13/31/11 |", () -> order(true)),
        new Law("every weight of a layer is in one step, and that step's stream is the generator's for its output and input channel", LayerSequencerSpec::streams));
  }

  /** The steps of a small layer, group of outputs for group, tile for tile. */
  private static String order(boolean planes) {
    var words = LayerField.WORD.zeros();
    LayerField.TAPS.put(words, 2);
    LayerField.TAP_BASE.put(words, 30);
    LayerField.GROUPS.put(words, 2);
    LayerField.PASSES.put(words, 2);
    LayerField.LAST_PASSES.put(words, 1);
    LayerField.TILES.put(words, planes ? 1 : 2);
    LayerField.COUT.put(words, planes ? 2 : 3);
    LayerField.CHANNELS.put(words, 5);
    LayerField.SOURCE_BASE.put(words, 10);
    LayerField.SOURCE_ROWS.put(words, 3);
    LayerField.MASK_TAPS.put(words, 6);
    LayerField.PLANES.put(words, 3);
    LayerField.DOUBLES.put(words, 1);
    var descriptor = new Descriptor(planes ? new LayerSequencer(4, 8, 2, 1, 8, 8, 8, 8, 1, false, Counts.USUAL, true) : new LayerSequencer(4, 8, 2, 1, 8, 8, 8, 8, 2));
    for (int i = 0; i < words.length; i++) descriptor.word(i, words[i]);
    var text = new StringBuilder();
    for (long n = 0; n < descriptor.steps(); n++) {
      var s = descriptor.step(n);
      text.append(s.twice() ? "=" : "").append(s.row()).append('/').append(s.tapAddr()).append('/').append(s.entry()).append(s.last() ? " | " : " ");
    }
    return text.toString().strip();
  }

  /** Walks the weights in place of the steps. */
  private static Optional<String> streams() {
    var block = new LayerSequencer(3, 4, 20, 3, 8, 8, 8, 8, 1);
    int cout = 70, channels = 8, taps = 4, groups = 3, tiles = 2, seed = 0x96a0f96b;
    var words = LayerField.WORD.zeros();
    LayerField.TAPS.put(words, taps);
    LayerField.GROUPS.put(words, groups);
    LayerField.TILES.put(words, tiles);
    LayerField.COUT.put(words, cout);
    LayerField.CHANNELS.put(words, channels);
    LayerField.SEED.put(words, seed & 0xffffffffL);
    var descriptor = new Descriptor(block);
    for (int i = 0; i < words.length; i++) descriptor.word(i, words[i]);
    var signs = new SignGenerator(seed, channels);
    for (int o = 0; o < cout; o++) {
      for (int c = 0; c < channels; c++) {
        for (int t = 0; t < taps; t++) {
          int found = 0;
          for (long n = 0; n < descriptor.steps(); n++) {
            var s = descriptor.step(n);
            if (s.group() != o / block.tco() || s.entry().intValueExact() != c / block.tci() * taps + t) continue;
            found++;
            // Lane c mod tci, bit shift + o mod tco of the blocks from w on; a run of steps from the fresh one is the taps.
            int bit = s.shift().intValueExact() + o % block.tco();
            int stream = s.w().intValue() + (bit / SignGenerator.GROUP * channels + c % block.tci()) * SignGenerator.PHI;
            int word = new SignGenerator(stream, 1).word(0, 0, t);
            if ((word >>> bit % SignGenerator.GROUP & 1) != (signs.sign(o, c, t) < 0 ? 1 : 0)) return Optional.of("the sign of weight " + o + ", " + c + ", " + t + " differs");
          }
          if (found != tiles) return Optional.of("weight " + o + ", " + c + ", " + t + " is in " + found + " steps of " + tiles + " tiles");
        }
      }
    }
    return Optional.empty();
  }
}
