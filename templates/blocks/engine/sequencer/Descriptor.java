// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import java.math.BigInteger;
import kakure.golden.SignGenerator;
import kakure.spec.Values;

/**
 * Golden reading of a descriptor. Steps are counted through the loops: group of output channels, tile, group of input channels, pass, tap; loads through runs of channels, then
 * rows. Words stand from their arrival; a field of a word that has not come yet is not defined.
 */
final class Descriptor {
  private final LayerSequencer block;
  private final Long[] words = new Long[LayerSequencer.WORDS];

  Descriptor(LayerSequencer block) {
    this.block = block;
  }

  /** One step of the array and where it lies in its loops. */
  record Step(
      int group, boolean fresh, boolean first, boolean last, boolean lastTile, boolean lastGroup, BigInteger row, BigInteger tapAddr, BigInteger entry, BigInteger w, BigInteger shift) {
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

  /** A field whose word has come. */
  long get(LayerField field) {
    return field.of(words[field.word()]);
  }

  /** The low bits of a field, null where its word has not come. */
  BigInteger bits(LayerField field, int width) {
    return words[field.word()] == null ? null : Values.wrap(get(field), width);
  }

  BigInteger row(LayerField field) {
    return bits(field, block.rowBits());
  }

  private long groups() {
    return (get(LayerField.COUT) + block.tco() - 1) / block.tco();
  }

  /** Steps of the layer. */
  long steps() {
    return groups() * get(LayerField.TILES) * passes() * get(LayerField.TAPS);
  }

  /** Passes over all groups of input channels; one each where channels do not take turns. */
  private long passes() {
    long channelGroups = get(LayerField.GROUPS);
    return block.group() == 1 ? channelGroups : (channelGroups - 1) * get(LayerField.PASSES) + get(LayerField.LAST_PASSES);
  }

  /** Step n of the layer. */
  Step step(long n) {
    long taps = get(LayerField.TAPS), passes = passes(), tiles = get(LayerField.TILES);
    long tap = n % taps, pass = n / taps % passes, tile = n / taps / passes % tiles, group = n / taps / passes / tiles;
    long channelGroup = block.group() == 1 ? pass : Math.min(get(LayerField.GROUPS) - 1, pass / get(LayerField.PASSES));
    long o = group * block.tco();
    long stream = o / SignGenerator.GROUP * get(LayerField.CHANNELS) + channelGroup * block.tci();
    return new Step(
        (int) group, tap == 0, tap == 0 && pass == 0, tap == taps - 1 && pass == passes - 1, tile == tiles - 1, group == groups() - 1,
        Values.wrap(get(LayerField.SOURCE_BASE) + channelGroup * get(LayerField.SOURCE_ROWS) + tile, block.rowBits()), Values.wrap(get(LayerField.TAP_BASE) + tap, block.tapBits()),
        Values.wrap(pass * taps + tap, block.entryBits()), Values.wrap(get(LayerField.SEED) + stream * SignGenerator.PHI, 32), Values.of(o % SignGenerator.GROUP));
  }

  /** Beats of the image. */
  long loads() {
    return get(LayerField.CHUNKS) * get(LayerField.TILES);
  }

  /** Row of beat n. */
  BigInteger loadRow(long n) {
    long run = n / get(LayerField.TILES);
    return Values.wrap(get(LayerField.BASE) + run / parts() * get(LayerField.ROWS) + n % get(LayerField.TILES), block.rowBits());
  }

  /** Part of its row. */
  BigInteger loadChunk(long n) {
    return Values.of(n / get(LayerField.TILES) % parts());
  }

  private int parts() {
    return block.tci() / block.drain();
  }
}
