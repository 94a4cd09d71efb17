// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import kakure.target.RunReport;
import targets.cim.mapper.Totals;

/** What a run switched off, in shares of what a macro would do that is not cut into units, beside natural order and what any order could. */
final class CimReport {
  /** What is told, by the hardware's counters and by what is reckoned. */
  private enum What {
    CYCLES("cycles", Totals::cycles), PRECHARGES("precharges", Totals::precharges), PULSES("pulses", Totals::pulses), CONVERSIONS("conversions", Totals::conversions);

    private final String key;
    private final ToLongFunction<Totals> of;

    What(String key, ToLongFunction<Totals> of) {
      this.key = key;
      this.of = of;
    }

    /** As the hardware counted it, per image. */
    double counted(RunReport report) {
      return report.steps().stream().mapToDouble(s -> this == CYCLES ? s.cycles() : s.counters().get(key)).sum();
    }

    /** Per image. */
    double of(Totals totals, int images) {
      return of.applyAsLong(totals) / (double) images;
    }
  }

  private CimReport() {}

  static List<String> lines(CimPlan plan, RunReport report) {
    double cycles = What.CYCLES.counted(report), charged = What.PRECHARGES.counted(report), avoided = sum(report, "avoided");
    int units = plan.top().shape().units();
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "per image: %.0f cycles of operations; unit-cycles off %.1f%%, held %.1f%%; precharges avoided %.1f%%", cycles, percent(sum(report, "off"), cycles * units),
        percent(sum(report, "held"), cycles * units), percent(avoided, charged + avoided)));
    plan.reference().sums().ifPresent(s -> {
      lines.add("of what macros without units do: " + shares(w -> w.counted(report), s) + "; with channels in natural order " + shares(w -> w.of(s.natural(), s.images()), s));
      if (plan.gating().gates())
        lines.add(String.format(Locale.ROOT, "units off for whole operations %.1f%%, in natural order %.1f%%, each image in its best order %.1f%% at most", 100 * s.placed().off(), 100 * s.natural().off(), 100 * s.unitBound()));
    });
    return lines;
  }

  private interface Side {
    double of(What what);
  }

  private static String shares(Side side, Reference.Sums s) {
    var all = new ArrayList<String>();
    for (var w : What.values()) all.add(String.format(Locale.ROOT, "%s %.3f", w.key, share(side.of(w), w.of(s.uncut(), s.images()))));
    return String.join(", ", all);
  }

  /** The same for other programs. */
  static Map<String, Object> keys(CimPlan plan, RunReport report) {
    var keys = new LinkedHashMap<String, Object>();
    double cycles = What.CYCLES.counted(report);
    int units = plan.top().shape().units();
    keys.put("unitCyclesOff", share(sum(report, "off"), cycles * units));
    keys.put("unitCyclesHeld", share(sum(report, "held"), cycles * units));
    plan.reference().sums().ifPresent(s -> {
      for (var w : What.values()) {
        keys.put(w.key + "OfUncut", share(w.counted(report), w.of(s.uncut(), s.images())));
        keys.put(w.key + "OfUncutNatural", share(w.of(s.natural(), s.images()), w.of(s.uncut(), s.images())));
      }
      if (!plan.gating().gates()) return;
      keys.put("unitsOff", s.placed().off());
      keys.put("unitsOffNatural", s.natural().off());
      keys.put("unitsOffBound", s.unitBound());
    });
    return keys;
  }

  private static double sum(RunReport report, String counter) {
    return report.steps().stream().mapToDouble(s -> s.counters().get(counter)).sum();
  }

  private static double percent(double part, double whole) {
    return 100 * share(part, whole);
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
