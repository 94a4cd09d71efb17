// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kakure.CheckFailed;
import kakure.console.Home;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.mutants.MutantRun;
import kakure.mutants.Reasons;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure bench-mutants}: how many faults put into the Verilog of every block its check finds; {@code scripts/mutants.sh} calls it. */
@Command(name = "bench-mutants", hidden = true, header = "Mutants of every block's Verilog against its check: a table, the survivors, lines \"figure NAME VALUE UNIT\".")
final class BenchMutantsCommand implements Runnable {
  private static final double WANTED = 0.95;
  /** Begins the reason of a survivor that is a fault and counts as one. */
  private static final String KNOWN = "alive: ";

  @Parameters(paramLabel = "BLOCK", arity = "0..*", description = "Blocks; all if none is given.")
  private List<String> blocks = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "SEED", description = "Chooses the mutants (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--prove", paramLabel = "SECONDS", description = "Time of each proof that a survivor equals the original; 0 for none (${DEFAULT-VALUE}).")
  private int proofSeconds = 12;

  @Option(names = "--jobs", paramLabel = "N", description = "Simulations at once (${DEFAULT-VALUE}).")
  private int jobs = 2;

  @Override
  public void run() {
    var run = new MutantRun(Home.work().resolve("mutants"), seed, jobs, proofSeconds, Terminal::progress);
    var specs = blocks.isEmpty() ? Libraries.blocks() : blocks.stream().map(Libraries::block).toList();
    var results = new ArrayList<MutantRun.Result>();
    var table = new Table("block", "module", "mutants", "killed", "equal, proven", "equal, argued", "alive");
    int argued = 0;
    for (var spec : specs) {
      var known = Reasons.of(spec);
      for (var result : run.run(spec)) {
        Terminal.clear();
        int reasoned = 0;
        for (var survivor : result.survivors()) {
          var reason = known.of(survivor.mutation());
          boolean fault = reason.isPresent() && reason.get().startsWith(KNOWN);
          if (!survivor.proven() && reason.isPresent() && !fault) reasoned++;
          System.out.printf(Locale.ROOT, "survivor %s %s: %s%n", result.block(), survivor.mutation(),
              survivor.proven() ? "equal to the original, proven (" + survivor.proof() + ")" : reason.map(r -> fault ? "ALIVE: " + r.substring(KNOWN.length()) : "equal, argued: " + r).orElse("ALIVE"));
        }
        argued += reasoned;
        int alive = result.survivors().size() - result.proven() - reasoned;
        table.row(result.block(), result.module(), text(result.mutants()), text(result.killed()), text(result.proven()), text(reasoned), text(alive));
        results.add(result);
      }
    }
    int mutants = results.stream().mapToInt(MutantRun.Result::mutants).sum();
    int killed = results.stream().mapToInt(MutantRun.Result::killed).sum();
    int proven = results.stream().mapToInt(MutantRun.Result::proven).sum();
    System.out.print(table.text());
    System.out.printf(Locale.ROOT, "seed %d: %d mutants, %d killed, %d equal to the original by proof, %d by argument, %d alive%n", seed, mutants, killed, proven, argued,
        mutants - killed - proven - argued);
    double share = (double) killed / Math.max(1, mutants - proven - argued);
    System.out.printf(Locale.ROOT, "figure mutants.count %d mutants%n", mutants);
    System.out.printf(Locale.ROOT, "figure mutants.killed %.3f share%n", share);
    System.out.printf(Locale.ROOT, "figure mutants.equal %d mutants%n", proven + argued);
    if (share < WANTED) throw new CheckFailed("the checks find " + killed + " of " + (mutants - proven - argued) + " faults; " + WANTED + " of them are wanted");
  }

  private static String text(int n) {
    return Integer.toString(n);
  }
}
