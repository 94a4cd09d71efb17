// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.Optional;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.check.Workbench;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Terminal;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.data.Part;
import kakure.kernel.Netlist;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.golden.Accuracy;
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
  private DataOptions data;

  @Option(names = "--count", required = true, paramLabel = "N", description = "How many images.")
  private int count;

  @Option(names = "--first", paramLabel = "I", description = "The first image's number (${DEFAULT-VALUE}).")
  private int first;

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
    Images images = images(network);
    Plan plan = options.target().plan(network, options.top());
    long begin = System.nanoTime();
    Simulator simulator = new Workbench(Home.work().resolve("run"), Optional.ofNullable(rtl), Terminal::progress).simulator(Netlist.elaborate(plan.top()));
    double buildSeconds = (System.nanoTime() - begin) / 1e9;
    SimOptions simulation = SimOptions.seed(seed);
    RunReport report = new Runner(plan, simulator, simulation).run(
        first, count, images::image, images::label, jobs, done -> Terminal.progress("image " + done + " of " + count));
    Terminal.clear();
    System.out.print(RunText.table(plan, report));
    plan.remarks(report).forEach(System.out::println);
    System.out.print(RunText.summary(plan, report));
    json.write(RunText.keys(plan, report, buildSeconds));
    if (report.mismatches() > 0) {
      RunReport.Mismatch wrong = report.first().orElseThrow();
      Terminal.progress("the waveform of the mismatch");
      Path replay = new RunReplay(plan, simulator, simulation).write(wrong, images.image(wrong.number()), Home.work().resolve("mismatch"));
      Terminal.clear();
      throw new CheckFailed(wrong.text() + "; " + report.mismatches() + " of " + report.compared() + " values differ\n  replay: " + replay);
    }
  }

  private Images images(Network network) {
    if (count < 1) throw new BadInput("--count " + count + ": must be 1 or more");
    Images images = data.read(Part.TEST);
    Accuracy.refuseOtherShape(network, images, data.source());
    if (first < 0 || first > images.count() - count) {
      throw new BadInput("--first " + first + " --count " + count + ": " + data.source() + " holds " + images.count() + " images, numbered from 0");
    }
    Accuracy.refuseOtherLabels(network, images, first, count, data.source());
    return images;
  }
}
