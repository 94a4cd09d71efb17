// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import blocks.Blocks;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the largest blocks, apart from the others: two Java machines then share the time. {@link BlockContractTest} takes any one block that {@code -Dblock} names. */
@DisabledIfSystemProperty(named = "block", matches = ".+", disabledReason = "BlockContractTest takes the block that is named")
class LargeBlockContractTest {
  @TempDir Path temp;

  @TestFactory
  Stream<DynamicNode> everyLargeBlockKeepsTheContract() {
    var large = Blocks.all().stream().filter(BlockContractTest::large).toList();
    assertThat(large).isNotEmpty();
    return large.stream().map(s -> dynamicContainer(s.name(), BlockContractTest.tests(s, temp)));
  }
}
