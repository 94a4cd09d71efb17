// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.check.Workbench;
import kakure.console.Countdown;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Terminal;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.onnx.OnnxReader;
import kakure.target.Plan;
import kakure.target.RunReplay;
import kakure.target.RunReport;
import kakure.target.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure run}: images through the simulated hardware, every layer compared with the golden model; {@code netlist} runs the same on other Verilog. */
@Command(name = "run", header = "Generate, build, simulate images cycle by cycle, and compare every layer with the golden model.")
class RunCommand implements Runnable, TargetOptions.User {
  @Parameters(paramLabel = "MODEL", description = "The hidden network, an ONNX file.")
  Path model;

  @Mixin
  private RunImages images;

  @Mixin
  TargetOptions options;

  @Option(names = "--rtl", paramLabel = "DIR", description = "Check the Verilog in DIR in place of the emitted one.")
  Path rtl;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of uninitialised state (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--jobs", paramLabel = "N", description = "Simulators at once; as many as there are processors if not given.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Mixin
  private JsonOption json;

  @Override
  public TargetOptions targetOptions() {
    return options;
  }

  @Override
  public void run() {
    json.check();
    if (jobs < 1 || jobs > 256) {
      throw new BadInput("--jobs " + jobs + ": must be 1 to 256");
    }
    Network network = OnnxReader.read(model);
    var chosen = images.chosen(network);
    Plan plan = options.target().plan(network, options.top(network));
    long begin = System.nanoTime();
    Simulator simulator = new Workbench(Home.work().resolve("run"), Optional.ofNullable(rtl), Terminal::progress).simulator(Netlist.elaborate(plan.top()));
    double buildSeconds = (System.nanoTime() - begin) / 1e9;
    SimOptions simulation = SimOptions.seed(seed);
    var classes = new ConcurrentSkipListMap<Integer, Integer>();
    RunReport report = run(new Runner(plan, simulator, simulation).telling(classes::put), chosen);
    Terminal.clear();
    System.out.print(RunText.table(plan, report));
    plan.remarks(report).forEach(System.out::println);
    System.out.print(RunText.summary(plan, report));
    if (!chosen.labelled()) System.out.print(RunText.classes(classes, images::name));
    var keys = RunText.keys(plan, report, buildSeconds);
    if (!chosen.labelled()) keys.put("classes", List.copyOf(classes.values()));
    json.write(keys);
    if (report.mismatches() > 0) {
      RunReport.Mismatch wrong = report.first().orElseThrow();
      Terminal.progress("the waveform of the mismatch");
      Path replay = new RunReplay(plan, simulator, simulation).write(wrong, chosen.image().apply(wrong.number()), Home.work().resolve("mismatch"));
      Terminal.clear();
      throw new CheckFailed(wrong.text() + "; " + report.mismatches() + " of " + report.compared() + " values differ\n  replay: " + replay);
    }
  }

  /** Runs, and where the user stops it says what was compared until then. */
  private RunReport run(Runner runner, RunImages.Chosen chosen) {
    var stopped = new Thread(() -> {
      Terminal.clear();
      System.err.println("kakure: stopped: " + runner.soFar(chosen.count()));
    });
    Runtime.getRuntime().addShutdownHook(stopped);
    try {
      var countdown = new Countdown();
      return runner.run(chosen.first(), chosen.count(), chosen.image(), chosen.label(), jobs, done -> Terminal.progress("image " + done + " of " + chosen.count() + countdown.left(done, chosen.count())));
    } finally {
      forget(stopped);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      Terminal.clear(); // the machine ends already, so the hook has its say
    }
  }
}
