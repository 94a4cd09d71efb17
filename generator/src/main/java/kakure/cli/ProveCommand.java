// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kakure.CheckFailed;
import kakure.check.ProofCheck;
import kakure.console.Home;
import kakure.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kakure prove}: the proofs of blocks; {@code scripts/formal.sh} calls it. */
@Command(name = "prove", hidden = true, header = "Prove what the harnesses in the blocks' folders say: a line each.")
final class ProveCommand implements Runnable {
  @Parameters(paramLabel = "BLOCK", arity = "0..*", description = "Blocks; all that have proofs if none is given.")
  private List<String> blocks = new ArrayList<>();

  @Override
  public void run() {
    var check = new ProofCheck(Home.work().resolve("proofs"));
    var specs = blocks.isEmpty() ? Libraries.blocks() : blocks.stream().map(Libraries::block).toList();
    for (var spec : specs) {
      for (var proof : spec.proofs()) {
        var module = proof.block().moduleName();
        Terminal.progress(module);
        long start = System.nanoTime();
        var refuted = check.run(proof);
        Terminal.clear();
        if (refuted.isPresent()) throw new CheckFailed(module + ", refuted " + refuted.get());
        System.out.printf(Locale.ROOT, "%s: proven, %s, %.1f s%n", module, proof.mode(), (System.nanoTime() - start) / 1e9);
      }
    }
  }
}
