// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.drain.DrainController;
import blocks.engine.fetch.Tap;
import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerField;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.sequencer.StatusWord;
import blocks.engine.writeback.WriteBack;
import blocks.mask.codec.MaskDamage;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskLayout;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.MaskStreamException;
import blocks.mask.codec.SupermaskCodec;
import blocks.mask.supermask.MaskWords;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import kakure.ExternalTool;
import kakure.check.Workbench;
import kakure.cosim.RunResult;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Until;
import kakure.kernel.Netlist;
import kakure.spec.Stimulus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged masks within programs of random layers: the layer that runs ends with an error, nothing follows it, what left the engine before is what the golden function says,
 * and no row of either activation memory has changed that is not that layer's to write. Masks are decoded ahead, so that layer may be one before the mask's own. After reset
 * another program reads both memories out.
 */
@Tag("slow")
class EngineDamageTest {
  private static final int STREAMS = Integer.getInteger("streams", 3000);
  private static final long SEED = Long.getLong("seed", 1);
  private static final int STUCK = 3000;
  private static final int LONGEST = 200_000;
  /** An array of groups, which takes masks of every kind. Rows are a power of two: the last row's neighbour, which is read beside it, exists. */
  private static final Engine ENGINE = new Engine(4, 3, 4, 2, 32, 6, 16, 48, 1, 2, 2);
  private static final MaskLayout LAYOUT = ENGINE.maskLayout();
  private static final int LOADS = 2;
  /** Shape and kind in word 1. */
  private static final long HEADER = 0xff_ffff_ffff_ffffL;

  @TempDir Path temp;

  @Test
  void theLayerEndsAndNothingElseIsTouched() {
    new ExternalTool("verilator").require();
    var simulator = new Workbench(temp, Optional.empty(), line -> { }).simulator(Netlist.elaborate(ENGINE));
    var errors = new TreeSet<Integer>();
    try (var sim = simulator.open(SimOptions.seed(SEED).stalls(.1, .1))) {
      for (int i = 0; i < STREAMS; i++) {
        var rng = new SplittableRandom(SEED + i);
        var program = new Layers(((Stimulus.Transactions) new EngineStimulus(ENGINE, rng.nextLong()).programs(1)).inputs());
        errors.add(damaged(sim, program, rng.nextInt(program.masks.size()), i, rng));
      }
    }
    assertThat(errors).as("errors that occurred").contains(1, 2, 3, 4, 5, 6, 7, LayerSequencer.ERROR_HEADER);
    System.out.println("figure engine.corrupted_streams " + STREAMS + " streams");
  }

  /** Runs a program whose mask of layer {@code bad} is damaged, then reads the memories out; returns the error. */
  private static int damaged(Simulation sim, Layers program, int bad, int i, SplittableRandom rng) {
    var words = damage(program.masks.get(bad), i, rng);
    var what = "damaged stream " + i + " of seed " + SEED + ", layer " + bad;
    sim.reset(2);
    program.send(sim, bad, words);
    assertThat(sim.run(Until.idle(STUCK).orCycles(LONGEST)).reason()).as("the engine falls silent, " + what).isEqualTo(RunResult.Reason.IDLE);
    assertThat(sim.peek("halted_o")).as("halted, " + what).isOne();
    var end = beats(sim, new EngineModel(ENGINE).run(program.inputs).get("out"), LOADS + bad, what);
    int error = end.error;
    assertThat(error).as("error, " + what).satisfies(e -> assertThat(allowed(words, program.masks.get(bad))).contains(e));

    if (end.descriptor < LOADS) return error;
    sim.reset(2);
    var dump = new Dump();
    dump.send(sim);
    assertThat(sim.run(Until.idle(STUCK).orCycles(LONGEST)).reason()).isEqualTo(RunResult.Reason.IDLE);
    dump.compare(sim, program, end.descriptor - LOADS, what);
    return error;
  }

  private static long[] damage(long[] good, int i, SplittableRandom rng) {
    boolean oneOf = (good[1] >>> 48 & 255) == MaskKind.oneOf(ENGINE.oneof()).code();
    // Some damage only makes another mask: the next kind is tried.
    for (int kind = i;; kind++) {
      var words = (oneOf ? MaskDamage.INDICES : MaskDamage.SUPERMASK).of(good, kind, rng);
      if (rng.nextInt(4) == 0) words = MaskDamage.sealed(words);
      if (!allowed(words, good).isEmpty()) return words;
    }
  }

  /** The errors that the engine may name: the golden decoder's fault, any where words and length or check sum differ, of another layer where the stream is one; none where nothing is damaged. */
  private static List<Integer> allowed(long[] words, long[] good) {
    try {
      SupermaskCodec.decode(words, LAYOUT);
      return (words[1] & HEADER) == (good[1] & HEADER) ? List.of() : List.of(LayerSequencer.ERROR_HEADER, LayerSequencer.ERROR_OVERFLOW);
    } catch (MaskStreamException e) {
      var all = new ArrayList<>(List.of(e.fault().code()));
      if (e.fault() == MaskStreamException.Fault.CRC || (int) words[0] != words.length) all.addAll(List.of(1, 2, 3, 4, 5, 6, 7));
      // a header that differs, or a mask longer than the tile buffer, is seen before the fault
      if ((words[1] & HEADER) != (good[1] & HEADER)) all.addAll(List.of(LayerSequencer.ERROR_HEADER, LayerSequencer.ERROR_OVERFLOW));
      return all;
    }
  }

  /** Where a program ended, and why. */
  private record End(int descriptor, int error) {}

  /** Compares all beats up to the report that tells of an error, of those of the damaged descriptor the places only; nothing follows that report. */
  private static End beats(Simulation sim, List<List<BigInteger>> golden, int descriptor, String what) {
    var layout = sim.design().transaction("out");
    int n = (int) sim.available("out");
    var got = sim.receive("out", n);
    int done = 0, at = 0;
    while (at < n - 6) {
      int ports = done < descriptor ? 5 : 4;
      for (int p = 0; p < ports; p++) if (golden.get(at).get(p) != null) assertThat(layout.get(got, at, p)).as("beat " + at + ", port " + p + ", " + what).isEqualTo(golden.get(at).get(p));
      if (report(golden.get(at++)) == 5) done++;
    }
    assertThat(done).as("descriptors done, " + what).isLessThanOrEqualTo(descriptor);
    assertThat(n - at).as("beats of the last report, " + what).isEqualTo(6);
    for (int index = 0; index < 6; index++) {
      assertThat(layout.get(got, at + index, 0).intValue()).isEqualTo(WriteBack.KIND_REPORT);
      assertThat(layout.get(got, at + index, 1).intValue()).isEqualTo(index);
    }
    return new End(done, (int) StatusWord.ERROR.in(layout.get(got, at, 4).longValue()));
  }

  /** Index of a report's beat, or -1. */
  private static int report(List<BigInteger> beat) {
    return beat.get(0).intValue() == WriteBack.KIND_REPORT ? beat.get(1).intValue() : -1;
  }

  private static void send(Simulation sim, String stream, List<List<BigInteger>> transactions) {
    var layout = sim.design().transaction(stream);
    sim.send(stream, layout.pack(transactions));
  }

  /** A program that fills both memories and runs layers. */
  private static final class Layers {
    final Map<String, List<List<BigInteger>>> inputs;
    final List<long[]> masks = new ArrayList<>();
    final List<long[]> descriptors = new ArrayList<>();

    Layers(Map<String, List<List<BigInteger>>> inputs) {
      this.inputs = inputs;
      var words = new long[ENGINE.program()];
      for (var command : inputs.get("cfg")) {
        long address = command.get(0).longValue();
        if (ConfigWord.TARGET.in(address) == LayerSequencer.CFG_PROGRAM) words[(int) ConfigWord.ADDRESS.in(address)] = command.get(1).longValue();
      }
      for (int at = 0; at < words.length; at += LayerSequencer.WORDS) descriptors.add(Arrays.copyOfRange(words, at, at + LayerSequencer.WORDS));
      for (var it = inputs.get("msk").iterator(); it.hasNext();) masks.add(MaskWords.next(it));
    }

    void send(Simulation sim, int bad, long[] words) {
      for (var stream : List.of("cfg", "img", "rqc")) EngineDamageTest.send(sim, stream, inputs.get(stream));
      for (int l = 0; l < masks.size(); l++) EngineDamageTest.send(sim, "msk", MaskWords.transactions(l == bad ? words : masks.get(l)));
    }

    /** The commands, with an end in place of layer {@code bad}. */
    List<List<BigInteger>> until(int bad) {
      var commands = new ArrayList<>(inputs.get("cfg"));
      int end = (LOADS + bad) * LayerSequencer.WORDS;
      var ended = ConfigWord.beat(LayerSequencer.CFG_PROGRAM, end, 0);
      commands.replaceAll(c -> c.get(0).equals(ended.get(0)) ? ended : c);
      return commands;
    }
  }

  /** A program that sends every row of both memories, one channel after the other, as sums of one activation. */
  private static final class Dump {
    private final List<List<BigInteger>> commands = new ArrayList<>();
    private final List<List<BigInteger>> masks = new ArrayList<>();
    private final List<List<BigInteger>> constants = new ArrayList<>();

    Dump() {
      var program = new Program(ENGINE);
      int tap = program.taps(List.of(new Tap(0, 0, 0, 0, 1023, 1023)));
      for (int source = 0; source < 2; source++) {
        var order = new MaskOrder(LAYOUT, new MaskShape(ENGINE.tci(), ENGINE.tci(), 1), MaskKind.interleaved(ENGINE.group()));
        program.layer(source, order, ENGINE.rows()).emit(true).seed(7).tapBase(tap).reads(source, 0, ENGINE.rows()).writes(DrainController.RAW, 0, 0).sweep(ENGINE.pixels(), ENGINE.pixels(), ENGINE.rows());
        masks.addAll(MaskWords.transactions(SupermaskCodec.encode((o, c, t) -> o == c, order.shape(), LAYOUT, order.kind()).beats()));
        for (int o = 0; o < ENGINE.tco(); o++) constants.add(List.of(BigInteger.ONE));
      }
      commands.addAll(program.end().beats());
      commands.add(Program.start());
    }

    void send(Simulation sim) {
      EngineDamageTest.send(sim, "cfg", commands);
      EngineDamageTest.send(sim, "msk", masks);
      EngineDamageTest.send(sim, "rqc", constants);
    }

    /** The memories are as the golden function leaves them before the damaged layer, but for the rows that the layer may write. */
    void compare(Simulation sim, Layers program, int bad, String what) {
      var golden = golden(program, bad);
      int rows = ENGINE.rows() * ENGINE.tci();
      int n = (int) sim.available("out");
      assertThat(n).as("beats of both memories, " + what).isEqualTo(2 * (rows + 6) + 6);
      var got = sim.receive("out", n);
      var layout = sim.design().transaction("out");
      var layer = program.descriptors.get(LOADS + bad);
      long first = LayerField.BASE.in(layer);
      long last = first + LayerField.ROWS.in(layer) * ((LayerField.COUT.in(layer) + ENGINE.tci() - 1) / ENGINE.tci());
      for (int at = 0; at < n; at++) {
        int memory = at / (rows + 6), row = at % (rows + 6) / ENGINE.tci();
        if (report(golden.get(at)) >= 0 || memory == 1 - LayerField.SOURCE.in(layer) && row >= first && row < last) continue;
        assertThat(layout.get(got, at, 4)).as("memory " + memory + ", row " + row + ", " + what).isEqualTo(golden.get(at).get(4));
      }
    }

    private List<List<BigInteger>> golden(Layers program, int bad) {
      var cfg = program.until(bad);
      cfg.addAll(commands);
      var msk = new ArrayList<List<BigInteger>>();
      int used = 0;
      for (int l = 0; l < bad; l++) {
        msk.addAll(MaskWords.transactions(program.masks.get(l)));
        used += (int) (LayerField.COUT.in(program.descriptors.get(LOADS + l)) + ENGINE.tco() - 1) / ENGINE.tco() * ENGINE.tco();
      }
      msk.addAll(masks);
      var rqc = new ArrayList<>(program.inputs.get("rqc").subList(0, used));
      rqc.addAll(constants);
      var out = new EngineModel(ENGINE).run(Map.of("cfg", cfg, "img", program.inputs.get("img"), "msk", msk, "rqc", rqc)).get("out");
      return out.subList(out.size() - 2 * (ENGINE.rows() * ENGINE.tci() + 6) - 6, out.size());
    }
  }
}
