// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.Counts;
import blocks.engine.engine.Engine;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.target.PlanException;

/** The bits in which an engine must count for the layers of a plan. */
final class NeededCounts {
  /** Cycles are counted up to this many times those of the longest layer, as a host may be slow. */
  private static final int SLOW = 8;

  private NeededCounts() {}

  /** The fewest, without waits. */
  static Counts of(EnginePlan plan) {
    var schedule = Schedule.of(plan);
    long longest = IntStream.range(0, plan.layers().size()).mapToLong(schedule::cycles).max().orElse(1);
    return new Counts(within(5, coordinate(plan), 10), within(1, tiles(plan), 16), within(1, channels(plan), 16), within(8, SLOW * Math.max(longest, load(plan)), 32), 0);
  }

  /** Refuses a plan whose engine counts in fewer. */
  static void check(EnginePlan plan) {
    var has = plan.engine().counts();
    if (!has.narrow()) return;
    var need = of(plan);
    if (need.coord() <= has.coord() && need.tiles() <= has.tiles() && need.channels() <= has.channels()) return;
    throw new PlanException("the layers need counts of " + need + " bits (coordinates, tiles, channels, cycles, and waits), the engine has " + has + ": --set counts="
        + new Counts(Math.max(need.coord(), has.coord()), Math.max(need.tiles(), has.tiles()), Math.max(need.channels(), has.channels()), has.cycles(), has.waits()));
  }

  private static int within(int least, long most, int limit) {
    return Math.max(least, Math.min(limit, Needs.bits(most)));
  }

  private static long load(EnginePlan plan) {
    return (long) plan.image().groupRows() * plan.imageRuns();
  }

  /** Pitches, limits, and the last line that a tile touches. */
  private static long coordinate(EnginePlan plan) {
    int pixels = plan.engine().pixels();
    var layers = plan.layers().stream().flatMap(p -> {
      var sweep = p.window();
      return Stream.of(sweep.pitch(), sweep.width(), sweep.height(), pixels / sweep.pitch(), (p.tiles() * pixels - 1) / sweep.pitch() + 1, pixels);
    });
    return Stream.concat(layers, plan.taps().stream().flatMap(t -> Stream.of(t.width(), t.height()))).mapToInt(Integer::intValue).max().orElse(1);
  }

  private static long tiles(EnginePlan plan) {
    return Math.max(plan.image().groupRows(), plan.layers().stream().mapToInt(LayerPlan::tiles).max().orElse(1));
  }

  private static long channels(EnginePlan plan) {
    Engine e = plan.engine();
    var layers = plan.layers().stream().flatMap(p -> Stream.of(p.order().shape().outputs(), p.layer().in().channels(), Math.toIntExact(p.nest().channelGroups())));
    return Stream.concat(layers, List.of(plan.imageRuns(), e.tci(), e.tco()).stream()).mapToInt(Integer::intValue).max().orElse(1);
  }
}
