// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import kakure.BadInput;
import kakure.CheckFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
  private static final Technology SOME = new Technology("some", Path.of("/nowhere"), Map.of());

  @TempDir
  private Path folder;

  /** What an earlier run left is no result of this one. */
  @Test
  void aProjectBeginsEmpty() throws Exception {
    Path run = folder.resolve("run");
    new Project(run, SOME, "small", s -> { });
    Files.writeString(run.resolve("layout/small.gds"), "old");
    var project = new Project(run, SOME, "small", s -> { });
    assertThat(run.resolve("layout/small.gds")).doesNotExist();
    project.begin(Small.gates(), "module small; endmodule\n", Optional.empty());
    assertThat(run.resolve("synthesis/small.blif")).hasContent(Small.gates().blif());
    assertThat(run.resolve("synthesis/small_powerground")).hasContent("set vddnet=\"vdd\"\nset gndnet=\"gnd\"\n");
    assertThat(run.resolve("project_vars.sh")).content().doesNotContain("gdsfile", "initial_density");
  }

  /** Of some more than a thousand cells the router leaves nets over where rows are full. */
  @Test
  void rowsOfManyCellsAreSpread() {
    var gate = Small.gates().gates().get(0);
    var many = new Gates("small", Small.gates().ports(), Collections.nCopies(1001, gate));
    new Project(folder.resolve("run"), SOME, "small", s -> { }).begin(many, "module small; endmodule\n", Optional.empty());
    assertThat(folder.resolve("run/project_vars.sh")).hasContent("#!/usr/bin/tcsh -f\nset initial_density=0.7\n");
  }

  @Test
  void aFileThatIsNotThereIsAFailureWithTheLogsLastLines() throws Exception {
    var project = new Project(folder.resolve("run"), SOME, "small", s -> { });
    Files.writeString(folder.resolve("run/log/route.log"), "Running\nqrouter failure:  No output file.\n");
    assertThatThrownBy(() -> project.written("route", "layout/small.def", "route.log")).isInstanceOf(CheckFailed.class).hasMessageStartingWith("qflow route: it ended well and wrote no layout/small.def\n").hasMessageContaining("qrouter failure")
        .hasMessageEndingWith("run/log/route.log");
  }

  @Test
  void aFolderThatShellScriptsTakeForTwoIsRefused() {
    assertThatThrownBy(() -> new Project(folder.resolve("my run"), SOME, "small", s -> { })).isInstanceOf(BadInput.class).hasMessageContaining("no blanks").hasMessageContaining("KAKURE_CACHE");
  }
}
