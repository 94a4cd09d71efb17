// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.sequencer.LayerSequencer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kakure.network.Network;

/** What a network needs of the memories around an array, by the names of the engine's parameters; and the engine that has it. */
record Needs(Map<String, Long> least) {
  /** What the engine's parameters may be at most: the ranges of {@link Engine}. */
  static final Map<String, Integer> MOST = Map.of("rows", 65_536, "maskDepth", 32_768, "taps", 16_384, "program", 16_384, "sumBits", 31);
  private static final Map<String, Integer> AT_LEAST = Map.of("rows", 4, "maskDepth", 1, "taps", 16, "program", 16, "sumBits", 16);
  /** How wide sums are is no matter of memories. */
  private static final Set<String> MEMORIES = Set.of("rows", "maskDepth", "taps", "program");

  /** The needs of a layout on an array of this extent. */
  static Needs of(Layout layout, Engine engine) {
    var tables = new TapTables();
    long rows = layout.image().rows(engine.tci()), entries = 1, sum = 1;
    for (var l : layout.layers()) {
      if (l.kept()) rows = Math.max(rows, l.out().rows(engine.tci()));
      entries = Math.max(entries, l.entries());
      sum = Math.max(sum, l.largestSum());
      tables.add(l.taps());
    }
    var least = new LinkedHashMap<String, Long>();
    least.put("rows", even(rows));
    least.put("maskDepth", entries);
    least.put("taps", (long) tables.size());
    least.put("program", (long) words(layout.layers().size()));
    least.put("sumBits", (long) bits(sum));
    return new Needs(least);
  }

  /** Words of the program of so many layers: the load of an image and the end have a descriptor, too. */
  static int words(int layers) {
    return (layers + 2) * LayerSequencer.WORDS;
  }

  /** Bits of a sum. */
  static int bits(long sum) {
    return 64 - Long.numberOfLeadingZeros(sum);
  }

  /** Rows of two banks. */
  static long even(long rows) {
    return rows + 1 & ~1L;
  }

  /**
   * The engine for a network.
   *
   * @param usual with the extent and all that the user gave
   * @param given names of parameters that stay as they are
   * @param fit whether memories become as small as the network allows; else they are as large as usual, or larger where the network needs it
   */
  static Engine fitted(Engine usual, Network network, Set<String> given, boolean fit) {
    var needs = of(Layout.of(network, usual), usual);
    return new Engine(usual.tci(), usual.pixels(), usual.tco(), usual.drain(), needs.size("rows", usual.rows(), given, fit), needs.size("maskDepth", usual.maskDepth(), given, fit),
        needs.size("taps", usual.taps(), given, fit), needs.size("program", usual.program(), given, fit), usual.symbols(), usual.group(), usual.oneof(),
        needs.size("sumBits", usual.sumBits(), given, fit));
  }

  private int size(String name, int usual, Set<String> given, boolean fit) {
    if (given.contains(name)) return usual;
    int need = (int) Math.max(AT_LEAST.get(name), Math.min(MOST.get(name), least.get(name)));
    return fit && MEMORIES.contains(name) ? need : Math.max(usual, need);
  }

  /** What to do about a parameter that is too small, as the end of a sentence. */
  static String advice(String name, long need) {
    int most = MOST.get(name);
    return need <= most ? ": --set " + name + "=" + need : ", and no engine has more than " + most + (name.equals("rows") ? "; more channels or pixels a row hold more: --array" : "");
  }
}
