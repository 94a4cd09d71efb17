// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import blocks.array.array.ArrayFlags;
import blocks.engine.LayerShape;
import blocks.engine.ReadBack;
import blocks.engine.Report;
import blocks.engine.Sweep;
import blocks.engine.Window;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;
import kakure.spec.Word;

/**
 * Golden function of {@link LayerSequencer}: descriptors one after the other ({@link Descriptor} says what each asks for), the array's flags three enabled cycles behind
 * their step, the shadow between the array and the drain, and the reports.
 */
final class LayerSequencerModel implements CycleModel {
  /** What a descriptor goes through. */
  private enum State { IDLE, FETCH, LOAD, SETUP, RUN, TAIL, REPORT, HALT }

  private static final int REPORTS = 6;
  private static final int LAST_FETCH = 8;

  private final LayerSequencer block;
  private final Descriptor descriptor;
  private final Descriptor.Step[] under = new Descriptor.Step[3];   // at B, C, D
  private final long[] counters = new long[REPORTS];
  private State state;
  private int pc;
  private int fetched;
  private long done;            // beats of a load, steps of a layer
  private boolean match;
  private boolean shadow;
  private int error;
  private int report;

  LayerSequencerModel(LayerSequencer block) {
    this.block = block;
    this.descriptor = new Descriptor(block);
    reset();
  }

  @Override
  public void reset() {
    state = State.IDLE;
    error = report = 0;
    shadow = match = false;
    java.util.Arrays.fill(under, null);
    descriptor.clear();
  }

  private boolean issued() {
    return done == descriptor.steps();
  }

  private boolean enabled(LayerSequencer.In<BigInteger> in) {
    return !(under[2] != null && under[2].last() && shadow && !Values.on(in.free()));
  }

  /** Whether these inputs let a step go. */
  private boolean steps(LayerSequencer.In<BigInteger> in) {
    return state == State.RUN && !issued() && match && Values.on(in.maskFull()) && Values.on(in.fetchReady());
  }

  private boolean headerIsOurs(LayerSequencer.In<BigInteger> in) {
    return in.head().cout().longValue() == descriptor.get(LayerField.COUT) && in.head().taps().longValue() == descriptor.maskTaps()
        && in.head().channels().longValue() == descriptor.get(LayerField.CHANNELS)
        && in.head().kind().longValue() == descriptor.get(LayerField.KIND) && Values.on(in.maskEnd()) == descriptor.step(done).lastGroup();
  }

  private int fault(LayerSequencer.In<BigInteger> in, boolean looks) {
    if (Values.on(in.maskError())) return in.maskError().intValueExact();
    if (Values.on(in.maskOverflow())) return LayerSequencer.ERROR_OVERFLOW;
    if (Values.on(in.scaleBad())) return LayerSequencer.ERROR_SCALE;
    return looks && !headerIsOurs(in) ? LayerSequencer.ERROR_HEADER : 0;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    LayerSequencer.In<BigInteger> in = Values.record(block.in(), values);
    boolean enabled = enabled(in), steps = steps(in), loads = state == State.LOAD && Values.on(in.imgValid());
    boolean looks = state == State.RUN && !issued() && Values.on(in.maskFull()) && !match;
    boolean quiet = under[0] == null && under[1] == null && under[2] == null && !shadow && Values.on(in.idle());
    boolean aborts = aborts(), freed = Values.on(in.free());
    count(in, enabled);
    int fault = (state == State.RUN || state == State.TAIL) && error == 0 ? fault(in, looks) : 0;
    switch (state) {
      case IDLE -> { if (Values.on(in.cfg().valid()) && in.cfg().target().intValueExact() == LayerSequencer.CFG_START) start(in.cfg().pc().intValueExact()); }
      case FETCH -> fetch(in.word());
      case LOAD -> { if (loads && ++done == descriptor.loads()) state = State.REPORT; }
      case SETUP -> state = State.RUN;
      case RUN -> { if (fault != 0 || issued()) state = State.TAIL; }
      case TAIL -> { if (error != 0 ? Values.on(in.idle()) && !shadow : quiet && fault == 0) state = State.REPORT; }
      case REPORT -> { if (Values.on(in.reportReady()) && ++report == REPORTS) next(); }
      default -> { }
    }
    if (looks) match = headerIsOurs(in);
    if (fault != 0) error = fault;
    shadow = (shadow && !freed || enabled && under[2] != null && under[2].last()) && !aborts;
    if (enabled) {
      under[2] = under[1];
      under[1] = under[0];
      under[0] = steps ? descriptor.step(done) : null;
      if (steps) {
        match &= !under[0].groupLast();
        done++;
      }
    }
    return outputs(in);
  }

  private boolean aborts() {
    return state == State.TAIL && error != 0;
  }

  private void start(int at) {
    pc = at;
    fetched = 0;
    state = State.FETCH;
    java.util.Arrays.fill(counters, 0);
  }

  private void fetch(BigInteger word) {
    if (fetched > 0) descriptor.word(fetched - 1, word.longValue());
    if (fetched++ < LAST_FETCH) return;
    int op = (int) descriptor.get(LayerField.OP);
    if (op > LayerSequencer.OP_LAYER) error = LayerSequencer.ERROR_OP;
    state = op == LayerSequencer.OP_LOAD ? State.LOAD : op == LayerSequencer.OP_LAYER ? State.SETUP : State.REPORT;
    done = 0;
    match = false;
  }

  private void next() {
    report = 0;
    java.util.Arrays.fill(counters, 0);
    if (error != 0) state = State.HALT;
    else if (descriptor.get(LayerField.OP) == LayerSequencer.OP_END) state = State.IDLE;
    else start(pc + LayerSequencer.WORDS);
  }

  private void count(LayerSequencer.In<BigInteger> in, boolean enabled) {
    if (state != State.IDLE && state != State.REPORT && state != State.HALT) counters[1]++;
    if (state == State.RUN && !issued() && !Values.on(in.maskFull())) counters[2]++;
    if (!enabled) counters[3]++;
    if (state == State.LOAD && !Values.on(in.imgValid())) counters[4]++;
  }

  private List<BigInteger> outputs(LayerSequencer.In<BigInteger> in) {
    boolean cfg = Values.on(in.cfg().valid()) && state == State.IDLE;
    int target = in.cfg().target().intValueExact();
    boolean reads = state == State.FETCH && fetched < LAST_FETCH, enabled = enabled(in), steps = steps(in), reports = state == State.REPORT;
    boolean loads = state == State.LOAD && Values.on(in.imgValid());
    var s = steps ? descriptor.step(done) : null;
    var d = enabled ? under[2] : null;
    var address = Values.wrap(pc + fetched, block.pcBits());
    var idle = Values.of(state == State.IDLE || state == State.HALT);
    var step = new LayerSequencer.StepFlags<>(
        Values.of(steps), steps ? Values.of(s.fresh()) : null, steps ? Values.of(s.lastStep()) : null, steps ? Values.of(s.lastTile()) : null, Values.of(steps && s.groupLast()),
        steps ? s.row() : null, steps ? s.tapAddr() : null, steps ? s.entry() : null, steps ? s.w() : null, blockStep(),
        block.spreads() ? Collections.singletonList(descriptor.bits(LayerField.SPREAD, 1)) : List.of(),
        block.windowed() ? Collections.singletonList(steps ? s.shift() : null) : List.of());
    var shape = new LayerShape<>(
        descriptor.bits(LayerField.MODE, 2), descriptor.bits(LayerField.TILES, block.tileBits()), descriptor.bits(LayerField.COUT, block.channelBits()), base(), descriptor.row(LayerField.ROWS),
        descriptor.row(LayerField.PLANE), block.overlaps() ? optional(LayerField.OVERLAP, 1) : List.of(), block.terms() ? Collections.singletonList(descriptor.bits(LayerField.TERMS, block.termBits())) : List.of());
    return Values.list(new LayerSequencer.Out<>(
        idle, Values.of(state == State.LOAD || state == State.HALT), Values.of(state == State.HALT),
        Values.of(cfg && target == LayerSequencer.CFG_PROGRAM), Values.of(cfg && target == LayerSequencer.CFG_TAP), Values.of(reads), reads ? address : null,
        Values.of(enabled), step, new ArrayFlags<>(Values.of(d != null), d == null ? null : Values.of(d.first()), d == null ? null : Values.of(d.last()), block.planes() ? Collections.singletonList(d == null ? null : Values.of(d.twice())) : List.of()), Values.of(shadow && Values.on(in.scaleFull())),
        Values.of(state == State.SETUP), Values.of(aborts()), descriptor.bits(LayerField.SOURCE, 1), descriptor.bits(LayerField.EMIT, 1), shape,
        new Sweep<>(coord(LayerField.PITCH), coord(LayerField.STEP_X), coord(LayerField.STEP_Y)),
        new Window<>(coord(LayerField.WIDTH), coord(LayerField.HEIGHT), descriptor.row(LayerField.LINE_ROWS), descriptor.bits(LayerField.LINE_REM, block.remBits())),
        new LayerSequencer.ImageRow<>(Values.of(loads), loads ? descriptor.loadRow(done) : null, loads ? descriptor.loadChunk(done) : null),
        new Report<>(Values.of(reports), reports ? Values.of(report) : null, reports ? Values.of(value()) : null),
        new ReadBack<>(optional(LayerField.BACK, 1), optional(LayerField.LARGEST, 1), optional(LayerField.BACK_BASE, block.rowBits()), optional(LayerField.BACK_ROWS, block.rowBits())),
        optional(LayerField.SAME, 1), optional(LayerField.FOLD, 1),
        block.stores() ? Collections.singletonList(descriptor.bits(LayerField.STORED, 1)) : List.of(), block.stores() ? Collections.singletonList(d == null ? null : d.lanes()) : List.of()));
  }

  /** A field that only the sequencer of residual networks has. */
  private List<BigInteger> optional(Word.Field field, int width) {
    return block.residual() ? Collections.singletonList(descriptor.bits(field, width)) : List.of();
  }

  private long value() {
    return report == 0 ? StatusWord.OP.put(descriptor.get(LayerField.OP)) | StatusWord.ERROR.put(error) | StatusWord.LAYER.put(descriptor.get(LayerField.LAYER)) : told(report);
  }

  /** Cycles modulo what their counter holds; no waits where none are counted. */
  private long told(int index) {
    return index == 1 || block.waits() ? counters[index] & (1L << block.cycleBits()) - 1 : 0;
  }

  /** Where every group of outputs lies in one block, nobody asks for the way to the next. */
  private BigInteger blockStep() {
    return block.oneAdder() ? BigInteger.ZERO : descriptor.bits(LayerField.BLOCK_STEP, 32);
  }

  /** First row that is written. */
  private BigInteger base() {
    return block.zeroBased() ? BigInteger.ZERO : descriptor.row(LayerField.BASE);
  }

  private BigInteger coord(Word.Field field) {
    return descriptor.bits(field, block.coord());
  }
}
