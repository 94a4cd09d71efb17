// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kakure.flow.Handed;
import kakure.flow.Memory;
import org.junit.jupiter.api.Test;

class MemoriesTest {
  private static final Memory WIDE = new Memory("wide", 20, 300, 2, 1), TINY = new Memory("tiny", 4, 8, 1, 1), MAPS = new Memory("maps", 8, 12_544, 1, 2);

  private static Memories of(String part, Set<String> onePort, List<Memory> memories) {
    return Memories.of(new Handed(null, memories, onePort, (words, answer) -> Map.of()), Part.named(part));
  }

  /** Blocks are asked for by name, and the old word of a read in the cycle of a write by nobody, else yosys builds multiplexers around each. */
  @Test
  void yosysIsLeftNoChoice() {
    var files = of("hx8k-ct256", Set.of(), List.of(WIDE, TINY)).files();
    assertThat(files.get("wide.v")).contains("(* ram_style = \"block\", no_rw_check *) reg [19:0] mem [0:299];", "if (wr_en_i[1]) mem[wr_addr_i][19:10] <= wr_data_i[19:10];");
    assertThat(files.get("tiny.v")).as("blocks are to spare").contains("ram_style = \"block\"");
    var many = new ArrayList<>(List.of(TINY));
    for (int i = 0; i < 32; i++) many.add(new Memory("m" + i, 16, 256, 1, 1));
    assertThat(of("hx8k-ct256", Set.of(), many).files().get("tiny.v")).as("all blocks are taken").contains("(* no_rw_check *) reg [3:0] mem [0:7];").doesNotContain("ram_style");
  }

  @Test
  void onePortTakesALargeMemoryWhereThereIsOne() {
    var up5k = of("up5k-sg48", Set.of("maps"), List.of(MAPS, WIDE));
    assertThat(up5k.large()).containsExactly("maps");
    assertThat(up5k.files().get("maps.v")).contains("SB_SPRAM256KA u_0", "wr_en_i[0] ? wr_addr_i : rd_addr_i").doesNotContain("reg ");
    assertThat(of("up5k-sg48", Set.of(), List.of(MAPS)).large()).as("two ports").isEmpty();
    assertThat(of("hx8k-ct256", Set.of("maps"), List.of(MAPS)).large()).as("none there").isEmpty();
    assertThat(of("up5k-sg48", Set.of("maps"), List.of(new Memory("maps", 8, 12_544, 1, 5))).large()).as("more than there are").isEmpty();
  }
}
