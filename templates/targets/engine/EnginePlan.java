// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.engine.KeepWord;
import blocks.engine.engine.Program;
import blocks.engine.fetch.Tap;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.network.Network;
import kakure.spec.Values;
import kakure.spec.Word;
import kakure.target.PlanException;
import kakure.target.Transactions;

/**
 * A network laid out for an engine: its program, and what every image needs on each stream.
 *
 * @param network what is computed, its filters in the order of their bits
 * @param orders of its maps whose channels the model has in another order, by their node: the model's channel of each place
 * @param engine what computes it
 * @param image where the image lies, in memory 0
 * @param layers in order
 * @param taps the tap table
 */
public record EnginePlan(Network network, Map<String, List<Integer>> orders, Engine engine, Placement image, List<LayerPlan> layers, List<Tap> taps) {
  /** Number of the image's load in its report. */
  static final int LOAD = 0xffff;

  /** The model's channel of each place of a layer's result, where they are not in the model's order. */
  Optional<List<Integer>> order(Layer layer) {
    int first = layer.part().first();
    return Optional.ofNullable(orders.get(layer.output())).map(o -> o.subList(first, first + layer.result().channels()));
  }

  /** Transactions of {@code cfg} that load the program and the tap table and say what is kept, once after reset. */
  public ByteBuffer setup(boolean emitAll) {
    var all = new ArrayList<>(program(emitAll).beats());
    all.addAll(keep());
    return packed("cfg", all);
  }

  /** Those of {@link #setup} that load the program and say what is kept. */
  ByteBuffer descriptors(boolean emitAll) {
    var program = program(emitAll);
    var all = new ArrayList<>(program.beats().subList(0, program.words()));
    all.addAll(keep());
    return packed("cfg", all);
  }

  /** What an engine with stores is told: to keep all, or nothing. */
  private List<List<BigInteger>> keep() {
    if (!engine.keeps()) return List.of();
    return List.of(kept() ? KeepWord.beat(maskBeats(), constantBeats()) : KeepWord.beat(0, 0));
  }

  /** Whether masks and constants are sent once, as the engine's stores hold them. */
  boolean kept() {
    return engine.keeps() && maskBeats() <= engine.keepMasks() && constantBeats() <= engine.keepConstants();
  }

  /** Beats of {@code msk} of an image. */
  int maskBeats() {
    return layers.stream().mapToInt(l -> l.mask().beats().length).sum() / engine.maskLayout().words();
  }

  /** Beats of {@code rqc} of an image. */
  int constantBeats() {
    return layers.stream().mapToInt(l -> l.outputGroups() * engine.tco()).sum();
  }

  /** Those of {@link #setup} that load the tap table. */
  ByteBuffer tapTable() {
    var program = program(false);
    return packed("cfg", program.beats().subList(program.words(), program.words() + taps.size()));
  }

  private Program program(boolean emit) {
    var program = new Program(engine);
    program.taps(taps);
    described("the image", () -> program.load(LOAD, 0, image.groupRows(), imageRuns()));
    for (var p : layers) described(p.layer().name(), () -> add(program, p, emit));
    return program.end();
  }

  private static void add(Program program, LayerPlan p, boolean emit) {
    var drain = p.drain();
    var where = p.where();
    var layer = program.layer(p.layer().index(), p.order(), p.tiles());
    var planes = p.layer().planes();
    if (!planes.one()) layer.planes(planes.passes(), planes.doublings(), planes.stored());
    if (planes.factors().any()) layer.terms(planes.factors().terms());
    if (p.layer().links().fold()) layer.folds(Math.toIntExact(p.nest().taps()));
    where.back().ifPresent(back -> layer.readsBack(back.base(), back.rows(), back.largest()));
    if (drain.overlaps()) layer.overlaps();
    layer.same(where.source() == where.sink()).emit(emit && p.told()).seed(p.base()).tapBase(p.tapBase()).reads(where.source(), where.sourceBase(), p.in().groupRows())
        .writes(drain.mode(), drain.base(), drain.rows()).pairs(drain.linePixels(), drain.planeRows()).sweep(drain.pitch(), drain.width(), drain.height());
  }

  private static void described(String what, Runnable descriptor) {
    try {
      descriptor.run();
    } catch (IllegalArgumentException e) {
      throw new PlanException(what + ": the descriptor's " + e.getMessage());
    }
  }

  /** Transaction of {@code cfg} that starts an image. */
  public ByteBuffer start() {
    return packed("cfg", List.of(Program.start()));
  }

  /** Transactions of {@code msk} of an image, or once after reset: the layers' masks, coded. */
  public ByteBuffer masks() {
    var layout = Transactions.of(engine, "msk");
    int together = engine.maskLayout().words();
    var beats = ByteBuffer.allocate(maskBeats() * layout.bytes());
    int beat = 0;
    for (var l : layers) {
      long[] words = l.mask().beats();
      for (int i = 0; i < words.length; i += together, beat++) {
        layout.put(beats, beat, 0, i + together == words.length ? 1 : 0);
        layout.put(beats, beat, 1, Word.number(Arrays.copyOfRange(words, i, i + together)));
      }
    }
    return beats;
  }

  /** Transactions of {@code rqc}, likewise: a constant per output channel, groups filled up. */
  public ByteBuffer scales() {
    var layout = Transactions.of(engine, "rqc");
    var beats = ByteBuffer.allocate(constantBeats() * layout.bytes());
    int beat = 0;
    for (var l : layers) for (var scale : Scales.of(l, l.outputGroups() * engine.tco(), engine)) layout.put(beats, beat++, 0, scale);
    return beats;
  }

  private ByteBuffer packed(String stream, List<List<BigInteger>> beats) {
    return Transactions.of(engine, stream).pack(beats);
  }

  /** Transactions of {@code img} of an image, given as channels x height x width bytes. */
  public ByteBuffer image(byte[] pixels) {
    if (pixels.length != network.input().elements()) throw new IllegalArgumentException("an image of " + pixels.length + " bytes, the network reads " + network.input());
    int drain = engine.drain(), lanes = engine.pixels(), channels = network.input().channels(), plane = network.input().pixels();
    int runs = imageRuns();
    // byte i * pixels + p of img_data is pixel p of channel i
    var to = ByteBuffer.allocate(runs * image.groupRows() * Transactions.of(engine, "img").bytes());
    for (int run = 0; run < runs; run++) {
      for (int row = 0; row < image.groupRows(); row++) {
        for (int position = run * drain; position < (run + 1) * drain; position++) {
          int c = spread().channel(position);
          for (int lane = 0; lane < lanes; lane++) {
            int p = c < channels ? image.pixelAt(row, lane) : -1;
            to.put(p < 0 ? 0 : pixels[c * plane + p]);
          }
        }
      }
    }
    return to.flip();
  }

  /** Where the image's channels lie. */
  Spread spread() {
    return new Spread(engine.tci(), layers.get(0).spread() ? engine.group() : 1);
  }

  private int imagePositions() {
    return spread().positions(network.input().channels());
  }

  /** Runs of {@code drain} channels that bring an image in. */
  int imageRuns() {
    return Values.ceil(imagePositions(), engine.drain());
  }

  /** Beats of {@code out} for an image: raw sums, six reports for each descriptor and, where every layer emits, its rows. */
  public long beats(boolean emitAll) {
    long n = 6L * (layers.size() + 2);
    for (var l : layers) if (emitAll && l.told() || l.layer().last()) n += new WriteModel(l, engine).sent();
    return n;
  }
}
