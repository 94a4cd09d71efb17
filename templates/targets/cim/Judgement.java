// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import kakure.console.Table;
import targets.cim.mapper.Appraisal;
import targets.cim.mapper.Mapper;
import targets.cim.mapper.Mapping;
import targets.cim.mapper.Totals;

/** What a placement switches off on images that it was not fitted on, beside channels in natural order and what the data allow. */
final class Judgement {
  private final Mapper mapper;
  private final List<Mapping> mappings;
  private final Calibration calibration;
  private List<Appraisal> appraisals;

  /** Nothing is computed before someone asks. */
  Judgement(Mapper mapper, List<Mapping> mappings, Calibration calibration) {
    this.mapper = mapper;
    this.mappings = mappings;
    this.calibration = calibration;
  }

  private synchronized List<Appraisal> appraisals() {
    if (appraisals == null) {
      appraisals = new ArrayList<>();
      for (var m : mappings) {
        var layer = m.layer().name();
        appraisals.add(Appraisal.of(m, mapper, calibration.fitted().get(layer), calibration.others().get(layer)));
      }
    }
    return appraisals;
  }

  /** Two tables: of each layer and of all, shares of what macros without units would do; and what orders of channels could do at most. */
  String text() {
    var all = appraisals();
    var table = new Table("other images", ">units off, natural", ">greedy", ">placed", ">bound", ">precharges, natural", ">greedy", ">placed", ">pulses", ">conversions", ">cycles, natural", ">greedy", ">placed");
    for (var a : all) row(table, a.layer(), List.of(a));
    row(table, "all", all);
    var others = calibration.others().values().iterator().next();
    return table.text() + "units off: for whole vectors, share of those that hold rows and outputs, on " + others.images() + " training images behind those that it is fitted on; bound: each image packed by itself, by gates and zero weights; greedy: channels and outputs each by their own gates, one start and exchanges\n"
        + "the rest: shares of what macros without units would do, of " + Calibration.places() + " places of a layer on the first " + Calibration.lookedAt(others.images()) + " of these images\n" + new Orders(all).text();
  }

  private static void row(Table table, String name, List<Appraisal> of) {
    table.row(name, share(off(of, Appraisal.Units::natural)), share(off(of, Appraisal.Units::greedy)), share(off(of, Appraisal.Units::mapped)), share(off(of, Appraisal.Units::bound)),
        share(ratio(of, Appraisal::natural, Totals::precharges)), share(ratio(of, Appraisal::greedy, Totals::precharges)), share(ratio(of, Appraisal::mapped, Totals::precharges)), share(ratio(of, Appraisal::mapped, Totals::pulses)),
        share(ratio(of, Appraisal::mapped, Totals::conversions)), share(ratio(of, Appraisal::natural, Totals::cycles)), share(ratio(of, Appraisal::greedy, Totals::cycles)), share(ratio(of, Appraisal::mapped, Totals::cycles)));
  }

  /** For other programs: of all layers, and layer by layer. */
  Map<String, Object> keys() {
    var keys = keys(appraisals());
    keys.put("judged", appraisals().stream().map(a -> {
      var layer = new LinkedHashMap<String, Object>();
      layer.put("layer", a.layer());
      layer.putAll(keys(List.of(a)));
      return layer;
    }).toList());
    return keys;
  }

  private static Map<String, Object> keys(List<Appraisal> of) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("unitsOffNatural", off(of, Appraisal.Units::natural));
    keys.put("unitsOffGreedy", off(of, Appraisal.Units::greedy));
    keys.put("unitsOff", off(of, Appraisal.Units::mapped));
    keys.put("unitsOffBound", off(of, Appraisal.Units::bound));
    keys.put("prechargesNatural", ratio(of, Appraisal::natural, Totals::precharges));
    keys.put("prechargesGreedy", ratio(of, Appraisal::greedy, Totals::precharges));
    keys.put("precharges", ratio(of, Appraisal::mapped, Totals::precharges));
    keys.put("pulses", ratio(of, Appraisal::mapped, Totals::pulses));
    keys.put("conversions", ratio(of, Appraisal::mapped, Totals::conversions));
    keys.put("cyclesNatural", ratio(of, Appraisal::natural, Totals::cycles));
    keys.put("cyclesGreedy", ratio(of, Appraisal::greedy, Totals::cycles));
    keys.put("cycles", ratio(of, Appraisal::mapped, Totals::cycles));
    keys.putAll(new Orders(of).keys());
    return keys;
  }

  /** A share of units, over the layers by their units as placed. */
  private static double off(List<Appraisal> of, ToDoubleFunction<Appraisal.Units> side) {
    return of.stream().mapToDouble(a -> side.applyAsDouble(a.units()) * a.units().used()).sum() / of.stream().mapToDouble(a -> a.units().used()).sum();
  }

  /** What a side does, over what macros do that are not cut, by the layer's sums. */
  private static double ratio(List<Appraisal> of, Function<Appraisal, Totals> side, Function<Totals, Long> what) {
    return of.stream().mapToDouble(a -> what.apply(side.apply(a))).sum() / of.stream().mapToDouble(a -> what.apply(a.ungated())).sum();
  }

  static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
