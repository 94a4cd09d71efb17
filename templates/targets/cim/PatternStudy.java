// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.network.Network;
import kakure.target.Given;
import kakure.target.PlanException;
import kakure.target.Study;
import targets.cim.mapper.Totals;
import targets.cim.mapper.Gates;
import targets.cim.mapper.Mapper;
import targets.cim.mapper.Mapping;

/** What each pattern of segments makes of a layer's cycles, in natural order and as placed, beside what macros without units would take; on images that the placement was not fitted on. */
final class PatternStudy implements Study {
  private final CimTarget target;

  PatternStudy(CimTarget target) {
    this.target = target;
  }

  @Override
  public String option() {
    return "--patterns";
  }

  @Override
  public String description() {
    return "Cycles of each layer by how many segments share a line, in natural order and as placed, on images of " + CimTarget.CALIBRATE + " that the placement was not fitted on.";
  }

  /** Of a layer, or of several. @param dense cycles and precharges where nothing is switched off and each segment is sensed by itself; null where there are none of a pattern */
  private record Seen(Totals dense, Totals placed, List<Totals> natural, List<Totals> byPattern) {
    static Seen sum(List<Seen> all) {
      int patterns = all.get(0).natural.size();
      return new Seen(
          Totals.sum(all.stream().map(Seen::dense).toList()), Totals.sum(all.stream().map(Seen::placed).toList()),
          IntStream.range(0, patterns).mapToObj(p -> all(all.stream().map(s -> s.natural.get(p)).toList())).toList(), IntStream.range(0, patterns).mapToObj(p -> all(all.stream().map(s -> s.byPattern.get(p)).toList())).toList());
    }

    private static Totals all(List<Totals> of) {
      return of.stream().allMatch(a -> a != null) ? Totals.sum(of) : null;
    }

    double skipped() {
      return 1 - placed.precharges() / (double) dense.precharges();
    }

    double cycles(Totals of) {
      return of == null ? Double.NaN : of.cycles() / (double) dense.cycles();
    }
  }

  @Override
  public Answer answer(Network network, Given given, Consumer<String> progress) {
    var path = given.option(CimTarget.CALIBRATE).orElseThrow(() -> new BadInput(option() + " is judged on images: give " + CimTarget.CALIBRATE + " PATH"));
    progress.accept("placing " + network.name());
    var tile = target.top(given, network);
    var plan = (CimPlan) target.plan(network, tile, given);
    var seen = Calibration.of(Calibration.images(path, network), network, CimTarget.unplaced(network));
    var mapper = new Mapper(tile.shape(), tile.phases());
    int patterns = tile.macro().analog() ? 1 : tile.shape().widestPattern() + 1;
    var columns = new ArrayList<>(List.of("layer", ">taps", ">cycles, dense", ">unit-bits skipped"));
    for (int p = 0; p < patterns; p++) columns.addAll(List.of(">" + tile.shape().together(p) + " together: natural", ">placed"));
    var cells = new ArrayList<List<String>>();
    var rows = new ArrayList<Map<String, Object>>();
    var byTaps = new TreeMap<Integer, List<Seen>>();
    for (var layer : plan.layers()) {
      progress.accept("patterns of " + layer.node().name());
      var one = of(mapper, layer.mapping(), seen.fitted().get(layer.node().name()), seen.others().get(layer.node().name()), patterns);
      int taps = layer.mapping().layer().taps();
      byTaps.computeIfAbsent(taps, t -> new ArrayList<>()).add(one);
      add(layer.node().name(), taps, one, cells, rows);
    }
    byTaps.forEach((taps, all) -> add("all", taps, Seen.sum(all), cells, rows));
    return new Answer(columns, cells, "patterns", rows);
  }

  private static Seen of(Mapper mapper, Mapping placed, Gates fitted, Gates judged, int patterns) {
    var natural = mapper.natural(placed.layer(), fitted);
    return new Seen(
        Totals.of(natural.with(0), judged, mapper.phases(), Totals.Depth.NONE), Totals.of(placed, judged, mapper.phases(), Totals.Depth.ALL),
        byPattern(natural, judged, mapper, patterns), byPattern(placed, judged, mapper, patterns));
  }

  /** Null where units that would be sensed together have not one mode. */
  private static List<Totals> byPattern(Mapping mapping, Gates judged, Mapper mapper, int patterns) {
    var all = new ArrayList<Totals>();
    for (int p = 0; p < patterns; p++) {
      try {
        all.add(Totals.of(mapping.with(p), judged, mapper.phases(), Totals.Depth.ALL));
      } catch (PlanException e) {
        all.add(null);
      }
    }
    return all;
  }

  private static void add(String name, int taps, Seen seen, List<List<String>> cells, List<Map<String, Object>> rows) {
    var texts = new ArrayList<>(List.of(name, Integer.toString(taps), Long.toString(seen.dense().cycles()), share(seen.skipped())));
    var row = new LinkedHashMap<String, Object>();
    row.put("layer", name);
    row.put("taps", taps);
    row.put("denseCycles", seen.dense().cycles());
    row.put("skipped", seen.skipped());
    for (int p = 0; p < seen.natural().size(); p++) {
      double natural = seen.cycles(seen.natural().get(p)), placed = seen.cycles(seen.byPattern().get(p));
      texts.addAll(List.of(share(natural), share(placed)));
      if (!Double.isNaN(natural)) row.put("cyclesNatural" + p, natural);
      if (!Double.isNaN(placed)) row.put("cycles" + p, placed);
    }
    cells.add(texts);
    rows.add(row);
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
