// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.console.Countdown;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Terminal;
import kakure.cosim.SimOptions;
import kakure.cosim.ToolException;
import kakure.eda.Liberty;
import kakure.eda.Pricing;
import kakure.energy.Bill;
import kakure.energy.BillFile;
import kakure.energy.Gates;
import kakure.energy.Meter;
import kakure.energy.Rule;
import kakure.energy.Sizes;
import kakure.flow.sram.SramLibrary;
import kakure.kernel.Block;
import kakure.kernel.Macro;
import kakure.network.Network;
import kakure.network.onnx.OnnxReader;
import kakure.spec.BlockSpec;
import kakure.target.Plan;
import kakure.target.RunReport;
import kakure.target.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure energy}: what images take on a library of cells, by layer and by block; or what a block takes in a cycle of its check. */
@Command(name = "energy", header = "Energy of images, by layer and by block, or of a block's cycles: a netlist of cells runs beside the golden model, and every net's changes are counted.")
final class EnergyCommand implements Runnable, TargetOptions.User {
  private static final int MOST_CYCLES = 1_000_000;

  @Parameters(paramLabel = "MODEL|BLOCK", description = "An ONNX file, for hardware that runs it, or a block's name.")
  private String design;

  @Mixin
  private TargetOptions options;

  @Mixin
  private RunImages images;

  @Option(names = "--liberty", paramLabel = "FILE", description = "The library of cells; an open one that is there if not given.")
  private Path liberty;

  @Option(names = "--sram", paramLabel = "PATH", description = "Liberty files of memory macros, or a folder of such, of which memories are built: what accesses take within them is counted, too; may be given several times.")
  private List<Path> sram = List.of();

  @Option(names = "--from", paramLabel = "FILE", description = "Of a model: what --json wrote of it on a smaller design. Also says what the rule of scale predicts from that, and how far off it is; without images only what it predicts.")
  private Path from;

  @Option(names = "--cycles", paramLabel = "N", description = "Of a block: cycles, points of a function, or transactions per input stream, 2 to 1000000 (10000).")
  private Integer cycles;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of uninitialised state, and of a block's stimulus (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--jobs", paramLabel = "N", description = "Of a model: simulators at once; as many as there are processors if not given.")
  private Integer jobs;

  @Mixin
  private BitsOption bits;

  @Mixin
  private JsonOption json;

  private Optional<SramLibrary> macros;

  @Override
  public TargetOptions targetOptions() {
    return options;
  }

  @Override
  public void run() {
    json.check();
    if (cycles != null && (cycles < 2 || cycles > MOST_CYCLES)) throw new BadInput("--cycles " + cycles + ": must be 2 to " + MOST_CYCLES);
    if (jobs != null && (jobs < 1 || jobs > 256)) throw new BadInput("--jobs " + jobs + ": must be 1 to 256");
    macros = sram.isEmpty() ? Optional.empty() : Optional.of(SramLibrary.read(sram)); // wrong input is told before a missing tool
    if (model()) model(bits.of(OnnxReader.read(Path.of(design))));
    else block(Libraries.block(design));
  }

  private boolean model() {
    return design.endsWith(".onnx") || design.contains(File.separator) || Libraries.find(design).isEmpty() && Files.isRegularFile(Path.of(design));
  }

  private Pricing pricing() {
    return Pricing.of(Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or --liberty FILE")));
  }

  private void model(Network network) {
    if (cycles != null) throw new BadInput("--cycles goes with a block, not with a model");
    if (!images.given() && from == null) throw new BadInput("--data PATH or --image FILE is missing: what is to be run\n  do:  give images, or with --from FILE a measurement of a smaller design");
    var chosen = images.given() ? Optional.of(images.chosen(network)) : Optional.<RunImages.Chosen>empty();
    Plan plan = options.target().plan(network, options.top(network), options.given());
    var pricing = pricing();
    Optional<Rule> rule = Optional.ofNullable(from).map(f -> new Rule(f.toString(), BillFile.read(f, pricing.library().name())));
    rule.ifPresent(r -> r.refuseOther(plan, !sram.isEmpty()));
    if (chosen.isPresent()) measured(plan, pricing, chosen.get(), rule);
    else predicted(plan, pricing, rule.orElseThrow());
  }

  private void measured(Plan planned, Pricing pricing, RunImages.Chosen chosen, Optional<Rule> rule) {
    var gates = Gates.of(planned.top(), pricing, macros, Home.work(), Terminal::progress);
    var meter = new Meter(planned.steps().size());
    long begin = System.nanoTime();
    var simulator = gates.simulator(planned.watch(), Terminal::progress);
    double buildSeconds = (System.nanoTime() - begin) / 1e9;
    var runner = new Runner(planned, simulator, SimOptions.seed(seed)).watching(meter);
    Plan plan = runner.plan();
    RunReport report = run(runner, chosen);
    report.first().ifPresent(wrong -> {
      throw new CheckFailed(wrong.text() + "; " + report.mismatches() + " of " + report.compared() + " values differ, so this netlist's energy says nothing\n  do:  'kakure run' shows whether the Verilog is wrong; where it is right, a cell's function in " + pricing.library().file() + " is read in two ways");
    });
    Terminal.progress("energy of " + planned.top().moduleName());
    var bill = Bill.of(gates, meter.counts(), plan.steps(), chosen.count());
    var predicted = rule.map(r -> r.of(bill.parts(), plan));
    Terminal.clear();
    var text = new EnergyText(bill, gates.memories(), true);
    System.out.print(text.layers());
    System.out.print(text.blocks());
    System.out.print(text.memories());
    System.out.print(RunText.summary(plan, report));
    System.out.print(text.efficiency("measured"));
    System.out.print(text.assumptions(pricing));
    options.target().published().ifPresent(line -> System.out.println("to compare with: " + line));
    predicted.ifPresent(p -> System.out.print(EnergyText.error(p, bill)));
    var keys = RunText.keys(plan, report, buildSeconds);
    keys.put("energy", keys(pricing, plan, bill, true));
    predicted.ifPresent(p -> {
      keys.put("ruleError", EnergyText.error(p.total(), bill.total()));
      keys.put("predicted", BillFile.keys(p));
    });
    json.write(keys);
  }

  private void predicted(Plan plan, Pricing pricing, Rule rule) {
    var sized = Sizes.of(plan.top(), pricing, macros, Home.work(), Terminal::progress);
    var bill = rule.of(sized.parts(), plan);
    Terminal.clear();
    var text = new EnergyText(bill, sized.memories(), false);
    System.out.print(text.layers());
    System.out.print(text.blocks());
    System.out.print(text.efficiency("predicted, not measured"));
    System.out.println("rule: " + Rule.TEXT);
    System.out.print(text.assumptions(pricing));
    options.target().published().ifPresent(line -> System.out.println("to compare with: " + line));
    var keys = PlanText.keys(plan);
    keys.put("energy", keys(pricing, plan, bill, false));
    json.write(keys);
  }

  private Map<String, Object> keys(Pricing pricing, Plan plan, Bill bill, boolean measured) {
    var keys = keys(pricing, measured);
    keys.put("top", plan.top().moduleName());
    keys.put("microjoules", bill.total() * 1e-9);
    keys.put("topsPerWatt", Bill.tops(bill.macs(), bill.total()));
    keys.put("macs", bill.macs());
    keys.put("cycles", bill.cycles());
    keys.putAll(BillFile.keys(bill));
    return keys;
  }

  private static Map<String, Object> keys(Pricing pricing, boolean measured) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("measured", measured);
    keys.put("library", pricing.library().name());
    keys.put("corner", pricing.tables().corner());
    keys.put("volts", pricing.tables().volts());
    return keys;
  }

  private RunReport run(Runner runner, RunImages.Chosen chosen) {
    var countdown = new Countdown();
    int simulators = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    Terminal.progress("image 1 of " + chosen.count() + " on the netlist");
    return OnStop.say(() -> runner.soFar(chosen.count()),
        () -> runner.run(chosen.first(), chosen.count(), chosen.image(), chosen.label(), simulators, done -> Terminal.progress("image " + done + " of " + chosen.count() + " on the netlist" + countdown.left(done, chosen.count()))));
  }

  private <B extends Block> void block(BlockSpec<B> spec) {
    if (images.given() || from != null || bits.given() || jobs != null) throw new BadInput("--data, --image, --from, --bits and --jobs go with a model, not with a block");
    B block = Libraries.configure(spec, options.ofBlock());
    if (block instanceof Macro) throw new BadInput(spec.name() + " is a macro: a memory or a hard cell, which no library of cells holds\n  do:  choose a block that it is part of, and its accesses are counted");
    int n = cycles == null ? (int) CheckCommand.USUAL : cycles;
    var pricing = pricing();
    var gates = Gates.of(block, pricing, macros, Home.work(), Terminal::progress);
    var meter = new Meter(0);
    var simulator = gates.simulator(Optional.empty(), Terminal::progress).counting(meter::counted);
    Terminal.progress("energy of " + block.moduleName());
    BlockCheck.difference(simulator, spec, block, n, seed, Long.MAX_VALUE).ifPresent(wrong -> {
      throw new CheckFailed(wrong + "\n  why: the block is wrong, which 'kakure check' shows, or a cell's function in " + pricing.library().file() + " is read in two ways: ABC takes A & B ^ C for (A & B) ^ C");
    });
    long counted = meter.cycles();
    if (counted == 0) throw new IllegalStateException("the simulator of " + block.moduleName() + " did not say what it counted");
    var bill = Bill.of(gates, meter.counts(), List.of(), counted);
    Terminal.clear();
    var text = new EnergyText(bill, gates.memories(), true);
    System.out.print(text.blocks());
    System.out.print(text.memories());
    System.out.printf(Locale.ROOT, "%s: %.1f fJ a cycle, mean of %d cycles with the stimulus of 'kakure check', seed %d, every output equal to the golden function%n", block.moduleName(), bill.total(), counted, seed);
    System.out.print(text.assumptions(pricing));
    var energy = keys(pricing, true);
    energy.putAll(BillFile.keys(bill));
    var keys = new LinkedHashMap<String, Object>();
    keys.put("block", spec.name());
    keys.put("top", block.moduleName());
    keys.put("cycles", counted);
    keys.put("seed", seed);
    keys.put("energy", energy);
    json.write(keys);
  }
}
