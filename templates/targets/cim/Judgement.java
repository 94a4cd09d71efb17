// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import kakure.console.Table;
import targets.cim.mapper.Totals;
import targets.cim.mapper.Appraisal;
import targets.cim.mapper.Mapper;
import targets.cim.mapper.Mapping;

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
      for (var m : mappings) appraisals.add(Appraisal.of(m, mapper.natural(m.layer(), calibration.fitted().get(m.layer().name())), calibration.others().get(m.layer().name()), mapper.phases()));
    }
    return appraisals;
  }

  /** A table: of each layer and of all, shares of what macros without units would do. */
  String text() {
    var table = new Table("other images", ">units off, natural", ">placed", ">bound", ">precharges, natural", ">placed", ">pulses", ">conversions", ">cycles, natural", ">placed");
    for (var a : appraisals()) row(table, a.layer(), List.of(a));
    row(table, "all", appraisals());
    return table.text() + "shares of what macros without units would do, on training images behind those that it is fitted on; bound: each image packed by itself\n";
  }

  private static void row(Table table, String name, List<Appraisal> of) {
    table.row(name, share(off(of, Appraisal::natural)), share(off(of, Appraisal::mapped)), share(bound(of)), share(ratio(of, Appraisal::natural, Totals::precharges)), share(ratio(of, Appraisal::mapped, Totals::precharges)),
        share(ratio(of, Appraisal::mapped, Totals::pulses)), share(ratio(of, Appraisal::mapped, Totals::conversions)), share(ratio(of, Appraisal::natural, Totals::cycles)), share(ratio(of, Appraisal::mapped, Totals::cycles)));
  }

  /** For other programs. */
  Map<String, Object> keys() {
    var keys = new LinkedHashMap<String, Object>();
    var all = appraisals();
    keys.put("unitsOffNatural", off(all, Appraisal::natural));
    keys.put("unitsOff", off(all, Appraisal::mapped));
    keys.put("unitsOffBound", bound(all));
    keys.put("prechargesNatural", ratio(all, Appraisal::natural, Totals::precharges));
    keys.put("precharges", ratio(all, Appraisal::mapped, Totals::precharges));
    keys.put("pulses", ratio(all, Appraisal::mapped, Totals::pulses));
    keys.put("conversions", ratio(all, Appraisal::mapped, Totals::conversions));
    keys.put("cyclesNatural", ratio(all, Appraisal::natural, Totals::cycles));
    keys.put("cycles", ratio(all, Appraisal::mapped, Totals::cycles));
    return keys;
  }

  private static double off(List<Appraisal> of, Function<Appraisal, Totals> side) {
    return of.stream().mapToDouble(a -> side.apply(a).unitOperationsOff()).sum() / of.stream().mapToDouble(a -> side.apply(a).unitOperations()).sum();
  }

  /** By units, as they are counted in the placement. */
  private static double bound(List<Appraisal> of) {
    return of.stream().mapToDouble(a -> a.unitBound() * a.mapped().unitOperations()).sum() / of.stream().mapToDouble(a -> a.mapped().unitOperations()).sum();
  }

  /** What a side does, over what macros do that are not cut, by the layer's sums. */
  private static double ratio(List<Appraisal> of, Function<Appraisal, Totals> side, Function<Totals, Long> what) {
    return of.stream().mapToDouble(a -> what.apply(side.apply(a))).sum() / of.stream().mapToDouble(a -> what.apply(a.ungated())).sum();
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
