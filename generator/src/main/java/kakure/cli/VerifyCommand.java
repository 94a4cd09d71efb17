// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.eda.Tool;
import kakure.kernel.Block;
import kakure.mutants.MutantRun;
import kakure.mutants.Mutation;
import kakure.mutants.Reasons;
import kakure.spec.BlockSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure verify --prove}: would the checks notice a fault in this very Verilog? */
@Command(name = "verify", header = "Plant faults in a block's Verilog, your own included, and show that its check finds each: --prove.")
final class VerifyCommand implements Runnable {
  private static final int MOST_FAULTS = 4000;
  /** Begins the reason of a survivor that is a fault and counts as one. */
  private static final String KNOWN = "alive: ";

  @Parameters(paramLabel = "BLOCK|DIR", description = "A block's name, as 'kakure blocks' prints it, or a folder that 'kakure generate' wrote: its Verilog, as it is now.")
  private String design;

  @Option(names = "--prove", required = true, description = "Plant faults one by one; exit code 1 where one is not found and not proven to change nothing.")
  private boolean prove;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of the block; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--rtl", paramLabel = "DIR", description = "The Verilog in DIR in place of the emitted one.")
  private Path rtl;

  @Option(names = "--faults", paramLabel = "N", description = "How many, 1 to 4000, chosen by --seed (${DEFAULT-VALUE}).")
  private int faults = 40;

  @Option(names = "--seed", paramLabel = "SEED", description = "Chooses the faults (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--seconds", paramLabel = "N", description = "Time of each proof that a fault changes nothing; 0 for none (${DEFAULT-VALUE}).")
  private int seconds = 12;

  @Option(names = "--jobs", paramLabel = "N", description = "Simulations, or proofs, at once (${DEFAULT-VALUE}).")
  private int jobs = 2;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    if (faults < 1 || faults > MOST_FAULTS) throw new BadInput("--faults " + faults + ": must be 1 to " + MOST_FAULTS);
    if (seconds < 0 || seconds > 3600) throw new BadInput("--seconds " + seconds + ": must be 0 to 3600");
    if (jobs < 1 || jobs > 256) throw new BadInput("--jobs " + jobs + ": must be 1 to 256");
    Optional<DesignFolder> folder = Libraries.find(design).isPresent() ? Optional.empty() : DesignFolder.in(Path.of(design));
    folder.ifPresent(this::take);
    if (rtl != null && !Files.isDirectory(rtl)) throw new BadInput("--rtl " + rtl + ": there is no such folder");
    BlockSpec<?> spec = folder.isEmpty() ? Libraries.block(design) : folder.get().spec().orElseThrow(() -> new BadInput(folder.get().file() + " names no block that a library has, so there is no golden function that could notice a fault"));
    Tool.named("yosys").require();
    var rows = rows(spec);
    Terminal.clear();
    print(rows);
    json.write(keys(rows));
    long alive = rows.stream().filter(r -> r.fate == Fate.ALIVE).count();
    if (alive > 0) throw new CheckFailed(alive + " of " + rows.size() + " faults " + (alive == 1 ? "is" : "are") + " not found, and not proven to change nothing: the table's last rows");
  }

  private void take(DesignFolder folder) {
    if (rtl != null || !parameters.isEmpty()) throw new BadInput("--rtl and --set go with a block's name; " + folder.file() + " says which Verilog and which parameters are meant");
    rtl = Path.of(design);
    parameters = folder.parameters();
  }

  private enum Fate {
    CAUGHT, EQUAL, ALIVE
  }

  /** A fault, and by what it was found, or why it is none. */
  private record Row(Mutation fault, Fate fate, String by, String what) {}

  private <B extends Block> List<Row> rows(BlockSpec<B> spec) {
    B block = Libraries.configure(spec, parameters);
    var result = new MutantRun(Home.work().resolve("verify"), seed, jobs, seconds, Terminal::progress).run(spec, block, Optional.ofNullable(rtl), faults);
    var known = rtl == null ? Reasons.of(spec) : new Reasons(Map.of());
    var rows = new ArrayList<Row>();
    for (var f : result.found()) rows.add(new Row(f.mutation(), Fate.CAUGHT, f.check(), said(f.what(), block.moduleName() + ": ")));
    for (var s : result.survivors()) if (s.proven()) rows.add(new Row(s.mutation(), Fate.EQUAL, "proof by " + s.proof(), "changes nothing"));
    for (var s : result.survivors()) if (!s.proven()) rows.add(unproven(s.mutation(), known.of(s.mutation())));
    return rows;
  }

  /** The first line, without the module's name before it. */
  private static String said(String what, String module) {
    var line = what.lines().findFirst().orElse("");
    while (line.startsWith(module)) line = line.substring(module.length());
    return line;
  }

  /** What nobody found: argued to be none in the block's folder, or alive. */
  private static Row unproven(Mutation fault, Optional<String> reason) {
    boolean argued = reason.isPresent() && !reason.get().startsWith(KNOWN);
    return argued ? new Row(fault, Fate.EQUAL, "argument", reason.get()) : new Row(fault, Fate.ALIVE, "-", "NOT FOUND");
  }

  private void print(List<Row> rows) {
    var table = new Table("where", "fault", "found by", "what it saw");
    for (var r : rows) table.row(r.fault.source(), r.fault.what(), r.by, r.what);
    System.out.print(table.text());
    System.out.printf(Locale.ROOT, "seed %d: %d faults, %d found, %d change nothing, %d alive%n", seed, rows.size(), count(rows, Fate.CAUGHT), count(rows, Fate.EQUAL), count(rows, Fate.ALIVE));
  }

  private static long count(List<Row> rows, Fate fate) {
    return rows.stream().filter(r -> r.fate == fate).count();
  }

  private Map<String, Object> keys(List<Row> rows) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("design", design);
    keys.put("seed", seed);
    keys.put("faults", rows.size());
    keys.put("caught", count(rows, Fate.CAUGHT));
    keys.put("equal", count(rows, Fate.EQUAL));
    keys.put("alive", count(rows, Fate.ALIVE));
    keys.put("each", rows.stream().map(r -> {
      var one = new LinkedHashMap<String, Object>();
      one.put("where", r.fault.source());
      one.put("fault", r.fault.what());
      one.put("fate", r.fate.name().toLowerCase(Locale.ROOT));
      one.put("by", r.by);
      one.put("what", r.what);
      return one;
    }).toList());
    return keys;
  }
}
