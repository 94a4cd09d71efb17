// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import blocks.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.BadInput;
import kakure.engine.OtherMasks;
import kakure.engine.Planner;
import kakure.network.Network;

/** What each kind of mask costs and gains: the network's layers under random masks of every kind, each on the array of as many adder inputs. */
final class KindsTable {
  private static final double DENSITY = .3;
  private static final long SEED = 1;
  private static final int[] GROUPS = {1, 2, 4, 8};

  private final Network network;
  private final EngineOptions options;

  KindsTable(Network network, EngineOptions options) {
    this.network = network;
    this.options = options;
  }

  /** Prints the table and returns its rows. */
  List<Map<String, Object>> print() {
    var table = new Table("mask", "array", ">elements", ">adder inputs", ">cycles per image", ">utilised", ">mask KiB", ">bit/weight", "remark");
    List<Map<String, Object>> rows = new ArrayList<>();
    Engine base = options.engine();
    int adders = base.tci() / base.group();
    for (int group : GROUPS) {
      String name = group == 1 ? String.format(Locale.ROOT, "free, %.0f%%", 100 * DENSITY) : "one of " + group;
      Terminal.progress("planning " + name);
      var row = new LinkedHashMap<String, Object>();
      row.put("mask", name);
      try {
        Engine engine = options.engine(adders * group + "x" + base.pixels() + "x" + base.tco(), group);
        var plan = PlanText.of(Planner.plan(group == 1 ? OtherMasks.free(network, DENSITY, SEED) : OtherMasks.oneOf(network, group, SEED), engine));
        long bits = plan.plan().layers().stream().mapToLong(l -> l.mask().statistics().bits()).sum();
        long elements = (long) engine.tci() * engine.pixels() * engine.tco();
        row.put("array", plan.array());
        row.put("elements", elements);
        row.put("cyclesPerImage", plan.schedule().total());
        row.put("utilisation", plan.utilisation());
        row.put("maskBits", bits);
        row.put("maskBitsPerWeight", bits / (double) network.weights());
        table.row(name, plan.array(), elements, elements / group, plan.schedule().total(), PlanText.percent(plan.utilisation()), String.format(Locale.ROOT, "%.1f", bits / 8192.0),
            String.format(Locale.ROOT, "%.3f", bits / (double) network.weights()), "");
      } catch (BadInput | IllegalArgumentException e) {
        String refusal = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        row.put("refusal", refusal);
        table.row(name, "-", "-", "-", "-", "-", "-", "-", refusal);
      }
      rows.add(row);
    }
    Terminal.clear();
    System.out.print(table.text());
    return rows;
  }
}
