// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import kakure.cosim.MemoryWatch;
import kakure.kernel.Block;
import kakure.network.golden.GoldenNetwork;
import kakure.target.Answer;
import kakure.target.Case;
import kakure.target.Link;
import kakure.target.Plan;
import kakure.target.Ratio;
import kakure.target.RunReport;
import kakure.target.Step;
import kakure.target.Trace;

/** A network on an engine as the runner sees it: layers are steps, images are cases. */
public final class EngineRun implements Plan {
  /** Bytes of an answer beyond which none is said: its files would take ten times as many. */
  private static final long MOST_ANSWER = 1 << 24;

  private final EnginePlan plan;
  private final boolean emitting;
  private final Schedule schedule;
  private final List<Step> steps;
  private Common common;
  private final ThreadLocal<GoldenNetwork> golden;

  /** Predicts the cycles of every layer, of which none but the last sends its result: a simulator watches what is written. */
  public EngineRun(EnginePlan plan) {
    this(plan, false);
  }

  private EngineRun(EnginePlan plan, boolean emitting) {
    this.plan = plan;
    this.emitting = emitting;
    this.schedule = Schedule.of(plan, emitting);
    this.golden = ThreadLocal.withInitial(() -> new GoldenNetwork(plan.network()));
    var all = new ArrayList<Step>();
    for (int l = 0; l < plan.layers().size(); l++) all.add(EngineSteps.of(plan.layers().get(l), plan.engine(), schedule.cycles(l)));
    this.steps = List.copyOf(all);
  }

  /** What every image needs, or an engine that keeps it once. */
  private record Common(ByteBuffer masks, ByteBuffer scales, OutputLayout layout) {}

  /** Made with the first image: who asks for the plan alone does not wait for it. */
  private synchronized Common common() {
    if (common == null) common = new Common(plan.masks(), plan.scales(), new OutputLayout(plan, emitting));
    return common;
  }

  /** The layout of the network on the engine. */
  public EnginePlan plan() {
    return plan;
  }

  @Override
  public Block top() {
    return plan.engine();
  }

  @Override
  public String extent() {
    return extent(plan.engine());
  }

  /** The extent of an engine, with its group where it has one. */
  static String extent(Engine e) {
    return e.tci() + "x" + e.pixels() + "x" + e.tco() + (e.group() == 1 ? "" : " in groups of " + e.group());
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public long plannedCycles() {
    return schedule.total();
  }

  @Override
  public List<String> summary() {
    Engine e = plan.engine();
    var adders = e.group() == 1 ? "" : String.format(Locale.ROOT, " on %d adder inputs", e.elements() / e.group());
    return List.of(
        String.format(Locale.ROOT, "array %s, %d elements%s: %d cycles per image, %.1f%% of the elements at work", extent(), e.elements(), adders, schedule.total(), 100 * utilisation()),
        String.format(Locale.ROOT, "activations 2 x %d rows of %d bytes, mask tile 2 x %d entries of %d bits", e.rows(), e.tci() * e.pixels(), e.maskDepth(), e.maskEntryBits()));
  }

  @Override
  public String details() {
    return Streams.text(plan);
  }

  @Override
  public Map<String, Object> keys() {
    return Streams.keys(plan);
  }

  @Override
  public List<String> remarks() {
    var planned = new ArrayList<RunReport.Ran>();
    for (int l = 0; l < steps.size(); l++) planned.add(new RunReport.Ran(steps.get(l), schedule.cycles(l), schedule.waits(l), 0, 0));
    return Losses.remarks(plan, planned);
  }

  @Override
  public List<Ratio> ratios() {
    return EngineSteps.RATIOS;
  }

  @Override
  public List<String> remarks(RunReport report) {
    var lines = new ArrayList<>(List.of(EngineSteps.LEGEND));
    lines.addAll(Losses.remarks(plan, report.steps()));
    return lines;
  }

  @Override
  public List<String> counters() {
    return OutputDecoder.counters(plan.engine());
  }

  @Override
  public void setup(Link link) {
    link.send("cfg", "program", plan.descriptors(emitting));
    link.send("cfg", "taps", plan.tapTable());
    if (!plan.kept()) return;
    link.send("msk", "masks", common().masks.duplicate());
    link.send("rqc", "constants", common().scales.duplicate());
  }

  @Override
  public Optional<MemoryWatch> watch() {
    return emitting ? Optional.empty() : Optional.of(MemoryWrites.watch(plan.engine()));
  }

  /** Every layer sends its result, and what it pools, for which it takes more cycles where it is narrow. */
  @Override
  public EngineRun emitting() {
    return emitting ? this : new EngineRun(plan, true);
  }

  @Override
  public Case of(byte[] image) {
    return new Image(image);
  }

  @Override
  public OptionalInt label(Trace trace) {
    return OptionalInt.of(plan.network().label(trace.tensors().get(trace.tensors().size() - 1).values()));
  }

  @Override
  public Map<String, Object> host() {
    return HostKeys.of(plan);
  }

  @Override
  public Map<String, String> driver(boolean loaded) {
    return DriverFiles.of(plan, loaded);
  }

  @Override
  public Set<String> onePort() {
    return OnePort.of(plan);
  }

  /** A layer may be silent for a tile, but not for as long as four images should take. */
  @Override
  public int patience() {
    return (int) Math.min(Integer.MAX_VALUE, 10_000 + 4 * schedule.total());
  }

  /** An image's way. */
  private final class Image implements Case {
    private final ByteBuffer pixels;
    private final byte[] image;

    Image(byte[] image) {
      this.image = image;
      this.pixels = plan.image(image);
    }

    @Override
    public void send(Link link) {
      link.send("cfg", "start", plan.start());
      link.send("img", "image", pixels.duplicate());
      if (plan.kept()) return;
      link.send("msk", "masks", common().masks.duplicate());
      link.send("rqc", "constants", common().scales.duplicate());
    }

    @Override
    public void sendInTurn(Link link) {
      link.send("cfg", "start", plan.start());
      link.send("img", "image", pixels.duplicate());
      if (!plan.kept()) Turns.send(plan, common().masks.duplicate(), common().scales.duplicate(), link);
    }

    @Override
    public String answer() {
      return "out";
    }

    @Override
    public long beats() {
      return common().layout.beats();
    }

    @Override
    public Trace golden() {
      return EngineTensors.golden(common().layout, golden.get().run(image));
    }

    @Override
    public OutputDecoder decoder() {
      return new OutputDecoder(common().layout);
    }

    @Override
    public Optional<Answer> expected(Trace golden) {
      var layout = common().layout;
      return !emitting || layout.beats() * layout.beatBytes > MOST_ANSWER ? Optional.empty() : Optional.of(OutputBeats.of(layout, golden));
    }
  }
}
