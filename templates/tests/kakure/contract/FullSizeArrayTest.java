// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.array.array.PackedArray;
import blocks.array.array.PackedArraySpec;
import blocks.array.array.PlainArray;
import blocks.array.array.PlainArraySpec;
import java.nio.file.Path;
import kakure.ExternalTool;
import kakure.check.BlockCheck;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both forms of the array at the size that is built: the same golden function, the same stimulus, 4,096 free elements and 16,384 of one of 4. */
@Tag("slow")
class FullSizeArrayTest {
  private static final int CYCLES = 300;
  private static final long SEED = 1;

  @TempDir Path temp;

  @Test
  void packedFree() {
    check(new PackedArraySpec(), new PackedArray(16, 8, 32, 8));
  }

  @Test
  void plainFree() {
    check(new PlainArraySpec(), new PlainArray(16, 8, 32, 8));
  }

  @Test
  void packedOneOfFour() {
    check(new PackedArraySpec(), new PackedArray(64, 8, 32, 8, 4));
  }

  private <B extends Block> void check(BlockSpec<B> spec, B block) {
    new ExternalTool("verilator").require();
    var result = BlockCheck.in(temp).run(spec, block, CYCLES, SEED);
    assertThat(result.message()).as(block.moduleName()).isEmpty();
    assertThat(result.compared()).isPositive();
  }
}
