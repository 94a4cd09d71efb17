// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.requantise.Back;
import blocks.engine.requantise.Scale;
import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerField;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.sequencer.LoopNest;
import blocks.engine.sequencer.StatusWord;
import blocks.engine.writeback.WriteBack;
import blocks.mask.codec.SupermaskCodec;
import blocks.mask.supermask.MaskWords;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.spec.StreamModel;
import kakure.spec.Values;

/**
 * Golden function of {@link Engine}: the commands of {@code cfg} in order, each start a program of loads and layers. What a layer computes is {@link LayerModel}; cycles that a
 * report counts are not said but judged. An operation that there is not, another layer's mask, or more to keep than the stores hold, halts it. Memories hold 0 until they are written, of which nobody may depend.
 */
final class EngineModel implements StreamModel {
  private static final int REPORTS = 6;
  /** Cycles in which a descriptor is fetched. */
  private static final int FETCHED = 9;
  private static final long FAULTY = -1;

  private final Engine engine;
  private final BigInteger[][][] memory;
  private final long[] program;
  private final long[] taps;
  private final List<List<BigInteger>> out = new ArrayList<>();
  /** Steps of the array, or rows of an image, per descriptor that was run; {@link #FAULTY} for one that halted the engine. */
  private final List<Long> steps = new ArrayList<>();
  private boolean halted;
  private boolean known;     // what is kept
  private boolean tooMany;   // more than the stores hold
  private Iterator<List<BigInteger>> image;
  private Iterator<List<BigInteger>> masks;
  private Iterator<List<BigInteger>> constants;

  EngineModel(Engine engine) {
    this.engine = engine;
    this.memory = new BigInteger[2][engine.rows()][engine.parts()];
    this.program = new long[engine.program()];
    this.taps = new long[engine.taps()];
  }

  @Override
  public Map<String, List<List<BigInteger>>> run(Map<String, List<List<BigInteger>>> inputs) {
    for (var rows : memory) for (var row : rows) Arrays.fill(row, BigInteger.ZERO);
    out.clear();
    steps.clear();
    image = inputs.get("img").iterator();
    masks = inputs.get("msk").iterator();
    constants = inputs.get("rqc").iterator();
    halted = known = tooMany = false;
    for (var command : inputs.get("cfg")) {
      if (halted) break;
      long data = command.get(1).longValue();
      int address = (int) ConfigWord.ADDRESS.in(command.get(0).longValue());
      switch ((int) ConfigWord.TARGET.in(command.get(0).longValue())) {
        case LayerSequencer.CFG_PROGRAM -> program[address] = data;
        case LayerSequencer.CFG_TAP -> taps[address] = data;
        case LayerSequencer.CFG_KEEP -> keep(data);
        default -> start((int) data);
      }
    }
    return Map.of("out", List.copyOf(out));
  }

  /** The first word holds; an engine without stores has none. */
  private void keep(long data) {
    if (!engine.keeps() || known) return;
    known = true;
    long beats = KeepWord.MASKS.in(data), words = KeepWord.CONSTANTS.in(data);
    tooMany = beats > engine.keepMasks() || words > engine.keepConstants();
    if (tooMany) return;
    masks = kept(masks, beats);
    constants = kept(constants, words);
  }

  /** The first {@code n} again and again; all once if {@code n} is 0. */
  private static Iterator<List<BigInteger>> kept(Iterator<List<BigInteger>> stream, long n) {
    if (n == 0) return stream;
    var all = new ArrayList<List<BigInteger>>();
    while (all.size() < n && stream.hasNext()) all.add(stream.next());
    return Stream.generate(() -> all).flatMap(List::stream).iterator();
  }

  private void start(int at) {
    for (int pc = at;; pc += LayerSequencer.WORDS) {
      var descriptor = Arrays.copyOfRange(program, pc, pc + LayerSequencer.WORDS);
      int op = (int) LayerField.OP.in(descriptor);
      boolean full = op == LayerSequencer.OP_LAYER && tooMany;
      var mask = op == LayerSequencer.OP_LAYER && !full ? coded() : null;
      int error = full ? Engine.ERROR_KEEP : op > LayerSequencer.OP_LAYER ? LayerSequencer.ERROR_OP : mask != null && !ours(mask, descriptor) ? LayerSequencer.ERROR_HEADER : 0;
      if (error != 0) {
        halted = true;
        steps.add(FAULTY);
        report(descriptor, error);
        return;
      }
      if (op == LayerSequencer.OP_LOAD) load(descriptor);
      if (mask != null) new LayerModel(engine, descriptor, memory, taps, mask, scales(descriptor), out::add).run();
      steps.add(op == LayerSequencer.OP_LOAD ? LayerField.TILES.in(descriptor) * LayerField.CHUNKS.in(descriptor) : op == LayerSequencer.OP_LAYER ? LoopNest.of(descriptor, engine.sequencer()).steps() : 0);
      report(descriptor, 0);
      if (op == LayerSequencer.OP_END) return;
    }
  }

  private long maskTaps(long[] d) {
    return engine.planes() ? LayerField.MASK_TAPS.in(d) : LayerField.FOLD.in(d) == 1 ? 1 : LayerField.TAPS.in(d);
  }

  private boolean ours(SupermaskCodec.Decoded mask, long[] d) {
    var shape = mask.shape();
    return shape.outputs() == LayerField.COUT.in(d) && shape.channels() == LayerField.CHANNELS.in(d) && shape.taps() == maskTaps(d) && mask.kind().code() == LayerField.KIND.in(d);
  }

  private void load(long[] d) {
    var sink = memory[1 - (int) LayerField.SOURCE.in(d) ^ (int) LayerField.SAME.in(d)];
    for (int run = 0; run < LayerField.CHUNKS.in(d); run++) {
      int first = (int) (LayerField.BASE.in(d) + run / engine.parts() * LayerField.ROWS.in(d));
      for (int row = 0; row < LayerField.TILES.in(d); row++) sink[first + row][run % engine.parts()] = image.next().get(0);
    }
  }

  /** The next layer's mask. */
  private SupermaskCodec.Decoded coded() {
    return SupermaskCodec.decode(MaskWords.next(masks, engine.maskLayout().words()), engine.maskLayout());
  }

  private LayerModel.Constant[] scales(long[] d) {
    var scales = new LayerModel.Constant[Values.ceil((int) LayerField.COUT.in(d), engine.tco()) * engine.tco()];
    for (int o = 0; o < scales.length; o++) {
      var beat = constants.next().get(0);
      scales[o] = new LayerModel.Constant(Scale.of(beat), engine.residual() ? Back.of(beat.shiftRight(64).longValueExact()) : Back.NONE);
    }
    return scales;
  }

  private void report(long[] d, int error) {
    for (int index = 0; index < REPORTS; index++) {
      boolean none = index == 5 || index > 1 && engine.counts().waits() == 0;
      var value = index == 0 ? Values.of(StatusWord.OP.put(LayerField.OP.in(d)) | StatusWord.ERROR.put(error) | StatusWord.LAYER.put(LayerField.LAYER.in(d))) : none ? Values.of(0) : null;
      out.add(Arrays.asList(Values.of(WriteBack.KIND_REPORT), Values.of(index), null, BigInteger.ZERO, value));
    }
  }

  /**
   * A load takes a cycle per row, those without data and {@link #FETCHED}; a layer a cycle per step, those that it waits, and what fills and empties the pipeline, the last tile's beats with it.
   */
  @Override
  public Optional<String> judge(Map<String, List<List<BigInteger>>> outputs, long cycles) {
    var values = outputs.get("out").stream().filter(o -> o.get(0).intValue() == WriteBack.KIND_REPORT).map(o -> o.get(4).longValue()).toList();
    long sum = 0, most = 64 + (engine.residual() ? 8L : 4L) * engine.tco() * engine.pixels() * (engine.serial() ? 1 + engine.requantiser().totalBits() : 1);
    boolean waits = engine.counts().waits() == 1;   // else they are cycles without a reason
    for (int i = 0; i < steps.size(); i++) {
      var report = values.subList(REPORTS * i, REPORTS * (i + 1));
      long spent = report.get(1), over = spent - steps.get(i) - report.get(2) - report.get(3) - report.get(4);
      long least = spent - steps.get(i) - Math.max(report.get(2), report.get(3)); // a cycle may wait for both
      boolean layer = StatusWord.OP.in(report.get(0)) == LayerSequencer.OP_LAYER;
      if (steps.get(i) != FAULTY && (layer ? least < 2 * FETCHED || waits && over > most : waits ? over != FETCHED : over < FETCHED)) return Optional.of("descriptor " + i + " counts " + spent + " cycles for " + steps.get(i) + " steps, waits " + report.subList(2, 5));
      sum += spent + REPORTS;
    }
    return sum <= cycles ? Optional.empty() : Optional.of("the reports count " + sum + " cycles of " + cycles);
  }
}
