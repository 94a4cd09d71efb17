// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.check.Cost;
import kakure.check.Costing;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.cosim.ToolException;
import kakure.eda.Liberty;
import kakure.eda.Pricing;
import kakure.kernel.Block;
import kakure.report.Columns;
import kakure.report.Errors;
import kakure.report.Keys;
import kakure.report.Page;
import kakure.report.Report;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure report}: what a block costs in area, delay and energy, and how far off it is; or what a design is made of and does in an image's time; as a page. */
@Command(name = "report", header = "A page: what a function's block costs in area, delay, energy and errors; or a folder that 'generate' wrote: its diagram, layers, time, area and checks.")
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "BLOCK|DIR", description = "A block's name, as 'kakure blocks' prints it, whose outputs follow from its inputs alone; or a folder with a design.json.")
  private String subject;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of the block; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--liberty", paramLabel = "FILE", description = "The library of cells. Of a block an open one that is there if not given; of a folder areas are reckoned only where it is given.")
  private Path liberty;

  @Option(names = "--run", paramLabel = "FILE", description = "Of a folder: what 'kakure run MODEL --json FILE', or plan, wrote; run.json or plan.json of the folder if not given (a run.json keeps generate from replacing it).")
  private Path run;

  @Option(names = "--verify", paramLabel = "FILE", description = "Of a folder: what 'kakure verify DIR --prove --json FILE' wrote; verify.json of the folder if it is there (it keeps generate from replacing it).")
  private Path verify;

  @Option(names = "--lint-seconds", paramLabel = "N", description = "Of a folder: time of the processor that each reader of its Verilog has, 1 to 3600 (2).")
  private Integer lintSeconds;

  @Option(names = "--points", paramLabel = "N", description = "Of a block: inputs that energy is counted over (10000).")
  private Long points;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of these inputs (1).")
  private Long seed;

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where to write report.html, and report.png or of a folder diagram.png; report-out/<module> if not given.")
  private Path output;

  @Mixin
  private ErrorOption error;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    System.setProperty("java.awt.headless", "true");
    if (Libraries.find(subject).isEmpty() && (Files.isDirectory(Path.of(subject)) || subject.contains(File.separator))) {
      if (!parameters.isEmpty() || error.given() || points != null || seed != null) throw new BadInput("--set, --max-error, --points and --seed belong to a block; " + subject + " is a folder, whose design.json says what it holds");
      if (lintSeconds != null && (lintSeconds < 1 || lintSeconds > 3600)) throw new BadInput("--lint-seconds " + lintSeconds + ": must be 1 to 3600");
      new DesignReporting(Path.of(subject), Optional.ofNullable(run), Optional.ofNullable(verify), Optional.ofNullable(liberty), lintSeconds == null ? 2 : lintSeconds, Optional.ofNullable(output)).run(json);
      return;
    }
    if (run != null || verify != null || lintSeconds != null) throw new BadInput("--run, --verify and --lint-seconds belong to a folder that 'kakure generate' wrote; " + subject + " is none");
    report(Libraries.block(subject));
  }

  private <B extends Block> void report(BlockSpec<B> spec) {
    long points = this.points == null ? Costing.USUAL : this.points;
    B configured = error.configure(spec, parameters);
    if (points < 2) throw new BadInput("--points " + points + ": must be 2 or more, as energy is of the change from one to the next");
    Costing.refuse(spec, configured);
    var files = new ReportFiles(output == null ? Path.of("report-out", configured.moduleName()) : output, ReportFiles.CHARTS);
    var library = Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or --liberty FILE"));
    var report = report(spec, configured, new Costing(Pricing.of(library), Home.work(), points, seed == null ? 1 : seed, Terminal::progress));
    var page = Page.of(report);
    files.write(page.html(), Optional.of(page.png()));
    Terminal.clear();
    print(report);
    System.out.println(files.html());
    json.write(Keys.of(report));
  }

  /** All that is to be said of a block and the designs beside it. */
  static <B extends Block> Report report(BlockSpec<B> spec, B block, Costing costing) {
    var costs = new LinkedHashMap<String, Cost>();
    costs.put(spec.name(), costing.of(spec, block));
    spec.beside(block).forEach((label, other) -> costs.put(label, beside(costing, other)));
    costing.progress().accept("errors of " + block.moduleName());
    var library = costing.pricing().library();
    var parameters = kakure.spec.Parameters.of((Record) block);
    return new Report(spec.name(), spec.summary(), parameters, library.name(), library.file().getFileName().toString(), costing.pricing().around(), costing.seed(), costs, spec.errors(block).map(Errors::of));
  }

  /** With its energy where a specification of the library is of it. */
  private static Cost beside(Costing costing, Block other) {
    return Libraries.blocks().stream().filter(s -> s.usual().getClass() == other.getClass()).findFirst().map(s -> costed(costing, s, other)).orElseGet(() -> costing.price(other));
  }

  @SuppressWarnings("unchecked") // the specification's own block is of the same class
  private static <B extends Block> Cost costed(Costing costing, BlockSpec<B> spec, Block other) {
    return spec.golden((B) other) instanceof FunctionModel ? costing.of(spec, (B) other) : costing.price(other);
  }

  private static void print(Report report) {
    var columns = new Columns(report);
    var names = new ArrayList<>(List.of(report.own().module()));
    columns.names().forEach(n -> names.add(">" + n));
    var table = new Table(names.toArray(String[]::new));
    for (var row : columns.rows()) {
      var cells = new ArrayList<Object>(List.of(row.label()));
      cells.addAll(row.cells());
      table.row(cells.toArray());
    }
    System.out.print(table.text());
    report.own().energy().ifPresent(e -> System.out.printf(Locale.ROOT, "energy: %d of %d pins annotated, %d operations%n", e.annotated(), e.pins(), e.operations()));
    report.errors().ifPresent(e -> {
      var errors = new Table("relative error", ">value");
      Page.errors(e).forEach(row -> errors.row(row.toArray()));
      System.out.print(errors.text());
    });
    report.remarks().forEach(System.out::println);
  }
}
