// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.List;
import java.util.Map;
import kakure.Version;

/** {@code --to fusesoc}: a core description, CAPI 2. */
record FuseSoc() implements Description {
  @Override
  public String name() {
    return "fusesoc";
  }

  @Override
  public String summary() {
    return "TOP.core: a FuseSoC core with the targets default and lint; models that a flow replaces are a file set of their own";
  }

  @Override
  public Map<String, String> texts(Described d) {
    var text = new StringBuilder("CAPI=2:\n# SPDX-License-Identifier: Apache-2.0\nname: " + vlnv(d) + "\ndescription: " + d.title() + "\n\nfilesets:\n");
    set(text, "rtl", d, d.logic());
    boolean macros = !d.macros().isEmpty();
    if (macros) set(text, "models", d, d.macros());
    text.append("\ntargets:\n  default: &default\n    filesets:\n      - rtl\n").append(macros ? "      - models\n" : "").append("    toplevel: ").append(d.top()).append('\n');
    text.append("  lint:\n    <<: *default\n    flow: lint\n    flow_options:\n      tool: verilator\n");
    return Map.of(d.top() + ".core", text.toString());
  }

  private static void set(StringBuilder text, String name, Described d, List<String> files) {
    text.append("  ").append(name).append(":\n    files:\n");
    if (name.equals("rtl")) for (var h : d.headers()) text.append("      - ").append(h).append(": {is_include_file: true}\n");
    for (var f : files) text.append("      - ").append(f).append('\n');
    text.append("    file_type: verilogSource\n");
  }

  private static String vlnv(Described d) {
    return "kakure:generated:" + d.top() + ":" + Version.NUMBER;
  }

  @Override
  public String next(Described d) {
    return "fusesoc --cores-root . run --target lint " + vlnv(d);
  }
}
