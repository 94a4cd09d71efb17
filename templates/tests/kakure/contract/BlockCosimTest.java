// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import blocks.Blocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.BlockCheck;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block equals its golden function in simulation, cycle by cycle or transaction by transaction, with two seeds of stimulus, stalls and uninitialised state.
 *
 * <p>{@code -Dblock=NAME} takes one block, {@code -Dcorners=N} more corners of each, {@code -Dseed=N} and {@code -Drandom=N} choose the random configurations. Each configuration is a build.
 */
@Tag("slow")
class BlockCosimTest {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int CORNERS = Integer.getInteger("corners", 3);
  private static final int RANDOM = Integer.getInteger("random", 1);
  private static final int STEPS = 2000;

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> everyBlockEqualsItsGoldenFunction() {
    var only = System.getProperty("block", "");
    return Blocks.all().stream().filter(s -> only.isEmpty() || s.name().equals(only)).flatMap(s -> configurations(s).stream().map(b ->
        dynamicTest(s.name() + ": " + b.moduleName() + " from seed " + SEED, () -> check(s, b))));
  }

  private void check(BlockSpec spec, Block block) {
    new ExternalTool("verilator").require();
    for (long seed = SEED; seed < SEED + 2; seed++) {
      var result = BlockCheck.in(temp).run(spec, block, STEPS, seed);
      assertThat(result.message()).as(spec.name() + " " + result.parameters() + ", seed " + seed).isEmpty();
      assertThat(result.mismatches()).isZero();
      assertThat(result.compared()).as("values compared").isPositive();
    }
  }

  private static List<Block> configurations(BlockSpec spec) {
    var rng = new SplittableRandom(SEED);
    var all = new ArrayList<>(spec.corners().stream().limit(CORNERS).toList());
    for (int i = 0; i < RANDOM; i++) all.add(spec.random(rng));
    return all.stream().distinct().toList();
  }
}
