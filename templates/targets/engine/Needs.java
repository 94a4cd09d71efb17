// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.array.UsualSizes;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Masks;
import blocks.engine.sequencer.LayerSequencer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kakure.network.Network;
import kakure.spec.Parameters;
import kakure.target.PlanException;

/**
 * What a network needs of the memories around an array.
 *
 * @param rows of an activation memory, even
 * @param entries of the mask of a group of output channels
 * @param taps of all layers
 * @param words of the program
 * @param sumBits of the largest sum
 */
record Needs(long rows, long entries, long taps, long words, long sumBits) {
  /** The needs of a layout on an array of this extent. */
  static Needs of(Layout layout, Engine engine) {
    var tables = new TapTables();
    long rows = layout.storage().rows(), entries = 1, sum = 1;
    for (var l : layout.layers()) {
      entries = Math.max(entries, l.entries());
      sum = Math.max(sum, l.largestSum());
      tables.add(l.taps());
    }
    return new Needs(even(rows), entries, tables.size(), words(layout.layers().size()), bits(sum));
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

  private static Engine able(Engine usual, String parameter, String why) {
    try {
      return Parameters.with(usual, Map.of(parameter, "true"));
    } catch (IllegalArgumentException e) {
      throw new PlanException(why + ": " + e.getMessage());
    }
  }

  /** The engine with what these layers need beyond memories: rows that are read back, masks in time, weights of several planes. */
  private static Engine able(Engine extent, List<Layer> layers, Set<String> given) {
    boolean back = !given.contains("residual") && !extent.residual() && !Fuse.isChain(layers);
    boolean planes = !given.contains("planes") && !extent.planes() && layers.stream().anyMatch(l -> !l.planes().one());
    boolean factors = layers.stream().anyMatch(l -> l.planes().factors().any() && l.planes().count() > 1) && extent.group() == 1; // an array of groups refuses stored planes anyway
    var engine = back ? able(extent, "residual", "the network's layers do not stand in a row") : extent;
    boolean coded = engine.masks() == Masks.CODED && !given.contains("symbols");
    if (coded) engine = Parameters.with(engine, Map.of("symbols", String.valueOf(UsualSizes.symbols(engine.tci(), engine.tco(), engine.group(), engine.residual()))));
    engine = planes ? able(engine, "planes", "the network has weights of several planes") : engine;
    return factors && !given.contains("terms") && !engine.terms() ? able(drained(engine, layers, given), "terms", "the network has planes with scales of their own") : engine;
  }

  /** The engine with beats of which its groups of output channels hold the layers' planes, and lose the fewest cycles with what is left over; of equal ones the largest beats. The user's beats stay. @throws PlanException if no beats are small enough */
  private static Engine drained(Engine engine, List<Layer> layers, Set<String> given) {
    var best = engine;
    long fewest = Long.MAX_VALUE;
    for (int drain = engine.drain(); drain > 0; drain--) {
      boolean divides = engine.tci() % drain == 0 && engine.tco() % drain == 0 && (drain == engine.drain() || !given.contains("drain"));
      if (!divides) continue;
      var other = Parameters.with(engine, Map.of("drain", String.valueOf(drain)));
      if (layers.stream().anyMatch(l -> l.planes().factors().terms() > other.tco() / other.drain())) continue;
      long cycles = layers.stream().mapToLong(l -> FilterRuns.whole(l.on(other), other)).sum();
      if (cycles >= fewest) continue;
      fewest = cycles;
      best = other;
    }
    if (fewest == Long.MAX_VALUE) for (var layer : layers) layer.on(Parameters.with(engine, Map.of("drain", given.contains("drain") ? String.valueOf(engine.drain()) : "1"))); // which says what is missing
    return best;
  }

  /** Of the layout of the fewest cycles whose maps take no more rows than the plain one's, or than are usual, and for whose taps and program there may be room. */
  private static Needs quickest(List<Layout> layouts, Engine usual, Set<String> given, boolean fit) {
    var plain = of(layouts.get(0), usual);
    if (layouts.size() == 1) return plain;
    long rows = EngineSize.ROWS.of(plain.rows, usual.rows(), given, fit), taps = EngineSize.TAPS.limit(usual.taps(), given), words = EngineSize.PROGRAM.limit(usual.program(), given);
    return Planner.quickest(layouts, usual).stream().map(l -> of(l, usual)).filter(n -> n.rows <= rows && n.taps <= taps && n.words <= words).findFirst().orElse(plain);
  }

  /**
   * The engine for a network.
   *
   * @param extent with the extent and all that the user gave
   * @param given names of parameters that stay as they are
   * @param fit whether memories become as small as the network allows; else they are as large as usual, or larger where the network needs it
   */
  static Engine fitted(Engine extent, Network network, Set<String> given, boolean fit) {
    var usual = able(extent, Fuse.layers(network, extent.pixels() > 1), given);
    var needs = quickest(Layout.all(FilterOrder.of(network), usual), usual, given, fit);
    return new Engine(
        usual.tci(), usual.pixels(), usual.tco(), usual.drain(), EngineSize.ROWS.of(needs.rows, usual.rows(), given, fit), EngineSize.MASKS.of(needs.entries, usual.maskDepth(), given, fit),
        EngineSize.TAPS.of(needs.taps, usual.taps(), given, fit), EngineSize.PROGRAM.of(needs.words, usual.program(), given, fit), usual.symbols(), usual.group(), usual.oneof(),
        EngineSize.SUMS.of(needs.sumBits, usual.sumBits(), given, fit), usual.serial(), usual.masks(), usual.halfRate(), usual.residual(), usual.counts(), usual.planes(), usual.terms(), usual.keepMasks(), usual.keepConstants());
  }
}
