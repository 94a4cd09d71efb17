// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import java.math.BigInteger;
import kakure.golden.SignGenerator;
import kakure.kernel.Ranges;
import kakure.spec.Values;
import kakure.spec.Word;

/**
 * Golden reading of a descriptor. Steps are counted through the loops of {@link LoopNest}; loads through runs of channels, then rows. Words stand from their arrival; a field of a word that has not come yet is not defined.
 */
final class Descriptor {
  private final LayerSequencer block;
  private final Long[] words = new Long[LayerSequencer.WORDS];

  Descriptor(LayerSequencer block) {
    this.block = block;
  }

  /** One step of the array and where it lies in its loops. */
  record Step(
      int group, boolean fresh, boolean first, boolean twice, boolean last, boolean lastTile, boolean lastGroup, BigInteger row, BigInteger tapAddr, BigInteger entry, BigInteger w, BigInteger shift, BigInteger lanes) {
    boolean lastStep() {
      return last;
    }

    boolean groupLast() {
      return last && lastTile;
    }
  }

  void clear() {
    java.util.Arrays.fill(words, null);
  }

  void word(int index, long word) {
    words[index] = word;
  }

  /** A field whose word has come; one that this size takes as 0 is. */
  long get(Word.Field field) {
    return block.zeroBased() && (field == LayerField.SOURCE_BASE || field == LayerField.BASE) ? 0 : field.of(words[field.part()]);
  }

  /** The low bits of a field, null where its word has not come. */
  BigInteger bits(Word.Field field, int width) {
    return words[field.part()] == null ? null : Values.wrap(get(field), width);
  }

  BigInteger row(Word.Field field) {
    return bits(field, block.rowBits());
  }

  private LoopNest nest() {
    return LoopNest.of(this::get, block);
  }

  /** Whether all taps have the weights of the first one. */
  boolean folds() {
    return block.residual() && get(LayerField.FOLD) == 1;
  }

  /** Taps that the layer's mask says it has. */
  long maskTaps() {
    return block.planes() ? get(LayerField.MASK_TAPS) : weightTaps();
  }

  /** Taps that have weights of their own. */
  private long weightTaps() {
    return folds() ? 1 : get(LayerField.TAPS);
  }

  /** The input channels of a group that there are. */
  private BigInteger lanes(boolean lastGroup) {
    return Values.ones(lastGroup && block.tci() > 1 ? (int) get(LayerField.LAST_LANE) % (1 << Ranges.bits(block.tci() - 1)) + 1 : block.tci()).and(Values.ones(block.tci()));
  }

  /** Steps of the layer. */
  long steps() {
    return nest().steps();
  }

  /** Step n of the layer. */
  Step step(long n) {
    var nest = nest();
    var s = nest.step(n);
    long o = s.outputGroup() * block.tco();
    boolean begins = s.turn() == 0 && s.tap() == 0;
    long entry = s.turn() * maskTaps() + s.plane() * weightTaps() + (folds() ? 0 : s.tap());
    long stream = o / SignGenerator.GROUP * get(LayerField.CHANNELS) + s.channelGroup() * block.tci();
    return new Step(
        (int) s.outputGroup(), folds() || s.tap() == 0, begins && s.plane() == 0, begins && s.plane() > 0 && s.plane() <= get(LayerField.DOUBLES), nest.endsTile(s), s.tile() == nest.tiles() - 1, s.outputGroup() == nest.outputGroups() - 1,
        Values.wrap(get(LayerField.SOURCE_BASE) + s.channelGroup() * get(LayerField.SOURCE_ROWS) + s.tile(), block.rowBits()), Values.wrap(get(LayerField.TAP_BASE) + s.tap(), block.tapBits()),
        Values.wrap(entry, block.entryBits()), Values.wrap(get(LayerField.SEED) + stream * SignGenerator.PHI, 32), Values.of(o % SignGenerator.GROUP),
        block.stores() ? lanes(s.channelGroup() == nest.channelGroups() - 1) : null);
  }

  /** Beats of the image. */
  long loads() {
    return get(block.runs()) * get(LayerField.TILES);
  }

  /** Row of beat n. */
  BigInteger loadRow(long n) {
    long run = n / get(LayerField.TILES);
    var base = block.small() ? LayerField.SOURCE_BASE : LayerField.BASE;
    var rows = block.small() ? LayerField.SOURCE_ROWS : LayerField.ROWS;
    return Values.wrap(get(base) + run / parts() * get(rows) + n % get(LayerField.TILES), block.rowBits());
  }

  /** Part of its row. */
  BigInteger loadChunk(long n) {
    return Values.of(n / get(LayerField.TILES) % parts());
  }

  private int parts() {
    return block.tci() / block.drain();
  }
}
