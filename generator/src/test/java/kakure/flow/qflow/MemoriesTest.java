// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kakure.BadInput;
import kakure.flow.Memory;
import org.junit.jupiter.api.Test;

class MemoriesTest {
  private static final Memory SMALL = new Memory("ram_64x8", 8, 64, 1, 2);

  @Test
  void smallOnesAreFlipFlopsAndLargeOnesStandOutside() {
    assertThatCode(() -> Memories.refuseLarge("top", List.of(SMALL))).doesNotThrowAnyException();
    assertThat(Memories.note(List.of(SMALL))).hasValue("memories: 1,024 bits became flip-flops (2 x ram_64x8 512 bits), as this flow has no macros");
    assertThat(Memories.note(List.of())).isEmpty();
    var large = new Memory("ram_512x16", 16, 512, 1, 1);
    assertThat(Memories.outside(List.of(SMALL))).isFalse();
    assertThat(Memories.outside(List.of(SMALL, large))).isTrue();
    assertThat(Memories.note(List.of(SMALL, large)).orElseThrow()).startsWith("memories: 9,216 bits stand beside the layout (2 x ram_64x8 512 bits, ram_512x16 8,192 bits), which has their ports as pins");
    assertThatCode(() -> Memories.refuseLarge("top", List.of(SMALL, large))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Memories.refuseLarge("ram_512x16", List.of(large))).isInstanceOf(BadInput.class)
        .hasMessageStartingWith("ram_512x16 is a memory: ram_512x16 8,192 bits\n").hasMessageContaining("of 1,024 bits at most").hasMessageContaining("do:  ");
  }
}
