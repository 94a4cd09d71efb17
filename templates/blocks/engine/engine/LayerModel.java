// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.drain.DrainLayer;
import blocks.engine.drain.DrainPlan;
import blocks.engine.fetch.Tap;
import blocks.engine.requantise.Back;
import blocks.engine.requantise.Scale;
import blocks.engine.sequencer.LayerField;
import blocks.engine.writeback.Laying;
import blocks.engine.writeback.WriteBack;
import blocks.mask.codec.SupermaskCodec;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import kakure.golden.SignGenerator;
import kakure.spec.Values;
import kakure.spec.Word;

/**
 * One layer, value by value: acc = sum over c, t of m(o, c, t) times a or, where the sign is -1, 255 - a, for each plane of weights added to what those before it gave or, of the first so many, to twice that; of several terms acc mul is the sum over these, each an output channel of the array with a factor of its own; y = clamp((acc mul + add) &gt;&gt; sh, 0, 255); then where
 * {@link DrainPlan} and {@link Laying} put it.
 */
final class LayerModel {
  private final Engine engine;
  private final DrainLayer layer;
  private final BigInteger[][] source;
  private final BigInteger[][] sink;
  private final long[] taps;
  private final long[] descriptor;
  private final SupermaskCodec.Decoded mask;
  private final Constant[] scales;
  private final boolean fold;
  private final SignGenerator signs;
  private final boolean emit;
  private final Consumer<List<BigInteger>> out;
  private DrainPlan plan;

  LayerModel(Engine engine, long[] descriptor, BigInteger[][][] memory, long[] taps, SupermaskCodec.Decoded mask, Constant[] scales, Consumer<List<BigInteger>> out) {
    this.engine = engine;
    this.descriptor = descriptor;
    this.layer = new DrainLayer(
        get(LayerField.MODE), get(LayerField.TILES), get(LayerField.COUT), get(LayerField.BASE), get(LayerField.ROWS), get(LayerField.PLANE), get(LayerField.PITCH),
        get(LayerField.WIDTH), get(LayerField.HEIGHT), get(LayerField.LINE_ROWS) * engine.pixels() + get(LayerField.LINE_REM), engine.drainer().overlaps() && get(LayerField.OVERLAP) == 1, engine.terms() ? 1 + get(LayerField.TERMS) : 1);
    this.source = memory[get(LayerField.SOURCE)];
    this.sink = memory[1 - get(LayerField.SOURCE) ^ get(LayerField.SAME)];
    this.fold = get(LayerField.FOLD) == 1;
    this.taps = taps;
    this.mask = mask;
    this.scales = scales;
    this.signs = new SignGenerator((int) LayerField.SEED.in(descriptor), get(LayerField.CHANNELS));
    this.emit = get(LayerField.EMIT) == 1;
    this.out = out;
  }

  /** Constants of an output channel. */
  record Constant(Scale scale, Back back) {}

  private int get(Word.Field field) {
    return (int) field.in(descriptor);
  }

  void run() {
    plan = new DrainPlan(engine.drainer(), layer);
    for (int group = 0; group < plan.groups(); group++) {
      for (int tile = 0; tile < layer.tiles(); tile++) {
        for (var segment : plan.segments(group, tile)) segment.beats().forEach(this::beat);
      }
    }
  }

  private void beat(DrainPlan.Beat b) {
    if (!b.last()) return;
    var all = BigInteger.ONE.shiftLeft(engine.pixels()).subtract(BigInteger.ONE);
    if (layer.mode() == DrainController.RAW) {
      var sums = BigInteger.ZERO;
      for (int lane = 0; lane < engine.pixels(); lane++) sums = sums.or(Values.wrap(raw(b.channel(), b.tile(), lane), 32).shiftLeft(32 * lane));
      send(WriteBack.KIND_RAW, b.row(), b.channel(), all, sums);
      return;
    }
    var y = BigInteger.ZERO;
    for (int i = 0; i < engine.drain(); i++) {
      for (int lane = 0; lane < engine.pixels(); lane++) y = y.or(activation(b.channel() + i, b.tile(), lane, readBack(b, i, lane)).shiftLeft(8 * (i * engine.pixels() + lane)));
    }
    boolean pool = layer.mode() == DrainController.POOL;
    if (pool && emit) send(WriteBack.KIND_PIXELS, b.tile(), b.channel(), BigInteger.ONE.shiftLeft(b.count()).subtract(BigInteger.ONE).shiftLeft(b.lane()), y);
    var laying = Laying.of(engine.write(), layer, b, y);
    for (int which = 0; which < 2; which++) {
      if (laying.keep(which).signum() == 0) continue;
      var row = sink[b.row() + which];
      row[b.chunk()] = laying.over(which, row[b.chunk()]);
      if (emit && (!pool || b.odd() == 1)) send(WriteBack.KIND_ROW, b.row() + which, b.channel(), laying.keep(which), row[b.chunk()]);
    }
  }

  private void send(int kind, int row, int channel, BigInteger keep, BigInteger data) {
    out.accept(List.of(Values.of(kind), Values.of(row), Values.of(channel), keep, data));
  }

  private BigInteger activation(int o, int tile, int lane, BigInteger r) {
    var constant = scales[term(o, layer.terms() - 1)];
    var result = scaled(o, tile, lane).add(constant.back.term(r)).shiftRight(constant.scale.sh()).max(BigInteger.ZERO).min(BigInteger.valueOf(255));
    return get(LayerField.LARGEST) == 1 ? result.max(r) : result;
  }

  /** Lane {@code lane} of channel {@code i} of a beat in the row that is read back; 0 where none is. */
  private BigInteger readBack(DrainPlan.Beat b, int i, int lane) {
    if (get(LayerField.BACK) == 0) return BigInteger.ZERO;
    var row = sink[plan.backRow(b, get(LayerField.BACK_BASE), get(LayerField.BACK_ROWS))];
    return Values.slice(row[b.chunk()], 8 * (i * engine.pixels() + lane), 8);
  }

  /** acc mul + add of a pixel; where taps are folded, of pixel 0 that of all. */
  private BigInteger raw(int o, int tile, int lane) {
    var sum = scaled(o, tile, lane);
    if (fold && lane == 0) for (int other = 1; other < engine.pixels(); other++) sum = sum.add(scaled(o, tile, other));
    return sum;
  }

  /** acc mul + add of channel o of the result: the products of all its terms, and the addend of the first. */
  private BigInteger scaled(int o, int tile, int lane) {
    var sum = BigInteger.valueOf(scales[term(o, 0)].scale.add());
    for (int k = 0; k < layer.terms(); k++) sum = sum.add(BigInteger.valueOf(sum(term(o, k), tile, lane)).multiply(BigInteger.valueOf(scales[term(o, k)].scale.mul())));
    return sum;
  }

  /** Channel of the array of term k: those of a beat lie beside each other, the terms of one behind each other. */
  private int term(int o, int k) {
    return engine.drainer().channel(o, k, layer.terms());
  }

  private long sum(int o, int tile, int lane) {
    long sum = 0;
    for (int plane = 0; plane < (engine.planes() ? get(LayerField.PLANES) : 1); plane++) sum = (plane <= get(LayerField.DOUBLES) ? 2 * sum : sum) + plane(plane, o, tile, lane);
    return sum & (1L << engine.sumBits()) - 1;
  }

  /** A plane's sum. Its weights follow those of the planes before it, tap by tap; an output channel that fills up a beat has no bit that is 1. */
  private long plane(int plane, int o, int tile, int lane) {
    long sum = 0;
    int weights = fold ? 1 : get(LayerField.TAPS);
    boolean stored = get(LayerField.STORED) == 1;
    for (int c = 0; c < get(LayerField.CHANNELS); c++) {
      for (int t = 0; t < get(LayerField.TAPS); t++) {
        int weight = fold ? 0 : t;
        boolean bit = o < layer.cout() && mask.bit(o, c, plane * weights + weight);
        if (!bit && !stored) continue;
        int a = pixel(c, t, tile, lane);
        sum += (stored ? !bit : signs.sign(o, c, weight) < 0) ? 255 - a : a;
      }
    }
    return sum;
  }

  /** What tap t shows lane {@code lane} of channel c. */
  private int pixel(int c, int t, int tile, int lane) {
    var tap = Tap.of(taps[get(LayerField.TAP_BASE) + t]);
    int p = tile * engine.pixels() + lane;
    int x = p % layer.pitch() + tap.dx(), y = p / layer.pitch() + tap.dy();
    if (x < 0 || y < 0 || x >= tap.width() || y >= tap.height()) return 0;
    int position = tap.rem() + lane;
    int row = get(LayerField.SOURCE_BASE) + c / engine.tci() * get(LayerField.SOURCE_ROWS) + tile + tap.row() + position / engine.pixels();
    int place = place(c % engine.tci());
    var part = source[row & (1 << engine.rowBits()) - 1][place / engine.drain()];
    return Values.slice(part, 8 * (place % engine.drain() * engine.pixels() + position % engine.pixels()), 8).intValueExact();
  }

  /** Where in a row channel c of its group of channels lies: an image's channels lie spread, one per element of the array. */
  private int place(int c) {
    int elements = engine.tci() / engine.group();
    return engine.group() > 1 && get(LayerField.SPREAD) == 1 ? c % elements * engine.group() + c / elements : c;
  }
}
