// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.Blocks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.ExternalTool;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A current Yosys, too, takes every corner of every block without a word. Distributions have old ones, so this is for those who have it: {@code yowasp-yosys} on the path, or
 * {@code KAKURE_YOWASP=DIR} after {@code npm install --prefix DIR @yowasp/yosys}. Elsewhere it is skipped, in CI as well.
 */
class CurrentYosysTest {
  @TempDir Path temp;

  @Test
  void everyCornerIsTakenWithoutAWord() throws Exception {
    var prefix = System.getenv("KAKURE_YOWASP");
    boolean command = onPath("yowasp-yosys");
    if (!command && (prefix == null || !onPath("node"))) Assumptions.abort("optional: no yowasp-yosys on the path, and no npm prefix with @yowasp/yosys in KAKURE_YOWASP");
    var tool = new ExternalTool(command ? "yowasp-yosys" : "node");
    var script = command ? List.<String>of() : List.of(Path.of("../scripts/yowasp-yosys.mjs").toRealPath().toString());
    for (var spec : Blocks.all()) {
      var designs = new LinkedHashMap<Netlist, Map<String, String>>();
      for (var block : spec.corners()) {
        var netlist = Netlist.elaborate(block);
        designs.put(netlist, Emitter.emit(netlist, EmitOptions.defaults()));
      }
      assertThat(designs).isNotEmpty();
      new Lint(Files.createTempDirectory(temp, spec.name()), designs).yosys(tool, script);
    }
  }

  private static boolean onPath(String name) {
    for (var dir : System.getenv().getOrDefault("PATH", "").split(":")) if (!dir.isEmpty() && Files.isExecutable(Path.of(dir, name))) return true;
    return false;
  }
}
