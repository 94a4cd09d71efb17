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
  void smallOnesAreSaidAndLargeOnesRefusedWithFigures() {
    assertThatCode(() -> Memories.refuseLarge("top", List.of(SMALL))).doesNotThrowAnyException();
    assertThat(Memories.note(List.of(SMALL))).hasValue("memories: 1,024 bits became flip-flops (2 x ram_64x8 512 bits), as this flow has no macros");
    assertThat(Memories.note(List.of())).isEmpty();
    assertThatThrownBy(() -> Memories.refuseLarge("top", List.of(SMALL, new Memory("ram_512x16", 16, 512, 1, 1)))).isInstanceOf(BadInput.class)
        .hasMessageStartingWith("top holds 9,216 bits of memory: 2 x ram_64x8 512 bits, ram_512x16 8,192 bits\n").hasMessageContaining("of 1,024 bits at most").hasMessageContaining("do:  ");
  }
}
