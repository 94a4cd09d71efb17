// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

/** Fields of a descriptor, {@link LayerSequencer#WORDS} words of 64 bits: word, lowest bit, width. Rows and addresses use as many low bits as the engine has. */
public enum LayerField {
  /** What to do: {@link LayerSequencer#OP_END}, {@code OP_LOAD}, {@code OP_LAYER}. */
  OP(0, 0, 4),
  /** 1: rows that are written leave the engine, too. */
  EMIT(0, 4, 1),
  /** Activation memory that is read; the other one is written. */
  SOURCE(0, 5, 1),
  /** Write mode of the drain. */
  MODE(0, 6, 2),
  /** Taps of the kernel, 1 to 255. */
  TAPS(0, 8, 8),
  /** Number that the report repeats. */
  LAYER(0, 16, 16),
  /** Groups of input channels. */
  GROUPS(0, 32, 16),
  /** Address of the first tap. */
  TAP_BASE(0, 48, 16),
  /** Tiles of a group; rows of an image's channel group. */
  TILES(1, 0, 16),
  /** Output channels. */
  COUT(1, 16, 16),
  /** Input channels. */
  CHANNELS(1, 32, 16),
  /** Runs of {@code drain} channels of an image. */
  CHUNKS(1, 48, 16),
  /** First row that is read. */
  SOURCE_BASE(2, 0, 16),
  /** Rows of a group of input channels. */
  SOURCE_ROWS(2, 16, 16),
  /** First row that is written. */
  BASE(2, 32, 16),
  /** Rows of a group of channels that is written. */
  ROWS(2, 48, 16),
  /** Rows of a parity plane that is written. */
  PLANE(3, 0, 16),
  /** Pixels from line to line of what is written by pairs: whole rows. */
  LINE_ROWS(3, 16, 16),
  /** Pixels from line to line of the sweep. */
  PITCH(3, 32, 10),
  /** The rest of {@link #LINE_ROWS}, in pixels. */
  LINE_REM(3, 48, 6),
  /** Pixels of a tile modulo the pitch. */
  STEP_X(4, 0, 10),
  /** Pixels of a tile divided by the pitch. */
  STEP_Y(4, 16, 10),
  /** Columns that are written. */
  WIDTH(4, 32, 10),
  /** Lines that are written. */
  HEIGHT(4, 48, 10),
  /** The layer's base, from which its signs follow. */
  SEED(5, 0, 32),
  /** Input channels times PHI: from one block of 32 output channels to the next. */
  BLOCK_STEP(5, 32, 32),
  /** tco div 32 times {@link #BLOCK_STEP}. */
  GROUP_STEP(6, 0, 32),
  /** Kind of the layer's mask stream, as its header says it. */
  KIND(6, 32, 4),
  /** Passes over a group of input channels: one, or where channels of a group take turns as many as they are. */
  PASSES(6, 36, 4),
  /** Passes over the last group of input channels. */
  LAST_PASSES(6, 40, 4),
  /** 1: the channels lie spread, one per group of the array. */
  SPREAD(6, 44, 1);

  private final int word;
  private final int lsb;
  private final int width;

  LayerField(int word, int lsb, int width) {
    this.word = word;
    this.lsb = lsb;
    this.width = width;
  }

  /** Word of the descriptor. */
  public int word() {
    return word;
  }

  /** Bits of the field. */
  public int width() {
    return width;
  }

  /** The field of a descriptor. */
  public long in(long[] descriptor) {
    return descriptor[word] >>> lsb & (1L << width) - 1;
  }

  /** The field of its word. */
  public long of(long itsWord) {
    return itsWord >>> lsb & (1L << width) - 1;
  }

  /** @throws IllegalArgumentException if the value does not fit the field; the field must be 0 */
  public void put(long[] descriptor, long value) {
    if (value < 0 || value >>> width != 0) throw new IllegalArgumentException(name() + " = " + value + " does not fit " + width + " bits of the descriptor");
    descriptor[word] |= value << lsb;
  }
}
