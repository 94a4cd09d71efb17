// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A mapping and what it does on the calibration images.
 *
 * @param activity of operations
 * @param on units that are charged in a bit, and units that have power in it, added: the former of operations, the latter of all images, as gates and zero weights say; as often as there are images times operations
 */
record Choice(Mapping mapping, Totals activity, long on) {
  private static final int BITS = 8;
  /** What is on counts most; then cycles, macros, and the converter's range. */
  static final Comparator<Choice> LEAST = Comparator.comparingLong(Choice::on).thenComparingLong(c -> c.activity.cycles()).thenComparingInt(Choice::tiles).thenComparingInt(c -> c.mapping.pattern());

  static Choice of(Mapping mapping, Gates gates, CimPhases phases) {
    var activity = Totals.of(mapping, gates, phases, Totals.Depth.ALL);
    var whole = gates.operations().isEmpty() ? activity : Totals.of(mapping, gates.alone(), phases, Totals.Depth.ALL);
    long operations = activity.operations() / mapping.tiles().size();
    return new Choice(mapping, activity, activity.precharges() * gates.images() + BITS * whole.needed() * operations);
  }

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
    return (to.on - from.on) / (double) (from.tiles() - to.tiles());
  }
}
