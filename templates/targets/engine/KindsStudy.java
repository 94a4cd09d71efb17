// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.mask.codec.NestedCoats;
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
    return "What each kind of mask would cost and gain: these layers under random masks; of a model with coats also those, each coded within the one before it.";
  }

  @Override
  public Answer answer(Network network, Given given, Consumer<String> progress) {
    var cells = new ArrayList<List<String>>();
    var rows = new ArrayList<Map<String, Object>>();
    boolean coats = Fuse.layers(network).stream().anyMatch(l -> l.planes().coated());
    if (!coats && !OtherMasks.takes(network)) throw new BadInput("--kinds: network " + network.name() + " has no hidden weights, whose masks could be others; leave it out");
    if (OtherMasks.takes(network)) others(network, given, progress, cells, rows);
    if (coats) coats(network, given, cells, rows);
    return new Answer(COLUMNS, cells, "kinds", rows);
  }

  private void others(Network network, Given given, Consumer<String> progress, List<List<String>> cells, List<Map<String, Object>> rows) {
    Engine base = target.top(given);
    for (int group : GROUPS) {
      String name = group == 1 ? String.format(Locale.ROOT, "free, %.0f%%", 100 * OtherMasks.DENSITY) : "one of " + group;
      progress.accept("planning " + name);
      var row = new LinkedHashMap<String, Object>();
      row.put("mask", name);
      try {
        var masked = group == 1 ? OtherMasks.free(network, OtherMasks.DENSITY, OtherMasks.SEED) : OtherMasks.oneOf(network, group, OtherMasks.SEED);
        cells.add(kind(Planner.plan(masked, target.top(with(given, base, group), masked)), name, row));
      } catch (BadInput | IllegalArgumentException e) {
        String refusal = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        row.put("refusal", refusal);
        cells.add(List.of(name, "-", "-", "-", "-", "-", "-", "-", refusal));
      }
      rows.add(row);
    }
  }

  /** The network's own coats: their digits, as the engine takes them, and what they would take each within the one before it. */
  private void coats(Network network, Given given, List<List<String>> cells, List<Map<String, Object>> rows) {
    var plan = Planner.plan(network, target.top(given, network));
    var digits = new LinkedHashMap<String, Object>();
    digits.put("mask", "own, digits of coats");
    cells.add(kind(plan, "own, digits of coats", digits));
    rows.add(digits);
    var layers = plan.layers().stream().filter(l -> l.layer().part().plane() <= 0).toList(); // of planes of a map, which have the same mask, one
    long bits = layers.stream().mapToLong(KindsStudy::nested).sum();
    double weights = network.weights(), entropy = layers.stream().mapToDouble(l -> EngineSteps.entropyBits(l.layer())).sum();
    var nested = new LinkedHashMap<String, Object>();
    nested.put("mask", "own, coats nested");
    nested.put("maskBits", bits);
    nested.put("maskBitsPerWeight", bits / weights);
    nested.put("entropyBitsPerWeight", entropy / weights);
    cells.add(List.of("own, coats nested", "-", "-", "-", "-", "-", kibibytes(bits), perWeight(bits / weights), "entropy " + perWeight(entropy / weights) + "; the engine has no decoder for it"));
    rows.add(nested);
  }

  /** Bits of a layer whose coats are coded each within the one before it; of any other as they are sent. */
  private static long nested(LayerPlan plan) {
    var planes = plan.layer().planes();
    return planes.coated() ? NestedCoats.bits(NestedCoats.encode(ValueEntropy.values(plan.layer().mask(), planes.count()))) : plan.mask().statistics().bits();
  }

  private static String kibibytes(long bits) {
    return String.format(Locale.ROOT, "%.1f", bits / 8192.0);
  }

  private static String perWeight(double bits) {
    return String.format(Locale.ROOT, "%.3f", bits);
  }

  private static Given with(Given given, Engine base, int group) {
    int adders = base.tci() / base.group();
    return given.with(EngineTarget.ARRAY, adders * group + "x" + base.pixels() + "x" + base.tco()).with(EngineTarget.GROUP, Integer.toString(group));
  }

  private static List<String> kind(EnginePlan plan, String name, Map<String, Object> row) {
    var run = new EngineRun(plan);
    long elements = plan.engine().elements(), bits = plan.layers().stream().mapToLong(l -> l.mask().statistics().bits()).sum();
    double weights = plan.network().weights();
    row.put("array", run.extent());
    row.put("elements", elements);
    row.put("cyclesPerImage", run.plannedCycles());
    row.put("utilisation", run.utilisation());
    row.put("maskBits", bits);
    row.put("maskBitsPerWeight", bits / weights);
    return List.of(name, run.extent(), Long.toString(elements), Long.toString(elements / plan.engine().group()), Long.toString(run.plannedCycles()), String.format(Locale.ROOT, "%.1f%%", 100 * run.utilisation()), kibibytes(bits),
        perWeight(bits / weights), "");
  }
}
