// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The longest path between registers, in the names that the design gave its nets: what tools named is left out, and counted.
 *
 * @param period the shortest that the clock takes, in the library's unit of time
 * @param stages nets from the register that begins it to the one that ends it
 */
public record CriticalPath(double period, List<Stage> stages) {
  /** A net on the way. @param net its name, with the instances it lies in, @param cell type that drives it, @param at when it changes, after the clock's edge, @param before cells between it and the net before it */
  public record Stage(String net, String cell, double at, int before) {}

  private static final Pattern PIN = Pattern.compile("\\s+-?[\\d.]+\\s+(-?[\\d.]+) [v^] (\\S+)/\\S+ \\((\\S+)\\)");
  private static final Pattern NET = Pattern.compile("\\s+(?:\\d+\\s+)?(\\S+) \\(net\\)");
  private static final Pattern END = Pattern.compile("endnet (\\S+)");
  private static final Pattern SLACK = Pattern.compile("\\s+(-?[\\d.]+)\\s+slack \\(\\w+\\)");
  /** What yosys and ABC call a net that has no name. */
  private static final Pattern MADE = Pattern.compile("(.*/)?(_\\d+_|n\\d+|\\$.*|new_.*)");

  /** Copies the list. */
  public CriticalPath {
    stages = List.copyOf(stages);
  }

  /**
   * Reads what OpenSTA's {@code report_checks -fields {net}} prints of one path, and lines {@code endnet NAME} of what the register at its end drives.
   *
   * @param assumed period that the slack is of
   * @return nothing in it, a period of 0, where it prints no path
   */
  static CriticalPath of(String printed, double assumed) {
    var stages = new ArrayList<Stage>();
    double at = 0, slack = assumed;
    String cell = "", end = "";
    int made = 0;
    boolean arrived = false;
    for (var line : printed.lines().toList()) {
      var pin = PIN.matcher(line);
      var net = NET.matcher(line);
      var last = END.matcher(line);
      var rest = SLACK.matcher(line);
      if (pin.matches() && !arrived) {
        at = Double.parseDouble(pin.group(1));
        cell = pin.group(3);
      } else if (net.matches() && !arrived) {
        if (MADE.matcher(net.group(1)).matches()) {
          made++;
        } else {
          stages.add(new Stage(net.group(1), cell, at, made));
          made = 0;
        }
      } else if (last.matches()) {
        if (end.isEmpty() && !MADE.matcher(last.group(1)).matches()) end = last.group(1);
      } else if (rest.matches()) {
        slack = Double.parseDouble(rest.group(1));
      }
      arrived |= line.contains("data arrival time");
    }
    if (!arrived) return new CriticalPath(0, List.of());
    stages.add(new Stage(end.isEmpty() ? "a register" : end, cell, at, made));
    return new CriticalPath(assumed - slack, stages);
  }
}
