// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a design cycle by cycle beside its golden function and compares all outputs of every cycle. Frames of up to 1,024 cycles (4,096 of a {@link Sweep}) are streamed, four under way at a time, so stimulus and golden
 * function run while the simulator does.
 */
public final class CycleRun {
  private static final int FRAME_CYCLES = 1024;
  /** Of a sweep, whose cycles are short and whose frames hold no inputs: one thread waits for another less often. */
  private static final int SWEEP_CYCLES = 4096;
  private static final int FRAME_BYTES = 1 << 20;
  private static final int WINDOW = 4;
  /** In place of input records that the simulator makes. */
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final Simulator simulator;
  private final CycleStimulus stimulus;
  private final CycleGolden golden;
  private final SimOptions options;
  private final long ignored;
  private final Optional<Path> reports;
  private final CycleWatch watch;

  private CycleRun(Simulator simulator, CycleStimulus stimulus, CycleGolden golden, SimOptions options, long ignored, Optional<Path> reports, CycleWatch watch) {
    this.simulator = simulator;
    this.stimulus = stimulus;
    this.golden = golden;
    this.options = options;
    this.ignored = ignored;
    this.reports = reports;
    this.watch = watch;
  }

  /** A run of this design with this stimulus against this golden function; failures are written below {@code .kakure/mismatch}. */
  public static CycleRun of(Simulator simulator, CycleStimulus stimulus, CycleGolden golden) {
    return new CycleRun(simulator, stimulus, golden, SimOptions.seed(1), 0, Optional.of(Path.of(".kakure", "mismatch")), (first, cycles, outputs) -> { });
  }

  /** With these options; stalls do not apply, the stimulus drives every input. */
  public CycleRun options(SimOptions o) {
    return new CycleRun(simulator, stimulus, golden, o, ignored, reports, watch);
  }

  /** Without comparing the first cycles: data registers are not reset and hold anything until the first data are through. */
  public CycleRun ignoreFirst(long cycles) {
    return new CycleRun(simulator, stimulus, golden, options, cycles, reports, watch);
  }

  /** With another directory for replay files and waveforms. */
  public CycleRun reports(Path directory) {
    return new CycleRun(simulator, stimulus, golden, options, ignored, Optional.of(directory), watch);
  }

  /** Without replay and waveform: where many designs are expected to differ. */
  public CycleRun withoutReports() {
    return new CycleRun(simulator, stimulus, golden, options, ignored, Optional.empty(), watch);
  }

  /** Shows the outputs of every cycle to somebody, before what is not defined is masked. */
  public CycleRun watch(CycleWatch w) {
    return new CycleRun(simulator, stimulus, golden, options, ignored, reports, w);
  }

  /**
   * Runs {@code cycles} cycles from reset.
   *
   * @throws MismatchException at the first difference, after its replay was written
   */
  public CycleReport run(long cycles) {
    Optional<Mismatch> found;
    Scoreboard board = new Scoreboard(simulator.design(), options.seed(), ignored);
    stimulus.reset();
    golden.reset();
    double seconds;
    try (Simulation sim = simulator.open(options)) {
      long start = System.nanoTime();
      found = frames(sim, board, cycles);
      seconds = (System.nanoTime() - start) / 1e9;
    }
    if (found.isPresent()) {
      if (reports.isEmpty()) throw new MismatchException(found.get(), null, "not asked for");
      throw new Replay(simulator, options, reports.get()).write(found.get(), stimulus, golden);
    }
    return new CycleReport(cycles, board.compared(), options.seed(), seconds);
  }

  /** A frame under way. */
  private record Frame(long first, int cycles, ByteBuffer in, ByteBuffer want, Optional<ByteBuffer> defined, CompletableFuture<ByteBuffer> got) {}

  private Optional<Mismatch> frames(Simulation sim, Scoreboard board, long cycles) {
    int inBytes = simulator.design().inputs().bytes();
    int outBytes = simulator.design().outputs().bytes();
    int most = frameCycles(stimulus, inBytes, outBytes);
    ArrayDeque<Frame> under = new ArrayDeque<>();
    ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();
    ByteBuffer before = ByteBuffer.allocate(inBytes);
    for (long first = 0; first < cycles || !under.isEmpty();) {
      if (first < cycles && under.size() < WINDOW) {
        int n = (int) Math.min(most, cycles - first);
        ByteBuffer in = NONE;
        CompletableFuture<ByteBuffer> got;
        if (stimulus instanceof Sweep sweep) {
          got = sim.sweep(sweep, first, n);
        } else {
          in = buffer(spare, most * inBytes).limit(n * inBytes);
          stimulus.fill(in, n);
          in.rewind();
          got = sim.step(sim.stepFrame(n).put(in.duplicate()), first, n);
        }
        ByteBuffer want = buffer(spare, most * outBytes).limit(n * outBytes);
        golden.run(in, want, n);
        under.add(new Frame(first, n, in.rewind(), want.rewind(), defined(n, outBytes), got));
        first += n;
        if (under.size() < WINDOW && !under.peek().got().isDone()) continue;
      }
      Frame f = under.remove();
      ByteBuffer answer = sim.await(f.got());
      sim.cycle(f.first() + f.cycles());
      ByteBuffer got = check(answer, f, outBytes);
      watch.cycles(f.first(), f.cycles(), got.duplicate());
      f.defined().ifPresent(masks -> mask(got, masks));
      Optional<Mismatch> found = board.compare(f.first(), f.cycles(), cycle -> input(f, cycle, before), f.want(), got);
      if (found.isPresent()) return found;
      sim.give(answer);
      spare.add(f.want());
      if (f.in() == NONE) continue;
      before.put(0, f.in(), (f.cycles() - 1) * inBytes, inBytes);
      spare.add(f.in());
    }
    return Optional.empty();
  }

  /** The record of a cycle of a frame, or of the cycle before it. */
  private ByteBuffer input(Frame f, long cycle, ByteBuffer before) {
    if (stimulus instanceof Sweep sweep) return sweep.record(cycle);
    return cycle < f.first() ? before : f.in().slice((int) (cycle - f.first()) * before.capacity(), before.capacity());
  }

  private Optional<ByteBuffer> defined(int cycles, int outBytes) {
    if (!golden.partial()) return Optional.empty();
    ByteBuffer masks = ByteBuffer.allocate(cycles * outBytes).order(ByteOrder.LITTLE_ENDIAN);
    golden.defined(masks, cycles);
    return Optional.of(masks.rewind());
  }

  /** What is not defined counts as 0, in the answer as in the golden function's. */
  private static void mask(ByteBuffer got, ByteBuffer masks) {
    int from = got.position();
    for (int i = 0; i < masks.limit(); i++) got.put(from + i, (byte) (got.get(from + i) & masks.get(i)));
  }

  private static ByteBuffer check(ByteBuffer answer, Frame f, int outBytes) {
    if (answer.remaining() != Simulation.RESULT_HEAD + f.cycles() * outBytes || answer.getLong() != f.first() || answer.getInt() != f.cycles()) throw new ToolException("the simulator answered other cycles than asked for");
    return answer;
  }

  /** Cycles of a frame: 1,024, 4,096 of a sweep, or fewer where ports are so wide that a frame would leave the caches. */
  static int frameCycles(CycleStimulus stimulus, int inBytes, int outBytes) {
    return Math.max(1, Math.min(stimulus instanceof Sweep ? SWEEP_CYCLES : FRAME_CYCLES, FRAME_BYTES / Math.max(1, Math.max(inBytes, outBytes))));
  }

  private static ByteBuffer buffer(ArrayDeque<ByteBuffer> spare, int bytes) {
    for (ByteBuffer b : spare) {
      if (b.capacity() == bytes) {
        spare.remove(b);
        return b.clear();
      }
    }
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
