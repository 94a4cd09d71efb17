// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.Map;
import java.util.TreeMap;

/** {@code --to quartus}: a project with its settings and constraints. */
record Quartus() implements Description {
  private static final String PART = "5CSEBA6U23I7";

  @Override
  public String name() {
    return "quartus";
  }

  @Override
  public String summary() {
    return "TOP.qpf, TOP.qsf and TOP.sdc: a Quartus project whose pins are virtual (--part " + PART + ")";
  }

  @Override
  public boolean parts() {
    return true;
  }

  @Override
  public Map<String, String> texts(Described d) {
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n");
    set(text, "TOP_LEVEL_ENTITY", d.top());
    set(text, "DEVICE", d.part().orElse(PART));
    if (!d.headers().isEmpty()) set(text, "SEARCH_PATH", ".");
    for (var f : d.sources()) set(text, "VERILOG_FILE", f);
    set(text, "SDC_FILE", d.top() + ".sdc");
    for (var p : d.design().ports()) if (!d.clocks().contains(p.name())) text.append("set_instance_assignment -name VIRTUAL_PIN ON -to ").append(p.name()).append('\n');
    var texts = new TreeMap<String, String>();
    texts.put(d.top() + ".qpf", "# SPDX-License-Identifier: Apache-2.0\nPROJECT_REVISION = \"" + d.top() + "\"\n");
    texts.put(d.top() + ".qsf", text.toString());
    texts.put(d.top() + ".sdc", Vivado.clocks(d));
    return texts;
  }

  private static void set(StringBuilder text, String name, String value) {
    text.append("set_global_assignment -name ").append(name).append(' ').append(value).append('\n');
  }

  @Override
  public String next(Described d) {
    return "quartus_sh --flow compile " + d.top();
  }
}
