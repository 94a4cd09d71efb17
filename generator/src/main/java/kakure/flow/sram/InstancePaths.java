// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.BadInput;
import tools.jackson.databind.JsonNode;

/** Where modules lie in a design, as its {@code design.json} says: {@code u_memory.u_a_even_0}. */
final class InstancePaths {
  private static final int MOST = 100_000, MOST_DEPTH = 1000;

  private final Map<String, List<String[]>> inner = new LinkedHashMap<>();
  private final Map<String, List<String>> found = new LinkedHashMap<>();
  private int visited;

  private InstancePaths() {}

  /**
   * Finds them.
   *
   * @param root of {@code design.json}
   * @return paths by module; none where it lists no modules
   * @throws BadInput where there are more than anybody lists
   */
  static Map<String, List<String>> of(JsonNode root, String top) {
    var paths = new InstancePaths();
    root.path("modules").forEach(m -> {
      var of = new ArrayList<String[]>();
      m.path("instances").forEach(i -> of.add(new String[] {i.path("name").asString(""), i.path("module").asString("")}));
      paths.inner.put(m.path("name").asString(""), of);
    });
    paths.visit(top, "", 0);
    return paths.found;
  }

  private void visit(String module, String path, int depth) {
    if (depth > MOST_DEPTH || ++visited > MOST) throw new BadInput("module " + module + ": its design.json has more than " + MOST + " instances, or one within itself");
    for (var instance : inner.getOrDefault(module, List.of())) {
      String at = path.isEmpty() ? instance[0] : path + "." + instance[0];
      found.computeIfAbsent(instance[1], m -> new ArrayList<>()).add(at);
      visit(instance[1], at, depth + 1);
    }
  }
}
