// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kakure.ExternalTool;
import kakure.check.BlockCheck;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A million cycles of random operations, every line of every cycle equal to the golden function, the rules as assertions beside it: half of them without gaps, in phases of one cycle, half with long ones. */
@Tag("slow")
class ManyCyclesTest {
  private static final int CYCLES = 100_000;
  private static final int RUNS = 5;

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> everyCycleEqualsTheGoldenFunction() {
    var spec = new BitlineControllerSpec();
    return Stream.of(spec.usual(), spec.corners().get(1)).flatMap(block -> LongStream.rangeClosed(1, RUNS).mapToObj(seed -> dynamicTest(block.moduleName() + ", seed " + seed, () -> {
      new ExternalTool("verilator").require();
      var result = BlockCheck.in(temp).run(spec, block, CYCLES, seed);
      assertThat(result.message()).isEmpty();
      assertThat(result.mismatches()).isZero();
      assertThat(result.cycles()).isEqualTo(CYCLES);
    })));
  }
}
