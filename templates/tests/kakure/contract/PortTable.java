// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import kakure.kernel.Block;
import kakure.kernel.Port;

/** The generated table of ports in a block's README; the elements of a list fold into one row. */
final class PortTable {
  private static final Pattern ELEMENT = Pattern.compile("(.*)_(\\d+)");

  private PortTable() {}

  /** The page with the section between {@code <!-- ports -->} (or {@code <!-- ports NAME -->}, where a folder has several blocks) and {@code <!-- /ports -->} renewed. */
  static String renew(String page, String name, Block block) {
    for (var begin : List.of("<!-- ports " + name + " -->", "<!-- ports -->")) {
      int from = page.indexOf(begin);
      int to = page.indexOf("<!-- /ports -->", Math.max(from, 0));
      if (from >= 0 && to >= 0) return page.substring(0, from) + begin + "\n" + print(block) + page.substring(to);
    }
    throw new AssertionError("the README of " + name + " has no section of ports: <!-- ports --> and <!-- /ports -->, a line each");
  }

  private static String print(Block block) {
    var out = new StringBuilder("Ports of `" + block.moduleName() + "`, the default:\n\n| port | direction | width | kind |\n|---|---|---|---|\n");
    for (var run : runs(Port.of(block))) {
      var p = run.get(0);
      var names = run.size() == 1 ? "`" + p.name() + "`" : "`" + p.name() + "` to `" + run.get(run.size() - 1).name() + "`";
      var kind = p.role() == Port.Role.SIGNAL ? p.type().kind().name() : p.role().name();
      out.append("| ").append(names).append(" | ").append(p.dir().name().toLowerCase(Locale.ROOT)).append(" | ").append(p.type().width()).append(p.type().signed() ? ", signed" : "")
          .append(" | ").append(kind.toLowerCase(Locale.ROOT)).append(" |\n");
    }
    return out.toString();
  }

  private static List<List<Port>> runs(List<Port> ports) {
    var runs = new ArrayList<List<Port>>();
    String last = "";
    for (var p : ports) {
      var m = ELEMENT.matcher(p.stem());
      var of = m.matches() ? m.group(1) + p.dir() + p.type() : "";
      if (of.isEmpty() || !of.equals(last)) runs.add(new ArrayList<>());
      runs.get(runs.size() - 1).add(p);
      last = of;
    }
    return runs;
  }
}
