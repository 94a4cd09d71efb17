// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.sequencer.LoopNest;
import blocks.mask.codec.SupermaskCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import kakure.network.Network;
import kakure.target.PlanException;

/** Lays a network out for an engine, and codes its masks; refuses with figures what the engine's memories do not hold. */
public final class Planner {
  private final FilterOrder order;
  private final Engine engine;
  private final boolean constants;
  private final Layout layout;
  private final TapTables tables = new TapTables();

  /** @param constants whether they are the network's: those of one that is not trained yet will be others */
  private Planner(FilterOrder order, Engine engine, boolean constants, Layout layout) {
    this.order = order;
    this.engine = engine;
    this.constants = constants;
    this.layout = layout;
  }

  /**
   * The plan of a network.
   *
   * @throws PlanException if a layer needs what the engine does not have: the layer, the need and the engine's figure
   */
  public static EnginePlan plan(Network network, Engine engine) {
    return quickest(FilterOrder.of(network), engine, true);
  }

  /** The plan of a network that is to be trained yet, whatever its constants. */
  static EnginePlan untrained(Network network, Engine engine) {
    return quickest(FilterOrder.of(network), engine, false);
  }

  /** Of the layouts that the engine has room for the one of the fewest cycles; one whose masks its stores keep, if there is any. */
  private static EnginePlan quickest(FilterOrder order, Engine engine, boolean constants) {
    var layouts = Layout.all(order, engine);
    Optional<EnginePlan> sent = Optional.empty();
    Optional<PlanException> refused = Optional.empty();
    for (var layout : quickest(layouts, engine)) {
      try {
        var plan = new Planner(order, engine, constants, layout).run();
        if (!engine.keeps() || plan.kept()) return plan;
        sent = sent.or(() -> Optional.of(plan));
      } catch (PlanException e) {
        if (layout == layouts.get(0)) refused = Optional.of(e); // what the plain layout lacks is what the user is told
      }
    }
    return sent.orElseThrow(refused::get);
  }

  /** The layouts, those of the fewest cycles first. */
  static List<Layout> quickest(List<Layout> layouts, Engine engine) {
    if (layouts.size() == 1) return layouts;
    var costs = new IdentityHashMap<Layout, Long>();
    for (var layout : layouts) costs.put(layout, PlaneStages.cost(layout, engine));
    return layouts.stream().sorted(Comparator.comparing(costs::get)).toList();
  }

  private EnginePlan run() {
    holds("the image", layout.image());
    var layers = new ArrayList<LayerPlan>();
    var bases = new ArrayList<Integer>();
    for (var laid : layout.layers()) bases.add(table(checked(laid)));
    var masks = coded(layout.layers());
    for (int l = 0; l < masks.size(); l++) layers.add(layer(layout.layers().get(l), layout.where(layout.layers().get(l)), bases.get(l), masks.get(l)));
    together(layout.storage());
    int words = Needs.words(layers.size());
    if (words > engine.program()) throw new PlanException(layers.size() + " layers take " + words + " words of program, the engine has " + engine.program() + EngineSize.PROGRAM.advice(words));
    var plan = new EnginePlan(order.sorted(), order.orders(), engine, layout.image(), layers, tables.all());
    NeededCounts.check(plan);
    plan.setup(true); // refuses what a descriptor's fields do not hold
    return plan;
  }

  /** The layer, if sums and mask fit the engine. */
  private Layout.Laid checked(Layout.Laid l) {
    sums(l);
    mask(l);
    if (l.kept()) holds(l.layer().name(), l.whole());
    return l;
  }

  /** Masks of millions of weights, by all cores: no layer's code asks for another's. */
  private static List<SupermaskCodec.Encoded> coded(List<Layout.Laid> layers) {
    return layers.parallelStream().map(l -> SupermaskCodec.encode(l.layer().sent()::kept, l.order().shape(), l.order().layout(), l.order().kind())).toList();
  }

  private LayerPlan layer(Layout.Laid l, Where where, int tapBase, SupermaskCodec.Encoded coded) {
    var layer = l.layer();
    var plan = new LayerPlan(layer, layer.base(), where, l.in(), l.out(), l.mode(), l.sweep(), tapBase, nest(l), l.order(), coded);
    if (constants && (l.largestSum() >= Scales.CERTAIN || layer.planes().factors().any())) Scales.of(plan, l.order().shape().outputs(), engine); // refuses what their fields do not hold
    return plan;
  }

  /** A folded layer has more taps than its mask. */
  private static LoopNest nest(Layout.Laid l) {
    var nest = LoopNest.of(l.order(), l.tiles()).shared(l.layer().planes().passes());
    return l.layer().links().fold() ? nest.swept(l.taps().size()) : nest;
  }

  /** Maps that are there at once. */
  private void together(Storage storage) {
    long rows = storage.rows();
    if (rows <= engine.rows()) return;
    throw new PlanException("a memory has to hold " + storage.fullest() + " at once, which takes " + rows + " rows of " + engine.tci() + " channels x " + engine.pixels() + " pixels, an activation memory holds " + engine.rows() + EngineSize.ROWS.advice(Needs.even(rows)));
  }

  private void sums(Layout.Laid l) {
    long most = l.largestSum();
    int bits = Needs.bits(most);
    if (bits > engine.sumBits()) {
      throw new PlanException(
          l.layer().name() + ": sums reach " + most + ", accumulators of " + engine.sumBits() + " bits hold " + ((1L << engine.sumBits()) - 1) + EngineSize.SUMS.advice(bits));
    }
  }

  private void mask(Layout.Laid l) {
    int entries = l.entries();
    if (entries <= engine.maskDepth()) return;
    throw new PlanException(
        l.layer().name() + ": the mask of " + engine.tco() + " output channels takes " + entries + " entries (" + l.order().turns() + " groups of channels x " + l.order().shape().taps()
            + " taps" + (l.layer().planes().passes() > 1 ? " of " + l.layer().planes().count() + " planes" : "") + "), the tile buffer holds " + engine.maskDepth() + EngineSize.MASKS.advice(entries));
  }

  private int table(Layout.Laid l) {
    int base = tables.add(l.taps());
    if (tables.size() <= engine.taps()) return base;
    throw new PlanException(
        l.layer().name() + ": the tap table would have " + tables.size() + " entries, the engine has " + engine.taps() + EngineSize.TAPS.advice(tables.size()));
  }

  private void holds(String what, Placement map) {
    long rows = map.rows(engine.tci());
    if (rows <= engine.rows()) return;
    throw new PlanException(
        what + ": a map of " + map.shape() + " takes " + rows + " rows of " + engine.tci() + " channels x " + engine.pixels() + " pixels, an activation memory holds " + engine.rows()
            + EngineSize.ROWS.advice(Needs.even(rows)));
  }
}
