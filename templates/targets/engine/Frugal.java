// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kakure.network.Network;
import kakure.spec.Parameters;
import kakure.target.PlanException;

/** What a small engine does without: counters and sums wider than the network's layers, multipliers, where a serial requantiser costs the network few cycles, second registers of streams likewise, and the decoder of mask codes, where plain masks are hardly longer. */
final class Frugal {
  /** What each may cost, as a ratio of cycles and of mask bits. */
  private static final double COST = 1.02;

  private final Network network;
  private final long cycles;
  private final long maskBits;

  private Frugal(Network network, Engine fitted) {
    this.network = network;
    var plan = Planner.plan(network, fitted);
    this.cycles = Schedule.of(plan).total();
    this.maskBits = maskBits(plan);
  }

  /**
   * The engine for a network without what it can spare.
   *
   * @param fitted to the network
   * @param given names of parameters that stay as they are
   */
  static Engine of(Engine fitted, Network network, Set<String> given) {
    try {
      var limits = new Frugal(network, fitted);
      var engine = given.contains("serial") || fitted.residual() || fitted.terms() ? fitted : limits.cheaper(fitted, Map.of("serial", "true"));
      if (!given.contains("halfRate")) engine = limits.cheaper(engine, Map.of("halfRate", "true"));
      if (!given.contains("masks") && !given.contains("oneof") && engine.group() == 1) {
        var plain = new LinkedHashMap<String, String>();
        plain.put("masks", "plain");
        plain.put("oneof", "1");
        engine = limits.cheaper(engine, plain);
      }
      if (!given.contains("sumBits")) engine = Parameters.with(engine, Map.of("sumBits", Integer.toString(EngineSize.SUMS.least(Needs.of(Layout.of(FilterOrder.of(network), engine), engine).sumBits()))));
      return given.contains("counts") ? engine : Parameters.with(engine, Map.of("counts", NeededCounts.of(Planner.plan(network, engine)).toString()));
    } catch (PlanException refused) {
      return fitted; // too small by what the user said: the plan will say so
    }
  }

  private Engine cheaper(Engine engine, Map<String, String> change) {
    var changed = Parameters.with(engine, change);
    var plan = Planner.plan(network, changed);
    return Schedule.of(plan).total() <= COST * cycles && maskBits(plan) <= COST * maskBits ? changed : engine;
  }

  private static long maskBits(EnginePlan plan) {
    return plan.layers().stream().mapToLong(l -> l.mask().statistics().bits()).sum();
  }
}
