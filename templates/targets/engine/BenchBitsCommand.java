// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import kakure.CheckFailed;
import kakure.check.LogicArea;
import kakure.check.Workbench;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.ToolException;
import kakure.cosim.bench.Programs;
import kakure.eda.Liberty;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.spec.Parameters;
import kakure.target.Given;
import kakure.target.RunReport;
import kakure.target.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure bench-bits}: one stored set of eight planes on the simulated engine, stopped after each of them; and what the planes cost a hidden network. {@code scripts/bench-bits.sh} calls it. */
@Command(name = "bench-bits", hidden = true, header = "Cycles of bit-serial weights by their bits, and what planes cost hidden ones: lines \"figure NAME VALUE UNIT\".")
final class BenchBitsCommand implements Runnable {
  /** The array whose area is asked: sixteen channels share a sum, as on larger ones. */
  private static final String AREA = "16x1x4";
  /** Images and turns by which the speed of simulation is asked. */
  private static final int IMAGES = 40;
  private static final int TURNS = 7;
  /** The most scaled planes. */
  private static final int SCALED = 4;

  @Option(names = EngineTarget.ARRAY, paramLabel = "AxBxC", description = "Input channels x pixels x output channels of the engine (${DEFAULT-VALUE}).")
  private String array = "16x4x16";

  @Option(names = "--seed", paramLabel = "SEED", description = "Of weights, images and uninitialised state (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--no-area", description = "Without synthesis.")
  private boolean noArea;

  @Override
  public void run() {
    var largest = BitSerialNetworks.stored(seed, BitSerialNetworks.BITS);
    var with = Needs.fitted(engine(array), largest, Set.of(), false);
    var without = without(with);
    var simulator = simulator(with);
    double one = 0;
    for (int bits = 1; bits <= BitSerialNetworks.BITS; bits++) {
      double cycles = cycles(run(BitSerialNetworks.stored(seed, bits), with, simulator, 1, bits + " bits"));
      if (bits == 1) one = cycles;
      System.out.printf(Locale.ROOT, "figure bits.%d.cycles %.0f cycles%nfigure bits.%d.cycles_ratio %.3f ratio%n", bits, cycles, bits, cycles / one);
    }
    scaled();
    var hidden = BitSerialNetworks.hidden(seed);
    var plain = simulator(without);
    var before = new double[TURNS];
    var after = new double[TURNS];
    double ratio = 0;
    for (int i = 0; i < TURNS; i++) {
      var bare = run(hidden, without, plain, IMAGES, "hidden, without planes");
      var planes = run(hidden, with, simulator, IMAGES, "hidden, with planes");
      ratio = cycles(planes) / cycles(bare);
      before[i] = bare.simulatorSeconds() / bare.cycles();
      after[i] = planes.simulatorSeconds() / planes.cycles();
    }
    System.out.printf(Locale.ROOT, "figure bits.hidden.cycles_ratio %.3f ratio%n", ratio);
    if (Programs.median(before) > 0) System.out.printf(Locale.ROOT, "figure bits.hidden.time_ratio %.3f ratio%n", Programs.median(after) / Programs.median(before));
    if (noArea) return;
    var small = Parameters.with(engine(AREA), Map.of("planes", "true"));
    System.out.printf(Locale.ROOT, "figure bits.hidden.area_ratio %.3f ratio%n", area(small) / area(without(small)));
    var beats = Parameters.with(small, Map.of("drain", "1")); // four a group, which terms ask for
    System.out.printf(Locale.ROOT, "figure bits.scaled.area_ratio %.3f ratio%n", area(Parameters.with(beats, Map.of("terms", "true"))) / area(beats));
  }

  /** Planes that have a factor for each output channel; one is the case that an engine without terms has, too. */
  private void scaled() {
    var engine = Needs.fitted(engine(array), BitSerialNetworks.scaled(seed, SCALED), Set.of(), false);
    var simulator = simulator(engine);
    double one = 0;
    for (int planes = 1; planes <= SCALED; planes *= 2) {
      double cycles = cycles(run(BitSerialNetworks.scaled(seed, planes), engine, simulator, 1, planes + " scaled planes"));
      if (planes == 1) one = cycles;
      System.out.printf(Locale.ROOT, "figure bits.scaled.%d.cycles_ratio %.3f ratio%n", planes, cycles / one);
    }
  }

  private static Engine engine(String extent) {
    return new EngineTarget().top(Given.NOTHING.with(EngineTarget.ARRAY, extent));
  }

  private static Engine without(Engine planes) {
    return Parameters.with(planes, Map.of("planes", "false"));
  }

  private static Simulator simulator(Engine engine) {
    return new Workbench(Home.work().resolve("run"), Optional.empty(), Terminal::progress).simulator(Netlist.elaborate(engine), Optional.of(MemoryWrites.watch(engine)));
  }

  /** Images through a network, every value of which is compared. */
  private RunReport run(Network network, Engine engine, Simulator simulator, int images, String what) {
    Terminal.progress(what);
    var image = new byte[network.input().elements()];
    new SplittableRandom(seed).nextBytes(image);
    var report = new Runner(new EngineRun(Planner.plan(network, engine)), simulator, SimOptions.seed(seed)).run(images, i -> image, i -> 0, 1, n -> {});
    Terminal.clear();
    if (report.mismatches() > 0) throw new CheckFailed(what + ": " + report.first().map(RunReport.Mismatch::text).orElse("values differ"));
    return report;
  }

  /** Cycles of all layers of an image. */
  private static double cycles(RunReport report) {
    return report.steps().stream().mapToDouble(RunReport.Ran::cycles).sum();
  }

  /** Of its logic: memories are macros. */
  private static double area(Engine engine) {
    Terminal.progress("synthesis of " + engine.moduleName());
    var library = Liberty.find(Optional.empty(), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018"));
    double area = LogicArea.of(engine, library, Home.work().resolve("area")).area();
    Terminal.clear();
    return area;
  }
}
