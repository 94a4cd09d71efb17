// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.engine.Engine;
import blocks.mask.codec.MaskOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kakure.network.Network;
import kakure.spec.Values;

/**
 * Stages whose maps lie in parity planes throughout. A layer of 1x1 that ends a stage and takes few steps a tile waits while its result is written by pairs, into the planes that the next stage reads. Where what it reads and what it adds lie in
 * planes already it goes row by row. Then layers of 1x1 between go so, too, and those of larger kernels plane by plane, a descriptor for each ({@link Layer#plane}); what enters the stage is written in planes where steps hide that, or copied.
 */
final class PlaneStages {
  private static final int WORD = 64;
  /** Stages that are tried with each other. */
  private static final int MOST = 4;

  /**
   * Layers another way.
   *
   * @param layers in order
   * @param maps that lie in parity planes
   */
  record Arrangement(List<Layer> layers, Set<String> maps) {}

  private final Engine engine;
  private final List<Layout.Laid> laid;
  /** The one layer that computes a map; none of those that several do. */
  private final Map<String, Optional<Layout.Laid>> writers = new LinkedHashMap<>();
  private final Set<String> before = new LinkedHashSet<>();
  private final Set<String> maps = new LinkedHashSet<>();
  /** Maps that lie in raster order, of which a copy in planes is read. */
  private final Set<String> copied = new LinkedHashSet<>();
  /** Names of layers that go row by row over what they read. */
  private final Set<String> flat = new LinkedHashSet<>();
  private final Deque<String> asked = new ArrayDeque<>();
  private boolean possible = true;

  private PlaneStages(Layout layout, Engine engine) {
    this.engine = engine;
    this.laid = layout.layers();
    for (var l : laid) {
      writers.merge(l.layer().output(), Optional.of(l), (one, other) -> Optional.empty());
      if (l.kept() && l.whole().planes()) before.add(l.layer().output());
    }
  }

  /** The layers of 1x1 that wait for their pairs to be written, by name: the {@value #MOST} that wait longest, in order. */
  static List<String> waiting(Layout layout, Engine engine) {
    var waits = new LinkedHashMap<String, Long>();
    for (var l : layout.layers()) if (l.mode() == DrainController.PLANES && l.layer().pointwise() && !l.layer().links().identity()) waits.put(l.layer().name(), tiles(l, write(l, engine), 0) - steps(l) * l.tiles());
    var longest = waits.entrySet().stream().filter(w -> w.getValue() > 0).sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(MOST).map(Map.Entry::getKey).toList();
    return waits.keySet().stream().filter(longest::contains).toList();
  }

  /** The layers with the stage that this one ends in planes, where that can be. */
  static Optional<Arrangement> of(Layout layout, String last, Engine engine) {
    return new PlaneStages(layout, engine).stage(last);
  }

  /** Planned cycles, near enough before masks are coded, and one for each beat of masks, which are sent for every plane. */
  static long cost(Layout layout, Engine engine) {
    long beats = 0;
    var layers = new ArrayList<Schedule.Work>();
    for (var l : layout.layers()) {
      var order = l.order();
      beats += (long) EngineSteps.entropyBits(l.layer()) / (WORD * order.layout().words());
      layers.add(new Schedule.Work(order.layout().outputGroups(order.shape()), l.tiles(), (int) steps(l), write(l, engine), Schedule.header(order), g -> decoding(order, g), l.layer().last()));
    }
    return beats + Schedule.of(layers, 0, engine).total();
  }

  /** Cycles of the tiles of an output group: of each its steps, or until it is written. */
  private static long tiles(Layout.Laid l, WriteModel write, int group) {
    long each = steps(l), all = 0;
    for (int t = 0; t < l.tiles(); t++) all += Math.max(each, write.cycles(group, t, l.layer().last()));
    return all;
  }

  private static WriteModel write(Layout.Laid l, Engine engine) {
    return new WriteModel(l.drain(0), l.backRows() > 0, engine);
  }

  /** Steps of a tile. */
  private static long steps(Layout.Laid l) {
    return (long) l.entries() * l.shares();
  }

  /** Steps of the decoder for an output group: of indices they are known, of plain bits likewise, of code words at most, as they are hardly longer than what they tell. */
  private static long decoding(MaskOrder order, int group) {
    var layout = order.layout();
    if (order.kind().isOneOf()) return order.indexSteps(group);
    if (layout.plain() > 0) return (long) order.entriesOfGroup() * order.rows() * layout.outputs() / layout.plain();
    int outputs = layout.outputsOf(order.shape(), group);
    return (long) order.entriesOfGroup() * Math.max(Values.ceil(order.rows() * outputs, WORD * layout.words()), Values.ceil(layout.blocksOf(order.shape(), group), layout.symbolsPerCycle()));
  }

  private Optional<Arrangement> stage(String last) {
    var end = laid.stream().filter(l -> l.layer().name().equals(last)).findFirst().orElseThrow();
    rowByRow(end);
    while (possible && !asked.isEmpty()) settle(asked.pop());
    return possible ? Optional.of(arranged()) : Optional.empty();
  }

  private void rowByRow(Layout.Laid l) {
    if (!flat.add(l.layer().name())) return;
    var links = l.layer().links();
    ask(links.source());
    links.residual().ifPresent(r -> ask(r.map()));
  }

  private void ask(String map) {
    if (!before.contains(map) && !copied.contains(map) && maps.add(map)) asked.push(map);
  }

  /** What follows from a map that is to lie in planes: for who computes it, and for all who read it. */
  private void settle(String map) {
    var writer = writers.getOrDefault(map, Optional.empty()).map(Layout.Laid::layer).filter(l -> !l.pools() && l.out().pixels() > 1 && l.links().tap() < 0);
    if (writer.isEmpty()) {
      maps.remove(map);
      copied.add(map);
      possible &= !map.equals(Network.IMAGE);
      return;
    }
    boolean adds = writer.get().links().residual().isPresent();
    if (writer.get().pointwise() && (adds || maps.contains(writer.get().links().source()) || !hides(writers.get(map).get()))) rowByRow(writers.get(map).get());
    else possible &= !adds; // a residual is read as the layer goes over its own map
    for (var l : laid) reads(l, map);
  }

  private void reads(Layout.Laid l, String map) {
    var layer = l.layer();
    var links = layer.links();
    boolean adds = links.residual().filter(r -> r.map().equals(map)).isPresent();
    boolean source = links.source().equals(map) && !layer.strided() && layer.out().pixels() > 1;
    if (!adds && !source) return;
    if (layer.pointwise() && !layer.pools() && !layer.last()) rowByRow(l);
    else possible &= source && !adds && layer.goesByPlanes();
    ask(layer.output());
  }

  /** Whether a tile's steps hide that its result is written by pairs. */
  private boolean hides(Layout.Laid l) {
    return steps(l) > 2L * Values.ceil(engine.tco(), engine.drain());
  }

  private Arrangement arranged() {
    var all = new LinkedHashSet<>(before);
    all.addAll(maps);
    for (String map : copied) all.add(Copies.inPlanes(map));
    var layers = new ArrayList<Layer>();
    for (var l : laid) {
      var layer = flat.contains(l.layer().name()) ? reading(l.layer()) : l.layer();
      boolean byPlanes = maps.contains(layer.links().source()) && layer.goesByPlanes();
      if (byPlanes) for (int plane = 0; plane < 4; plane++) layers.add(layer.plane(plane));
      else layers.add(layer);
      boolean copy = copied.contains(layer.output()) && !writers.containsKey(Copies.inPlanes(layer.output())) && laid.stream().noneMatch(o -> o.layer().index() > l.layer().index() && o.layer().output().equals(l.layer().output()));
      if (copy) layers.add(Copies.planes(layer));
    }
    return new Arrangement(Copies.numbered(layers), all);
  }

  /** The layer reading copies in planes. */
  private Layer reading(Layer layer) {
    var links = layer.links().source(planes(layer.links().source()));
    return layer.with(links.residual().map(r -> links.residual(new Links.Residual(planes(r.map()), r.mul(), r.shift()))).orElse(links));
  }

  private String planes(String map) {
    return copied.contains(map) ? Copies.inPlanes(map) : map;
  }
}
