// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.Expected;
import kakure.spec.Side;
import kakure.spec.Values;
import kakure.spec.Word;

/**
 * What stands around a {@link LayerSequencer}: the host, which wrote the program and therefore knows what is to come; who gives masks, and counts steps through the loops of the layer; the drain, which knows
 * whether a tile stands in the shadow. What a step reads, the signs and the reports' values are the golden function's alone.
 */
final class LayerSequencerSide implements Side {
  private enum Phase { IDLE, READ, LOAD, SETUP, STEP, END, REPORT, HALT }

  private static final int REPORTS = 6, FETCH = 1, ARRAY = 4, STAGES = 7;

  private final LayerSequencer block;
  private final long[] words = LayerField.WORD.zeros();
  private int come;             // words of a descriptor that have come, ever
  private Phase phase = Phase.IDLE;
  private int address;          // of the descriptor
  private long done;            // cycles, rows, steps or reports of the phase
  private LoopNest nest;
  private boolean compared;     // the header of this group's mask is this layer's
  private boolean failed;
  private boolean shadow;
  private int steps;            // under way: one, two, three enabled edges ago
  private int firsts;           // of them those that begin a tile, and those that end one
  private int lasts;
  private int twices;           // that double what the plane before them gave

  LayerSequencerSide(LayerSequencer block) {
    this.block = block;
  }

  /** Whether a start is taken. */
  boolean idles() {
    return phase == Phase.IDLE;
  }

  /** Whether a tile stands in the shadow, which the drain may free. */
  boolean holds() {
    return shadow;
  }

  /** Whether a word of the program is read with the address that stands now. */
  boolean reads() {
    return phase == Phase.READ && done < LayerSequencer.WORDS;
  }

  /** That address. */
  int wordAddress() {
    return address + (int) done & (1 << block.pcBits()) - 1;
  }

  /** A field of the layer as far as its words have come; 1 before the first. */
  long said(Word.Field field) {
    return (come >> field.part() & 1) == 0 ? 1 : field.in(words);
  }

  /** Whether the group of output channels whose mask is wanted next is the layer's last, as the mask says with its end. */
  boolean lastGroup() {
    long group = phase == Phase.STEP ? nest.step(done).outputGroup() : 0;
    return (group + 1) * block.tco() >= said(LayerField.COUT);
  }

  /** Whether the step that goes with these inputs is the last that needs its group's mask. */
  boolean endsGroup(LayerSequencer.In<BigInteger> in) {
    return goes(in) && enabled(in) && groupLast();
  }

  /** Whether one tap's weights serve for all. */
  private boolean folded() {
    return block.residual() && said(LayerField.FOLD) == 1;
  }

  /** Taps that the mask's header is to say. */
  long maskTaps() {
    return block.planes() ? said(LayerField.MASK_TAPS) : folded() ? 1 : said(LayerField.TAPS);
  }

  private boolean groupLast() {
    var step = nest.step(done);
    return nest.endsTile(step) && step.tile() + 1 == nest.tiles();
  }

  private boolean goes(LayerSequencer.In<BigInteger> in) {
    return phase == Phase.STEP && compared && Values.on(in.maskFull()) && Values.on(in.fetchReady());
  }

  /** The array stands where it would overwrite a tile that is not drained. */
  private boolean enabled(LayerSequencer.In<BigInteger> in) {
    return (lasts & ARRAY) == 0 || !shadow || Values.on(in.free());
  }

  private boolean ours(LayerSequencer.In<BigInteger> in) {
    var head = in.head();
    return head.cout().longValue() == said(LayerField.COUT) && head.taps().longValue() == maskTaps() && head.channels().longValue() == said(LayerField.CHANNELS)
        && head.kind().longValue() == said(LayerField.KIND) && Values.on(in.maskEnd()) == lastGroup();
  }

  @Override
  public Expected step(List<BigInteger> inputs) {
    LayerSequencer.In<BigInteger> in = Values.record(block.in(), inputs);
    boolean layer = phase == Phase.STEP || phase == Phase.END, aborts = aborts();
    boolean quiet = steps == 0 && !shadow && Values.on(in.idle()), over = failed ? !shadow && Values.on(in.idle()) : quiet;
    boolean looks = phase == Phase.STEP && !compared && Values.on(in.maskFull()), ours = looks && ours(in);
    boolean fault = layer && !failed && (Values.on(in.maskError()) || Values.on(in.maskOverflow()) || Values.on(in.scaleBad()) || looks && !ours);
    boolean enabled = enabled(in), goes = goes(in), ends = endsGroup(in);

    boolean arrives = enabled && (lasts & ARRAY) != 0;
    shadow = (arrives || shadow && !Values.on(in.free())) && !aborts;
    if (enabled) follow(goes);
    compared = (compared || ours) && !ends;
    if (phase == Phase.STEP && enabled && goes) advance(nest.steps(), Phase.END);
    else if (phase == Phase.END && over && !fault) enter(Phase.REPORT);
    else if (!layer) others(in);
    if (fault) {
      failed = true;
      enter(Phase.END);
    }
    return expected(in);
  }

  /** The array's flags follow a step by three enabled edges. */
  private void follow(boolean goes) {
    var step = goes ? nest.step(done) : null;
    steps = 2 * steps & STAGES | (goes ? FETCH : 0);
    boolean begins = goes && step.turn() == 0 && step.tap() == 0;
    firsts = 2 * firsts & STAGES | (begins && step.plane() == 0 ? FETCH : 0);
    twices = 2 * twices & STAGES | (begins && step.plane() > 0 && step.plane() <= said(LayerField.DOUBLES) ? FETCH : 0);
    lasts = 2 * lasts & STAGES | (goes && nest.endsTile(step) ? FETCH : 0);
  }

  private void others(LayerSequencer.In<BigInteger> in) {
    switch (phase) {
      case IDLE -> { if (Values.on(in.cfg().valid()) && in.cfg().target().intValueExact() == LayerSequencer.CFG_START) read(in.cfg().pc().intValueExact()); }
      case READ -> arrive(in.word());
      case LOAD -> { if (Values.on(in.imgValid())) advance(said(block.runs()) * said(LayerField.TILES), Phase.REPORT); }
      case SETUP -> enter(Phase.STEP);
      case REPORT -> { if (Values.on(in.reportReady())) advance(REPORTS, Phase.HALT); }
      default -> { }
    }
    // The reports are out: the next descriptor, unless this one failed or was the end.
    if (phase != Phase.HALT || failed) return;
    if (said(LayerField.OP) == LayerSequencer.OP_END) enter(Phase.IDLE);
    else read(address + LayerSequencer.WORDS);
  }

  private void read(int at) {
    address = at;
    enter(Phase.READ);
  }

  /** Word k comes a cycle after its address; with the last the descriptor begins. */
  private void arrive(BigInteger word) {
    if (done > 0) {
      words[(int) done - 1] = word.longValue();
      come |= 1 << done - 1;
    }
    if (done++ < LayerSequencer.WORDS) return;
    int op = (int) said(LayerField.OP);
    failed = op > LayerSequencer.OP_LAYER;
    compared = false;
    if (op == LayerSequencer.OP_LAYER) nest = LoopNest.of(words, block);
    enter(op == LayerSequencer.OP_LOAD ? Phase.LOAD : op == LayerSequencer.OP_LAYER ? Phase.SETUP : Phase.REPORT);
  }

  private void advance(long all, Phase next) {
    if (++done == all) enter(next);
  }

  private void enter(Phase next) {
    phase = next;
    done = 0;
  }

  private boolean aborts() {
    return phase == Phase.END && failed;
  }

  private Expected expected(LayerSequencer.In<BigInteger> in) {
    boolean idle = idles(), halted = phase == Phase.HALT, goes = goes(in), array = enabled(in) && (steps & ARRAY) != 0, reports = phase == Phase.REPORT;
    boolean written = idle && Values.on(in.cfg().valid());
    int target = in.cfg().target().intValueExact();
    var step = goes ? nest.step(done) : new LoopNest.Step(0, 0, 0, 0, 0, 0);
    var expected = new Expected();
    if (block.planes()) expected.number(array, "array_twice_0_o", (twices & ARRAY) / ARRAY);
    return expected
        .flag("cfg_ready_o", idle || halted).flag("img_ready_o", phase == Phase.LOAD || halted).flag("halted_o", halted)
        .flag("program_we_o", written && target == LayerSequencer.CFG_PROGRAM).flag("tap_we_o", written && target == LayerSequencer.CFG_TAP)
        .flag("word_en_o", reads()).number(reads(), "word_addr_o", wordAddress())
        .flag("en_o", enabled(in)).flag("valid_o", goes).number(goes, "fresh_o", step.tap() == 0 || folded() ? 1 : 0)
        .number(goes, "last_step_o", goes && nest.endsTile(step) ? 1 : 0).number(goes, "last_tile_o", goes && step.tile() + 1 == nest.tiles() ? 1 : 0)
        .flag("group_last_o", goes && groupLast())
        .flag("array_en_o", array).number(array, "array_first_o", (firsts & ARRAY) / ARRAY).number(array, "array_last_o", (lasts & ARRAY) / ARRAY)
        .flag("tile_o", shadow && Values.on(in.scaleFull())).flag("setup_o", phase == Phase.SETUP).flag("abort_o", aborts())
        .flag("load_we_o", phase == Phase.LOAD && Values.on(in.imgValid())).flag("report_valid_o", reports).number(reports, "report_index_o", done);
  }
}
