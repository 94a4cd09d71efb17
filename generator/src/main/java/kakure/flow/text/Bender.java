// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.List;
import java.util.Map;

/** {@code --to bender}: a package of sources. */
record Bender() implements Description {
  @Override
  public String name() {
    return "bender";
  }

  @Override
  public String summary() {
    return "Bender.yml: a Bender package; models that a flow replaces are left out with the target asic";
  }

  @Override
  public Map<String, String> texts(Described d) {
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\npackage:\n  name: " + d.top() + "\n  description: " + d.title() + "\n\nsources:\n");
    if (!d.macros().isEmpty()) group(text, "not(asic)", d, d.macros());
    if (!d.logic().isEmpty()) group(text, "", d, d.logic());
    return Map.of("Bender.yml", text.toString());
  }

  private static void group(StringBuilder text, String target, Described d, List<String> files) {
    text.append("  - files:\n");
    for (var f : files) text.append("      - ").append(f).append('\n');
    if (!target.isEmpty()) text.append("    target: ").append(target).append('\n');
    if (!d.headers().isEmpty()) text.append("    include_dirs:\n      - .\n");
  }

  @Override
  public String next(Described d) {
    return "bender script verilator";
  }
}
