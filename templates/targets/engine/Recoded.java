// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.array.UsualSizes;
import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Masks that keep one weight of G, but that the engine takes as free ones, or as plain bits, only: more bits, and on an array of groups more steps. A line for each G, with what would take them as they are. */
final class Recoded {
  private Recoded() {}

  /** G of a layer's mask that is sent as a free one; 1 for one that is sent as what it is. */
  static int group(LayerPlan p) {
    return p.order().kind().isOneOf() ? 1 : p.layer().ownGroup();
  }

  static List<String> remarks(EnginePlan plan) {
    var layers = new TreeMap<Integer, List<LayerPlan>>();
    for (var p : plan.layers()) if (group(p) > 1) layers.computeIfAbsent(group(p), g -> new ArrayList<>()).add(p);
    var lines = new ArrayList<String>();
    layers.forEach((group, of) -> lines.add(line(group, of, plan.engine())));
    return lines;
  }

  private static String line(int group, List<LayerPlan> layers, Engine e) {
    String names = layers.stream().map(p -> p.layer().name()).collect(Collectors.joining(", "));
    double bits = layers.stream().mapToLong(p -> p.mask().statistics().bits()).sum(), own = layers.stream().mapToDouble(p -> EngineSteps.entropyBits(p.layer())).sum();
    double weights = layers.stream().mapToLong(p -> p.mask().statistics().weights()).sum();
    String as = layers.get(0).mask().kind().isCoded() ? "a free one" : "plain bits";
    return String.format(Locale.ROOT, "%s: the mask keeps one of %d, but goes as %s, %.3f bit/weight in place of %.3f: %s takes it as it is", names, group, as, bits / weights, own / weights, better(group, e));
  }

  /** The options of the array next to this one that takes masks of one of G. */
  static String better(int group, Engine e) {
    int tci = (e.tci() + group - 1) / group * group;
    String array = "--array " + tci + "x" + e.pixels() + "x" + e.tco();
    if (e.group() > 1) return array + " --group " + group;
    return array + (UsualSizes.oneof(tci, 1) == group ? "" : " --set oneof=" + group);
  }
}
