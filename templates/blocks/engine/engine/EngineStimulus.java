// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.sequencer.LayerField;
import blocks.engine.sequencer.LayerSequencer;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.SupermaskCodec;
import blocks.mask.supermask.MaskWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import kakure.golden.SignGenerator;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/**
 * Programs that fill both activation memories and then run layers of random shape over them: taps that point anywhere in the source, windows of any size, all write modes,
 * with what they need on the other streams. Rows that are read or written exist, and parity planes do not overlap; nothing else is asked of a layer.
 */
final class EngineStimulus {
  private final Engine engine;
  private final SplittableRandom rng;
  private final LinkedHashMap<String, List<List<BigInteger>>> streams = new LinkedHashMap<>();

  EngineStimulus(Engine engine, long seed) {
    this.engine = engine;
    this.rng = new SplittableRandom(seed);
    for (var name : List.of("cfg", "img", "msk", "rqc")) streams.put(name, new ArrayList<>());
  }

  Stimulus programs(int n) {
    for (int i = 0; i < n; i++) program();
    return new Stimulus.Transactions(streams);
  }

  private void program() {
    for (int t = 0; t < engine.taps(); t++) command(LayerSequencer.CFG_TAP, t, tap());
    int room = engine.program() / LayerSequencer.WORDS;
    int at = 0;
    for (int i = 0; i < room; i++) {
      for (long word : i < 2 ? load(i) : i < room - 1 ? layer() : new long[LayerSequencer.WORDS]) command(LayerSequencer.CFG_PROGRAM, at++, word);
    }
    command(LayerSequencer.CFG_START, 0, 0);
  }

  private void command(int target, int address, long data) {
    streams.get("cfg").add(List.of(Values.of(target << 14 | address), Values.wrap(BigInteger.valueOf(data), 64)));
  }

  /** All rows of the memory that is not the source. */
  private long[] load(int source) {
    var d = new long[LayerSequencer.WORDS];
    LayerField.OP.put(d, LayerSequencer.OP_LOAD);
    LayerField.SOURCE.put(d, source);
    LayerField.LAYER.put(d, rng.nextInt(1 << 16));
    LayerField.TILES.put(d, engine.rows());
    LayerField.CHUNKS.put(d, engine.parts());
    for (int i = 0; i < engine.rows() * engine.parts(); i++) streams.get("img").add(List.of(Stimulus.bits(rng, engine.write().dataBits())));
    return d;
  }

  /** Up to two rows on, so that the last tile of the last channel group finds its row. */
  private long tap() {
    long row = rng.nextInt(2), rem = rng.nextInt(engine.pixels()), dy = rng.nextInt(-1, 2) & 127, dx = rng.nextInt(-1, 2) & 127;
    long height = rng.nextInt(4) == 0 ? 1023 : rng.nextInt(1, 8), width = rng.nextInt(4) == 0 ? 1023 : rng.nextInt(1, 2 * engine.pixels() + 2);
    return row | rem << 18 | dy << 24 | dx << 31 | height << 38 | width << 48;
  }

  private long[] layer() {
    var d = new long[LayerSequencer.WORDS];
    int entries = Math.min(engine.maskDepth(), engine.taps());
    var kind = kind();
    int passes = kind.isOneOf() ? 1 : engine.group();
    if (passes > entries) {
      kind = MaskKind.oneOf(engine.oneof());
      passes = 1;
    }
    // One in three layers has groups of a single step: they end as fast as they begin.
    boolean single = rng.nextInt(3) == 0;
    int groups = single ? 1 : rng.nextInt(1, Math.min(2, entries / passes) + 1);
    int taps = single ? 1 : rng.nextInt(1, Math.min(6, entries / passes / groups) + 1);
    int channels = (groups - 1) * engine.tci() + (rng.nextBoolean() ? engine.tci() : rng.nextInt(1, engine.tci() + 1));
    int cout = rng.nextInt(1, (single || rng.nextInt(3) == 0 ? 7 : 4) * engine.tco() + 1);
    int mode = rng.nextInt(4);
    int pitch = rng.nextInt(1, (single ? engine.pixels() : 2 * engine.pixels() + 1) + 1), width = rng.nextInt(1, pitch + 1), line = (width + 1) / 2 + rng.nextInt(2);
    // As many lines, and then as many channels, as both memories have rows for.
    int outGroups = (cout + engine.tci() - 1) / engine.tci();
    int height = single ? 1 : rng.nextInt(1, 7);
    while (height > 1 && (tiles(height, pitch, width) * groups + 2 > engine.rows() || outGroups * rows(mode, height, pitch, width, line) > engine.rows())) height--;
    if (outGroups > 1 && outGroups * rows(mode, height, pitch, width, line) > engine.rows()) {
      outGroups = 1;
      cout = Math.min(cout, engine.tci());
    }
    int tiles = tiles(height, pitch, width), rows = rows(mode, height, pitch, width, line);
    if (tiles * groups + 2 > engine.rows() || outGroups * rows > engine.rows()) {
      mode = DrainController.RAW;
      tiles = 1;
      rows = 0;
    }
    LayerField.OP.put(d, LayerSequencer.OP_LAYER);
    LayerField.EMIT.put(d, rng.nextInt(4) == 0 ? 0 : 1);
    LayerField.SOURCE.put(d, rng.nextInt(2));
    LayerField.MODE.put(d, mode);
    LayerField.TAPS.put(d, taps);
    LayerField.LAYER.put(d, rng.nextInt(1 << 16));
    LayerField.GROUPS.put(d, groups);
    LayerField.TAP_BASE.put(d, rng.nextInt(engine.taps() - taps + 1));
    LayerField.TILES.put(d, tiles);
    LayerField.COUT.put(d, cout);
    LayerField.CHANNELS.put(d, channels);
    LayerField.SOURCE_BASE.put(d, rng.nextInt(engine.rows() - tiles * groups - 1));
    LayerField.SOURCE_ROWS.put(d, tiles);
    LayerField.BASE.put(d, mode == DrainController.RAW ? 0 : rng.nextInt(engine.rows() - outGroups * rows + 1));
    LayerField.ROWS.put(d, rows);
    LayerField.PLANE.put(d, mode == DrainController.PLANES ? rows / 4 : 0);
    LayerField.LINE_ROWS.put(d, line / engine.pixels());
    LayerField.LINE_REM.put(d, line % engine.pixels());
    LayerField.PITCH.put(d, pitch);
    LayerField.STEP_X.put(d, engine.pixels() % pitch);
    LayerField.STEP_Y.put(d, engine.pixels() / pitch);
    LayerField.WIDTH.put(d, width);
    LayerField.HEIGHT.put(d, height);
    long perBlock = channels * SignGenerator.PHI & 0xffffffffL;
    LayerField.SEED.put(d, rng.nextLong(1L << 32));
    LayerField.BLOCK_STEP.put(d, perBlock);
    LayerField.GROUP_STEP.put(d, engine.tco() / SignGenerator.GROUP * perBlock & 0xffffffffL);
    var order = new MaskOrder(engine.maskLayout(), new MaskShape(cout, channels, taps), kind);
    LayerField.KIND.put(d, kind.code());
    LayerField.PASSES.put(d, passes);
    LayerField.LAST_PASSES.put(d, order.turns() - (groups - 1) * passes);
    LayerField.SPREAD.put(d, engine.group() > 1 && kind.form() == MaskKind.Form.FREE ? 1 : 0);
    mask(order);
    constants(cout, channels * taps);
    return d;
  }

  private int tiles(int height, int pitch, int width) {
    return ((height - 1) * pitch + width + engine.pixels() - 1) / engine.pixels();
  }

  /** Rows of a channel group that is written. */
  private int rows(int mode, int height, int pitch, int width, int line) {
    int pairs = ((height + 1) / 2 * line + engine.pixels() - 1) / engine.pixels();
    return switch (mode) {
      case DrainController.RASTER -> tiles(height, pitch, width);
      case DrainController.POOL -> pairs;
      case DrainController.PLANES -> 4 * pairs;
      default -> 0;
    };
  }

  /** Kinds that the engine takes, all as often. */
  private MaskKind kind() {
    var kinds = new ArrayList<MaskKind>(List.of(MaskKind.free()));
    if (engine.oneof() > 1) kinds.add(MaskKind.oneOf(engine.oneof()));
    if (engine.group() > 1) kinds.add(MaskKind.interleaved(engine.group()));
    return kinds.get(rng.nextInt(kinds.size()));
  }

  private void mask(MaskOrder order) {
    var shape = order.shape();
    var bits = new BitSet();
    double density = rng.nextInt(8) / 7.0;
    if (order.kind().isOneOf()) {
      for (int o = 0; o < shape.outputs(); o++) {
        for (int c = 0; c < shape.channels(); c += order.kind().group()) {
          for (int t = 0; t < shape.taps(); t++) bits.set((int) shape.index(o, c + rng.nextInt(Math.min(order.kind().group(), shape.channels() - c)), t));
        }
      }
    } else for (int w = 0; w < shape.weights(); w++) bits.set(w, rng.nextDouble() < density);
    var coded = SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, order.layout(), order.kind());
    streams.get("msk").addAll(MaskWords.transactions(coded.beats()));
  }

  /** Slopes of either sign that spread the sums of so many weights over about 0 to 255. */
  private void constants(int cout, int weights) {
    int groups = (cout + engine.tco() - 1) / engine.tco();
    for (int o = 0; o < groups * engine.tco(); o++) {
      int sh = rng.nextInt(22);
      long mul = Math.min(32767, rng.nextLong(1 + (1L << sh + 1) / weights)) * (rng.nextBoolean() ? 1 : -1);
      long add = (rng.nextLong(0, 256) << sh) - (mul < 0 ? mul * 128 * weights / 2 : 0);
      streams.get("rqc").add(List.of(Values.wrap(mul, 16).or(Values.wrap(add, 42).shiftLeft(16)).or(Values.of(sh).shiftLeft(58))));
    }
  }
}
