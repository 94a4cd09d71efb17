// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.fetch.Tap;
import blocks.engine.requantise.Back;
import blocks.engine.requantise.Scale;
import blocks.engine.sequencer.ConfigWord;
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
import kakure.spec.Stimulus;
import kakure.spec.Values;
import kakure.spec.Word;

/**
 * Programs that fill both activation memories and then run layers of random shape over them: taps that point anywhere in the source, windows of any size, all write modes,
 * with what they need on the other streams. Rows that are read or written exist, and parity planes do not overlap; nothing else is asked of a layer. Some layers are as
 * large as the memories in one of their extents.
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

  /**
   * The same, and at the end a program that halts the engine for good, after one layer or within it. An engine with stores is told first what it keeps: all, and then the programs run again and again; nothing; or,
   * one time in eight, more than there is room for, which halts it at the first layer.
   */
  Stimulus halting(int n) {
    var all = programs(n);
    if (engine.keeps()) {
      int masks = streams.get("msk").size(), constants = streams.get("rqc").size();
      boolean kept = masks <= engine.keepMasks() && constants <= engine.keepConstants();
      if (kept) again(1 + rng.nextInt(3));
      boolean tooMany = rng.nextInt(8) == 0, ofMasks = rng.nextBoolean();
      streams.get("cfg").add(0, tooMany ? KeepWord.beat(ofMasks ? engine.keepMasks() + 1 : masks, ofMasks ? constants : engine.keepConstants() + (1L << rng.nextInt(31))) : kept ? KeepWord.beat(masks, constants) : KeepWord.beat(0, 0));
      if (kept) return all;
    }
    var program = new Program(engine);
    var taps = new ArrayList<Tap>();
    for (int t = 0; t < engine.taps(); t++) taps.add(tap());
    program.taps(taps);
    boolean foreign = rng.nextBoolean();
    layer(program, foreign ? 1 : 0);
    int end = program.words() + LayerField.OP.part();
    streams.get("cfg").addAll(program.end().beats());
    var words = LayerField.WORD.zeros();
    LayerField.OP.put(words, rng.nextInt(LayerSequencer.OP_LAYER + 1, 16));
    if (!foreign) streams.get("cfg").add(ConfigWord.beat(LayerSequencer.CFG_PROGRAM, end, words[LayerField.OP.part()]));
    streams.get("cfg").add(Program.start());
    return all;
  }

  /**
   * The same programs over other images, so many times, and at the end the first one with an operation that there is not in place of its end. Now and then another number of beats to keep is sent, and further
   * masks and constants: nobody looks at these.
   */
  private void again(int times) {
    var cfg = List.copyOf(streams.get("cfg"));
    int images = streams.get("img").size(), masks = streams.get("msk").size();
    for (int i = 0; i < times; i++) {
      streams.get("cfg").addAll(cfg);
      if (rng.nextBoolean()) streams.get("cfg").add(KeepWord.beat(rng.nextInt(masks + 2), rng.nextInt(5)));
      for (int b = 0; b < images; b++) streams.get("img").add(List.of(Stimulus.bits(rng, engine.write().dataBits())));
      for (int b = rng.nextInt(masks); b > 0; b--) streams.get("msk").add(List.of(Stimulus.bits(rng, 1), Stimulus.bits(rng, 64 * engine.maskLayout().words())));
      for (int b = rng.nextInt(20); b > 0; b--) streams.get("rqc").add(List.of(Stimulus.bits(rng, engine.scales().beatBits())));
    }
    var first = cfg.subList(0, 1 + cfg.indexOf(Program.start()));
    int end = LayerSequencer.WORDS * (engine.program() / LayerSequencer.WORDS - 1) + LayerField.OP.part();
    var words = LayerField.WORD.zeros();
    LayerField.OP.put(words, rng.nextInt(LayerSequencer.OP_LAYER + 1, 16));
    streams.get("cfg").addAll(first.subList(0, first.size() - 1));
    streams.get("cfg").add(ConfigWord.beat(LayerSequencer.CFG_PROGRAM, end, words[LayerField.OP.part()]));
    streams.get("cfg").add(Program.start());
    for (int b = 0; b < 2 * engine.rows() * engine.parts(); b++) streams.get("img").add(List.of(Stimulus.bits(rng, engine.write().dataBits())));
  }

  private void program() {
    var program = new Program(engine);
    var taps = new ArrayList<Tap>();
    for (int t = 0; t < engine.taps(); t++) taps.add(tap());
    program.taps(taps);
    int room = engine.program() / LayerSequencer.WORDS;
    for (int memory = 1; memory >= 0; memory--) load(program, memory);
    for (int i = 2; i < room - 1; i++) layer(program, 0);
    program.end();
    streams.get("cfg").addAll(program.beats());
    streams.get("cfg").add(Program.start());
  }

  /** All rows of a memory. */
  private void load(Program program, int memory) {
    program.load(rng.nextInt(1 << 16), memory, engine.rows(), engine.parts());
    for (int i = 0; i < engine.rows() * engine.parts(); i++) streams.get("img").add(List.of(Stimulus.bits(rng, engine.write().dataBits())));
  }

  /** Up to two rows on, so that the last tile of the last channel group finds its row. */
  private Tap tap() {
    int row = rng.nextInt(2), rem = rng.nextInt(engine.pixels()), dy = rng.nextInt(-1, 2), dx = rng.nextInt(-1, 2);
    int most = mostCoordinate(), height = rng.nextInt(4) == 0 ? most : rng.nextInt(1, 8), width = rng.nextInt(4) == 0 ? most : rng.nextInt(1, Math.min(most, 2 * engine.pixels() + 1) + 1);
    return new Tap(row, rem, dy, dx, height, width);
  }

  /** @param foreign outputs that the mask has and the layer does not: with any, the mask is another layer's */
  private void layer(Program program, int foreign) {
    int entries = Math.min(engine.maskDepth(), engine.taps());
    var kind = kind();
    if (!kind.isOneOf() && engine.group() > entries) kind = MaskKind.oneOf(engine.oneof());
    int passes = kind.isOneOf() ? 1 : engine.group();
    // One in three layers has groups of a single step: they end as fast as they begin.
    boolean single = rng.nextInt(3) == 0;
    // One in eight of the others has as many channels as its mask has entries, one lines as long as the memory, and two have tiles of a step or few, after which the array has to wait, and many outputs.
    int extreme = single ? -1 : rng.nextInt(8);
    boolean rush = extreme == 2 || extreme == 3, step = single || rush;
    int mostChannels = (1 << engine.counts().channels()) - 1;
    int groups = step ? 1 : rng.nextInt(1, Math.min(mostChannels / engine.tci(), Math.min(extreme == 0 ? engine.rows() - 2 : 2, entries / passes)) + 1);
    int taps = step ? 1 : rng.nextInt(1, Math.min(6, entries / passes / groups) + 1);
    int channels = (groups - 1) * engine.tci() + (rng.nextBoolean() ? engine.tci() : rng.nextInt(1, engine.tci() + 1));
    int cout = rush ? rng.nextInt(5 * engine.tco(), 7 * engine.tco()) + 1 : rng.nextInt(1, (single || rng.nextInt(3) == 0 ? 7 : 4) * engine.tco() + 1);
    cout = Math.min(cout, mostChannels);
    int terms = terms(), all = engine.drainer().array(cout, terms);
    if (all > mostChannels) all = engine.drainer().array(cout = 1, terms = 1);
    int mode = rng.nextInt(4);
    int longest = extreme == 1 ? Math.min(mostCoordinate(), (engine.rows() - 2) / groups * engine.pixels()) : 2 * engine.pixels() + 1;
    int pitch = rng.nextInt(1, (single ? engine.pixels() : longest) + 1), width = rng.nextInt(1, pitch + 1), line = (width + 1) / 2 + rng.nextInt(2);
    // As many lines, and then as many channels, as both memories have rows for.
    int outGroups = (cout + engine.tci() - 1) / engine.tci();
    int height = single ? 1 : rng.nextInt(1, 7);
    while (height > 1 && (tiles(height, pitch, width) * groups + 2 > engine.rows() || outGroups * rows(mode, height, pitch, width, line) > engine.rows())) height--;
    if (outGroups > 1 && outGroups * rows(mode, height, pitch, width, line) > engine.rows()) {
      outGroups = 1;
      cout = Math.min(cout, engine.tci());
      all = engine.drainer().array(cout, terms);
    }
    // One in four of those by pairs leaves no row of the memory over.
    if (mode != DrainController.RASTER && mode != DrainController.RAW && rng.nextInt(4) == 0) while (outGroups * rows(mode, height, pitch, width, line + 1) <= engine.rows()) line++;
    int tiles = tiles(height, pitch, width), rows = rows(mode, height, pitch, width, line);
    if (tiles * groups + 2 > engine.rows() || outGroups * rows > engine.rows()) {
      mode = DrainController.RAW;
      tiles = 1;
      rows = 0;
    }
    boolean fold = engine.residual() && rng.nextInt(4) == 0;
    boolean stored = engine.planes() && engine.group() == 1 && rng.nextBoolean();
    // As many planes as the tile of masks has room for, three at most, and seldom up to 31.
    int weights = fold ? 1 : taps, room = engine.maskDepth() / (groups * passes * weights);
    int planes = !engine.planes() ? 1 : rng.nextInt(1, Math.min(room, rng.nextInt(8) == 0 ? 31 : 3) + 1);
    var order = new MaskOrder(engine.maskLayout(), new MaskShape(all, channels, planes * weights), kind);
    boolean emit = rng.nextInt(4) != 0;
    boolean based = !engine.sequencer().zeroBased();
    int memory = rng.nextInt(2), number = rng.nextInt(1 << 16), tapBase = rng.nextInt(engine.taps() - taps + 1), sourceBase = based ? rng.nextInt(engine.rows() - tiles * groups - 1) : 0;
    int base = mode == DrainController.RAW || !based ? 0 : rng.nextInt(engine.rows() - outGroups * rows + 1);
    var layer = program.layer(number, order, tiles).emit(emit).tapBase(tapBase).seed(rng.nextInt()).reads(memory, sourceBase, tiles).writes(mode, base, rows)
        .pairs(line, mode == DrainController.PLANES ? rows / 4 : 0).sweep(pitch, width, height);
    if (engine.drainer().overlaps() && mode == DrainController.POOL && rng.nextBoolean()) layer.overlaps();
    if (engine.planes()) layer.planes(planes, rng.nextInt(planes), stored);
    if (engine.terms()) layer.terms(terms);
    if (fold) layer.folds(taps);
    boolean back = engine.residual() && mode != DrainController.RAW && rng.nextBoolean() && readsBack(layer, mode, base, rows, tiles, outGroups);
    boolean apart = base + outGroups * rows <= sourceBase || base >= sourceBase + tiles * groups + 2;
    boolean byRows = mode == DrainController.RASTER || mode == DrainController.RAW;
    if (engine.residual() && !back && byRows && (apart || mode == DrainController.RAW)) layer.same(rng.nextBoolean());
    mask(foreign == 0 ? order : new MaskOrder(engine.maskLayout(), new MaskShape(all + foreign, channels, order.shape().taps()), kind));
    constants(all, terms, Math.min(1 << 20, channels * taps << Math.min(10, planes - 1)));
  }

  /** What is read back lies where the result goes, row for row, or apart from it; where no rows are left for that, nothing is. */
  private boolean readsBack(Program.Layer layer, int mode, int base, int rows, int tiles, int outGroups) {
    boolean place = mode == DrainController.RASTER && rng.nextBoolean();
    int first = rng.nextBoolean() ? base + outGroups * rows : base - outGroups * tiles;
    if (!place && (first < 0 || first + outGroups * tiles > engine.rows())) return false;
    layer.readsBack(place ? base : first, place ? rows : tiles, rng.nextInt(3) == 0);
    return true;
  }

  /** Terms of a channel: one half of the time, else as many as a group has beats at most. */
  private int terms() {
    return engine.terms() && rng.nextBoolean() ? rng.nextInt(1, engine.tco() / engine.drain() + 1) : 1;
  }

  private int mostCoordinate() {
    return (1 << engine.counts().coord()) - 1;
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
    if (engine.masks() == Masks.PLAIN) return MaskKind.plain();
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
    streams.get("msk").addAll(MaskWords.transactions(coded.beats(), engine.maskLayout().words()));
  }

  /** Slopes of either sign that spread the sums of so many weights over about 0 to 255. */
  private void constants(int cout, int terms, int weights) {
    int shift = 0;
    for (int o = 0; o < Values.ceil(cout, engine.tco()) * engine.tco(); o++) {
      if (o % engine.tco() / engine.drain() % terms == 0) shift = rng.nextInt(22); // of all terms of some channels
      int sh = terms > 1 ? shift : rng.nextInt(22);
      long mul = Math.min(32767 / terms, rng.nextLong(1 + (1L << sh + 1) / weights / terms)) * (rng.nextBoolean() ? 1 : -1);
      long add = (rng.nextLong(0, 256) << sh) - (mul < 0 ? mul * 128 * weights / 2 : 0);
      var back = new Back(rng.nextInt(4) == 0 ? 0 : (rng.nextLong(-160, 160) << sh) / 160 >> Math.max(0, sh - 15), Math.max(0, sh - 15));
      var word = Word.number(new Scale(mul, add, sh).word());
      streams.get("rqc").add(List.of(engine.residual() ? word.or(BigInteger.valueOf(back.word()).shiftLeft(64)) : word));
    }
  }
}
