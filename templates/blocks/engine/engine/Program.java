// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.fetch.Tap;
import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerField;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.sequencer.LoopNest;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskOrder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kakure.golden.SignGenerator;
import kakure.kernel.Ranges;
import kakure.spec.Word;

/**
 * A program of an engine while it is written: descriptors in order, and the tap table. Whoever writes programs, planner or check, writes them by this; what follows from
 * the engine's size or from the order of the mask is filled in here.
 *
 * <p>A value that its field does not hold is an {@code IllegalArgumentException} with field, value and range.
 */
public final class Program {
  private final Engine engine;
  private final List<long[]> descriptors = new ArrayList<>();
  private final List<Tap> taps = new ArrayList<>();

  /** A program without descriptors. */
  public Program(Engine engine) {
    this.engine = engine;
  }

  /** Adds taps to the table; returns the address of the first. */
  public int taps(List<Tap> more) {
    taps.addAll(more);
    return taps.size() - more.size();
  }

  /** Brings an image into a memory from its row 0 on: {@code rows} rows of each group of input channels, {@code runs} runs of {@code drain} channels. */
  public Program load(int number, int memory, int rows, int runs) {
    var d = descriptor(LayerSequencer.OP_LOAD);
    LayerField.SOURCE.put(d, 1 - memory);
    LayerField.LAYER.put(d, number);
    put(d, LayerField.TILES, rows);
    put(d, LayerField.CHUNKS, runs);
    put(d, LayerField.GROUPS, runs);
    LayerField.ROWS.put(d, rows);
    LayerField.SOURCE_ROWS.put(d, rows);
    return this;
  }

  /** Begins a layer whose mask comes in this order; what the caller leaves out is 0. */
  public Layer layer(int number, MaskOrder order, int tiles) {
    var d = descriptor(LayerSequencer.OP_LAYER);
    var shape = order.shape();
    var nest = LoopNest.of(order, tiles);
    long perBlock = shape.channels() * SignGenerator.PHI & 0xffffffffL;
    LayerField.LAYER.put(d, number);
    // those of the planes together may be more than the field holds: planes() divides them
    if (!engine.planes() || LayerField.TAPS.holds(nest.taps())) LayerField.TAPS.put(d, nest.taps());
    put(d, LayerField.GROUPS, nest.channelGroups());
    put(d, LayerField.TILES, nest.tiles());
    put(d, LayerField.COUT, shape.outputs());
    put(d, LayerField.CHANNELS, shape.channels());
    LayerField.BLOCK_STEP.put(d, engine.sequencer().blockStep(perBlock, nest.channelGroups()));
    LayerField.GROUP_STEP.put(d, engine.sequencer().groupStep(perBlock, nest.channelGroups()));
    LayerField.KIND.put(d, order.kind().code());
    LayerField.PASSES.put(d, nest.passes());
    LayerField.LAST_PASSES.put(d, nest.lastPasses());
    LayerField.SPREAD.put(d, spread(order) ? 1 : 0);
    if (engine.planes()) {
      LayerField.PLANES.put(d, 1);
      LayerField.MASK_TAPS.put(d, nest.taps());
      LayerField.LAST_LANE.put(d, (shape.channels() - 1) % engine.tci());
    }
    return new Layer(d);
  }

  /** Whether a layer's input lies spread, a channel per element of the array: an image whose channels are free. */
  public static boolean spread(MaskOrder order) {
    return order.layout().group() > 1 && order.kind().form() == MaskKind.Form.FREE;
  }

  /** Ends the program. */
  public Program end() {
    descriptor(LayerSequencer.OP_END);
    return this;
  }

  /** Refuses what the engine does not count as far as the field. */
  private void put(long[] d, Word.Field field, long value) {
    int bits = engine.sequencer().bits(field);
    boolean counted = bits > 0 && LayerSequencer.COUNTED.contains(field);
    if (counted && value >>> bits != 0) throw new IllegalArgumentException(field.name() + " = " + value + " takes more than the " + bits + " bits of this engine's counts");
    if (bits == 0 && value != 0 && (field == LayerField.BASE || field == LayerField.SOURCE_BASE)) throw new IllegalArgumentException(field.name() + " = " + value + ", but in this engine maps begin in row 0");
    field.put(d, value);
  }

  private long[] descriptor(int op) {
    var d = LayerField.WORD.zeros();
    LayerField.OP.put(d, op);
    descriptors.add(d);
    return d;
  }

  /** The layer that was begun last: where it reads, where it writes, how it sweeps. */
  public final class Layer {
    private final long[] d;

    private Layer(long[] d) {
      this.d = d;
    }

    private Layer put(Word.Field field, long value) {
      Program.this.put(d, field, value);
      return this;
    }

    /** Whether the rows that it writes leave the engine, too. */
    public Layer emit(boolean emit) {
      return put(LayerField.EMIT, emit ? 1 : 0);
    }

    /** The base from which its signs follow. */
    public Layer seed(int base) {
      return put(LayerField.SEED, base & 0xffffffffL);
    }

    /** Address of its first tap. */
    public Layer tapBase(int address) {
      return put(LayerField.TAP_BASE, address);
    }

    /** The memory that it reads, the other one being written; from row {@code base} on, {@code rows} to a group of input channels. */
    public Layer reads(int memory, int base, int rows) {
      return put(LayerField.SOURCE, memory).put(LayerField.SOURCE_BASE, base).put(LayerField.SOURCE_ROWS, rows);
    }

    /** Whether it writes the memory that it reads. */
    public Layer same(boolean same) {
      return put(LayerField.SAME, same ? 1 : 0);
    }

    /** What is read back of the memory that it writes: from row {@code base} on, {@code rows} to a group of channels; added, or the larger is kept. */
    public Layer readsBack(int base, int rows, boolean largest) {
      return put(LayerField.BACK, 1).put(LayerField.LARGEST, largest ? 1 : 0).put(LayerField.BACK_BASE, base).put(LayerField.BACK_ROWS, rows);
    }

    /**
     * The taps of its mask are those of so many planes. Said before {@link #folds}, of an engine of planes.
     *
     * @param doubles planes behind the first before which sums are doubled, fewer than planes
     * @param stored whether the mask's bits are signs of stored weights
     */
    public Layer planes(int planes, int doubles, boolean stored) {
      long taps = LayerField.MASK_TAPS.in(d);
      if (taps % planes != 0) throw new IllegalArgumentException("taps = " + taps + " of a mask are not those of " + planes + " planes");
      Ranges.check("doubles", doubles, 0, planes - 1);
      taps(taps / planes);
      d[LayerField.PLANES.part()] &= ~(31L << LayerField.PLANES.partLsb());
      return put(LayerField.PLANES, planes).put(LayerField.DOUBLES, doubles).put(LayerField.STORED, stored ? 1 : 0);
    }

    /** So many output channels of its mask, {@code drain} of each, are terms of one of its result. */
    public Layer terms(int terms) {
      return put(LayerField.TERMS, terms - 1);
    }

    private Layer taps(long taps) {
      d[LayerField.TAPS.part()] &= ~(0x7fffL << LayerField.TAPS.partLsb());
      return put(LayerField.TAPS, taps);
    }

    /** Its mask has one tap, which serves for this many; of raw sums the lanes are added up. Said of a layer whose mask's order has one tap. */
    public Layer folds(int taps) {
      return put(LayerField.FOLD, 1).taps(taps);
    }

    /** How it writes, a mode of the drain; from row {@code base} on, {@code rows} to a group of {@code tci} channels. */
    public Layer writes(int mode, int base, int rows) {
      return put(LayerField.MODE, mode).put(LayerField.BASE, base).put(LayerField.ROWS, rows);
    }

    /** What is written by pairs: pixels from line to line, rows from one parity plane to the next (0 where it pools). */
    public Layer pairs(int linePixels, int planeRows) {
      return put(LayerField.LINE_ROWS, linePixels / engine.pixels()).put(LayerField.LINE_REM, linePixels % engine.pixels()).put(LayerField.PLANE, planeRows);
    }

    /** What it pools are windows of 3 x 3 in steps of two, which begin a line and a column before the map. */
    public Layer overlaps() {
      return put(LayerField.OVERLAP, 1);
    }

    /** The sweep: pixels from line to line, columns and lines that are written. */
    public Layer sweep(int pitch, int width, int height) {
      return put(LayerField.PITCH, pitch).put(LayerField.STEP_X, engine.pixels() % pitch).put(LayerField.STEP_Y, engine.pixels() / pitch).put(LayerField.WIDTH, width).put(LayerField.HEIGHT, height);
    }
  }

  /** Words that the descriptors take. */
  public int words() {
    return descriptors.size() * LayerSequencer.WORDS;
  }

  /** Beats of {@code cfg} that bring program and tap table in, from address 0 on. */
  public List<List<BigInteger>> beats() {
    var beats = new ArrayList<List<BigInteger>>();
    int at = 0;
    for (var d : descriptors) for (long word : d) beats.add(ConfigWord.beat(LayerSequencer.CFG_PROGRAM, at++, word));
    for (int t = 0; t < taps.size(); t++) beats.add(ConfigWord.beat(LayerSequencer.CFG_TAP, t, taps.get(t).word()));
    return beats;
  }

  /** The beat of {@code cfg} that starts the program. */
  public static List<BigInteger> start() {
    return ConfigWord.beat(LayerSequencer.CFG_START, 0, 0);
  }
}
