// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.Set;
import kakure.network.Network;
import kakure.target.PlanException;

/** An engine that keeps a network's masks and constants. */
final class Kept {
  private Kept() {}

  /**
   * The engine with stores as large as the network's masks and constants are on it.
   *
   * @param given names of parameters that stay as they are
   * @throws PlanException if the network does not fit the engine, or its masks or constants a store
   */
  static Engine of(Engine engine, Network network, Set<String> given) {
    if (given.contains("keepMasks") || given.contains("keepConstants")) return engine;
    var plan = Planner.plan(network, engine);
    return engine.keeping(size("masks", plan.maskBeats()), size("constants", plan.constantBeats()));
  }

  private static int size(String what, int beats) {
    if (beats > Engine.MAX_KEPT) throw new PlanException(EngineTarget.KEEP + ": " + what + " of an image are " + beats + " beats, a store holds " + Engine.MAX_KEPT + " at most; leave the option out");
    return beats;
  }
}
