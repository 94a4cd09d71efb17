// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import kakure.check.BlockCheck;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.Parameters;

/** A block and the specification that it is one of. */
record Configured<B extends Block>(BlockSpec<B> spec, B block) {
  /** Equal to its golden function in simulation, and something was compared. */
  void check(Path work, int steps, long seed) {
    var result = BlockCheck.in(work).run(spec, block, steps, seed);
    assertThat(result.message()).as(spec.name() + " " + result.parameters() + ", seed " + seed).isEmpty();
    assertThat(result.mismatches()).isZero();
    assertThat(result.compared()).as("values compared").isPositive();
  }

  /** The line that checks it again. */
  String line(int cycles, long seed) {
    var settings = Parameters.of((Record) block).entrySet().stream().map(p -> " --set " + p.getKey() + "=" + p.getValue()).collect(Collectors.joining());
    return "kakure check " + spec.name() + settings + " --cycles " + cycles + " --seed " + seed;
  }

  @Override
  public String toString() {
    return spec.name() + ": " + block.moduleName();
  }
}
