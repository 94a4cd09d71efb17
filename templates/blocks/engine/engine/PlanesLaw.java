// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.Counts;
import blocks.engine.drain.DrainController;
import blocks.engine.fetch.Tap;
import blocks.engine.requantise.Scale;
import blocks.engine.writeback.WriteBack;
import blocks.mask.codec.MaskKind;
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
import kakure.spec.Values;
import kakure.spec.Word;

/** A 1x1 layer of stored weights, stopped after one to four of its planes, of which some double: against Q_n = 2 Q_{n-1} + b_n, and Q_n = Q_{n-1} + b_n behind these; five channels on an array of two, so that a lane of the last group has none, and garbage there. */
final class PlanesLaw {
  private static final int CHANNELS = 5, COUT = 4, PIXELS = 9, PLANES = 4;

  private final Engine engine = new Engine(2, 5, 3, 1, 32, 20, 16, 24, 1, 1, 1, 24, false, Masks.CODED, false, false, Counts.USUAL, true);
  private final SplittableRandom rng = new SplittableRandom(1);
  private final int[][] map = new int[CHANNELS + 1][2 * engine.pixels()];
  private final boolean[] bits = new boolean[COUT * CHANNELS * PLANES];

  private PlanesLaw() {
    for (var channel : map) for (int p = 0; p < channel.length; p++) channel[p] = rng.nextInt(256);
    for (int i = 0; i < bits.length; i++) bits[i] = rng.nextBoolean();
  }

  static Optional<String> stopped() {
    var law = new PlanesLaw();
    for (int n = 1; n <= PLANES; n++) {
      for (int doubles = 0; doubles < n; doubles++) {
        var wrong = law.run(n, doubles);
        if (wrong.isPresent()) return wrong;
      }
    }
    return Optional.empty();
  }

  private boolean bit(int o, int c, int plane) {
    return bits[(o * CHANNELS + c) * PLANES + plane];
  }

  private Optional<String> run(int n, int doubles) {
    int found = 0;
    for (var beat : new EngineModel(engine).run(streams(n, doubles)).get("out")) {
      if (beat.get(0).intValueExact() != WriteBack.KIND_RAW) continue;
      int tile = beat.get(1).intValueExact(), o = beat.get(2).intValueExact();
      for (int lane = 0; lane < engine.pixels() && tile * engine.pixels() + lane < PIXELS; lane++, found++) {
        int sum = Values.slice(beat.get(4), 32 * lane, 32).intValue(), expected = sum(n, doubles, o, tile * engine.pixels() + lane);
        if (sum != expected) return Optional.of(n + " planes, " + doubles + " of them doubled, channel " + o + ", tile " + tile + ", lane " + lane + ": expected " + expected + ", got " + sum);
      }
    }
    return found == COUT * PIXELS ? Optional.empty() : Optional.of(n + " planes: " + found + " sums of " + COUT * PIXELS);
  }

  /** The network's formula. */
  private int sum(int n, int doubles, int o, int p) {
    int sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
      int q = 0;
      for (int plane = 0; plane < n; plane++) q = (plane <= doubles ? 2 * q : q) + (bit(o, c, plane) ? 1 : -1);
      sum += q * map[c][p];
    }
    return sum;
  }

  private Map<String, List<List<BigInteger>>> streams(int n, int doubles) {
    var streams = new LinkedHashMap<String, List<List<BigInteger>>>();
    var order = new MaskOrder(engine.maskLayout(), new MaskShape(COUT, CHANNELS, n), MaskKind.free());
    streams.put("cfg", program(n, doubles, order));
    streams.put("img", image());
    streams.put("msk", MaskWords.transactions(SupermaskCodec.encode(this::bit, order.shape(), order.layout(), order.kind()).beats()));
    var constants = new ArrayList<List<BigInteger>>();
    for (int o = 0; o < 2 * engine.tco(); o++) constants.add(List.of(Word.number(new Scale(1, -255L * inverted(n, doubles, o), 0).word())));
    streams.put("rqc", constants);
    return streams;
  }

  /** Terms of -1, each as often as its plane is doubled. */
  private int inverted(int n, int doubles, int o) {
    int inverted = 0;
    for (int plane = 0; plane < n && o < COUT; plane++) {
      if (plane <= doubles) inverted *= 2;
      for (int c = 0; c < CHANNELS; c++) if (!bit(o, c, plane)) inverted++;
    }
    return inverted;
  }

  private List<List<BigInteger>> program(int n, int doubles, MaskOrder order) {
    int rows = map[0].length / engine.pixels();
    var program = new Program(engine);
    int tapBase = program.taps(List.of(new Tap(0, 0, 0, 0, 1, PIXELS)));
    program.load(0, 0, rows, CHANNELS + 1);
    program.layer(0, order, rows).planes(n, doubles, true).seed(rng.nextInt()).tapBase(tapBase).reads(0, 0, rows).writes(DrainController.RAW, 0, 0).sweep(PIXELS, PIXELS, 1);
    var beats = new ArrayList<>(program.end().beats());
    beats.add(Program.start());
    return beats;
  }

  private List<List<BigInteger>> image() {
    var beats = new ArrayList<List<BigInteger>>();
    for (var channel : map) {
      for (int row = 0; row * engine.pixels() < channel.length; row++) {
        var beat = BigInteger.ZERO;
        for (int lane = 0; lane < engine.pixels(); lane++) beat = beat.or(BigInteger.valueOf(channel[row * engine.pixels() + lane]).shiftLeft(8 * lane));
        beats.add(List.of(beat));
      }
    }
    return beats;
  }
}
