// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import kakure.CheckFailed;
import kakure.check.Workbench;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.SimOptions;
import kakure.kernel.Netlist;
import kakure.target.Given;
import kakure.target.RunReport;
import kakure.target.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure bench-layers}: single layers through the simulated engine, measured beside the plan; {@code make bench-engine} calls it. */
@Command(name = "bench-layers", hidden = true, header = "Single layers of residual networks through the simulated engine: lines \"figure NAME VALUE UNIT\".")
final class BenchLayersCommand implements Runnable {
  @Option(names = EngineTarget.ARRAY, paramLabel = "AxBxC", description = "Input channels x pixels x output channels of the engine.")
  private String array;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of masks, images and uninitialised state (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public void run() {
    var engine = new EngineTarget().top(array == null ? Given.NOTHING : Given.NOTHING.with(EngineTarget.ARRAY, array));
    Consumer<String> progress = Terminal::progress;
    var simulator = new Workbench(Home.work().resolve("run"), Optional.empty(), progress).simulator(Netlist.elaborate(engine), Optional.of(MemoryWrites.watch(engine)));
    double sum = 0;
    var cases = SingleLayers.cases(seed);
    for (var layer : cases) {
      Terminal.progress(layer.name());
      var image = new byte[layer.network().input().elements()];
      new SplittableRandom(seed).nextBytes(image);
      var report = new Runner(new EngineRun(Planner.plan(layer.network(), engine)), simulator, SimOptions.seed(seed)).run(1, i -> image, i -> 0, 1, n -> {});
      Terminal.clear();
      if (report.mismatches() > 0) throw new CheckFailed(layer.name() + ": " + report.first().map(RunReport.Mismatch::text).orElse("values differ"));
      var first = report.steps().get(0);
      long planned = first.step().plannedCycles();
      sum += planned / first.cycles();
      System.out.printf(Locale.ROOT, "figure engine.%s.plan_over_measured %.3f fraction%n", layer.name(), planned / first.cycles());
      System.out.printf(Locale.ROOT, "figure engine.%s.utilisation %.3f fraction%n", layer.name(), first.utilisation());
      System.out.printf(Locale.ROOT, "figure engine.%s.mask_wait %.0f cycles%n", layer.name(), first.counters().get("maskWait"));
    }
    System.out.printf(Locale.ROOT, "figure engine.mean.plan_over_measured %.3f fraction%n", sum / cases.size());
  }
}
