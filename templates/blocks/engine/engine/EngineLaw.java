// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.sequencer.LayerField;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.writeback.WriteBack;
import blocks.mask.codec.MaskBits;
import blocks.mask.codec.MaskLayout;
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

/** A layer as a network means it: 3x3, padded, three channels of 6 x 7 to four, pooled 2x2; against what the golden engine makes of its streams. */
final class EngineLaw {
  private static final int CHANNELS = 3, HEIGHT = 6, WIDTH = 7, COUT = 4, TAPS = 9, SEED = 0x12bc8390, MUL = 37, SHIFT = 7, ADD = 1000;

  private final Engine engine = new Engine(2, 5, 3, 1, 32, 20, 16, 24, 1, 1, 1);
  private final SplittableRandom rng = new SplittableRandom(1);
  private final int[][][] map = new int[CHANNELS][HEIGHT][WIDTH];
  private final boolean[] kept = new boolean[COUT * CHANNELS * TAPS];
  private final MaskBits mask = (o, c, t) -> kept[(o * CHANNELS + c) * TAPS + t];
  private final SignGenerator signs = new SignGenerator(SEED, CHANNELS);
  private final Map<String, List<List<BigInteger>>> streams = new LinkedHashMap<>();

  private EngineLaw() {
    for (var name : List.of("cfg", "img", "msk", "rqc")) streams.put(name, new ArrayList<>());
    for (int i = 0; i < kept.length; i++) kept[i] = rng.nextInt(3) == 0;
    for (var channel : map) for (var line : channel) for (int x = 0; x < WIDTH; x++) line[x] = rng.nextInt(256);
  }

  static Optional<String> convolution() {
    return new EngineLaw().run();
  }

  private Optional<String> run() {
    int groupRows = (HEIGHT * WIDTH + engine.pixels() - 1) / engine.pixels();
    program(groupRows);
    image(groupRows);
    streams.get("msk").addAll(MaskWords.transactions(SupermaskCodec.encode(mask, new MaskShape(COUT, CHANNELS, TAPS), new MaskLayout(2, 3, 1)).beats()));
    for (int o = 0; o < 2 * engine.tco(); o++) {
      long add = ADD + (1L << SHIFT - 1) - 255L * negative(o) * MUL;
      streams.get("rqc").add(List.of(Values.of(MUL).or(Values.wrap(add, 42).shiftLeft(16)).or(Values.of(SHIFT).shiftLeft(58))));
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
          found.put("pooled " + channel + " " + place / (WIDTH / 2) + " " + place % (WIDTH / 2), pixel);
        }
      }
    }
    return compare(found);
  }

  private Optional<String> compare(Map<String, Integer> found) {
    for (int o = 0; o < COUT; o++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH - 1; x++) {
          var unpooled = "unpooled " + o + " " + y + " " + x;
          if (!Integer.valueOf(result(o, y, x)).equals(found.get(unpooled))) return Optional.of(unpooled + ": expected " + result(o, y, x) + ", got " + found.get(unpooled));
          if (y % 2 == 1 || x % 2 == 1) continue;
          int most = Math.max(Math.max(result(o, y, x), result(o, y, x + 1)), Math.max(result(o, y + 1, x), result(o, y + 1, x + 1)));
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
    return (HEIGHT / 2 * (WIDTH / 2) + engine.pixels() - 1) / engine.pixels();
  }

  private void command(int target, int address, long data) {
    streams.get("cfg").add(List.of(Values.of(target << 14 | address), Values.wrap(BigInteger.valueOf(data), 64)));
  }

  private void program(int groupRows) {
    for (int t = 0; t < TAPS; t++) {
      int dy = t / 3 - 1, dx = t % 3 - 1, displacement = dy * WIDTH + dx;
      long row = Math.floorDiv(displacement, engine.pixels()) & 0x3ffff, rem = Math.floorMod(displacement, engine.pixels());
      command(LayerSequencer.CFG_TAP, t, row | rem << 18 | (dy & 127L) << 24 | (dx & 127L) << 31 | (long) HEIGHT << 38 | (long) WIDTH << 48);
    }
    var load = new long[LayerSequencer.WORDS];
    LayerField.OP.put(load, LayerSequencer.OP_LOAD);
    LayerField.SOURCE.put(load, 1);
    LayerField.TILES.put(load, groupRows);
    LayerField.CHUNKS.put(load, CHANNELS);
    LayerField.ROWS.put(load, groupRows);
    var layer = new long[LayerSequencer.WORDS];
    var fields = List.of(
        Map.entry(LayerField.OP, LayerSequencer.OP_LAYER), Map.entry(LayerField.EMIT, 1), Map.entry(LayerField.MODE, DrainController.POOL), Map.entry(LayerField.TAPS, TAPS),
        Map.entry(LayerField.GROUPS, 2), Map.entry(LayerField.TILES, groupRows), Map.entry(LayerField.COUT, COUT), Map.entry(LayerField.CHANNELS, CHANNELS),
        Map.entry(LayerField.SOURCE_ROWS, groupRows), Map.entry(LayerField.ROWS, pooledRows()), Map.entry(LayerField.LINE_REM, WIDTH / 2), Map.entry(LayerField.PITCH, WIDTH),
        Map.entry(LayerField.STEP_X, 5), Map.entry(LayerField.WIDTH, WIDTH - 1), Map.entry(LayerField.HEIGHT, HEIGHT), Map.entry(LayerField.SEED, SEED));
    for (var field : fields) field.getKey().put(layer, field.getValue());
    int at = 0;
    for (long word : load) command(LayerSequencer.CFG_PROGRAM, at++, word);
    for (long word : layer) command(LayerSequencer.CFG_PROGRAM, at++, word);
    command(LayerSequencer.CFG_START, 0, 0);
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
