// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code --to vivado}: a script of its project-less mode, and constraints of the clocks. */
record Vivado() implements Description {
  private static final String PART = "xc7a100tcsg324-1";

  @Override
  public String name() {
    return "vivado";
  }

  @Override
  public String summary() {
    return "TOP.tcl and TOP.xdc: reads, synthesises out of context, reports area and timing (--part " + PART + ")";
  }

  @Override
  public boolean parts() {
    return true;
  }

  @Override
  public Map<String, String> texts(Described d) {
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n");
    for (var f : d.sources()) text.append("read_verilog ").append(f).append('\n');
    text.append("read_xdc ").append(d.top()).append(".xdc\n");
    text.append("synth_design -top ").append(d.top()).append(" -part ").append(d.part().orElse(PART)).append(" -mode out_of_context").append(d.headers().isEmpty() ? "" : " -include_dirs .").append('\n');
    text.append("report_utilization -file ").append(d.top()).append(".utilization.rpt\nreport_timing_summary -file ").append(d.top()).append(".timing.rpt\nwrite_checkpoint -force ").append(d.top()).append(".dcp\n");
    var texts = new TreeMap<String, String>();
    texts.put(d.top() + ".tcl", text.toString());
    texts.put(d.top() + ".xdc", clocks(d));
    return texts;
  }

  /** A clock of its period on each port, and no path from one to another but what the design synchronises. */
  static String clocks(Described d) {
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n");
    for (var c : d.clocks()) text.append(String.format(Locale.ROOT, "create_clock -name %s -period %.3f [get_ports %s]%n", c, d.period(), c).replace("\r", ""));
    if (d.clocks().size() > 1) {
      text.append("set_clock_groups -asynchronous");
      for (var c : d.clocks()) text.append(" -group {").append(c).append('}');
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  public String next(Described d) {
    return "vivado -mode batch -source " + d.top() + ".tcl";
  }
}
