// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.network.Network;
import kakure.network.OtherMasks;
import kakure.target.Given;
import kakure.target.Study;

/** What each kind of mask costs and gains: the network's layers under random masks of every kind, each on the array of as many adder inputs. */
final class KindsStudy implements Study {
  private static final int[] GROUPS = {1, 2, 4, 8};
  private static final List<String> COLUMNS = List.of("mask", "array", ">elements", ">adder inputs", ">cycles per image", ">utilised", ">mask KiB", ">bit/weight", "remark");

  private final EngineTarget target;

  KindsStudy(EngineTarget target) {
    this.target = target;
  }

  @Override
  public String option() {
    return "--kinds";
  }

  @Override
  public String description() {
    return "What each kind of mask would cost and gain: these layers under random masks.";
  }

  @Override
  public Answer answer(Network network, Given given, Consumer<String> progress) {
    var cells = new ArrayList<List<String>>();
    var rows = new ArrayList<Map<String, Object>>();
    Engine base = target.top(given);
    for (int group : GROUPS) {
      String name = group == 1 ? String.format(Locale.ROOT, "free, %.0f%%", 100 * OtherMasks.DENSITY) : "one of " + group;
      progress.accept("planning " + name);
      var row = new LinkedHashMap<String, Object>();
      row.put("mask", name);
      try {
        var masked = group == 1 ? OtherMasks.free(network, OtherMasks.DENSITY, OtherMasks.SEED) : OtherMasks.oneOf(network, group, OtherMasks.SEED);
        cells.add(kind(masked, target.top(with(given, base, group), masked), name, row));
      } catch (BadInput | IllegalArgumentException e) {
        String refusal = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        row.put("refusal", refusal);
        cells.add(List.of(name, "-", "-", "-", "-", "-", "-", "-", refusal));
      }
      rows.add(row);
    }
    return new Answer(COLUMNS, cells, "kinds", rows);
  }

  private static Given with(Given given, Engine base, int group) {
    int adders = base.tci() / base.group();
    return given.with(EngineTarget.ARRAY, adders * group + "x" + base.pixels() + "x" + base.tco()).with(EngineTarget.GROUP, Integer.toString(group));
  }

  private static List<String> kind(Network network, Engine engine, String name, Map<String, Object> row) {
    int group = engine.group();
    var run = new EngineRun(Planner.plan(network, engine));
    long bits = run.plan().layers().stream().mapToLong(l -> l.mask().statistics().bits()).sum();
    double perWeight = bits / (double) network.weights();
    row.put("array", run.extent());
    row.put("elements", engine.elements());
    row.put("cyclesPerImage", run.plannedCycles());
    row.put("utilisation", run.utilisation());
    row.put("maskBits", bits);
    row.put("maskBitsPerWeight", perWeight);
    return List.of(name, run.extent(), Long.toString(engine.elements()), Long.toString(engine.elements() / group), Long.toString(run.plannedCycles()),
        String.format(Locale.ROOT, "%.1f%%", 100 * run.utilisation()), String.format(Locale.ROOT, "%.1f", bits / 8192.0), String.format(Locale.ROOT, "%.3f", perWeight), "");
  }
}
