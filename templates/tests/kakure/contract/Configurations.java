// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import blocks.Blocks;
import blocks.engine.engine.Engine;
import blocks.engine.engine.EngineSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;

/** Random legal configurations of all blocks, and of engines that run networks, from one seed. */
final class Configurations {
  /** Draws in a row that yield nothing new, after which a block's configurations count as all there are. */
  private static final int EXHAUSTED = 50;

  private Configurations() {}

  /** {@code n} different configurations, shared out evenly; a block of few leaves its share to the others. */
  static Map<BlockSpec, Set<Block>> blocks(long seed, int n) {
    var all = new LinkedHashMap<BlockSpec, Set<Block>>();
    var rngs = new LinkedHashMap<BlockSpec, SplittableRandom>();
    for (var spec : Blocks.all()) {
      all.put(spec, new LinkedHashSet<>());
      rngs.put(spec, new SplittableRandom(seed ^ spec.name().hashCode()));
    }
    for (int drawn = 0; drawn < n && !rngs.isEmpty();) {
      for (var spec : List.copyOf(rngs.keySet())) {
        if (drawn == n) break;
        if (draw(spec, rngs.get(spec), all.get(spec))) drawn++;
        else rngs.remove(spec);
      }
    }
    return all;
  }

  private static boolean draw(BlockSpec spec, SplittableRandom rng, Set<Block> known) {
    for (int i = 0; i < EXHAUSTED; i++) if (known.add(spec.random(rng))) return true;
    return false;
  }

  /** A random split of the engine, with memories for small networks. */
  static Engine engine(SplittableRandom rng) {
    var spec = new EngineSpec();
    var parameters = new LinkedHashMap<>(parameters(spec.random(rng)));
    parameters.putAll(Map.of("rows", "8192", "maskDepth", "4096", "taps", "512", "program", "128"));
    return (Engine) spec.parse(parameters);
  }

  /** The parameters by name. */
  static Map<String, String> parameters(Block block) {
    return Netlist.elaborate(block).top().parameters();
  }

  /** The line that checks a configuration again. */
  static String line(BlockSpec spec, Block block, int cycles, long seed) {
    var settings = parameters(block).entrySet().stream().map(p -> " --set " + p.getKey() + "=" + p.getValue()).collect(Collectors.joining());
    return "kakure check " + spec.name() + settings + " --cycles " + cycles + " --seed " + seed;
  }
}
