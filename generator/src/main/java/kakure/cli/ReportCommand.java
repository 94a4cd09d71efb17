// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

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

/** {@code kakure report}: what a block costs in area, delay and energy, and how far off it is, as a page. */
@Command(name = "report", header = "Price a function's block: area, delay, energy, look-up tables and errors, as a page with charts.")
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "BLOCK", description = "A block's name, as 'kakure blocks' prints it; its outputs follow from its inputs alone.")
  private String block;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of the block; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--liberty", paramLabel = "FILE", description = "The library of cells; an open one that is there if not given.")
  private Path liberty;

  @Option(names = "--points", paramLabel = "N", description = "Inputs that energy is counted over (${DEFAULT-VALUE}).")
  private long points = Costing.USUAL;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of these inputs (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where to write report.html and report.png; report-out/<module> if not given.")
  private Path output;

  @Mixin
  private ErrorOption error;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    report(Libraries.block(block));
  }

  private <B extends Block> void report(BlockSpec<B> spec) {
    System.setProperty("java.awt.headless", "true");
    B configured = error.configure(spec, parameters);
    if (points < 2) throw new BadInput("--points " + points + ": must be 2 or more, as energy is of the change from one to the next");
    Costing.refuse(spec, configured);
    var files = new ReportFiles(output == null ? Path.of("report-out", configured.moduleName()) : output);
    var library = Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or --liberty FILE"));
    var report = report(spec, configured, new Costing(Pricing.of(library), Home.work(), points, seed, Terminal::progress));
    files.write(Page.of(report));
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
