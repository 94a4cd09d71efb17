// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A mapping and what it does on the calibration images. */
record Choice(Mapping mapping, Totals activity) {
  /** Precharges count most, as each is a unit that is on in a bit; then cycles, macros, and the converter's range. */
  static final Comparator<Choice> LEAST = Comparator.<Choice>comparingLong(c -> c.activity.precharges()).thenComparingLong(c -> c.activity.cycles()).thenComparingInt(Choice::tiles).thenComparingInt(c -> c.mapping.pattern());

  int tiles() {
    return mapping.tiles().size();
  }

  /**
   * By layer one of its choices: the best, as long as there are macros enough; else those that spare macros at the least loss per macro. May still take too many.
   *
   * @param choices by layer, the best first
   */
  static List<Choice> within(List<List<Choice>> choices, int macros) {
    var chosen = new ArrayList<Choice>();
    for (var c : choices) chosen.add(c.get(0));
    while (chosen.stream().mapToLong(Choice::tiles).sum() > macros) {
      int layer = -1;
      Choice instead = null;
      for (int l = 0; l < chosen.size(); l++) {
        for (var other : choices.get(l)) {
          if (other.tiles() >= chosen.get(l).tiles() || instead != null && loss(chosen.get(l), other) >= loss(chosen.get(layer), instead)) continue;
          layer = l;
          instead = other;
        }
      }
      if (instead == null) return chosen;
      chosen.set(layer, instead);
    }
    return chosen;
  }

  private static double loss(Choice from, Choice to) {
    return (to.activity.precharges() - from.activity.precharges()) / (double) (from.tiles() - to.tiles());
  }
}
