// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.List;
import kakure.report.Html;

/** The longest path between registers in the design's own names; or what would bring it. */
final class TimingSection {
  private TimingSection() {}

  /** The longest path, stage by stage. */
  static void write(StringBuilder s, DesignReport report) {
    Parts.heading(s, "timing", "Timing");
    if (report.timing().isEmpty()) {
      Parts.note(s, "Not reckoned: --liberty FILE with yosys and OpenSTA (apt-get install yosys opensta) bring the longest path of a design of one clock.");
      return;
    }
    var timing = report.timing().get();
    var path = timing.path();
    var limits = " In " + timing.library() + ", by OpenSTA before layout, mapped module by module without sizing gates or inserting buffers, so a net of many loads is slower than it would be" + (timing.macros() ? "; what leads through macros is not in it." : ".");
    if (path.stages().isEmpty()) {
      Parts.note(s, "No path leads from register to register." + limits);
      return;
    }
    double picoseconds = timing.unit() * 1e12;
    s.append("<p>").append(Html.escape("Shortest period between registers: " + Parts.number(path.period() * picoseconds) + " ps, " + Parts.number(1e6 / (path.period() * picoseconds)) + " MHz.")).append("</p>\n");
    Html.table(s, List.of("net", "after so many cells", "of cell", "at, ps"), path.stages().stream().map(t -> List.of(t.net(), String.valueOf(t.before() + 1), t.cell(), Parts.number(t.at() * picoseconds))).toList());
    Parts.note(s, "Nets that the tools named are counted, not shown; the last line is the register at the end." + limits);
  }
}
