// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.Blocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import kakure.BadInput;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void theFileInABlocksFolderIsRead() throws Exception {
    var folders = new TreeSet<Path>();
    for (var spec : Blocks.all()) {
      var folder = Path.of("../templates", spec.getClass().getPackageName().replace('.', '/'));
      boolean there = Files.exists(folder.resolve("reasons.txt"));
      assertThat(Reasons.of(spec).known().isEmpty()).as(spec.name()).isNotEqualTo(there);
      if (there) folders.add(folder);
    }
    assertThat(folders).as("none would mean that they are looked for elsewhere").isNotEmpty();
  }

  @Test
  void aReasonBelongsToItsMutation() {
    var reasons = Reasons.read("reasons.txt", "# why\n\nm.v:3 const0 and.A[0] | always 1 | or nearly\n");
    assertThat(reasons.of(new Mutation(7, "const0 and.A[0]", "m.v:3"))).hasValue("always 1 | or nearly");
    assertThat(reasons.of(new Mutation(7, "const1 and.A[0]", "m.v:3"))).isEmpty();
  }

  @Test
  void anotherFormIsRefused() {
    assertThatThrownBy(() -> Reasons.read("reasons.txt of x", "\nm.v:3 const0\n")).isInstanceOf(BadInput.class).hasMessage("reasons.txt of x, line 2: give MUTATION | REASON");
  }
}
