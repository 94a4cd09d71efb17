// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.Comparator;
import java.util.List;

/**
 * One thing that is wrong with a netlist.
 *
 * @param file of the author's Java
 * @param line in it; 0 where the whole file is meant
 * @param what is wrong, with names
 * @param path a line per hop, where the fault is a path; else empty
 * @param why it is a fault
 * @param hint what to do
 */
public record Fault(String file, int line, String what, List<String> path, String why, String hint) implements Comparable<Fault> {
  private static final Comparator<Fault> ORDER = Comparator.comparing(Fault::file).thenComparingInt(Fault::line).thenComparing(Fault::what);

  Fault(Site site, String what, List<String> path, String why, String hint) {
    this(site.file(), site.line(), what, List.copyOf(path), why, hint);
  }

  Fault(Site site, String what, String why, String hint) {
    this(site, what, List.of(), why, hint);
  }

  @Override
  public int compareTo(Fault o) {
    return ORDER.compare(this, o);
  }

  /** Three lines, and one per hop of the path. */
  @Override
  public String toString() {
    var text = new StringBuilder().append(new Site(file, line)).append(": ").append(what);
    for (var hop : path) text.append("\n    ").append(hop);
    return text.append("\n  why: ").append(why).append("\n  do:  ").append(hint).toString();
  }
}
