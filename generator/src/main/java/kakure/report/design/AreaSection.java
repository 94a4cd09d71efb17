// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.report.Html;

/** Area by module: a map of tiles and a table; or what would bring it. */
final class AreaSection {
  /** Of the map, over its height. */
  private static final double WIDTH = 2.4;

  /** Colours of tiles, one after the other. */
  private static final int SHADES = 6;

  private AreaSection() {}

  static void write(StringBuilder s, DesignReport report) {
    Parts.heading(s, "area", "Area");
    if (report.areas().isEmpty()) {
      Parts.note(s, "Not reckoned: --liberty FILE, a library of standard cells, and yosys (apt-get install yosys) bring it. Open libraries: Nangate45, sky130, IHP sg13g2; Debian's qflow-tech-osu018.");
      return;
    }
    var areas = report.areas().get();
    var values = new LinkedHashMap<String, Double>();
    areas.each().keySet().forEach(module -> values.put(module, areas.all(module)));
    double all = areas.all();
    s.append("<figure><div class=\"map\" role=\"img\" aria-label=\"area of each module, as in the table below\">\n");
    int n = 0;
    for (var t : Treemap.of(values, WIDTH)) {
      s.append("<a class=\"t").append(n++ % SHADES).append("\" href=\"").append(Schematic.anchor(t.name())).append("\" style=\"").append(place(t)).append("\" title=\"").append(Html.escape(t.name() + ": " + Parts.count(t.value()))).append("\">");
      if (t.width() > 0.12 && t.height() > 0.06) s.append("<span>").append(Html.escape(t.name())).append("</span> <small>").append(Parts.percent(t.value() / all)).append("</small>");
      s.append("</a>\n");
    }
    s.append("</div></figure>\n");
    var rows = values.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .map(e -> List.of(e.getKey(), Parts.count(areas.counts().get(e.getKey())), Parts.number(areas.each().get(e.getKey())), Parts.number(e.getValue()), Parts.percent(e.getValue() / all))).toList();
    Html.table(s, List.of("module", "how many", "area of one", "area", "share"), rows);
    Parts.note(s, "Cells of " + areas.library() + " in the library's unit, " + Parts.number(all) + " in all: by yosys, module by module, before layout, without wires"
        + (areas.macros() == 0 ? "." : "; macros, memories above all, are left out, as a flow replaces them: " + Parts.count(areas.macros()) + "."));
  }

  private static String place(Treemap.Tile t) {
    return "left:" + Parts.length(t.x() / WIDTH) + ";top:" + Parts.length(t.y()) + ";width:" + Parts.length(t.width() / WIDTH) + ";height:" + Parts.length(t.height());
  }
}
