// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.check.CheckResult;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Terminal;
import kakure.spec.BlockSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure check}: a block's Verilog, simulated beside its golden function. */
@Command(name = "check", header = "Simulate a block with random stalls and compare it with its golden function.")
final class CheckCommand implements Runnable {
  /** All stimuli are held at once. */
  private static final int MAX_CYCLES = 1_000_000;

  @Parameters(paramLabel = "BLOCK", description = "A block's name, as 'kakure blocks' prints it.")
  private String block;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter of the block; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--cycles", paramLabel = "N", description = "Cycles, or transactions per input stream (${DEFAULT-VALUE}).")
  private int cycles = 10_000;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of stimulus, stalls and uninitialised state (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--rtl", paramLabel = "DIR", description = "Check the Verilog in DIR in place of the emitted one.")
  private Path rtl;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    if (cycles < 1 || cycles > MAX_CYCLES) {
      throw new BadInput("--cycles " + cycles + ": must be 1 to " + MAX_CYCLES);
    }
    BlockSpec spec = Libraries.block(block);
    BlockCheck check = BlockCheck.in(Home.work()).progress(Terminal::progress);
    CheckResult result = (rtl == null ? check : check.rtl(rtl)).run(spec, Libraries.configure(spec, parameters), cycles, seed);
    Terminal.clear();
    System.out.printf(Locale.ROOT, "%s: %d cycles, %d values compared, %s, seed %d%n", result.module(), result.cycles(), result.compared(),
        result.equal() ? "all equal" : "NOT EQUAL", result.seed());
    json.write(keys(result));
    if (!result.equal()) {
      throw new CheckFailed(result.message());
    }
  }

  private static Map<String, Object> keys(CheckResult result) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("block", result.block());
    keys.put("parameters", result.parameters());
    keys.put("cycles", result.cycles());
    keys.put("compared", result.compared());
    keys.put("mismatches", result.mismatches());
    keys.put("seed", result.seed());
    return keys;
  }
}
