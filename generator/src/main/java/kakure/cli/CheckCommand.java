// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.check.CheckResult;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Terminal;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure check}: a block's Verilog, simulated beside its golden function. */
@Command(name = "check", header = "Simulate a block with random stalls and compare it with its golden function.")
final class CheckCommand implements Runnable {
  /** Stimuli of cycles and transactions are held at once; points of functions are not. */
  private static final int MAX_CYCLES = 1_000_000;
  /** Before what Verilator takes and others do not. */
  static final String OTHERWISE = "other simulators and hardware may differ: ";
  /** Cycles of a check of which nothing is said. */
  static final int USUAL = 10_000;

  @Parameters(paramLabel = "BLOCK|DIR", description = "A block's name, as 'kakure blocks' prints it, or a folder that 'kakure generate' wrote: its Verilog is checked.")
  private String block;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of the block; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--cycles", paramLabel = "N", description = "Cycles, points of a function, or transactions per input stream (10000).")
  private Long cycles;

  @Option(names = "--exhaustive", description = "Try a function, a block without state, at every input it may be given.")
  private boolean exhaustive;

  @Option(names = "--from", paramLabel = "POINT", description = "The point at which --exhaustive begins (${DEFAULT-VALUE}); with --cycles N it tries N of them.")
  private long from;

  @Option(names = "--vectors", paramLabel = "FILE", description = "Try the rows of a CSV file: a header of port names, decimal or 0x values; columns of outputs are what you expect.")
  private Path vectors;

  @Option(names = "--out", paramLabel = "FILE", description = "Write what the hardware answered to the rows of --vectors, as CSV.")
  private Path out;

  @Option(names = "--jobs", paramLabel = "N", description = "Simulators at once for a function at many points; as many as there are processors if not given.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", paramLabel = "SEED", description = "Of stimulus, stalls and uninitialised state (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--rtl", paramLabel = "DIR", description = "Check the Verilog in DIR in place of the emitted one.")
  private Path rtl;

  @Mixin
  private ErrorOption error;

  @Mixin
  private JsonOption json;

  private OutputFile answers;

  @Override
  public void run() {
    json.check();
    refuse();
    Optional<DesignFolder> folder = Libraries.find(block).isPresent() ? Optional.empty() : DesignFolder.in(Path.of(block));
    folder.ifPresent(this::take);
    BlockSpec<?> spec = folder.isEmpty() ? Libraries.block(block) : folder.get().spec().orElseThrow(() -> new BadInput(folder.get().file() + " names no block that a library has\n  do:  'kakure simulate " + block + " --golden CLASS' simulates it beside a golden function of your own"));
    CheckResult result = check(spec);
    Terminal.clear();
    System.out.printf(Locale.ROOT, "%s: %d cycles, %d values compared, %s, seed %d%n", result.module(), result.cycles(), result.compared(),
        result.equal() ? "all equal" : "NOT EQUAL", result.seed());
    result.remarks().forEach(remark -> System.out.println(OTHERWISE + remark));
    json.write(keys(result));
    if (!result.equal()) {
      throw new CheckFailed(result.message());
    }
  }

  /** What a folder says of its design stands in the place of options. */
  private void take(DesignFolder folder) {
    if (rtl != null || !parameters.isEmpty() || error.given()) throw new BadInput("--rtl, --set and --max-error go with a block's name; " + folder.file() + " says which Verilog and which parameters are meant");
    rtl = Path.of(block);
    parameters = folder.parameters();
  }

  private void refuse() {
    if (jobs < 1 || jobs > 256) throw new BadInput("--jobs " + jobs + ": must be 1 to 256");
    if (vectors != null && (exhaustive || cycles != null)) throw new BadInput("--vectors has rows of its own: leave --exhaustive and --cycles out");
    if (out != null && vectors == null) throw new BadInput("--out goes with --vectors");
    if (from != 0 && !exhaustive) throw new BadInput("--from goes with --exhaustive");
    if (out != null) answers = new OutputFile("--out", out);
    if (cycles != null && cycles < 1) throw new BadInput("--cycles " + cycles + ": must be 1 or more");
  }

  private <B extends Block> CheckResult check(BlockSpec<B> spec) {
    B configured = error.configure(spec, parameters);
    BlockCheck plain = BlockCheck.in(Home.work()).progress(Terminal::progress);
    BlockCheck check = rtl == null ? plain : plain.rtl(rtl);
    if (vectors != null) {
      return check.vectors(spec, configured, vectors, seed, came -> {
        if (answers != null) answers.write(came);
      });
    }
    if (exhaustive) return check.exhaustive(spec, configured, from, cycles == null ? Long.MAX_VALUE : cycles, jobs, seed);
    long n = cycles == null ? USUAL : cycles;
    boolean function = spec.golden(configured) instanceof FunctionModel;
    if (!function && n > MAX_CYCLES) throw new BadInput("--cycles " + n + ": must be 1 to " + MAX_CYCLES + ", as stimuli are held at once");
    return check.run(spec, configured, n, jobs, seed);
  }

  private static Map<String, Object> keys(CheckResult result) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("block", result.block());
    keys.put("parameters", result.parameters());
    keys.put("cycles", result.cycles());
    keys.put("compared", result.compared());
    keys.put("mismatches", result.mismatches());
    keys.put("seed", result.seed());
    keys.put("seconds", result.seconds());
    keys.put("resultsPerSecond", result.resultsPerSecond());
    if (!result.remarks().isEmpty()) keys.put("remarks", result.remarks());
    return keys;
  }
}
