// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import kakure.console.Table;
import targets.cim.mapper.Appraisal;

/**
 * How good an order of channels is: blocks of channels that share a segment, and of outputs that share a group, off as placed, beside natural order, a plain greedy one, and what no order exceeds.
 *
 * @param layers those whose channels are switched are told of
 */
record Orders(List<Appraisal> layers) {
  private record Named(String layer, Appraisal.Side side) {}

  private List<Named> named(Function<Appraisal, Appraisal.Side> side) {
    return layers.stream().map(a -> new Named(a.layer(), side.apply(a))).filter(n -> n.side.moves()).toList();
  }

  /** A table; empty where no channel of any layer is ever off. */
  String text() {
    var segments = named(Appraisal::segments);
    var groups = named(Appraisal::groups);
    if (segments.isEmpty() && groups.isEmpty()) return "";
    var table = new Table("channels off together", ">channels of one", ">blocks", ">natural", ">greedy", ">placed", ">bound", ">placed / bound", ">exact");
    add(table, "segments", segments);
    add(table, "groups", groups);
    return "\n" + table.text() + "shares of segments and of column groups all of whose channels are off; greedy: by gates alone, one start and exchanges; bound: what no fixed order exceeds on these images; exact: the best order for them, where it can be reckoned; units without weights count, too, where a layer is placed, so that of gates alone it may have fewer\n";
  }

  private static void add(Table table, String in, List<Named> of) {
    for (var n : of) row(table, n.layer, in, List.of(n));
    if (of.size() > 1) row(table, "all", in, of);
  }

  private static void row(Table table, String name, String in, List<Named> of) {
    var sizes = of.stream().mapToInt(n -> n.side.size()).distinct().boxed().toList();
    double bound = mean(of, Appraisal.Side::most);
    table.row(name + " " + in, sizes.size() == 1 ? sizes.get(0).toString() : "", of.stream().mapToInt(n -> n.side.blocks()).sum(), Judgement.share(mean(of, Appraisal.Side::natural)), Judgement.share(mean(of, Appraisal.Side::greedy)),
        Judgement.share(mean(of, Appraisal.Side::permuted)), Judgement.share(bound), bound == 0 ? "-" : Judgement.share(mean(of, Appraisal.Side::permuted) / bound), exact(of) ? Judgement.share(mean(of, s -> s.exact().orElseThrow())) : "-");
  }

  private static boolean exact(List<Named> of) {
    return of.stream().allMatch(n -> n.side.exact().isPresent());
  }

  private static double mean(List<Named> of, ToDoubleFunction<Appraisal.Side> what) {
    return of.stream().mapToDouble(n -> what.applyAsDouble(n.side) * n.side.blocks()).sum() / of.stream().mapToDouble(n -> n.side.blocks()).sum();
  }

  /** The same for other programs. */
  Map<String, Object> keys() {
    var keys = new LinkedHashMap<String, Object>();
    put(keys, "segments", named(Appraisal::segments));
    put(keys, "groups", named(Appraisal::groups));
    return keys;
  }

  private static void put(Map<String, Object> keys, String in, List<Named> of) {
    if (of.isEmpty()) return;
    keys.put(in, of.stream().mapToInt(n -> n.side.blocks()).sum());
    keys.put(in + "OffNatural", mean(of, Appraisal.Side::natural));
    keys.put(in + "OffGreedy", mean(of, Appraisal.Side::greedy));
    keys.put(in + "Off", mean(of, Appraisal.Side::permuted));
    keys.put(in + "OffBound", mean(of, Appraisal.Side::most));
    if (exact(of)) keys.put(in + "OffExact", mean(of, s -> s.exact().orElseThrow()));
  }
}
