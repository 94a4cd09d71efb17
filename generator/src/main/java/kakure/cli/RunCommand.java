// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.check.ChangedModules;
import kakure.check.Workbench;
import kakure.console.Countdown;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Terminal;
import kakure.cosim.Replay;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.ToolException;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.target.Plan;
import kakure.target.RunReplay;
import kakure.target.RunReport;
import kakure.target.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kakure run}: images through the simulated hardware, every layer compared with the golden model; {@code netlist} runs the same on other Verilog. */
@Command(name = "run", header = "Generate, build, simulate images cycle by cycle, and compare every layer with the golden model.")
class RunCommand implements Runnable, TargetOptions.User {
  @Mixin
  ModelOption model;

  @Mixin
  private RunImages images;

  @Mixin
  TargetOptions options;

  @Option(names = "--rtl", paramLabel = "DIR", description = "Check the Verilog in DIR in place of the emitted one; its design.json says array and parameters where no option does.")
  Path rtl;

  @Option(names = "--also", paramLabel = "TARGET=LAYER[,LAYER...]", description = "Run these layers, and whole blocks of several ways that have one of them, on another kind of hardware, the rest on --target; it takes its own options, and --set TARGET.NAME=VALUE.")
  private String also;

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
    Network network = model.auto() ? model.deciding() : model.read();
    var chosen = images.chosen(network);
    if (also != null) {
      if (model.auto()) throw new BadInput("--also takes one precision: give --bits 1 to 8, or leave it out");
      mixed(network, chosen);
      return;
    }
    if (model.auto()) {
      auto(network, chosen);
      return;
    }
    Plan planned = options.target().plan(network, options.top(network, Optional.ofNullable(rtl)), options.given());
    if (rtl != null) refuseOther(planned.top().moduleName());
    Netlist netlist = Netlist.elaborate(planned.top());
    long begin = System.nanoTime();
    Simulator simulator = new Workbench(Home.work().resolve("run"), Optional.ofNullable(rtl), Terminal::progress).simulator(netlist, planned.watch());
    double buildSeconds = (System.nanoTime() - begin) / 1e9;
    SimOptions simulation = SimOptions.seed(seed);
    var classes = new ConcurrentSkipListMap<Integer, Integer>();
    var runner = new Runner(planned, simulator, simulation).telling(classes::put);
    Plan plan = runner.plan();
    RunReport report = run(runner, chosen);
    Terminal.clear();
    System.out.print(RunText.table(plan, report));
    plan.remarks(report).forEach(System.out::println);
    System.out.print(RunText.summary(plan, report));
    planned.watch().filter(w -> plan.watch().isEmpty()).ifPresent(w -> System.out.println("the Verilog has no module " + w.module() + " whose writes could be watched: every layer sends its result, which takes cycles of its own"));
    if (!chosen.labelled()) System.out.print(RunText.classes(classes, images::name));
    var keys = RunText.keys(plan, report, buildSeconds);
    if (rtl != null) keys.put("rtl", rtl.toString());
    if (!chosen.labelled()) keys.put("classes", List.copyOf(classes.values()));
    List<String> remarks = rtl == null ? List.of() : simulator.remarks();
    remarks.forEach(remark -> System.out.println(CheckCommand.OTHERWISE + remark));
    if (!remarks.isEmpty()) keys.put("remarks", remarks);
    Optional<String> shown = report.first().map(wrong -> show(new RunReplay(plan, simulator, simulation), wrong, chosen.image().apply(wrong.number()), keys));
    json.write(keys);
    if (shown.isPresent()) throw new CheckFailed(report.first().orElseThrow().text() + "; " + report.mismatches() + " of " + report.compared() + " values differ" + shown.get());
    if (rtl != null) changed(netlist);
  }

  private void mixed(Network network, RunImages.Chosen chosen) {
    if (rtl != null) throw new BadInput("--also takes emitted Verilog: leave --rtl out");
    var mixed = new MixedRun(network, also);
    var keys = mixed.run(options.shared(mixed.other()), chosen, seed, jobs);
    json.write(keys);
    MixedRun.refuseMismatches(keys);
  }

  private void auto(Network network, RunImages.Chosen chosen) {
    if (rtl != null) throw new BadInput("--bits auto takes emitted Verilog: leave --rtl out");
    var auto = new AutoRun(network, options, images::name);
    var rounds = auto.run(chosen, seed, jobs);
    json.write(auto.say(chosen, rounds, seed));
    AutoRun.wrong(rounds).ifPresent(wrong -> {
      throw new CheckFailed(wrong);
    });
  }

  /** Makes a mismatch happen again. @return where, as lines of a message */
  private static String show(RunReplay replays, RunReport.Mismatch wrong, byte[] image, Map<String, Object> keys) {
    Terminal.progress("the waveform of the mismatch");
    var mismatch = new LinkedHashMap<String, Object>();
    mismatch.put("image", wrong.number());
    mismatch.put("tensor", wrong.tensor());
    mismatch.put("index", wrong.index());
    keys.put("mismatch", mismatch);
    try {
      var shown = replays.write(wrong, image, Home.work().resolve("mismatch"));
      if (shown.isEmpty()) return "\n  no waveform: alone, from reset, the image brings no other value there";
      Replay.Shown replay = shown.get();
      mismatch.put("cycle", replay.cycle());
      mismatch.put("waveform", replay.waveform().toString());
      mismatch.put("replay", replay.script().toString());
      System.out.printf(Locale.ROOT, "first mismatch: %s, in cycle %d; waveform %s%n", wrong.text(), replay.cycle(), replay.waveform());
      return "\n  cycle " + replay.cycle() + " of the image alone\n  waveform: " + replay.waveform() + "\n  replay: " + replay.script();
    } catch (ToolException e) {
      return "\n  no waveform: " + e.getMessage();
    } finally {
      Terminal.clear();
    }
  }

  /** Verilog of another engine than the options ask for. A folder without a design.json is taken at its word, and so is one whose top, a bus, holds the engine. */
  private void refuseOther(String top) {
    var there = DesignFolder.in(rtl).map(DesignFolder::name).filter(name -> !name.isEmpty() && !name.equals(top) && !Files.exists(rtl.resolve(top + ".v")));
    if (there.isPresent()) throw new BadInput("--rtl " + rtl + " holds " + there.get() + ", and " + top + " is what the model and these options ask for\n  do:  leave --array, --fit and --set out where the model fits that design, or generate one with these options");
  }

  private void changed(Netlist netlist) {
    List<String> said;
    try {
      said = new ChangedModules(rtl, Libraries.blocks(), BlockCheck.in(Home.work()).progress(Terminal::progress).rtl(rtl)).run(netlist, CheckCommand.USUAL, seed);
    } finally {
      Terminal.clear();
    }
    said.forEach(System.out::println);
  }

  /** Runs, and where the user stops it says what was compared until then. */
  private RunReport run(Runner runner, RunImages.Chosen chosen) {
    var countdown = new Countdown();
    return OnStop.say(() -> runner.soFar(chosen.count()),
        () -> runner.run(chosen.first(), chosen.count(), chosen.image(), chosen.label(), jobs, done -> Terminal.progress("image " + done + " of " + chosen.count() + countdown.left(done, chosen.count()))));
  }
}
