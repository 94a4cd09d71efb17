// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.array.array.ArrayShape;
import blocks.engine.drain.DrainController;
import blocks.engine.fetch.Tap;
import blocks.engine.requantise.Scale;
import blocks.engine.writeback.WriteBack;
import blocks.mask.codec.MaskBits;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskLayout;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.SupermaskCodec;
import blocks.mask.supermask.MaskWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.SignGenerator;
import kakure.spec.Stimulus;
import kakure.spec.Values;
import kakure.spec.Word;

/** A layer as a network means it: 3x3, padded, three channels of 6 x 7 to four, pooled 2x2, or 3x3 by windows that overlap; against what the golden engine makes of its streams. */
final class EngineLaw {
  private static final int CHANNELS = 3, HEIGHT = 6, WIDTH = 7, COUT = 4, TAPS = 9, SEED = 0x12bc8390, MUL = 37, SHIFT = 7, ADD = 1000;

  private final boolean overlap;
  /** Columns that are written, and those of the result. */
  private final int written, columns;
  private final Engine engine;
  private final SplittableRandom rng = new SplittableRandom(1);
  private final int[][][] map = new int[CHANNELS][HEIGHT][WIDTH];
  private final boolean[] kept = new boolean[COUT * CHANNELS * TAPS];
  private final MaskBits mask = (o, c, t) -> kept[(o * CHANNELS + c) * TAPS + t];
  private final MaskOrder order = new MaskOrder(new MaskLayout(2, 3, 1), new MaskShape(COUT, CHANNELS, TAPS), MaskKind.free());
  private final SignGenerator signs = new SignGenerator(SEED, CHANNELS);
  private final Map<String, List<List<BigInteger>>> streams = new LinkedHashMap<>();

  private EngineLaw(boolean overlap) {
    this.overlap = overlap;
    this.written = overlap ? WIDTH : WIDTH - 1;
    this.columns = (written + 1) / 2;
    this.engine = new Engine(2, 5, 3, 1, 32, 20, 16, 24, 1, 1, 1, ArrayShape.SUM_BITS, false, Masks.CODED, false, overlap);
    for (var name : List.of("cfg", "img", "msk", "rqc")) streams.put(name, new ArrayList<>());
    for (int i = 0; i < kept.length; i++) kept[i] = rng.nextInt(3) == 0;
    for (var channel : map) for (var line : channel) for (int x = 0; x < WIDTH; x++) line[x] = rng.nextInt(256);
  }

  static Optional<String> convolution() {
    return new EngineLaw(false).run();
  }

  static Optional<String> overlapping() {
    return new EngineLaw(true).run();
  }

  private Optional<String> run() {
    int groupRows = (HEIGHT * WIDTH + engine.pixels() - 1) / engine.pixels();
    program(groupRows);
    image(groupRows);
    streams.get("msk").addAll(MaskWords.transactions(SupermaskCodec.encode(mask, order.shape(), order.layout()).beats()));
    for (int o = 0; o < 2 * engine.tco(); o++) {
      streams.get("rqc").add(List.of(Word.number(new Scale(MUL, ADD + (1L << SHIFT - 1) - 255L * negative(o) * MUL, SHIFT).word())));
    }
    var found = new LinkedHashMap<String, Integer>();
    for (var beat : new EngineModel(engine).run(streams).get("out")) {
      int kind = beat.get(0).intValueExact();
      for (int lane = 0; lane < engine.pixels(); lane++) {
        if (!beat.get(3).testBit(lane)) continue;
        int place = beat.get(1).intValueExact() * engine.pixels() + lane;
        int pixel = Values.slice(beat.get(4), 8 * lane, 8).intValueExact();
        int channel = beat.get(2).intValueExact();
        int pooledRows = pooledRows();
        if (kind == WriteBack.KIND_PIXELS) found.put("unpooled " + channel + " " + place / WIDTH + " " + place % WIDTH, pixel);
        else {
          place -= channel / engine.tci() * pooledRows * engine.pixels();
          found.put("pooled " + channel + " " + place / columns + " " + place % columns, pixel);
        }
      }
    }
    return compare(found);
  }

  private Optional<String> compare(Map<String, Integer> found) {
    for (int o = 0; o < COUT; o++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < written; x++) {
          var unpooled = "unpooled " + o + " " + y + " " + x;
          if (!Integer.valueOf(result(o, y, x)).equals(found.get(unpooled))) return Optional.of(unpooled + ": expected " + result(o, y, x) + ", got " + found.get(unpooled));
          if (y % 2 == 1 || x % 2 == 1) continue;
          int most = 0, before = overlap ? 1 : 0;
          for (int wy = Math.max(0, y - before); wy <= y + 1; wy++) for (int wx = Math.max(0, x - before); wx < Math.min(written, x + 2); wx++) most = Math.max(most, result(o, wy, wx));
          var pooled = "pooled " + o + " " + y / 2 + " " + x / 2;
          if (!Integer.valueOf(most).equals(found.get(pooled))) return Optional.of(pooled + ": expected " + most + ", got " + found.get(pooled));
        }
      }
    }
    return Optional.empty();
  }

  /** The network's formula. */
  private int result(int o, int y, int x) {
    long acc = 0;
    for (int c = 0; c < CHANNELS; c++) {
      for (int t = 0; t < TAPS; t++) {
        int iy = y + t / 3 - 1, ix = x + t % 3 - 1;
        if (mask.bit(o, c, t) && iy >= 0 && iy < HEIGHT && ix >= 0 && ix < WIDTH) acc += signs.sign(o, c, t) * map[c][iy][ix];
      }
    }
    return (int) Math.max(0, Math.min(255, Math.floorDiv(acc * MUL + ADD + (1L << SHIFT - 1), 1L << SHIFT)));
  }

  private int negative(int o) {
    int n = 0;
    for (int c = 0; c < CHANNELS; c++) for (int t = 0; t < TAPS; t++) if (o < COUT && mask.bit(o, c, t) && signs.sign(o, c, t) < 0) n++;
    return n;
  }

  private int pooledRows() {
    return (HEIGHT / 2 * columns + engine.pixels() - 1) / engine.pixels();
  }

  private void program(int groupRows) {
    var program = new Program(engine);
    var taps = new ArrayList<Tap>();
    for (int t = 0; t < TAPS; t++) {
      int dy = t / 3 - 1, dx = t % 3 - 1, displacement = dy * WIDTH + dx;
      taps.add(new Tap(Math.floorDiv(displacement, engine.pixels()), Math.floorMod(displacement, engine.pixels()), dy, dx, HEIGHT, WIDTH));
    }
    int tapBase = program.taps(taps);
    program.load(0, 0, groupRows, CHANNELS);
    var layer = program.layer(0, order, groupRows).emit(true).seed(SEED).tapBase(tapBase).reads(0, 0, groupRows).writes(DrainController.POOL, 0, pooledRows()).pairs(columns, 0).sweep(WIDTH, written, HEIGHT);
    if (overlap) layer.overlaps();
    program.end();
    streams.get("cfg").addAll(program.beats());
    streams.get("cfg").add(Program.start());
  }

  private void image(int groupRows) {
    for (int c = 0; c < CHANNELS; c++) {
      for (int row = 0; row < groupRows; row++) {
        var beat = Stimulus.bits(rng, 40);
        for (int lane = 0; lane < 5 && row * 5 + lane < HEIGHT * WIDTH; lane++) {
          int p = row * 5 + lane;
          beat = beat.andNot(BigInteger.valueOf(255).shiftLeft(8 * lane)).or(BigInteger.valueOf(map[c][p / WIDTH][p % WIDTH]).shiftLeft(8 * lane));
        }
        streams.get("img").add(List.of(beat));
      }
    }
  }
}
