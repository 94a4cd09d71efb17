// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import blocks.Blocks;
import blocks.engine.engine.Engine;
import blocks.engine.engine.EngineSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.Parameters;

/** Random legal configurations of all blocks, and of engines that run networks, from one seed. */
final class Configurations {
  /** Draws in a row that yield nothing new, after which a block's configurations count as all there are. */
  private static final int EXHAUSTED = 50;

  private Configurations() {}

  /** {@code n} different configurations, shared out evenly, by the blocks' names; a block of few leaves its share to the others. */
  static Map<String, List<Configured<?>>> blocks(long seed, int n) {
    var sources = new ArrayList<Source<?>>();
    for (var spec : Blocks.all()) sources.add(source(spec, seed));
    var drawing = new ArrayList<>(sources);
    for (int drawn = 0; drawn < n && !drawing.isEmpty();) {
      for (var source : List.copyOf(drawing)) {
        if (drawn == n) break;
        if (source.draw()) drawn++;
        else drawing.remove(source);
      }
    }
    var all = new LinkedHashMap<String, List<Configured<?>>>();
    for (var source : sources) all.put(source.spec.name(), source.configured());
    return all;
  }

  private static <B extends Block> Source<B> source(BlockSpec<B> spec, long seed) {
    return new Source<>(spec, new SplittableRandom(seed ^ spec.name().hashCode()), new LinkedHashSet<>());
  }

  private record Source<B extends Block>(BlockSpec<B> spec, SplittableRandom rng, Set<B> known) {
    boolean draw() {
      for (int i = 0; i < EXHAUSTED; i++) if (known.add(spec.random(rng))) return true;
      return false;
    }

    List<Configured<?>> configured() {
      return known.stream().<Configured<?>>map(b -> new Configured<>(spec, b)).toList();
    }
  }

  /** A random split of the engine, with memories for small networks. */
  static Engine engine(SplittableRandom rng) {
    var spec = new EngineSpec();
    var parameters = Parameters.of(spec.random(rng));
    parameters.putAll(Map.of("rows", "8192", "maskDepth", "4096", "taps", "512", "program", "128"));
    return spec.parse(parameters);
  }
}
