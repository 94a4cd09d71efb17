// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.List;
import java.util.Locale;
import kakure.target.RunReport;

/** What a run switched off, in shares of what a macro would do that is not cut into units. */
final class CimReport {
  private CimReport() {}

  static List<String> lines(CimPlan plan, RunReport report) {
    double cycles = 0, off = 0, held = 0, charged = 0, avoided = 0;
    int units = plan.top().shape().units();
    for (var ran : report.steps()) {
      cycles += ran.cycles();
      off += ran.counters().get("off");
      held += ran.counters().get("held");
      charged += ran.counters().get("precharges");
      avoided += ran.counters().get("avoided");
    }
    return List.of(String.format(Locale.ROOT, "per image: %.0f cycles of operations; unit-cycles off %.1f%%, held %.1f%%; precharges avoided %.1f%%", cycles, percent(off, cycles * units), percent(held, cycles * units), percent(avoided, charged + avoided)));
  }

  private static double percent(double part, double whole) {
    return whole == 0 ? 0 : 100 * part / whole;
  }
}
