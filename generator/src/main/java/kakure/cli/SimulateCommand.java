// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import kakure.BadInput;
import kakure.check.FolderCheck;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Terminal;
import kakure.cosim.CycleReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure simulate}: any Verilog beside a golden function of the user's own. */
@Command(name = "simulate", header = "Simulate any Verilog that has a design.json beside your own golden function, a Java class.")
final class SimulateCommand implements Runnable {
  @Parameters(paramLabel = "DIR", description = "A folder with a design.json, as examples/popcount describes it.")
  private Path folder;

  @Option(names = "--golden", required = true, paramLabel = "CLASS", description = "Its name; it implements kakure.cosim.CycleGolden.")
  private String golden;

  @Option(names = "--class-path", paramLabel = "PATH", description = "Folders and jars in which it lies, with ':' between them (${DEFAULT-VALUE}).")
  private String classPath = ".";

  @Option(names = "--cycles", paramLabel = "N", description = "Cycles (${DEFAULT-VALUE}).")
  private long cycles = CheckCommand.USUAL;

  @Option(names = "--ignore", paramLabel = "N", description = "Cycles after reset that are not compared, as data registers hold anything then (${DEFAULT-VALUE}).")
  private long ignored;

  @Option(names = "--seed", paramLabel = "SEED", description = "Of inputs and uninitialised state (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    if (cycles < 1) throw new BadInput("--cycles " + cycles + ": must be 1 or more");
    if (ignored < 0 || ignored >= cycles) throw new BadInput("--ignore " + ignored + ": must be 0 to " + (cycles - 1) + ", or nothing is compared");
    List<Path> path = Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
    CycleReport report;
    try {
      report = new FolderCheck(folder, Home.work().resolve("mismatch"), Terminal::progress).run(golden, path, cycles, ignored, seed);
    } finally {
      Terminal.clear();
    }
    System.out.printf(Locale.ROOT, "%s: %d cycles, %d values compared, all equal, seed %d%n", folder, report.cycles(), report.compared(), report.seed());
    var keys = new LinkedHashMap<String, Object>();
    keys.put("cycles", report.cycles());
    keys.put("compared", report.compared());
    keys.put("seed", report.seed());
    keys.put("seconds", report.seconds());
    json.write(keys);
  }
}
