// SPDX-License-Identifier: Apache-2.0
package kakure.registers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import kakure.kernel.Port;

/** A module's ports as a table of a page; the elements of a list fold into one row. */
public final class PortTable {
  private static final Pattern ELEMENT = Pattern.compile("(.*)_(\\d+)");

  private PortTable() {}

  /** The ports in their order, a line each: name, direction, bits, kind. */
  public static String of(List<Port> ports) {
    var out = new StringBuilder("| port | direction | width | kind |\n|---|---|---|---|\n");
    for (var run : runs(ports)) {
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
