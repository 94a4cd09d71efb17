// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.drain.DrainLayer;
import blocks.engine.engine.Engine;
import blocks.engine.engine.Program;
import blocks.engine.fetch.Tap;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.MaskShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kakure.network.Network;
import kakure.target.PlanException;

/**
 * A network on an array of some extent, whatever the memories around it hold: where maps lie, which taps, which tiles. What no memories would help is refused here.
 *
 * @param image where the image lies
 * @param layers in order
 * @param storage of all maps
 * @param tci channels of a row
 */
record Layout(Placement image, List<Laid> layers, Storage storage, int tci) {
  /** Pixels from line to line of a sweep whose lines are of no account: longer than a row. */
  private static final int LONG = 512;

  /**
   * A layer's place.
   *
   * @param layer what is computed
   * @param in where its input lies, @param out where its result lies, after pooling
   * @param mode of {@link DrainController}
   * @param sweep over its input
   * @param tiles of pixels per group of output channels
   * @param order in which its mask is sent
   * @param taps of its kernel
   * @param backRows rows of a channel group of the map that is read back; 0 where none is
   */
  record Laid(Layer layer, Placement in, Placement out, int mode, LayerPlan.Sweep sweep, int tiles, MaskOrder order, List<Tap> taps, int backRows) {
    /** Entries of the mask of a group of output channels. */
    int entries() {
      return order.entriesOfGroup();
    }

    /** The map of which its result is a part, or all. */
    Placement whole() {
      return layer.part().onePlane() ? Placement.planes(layer.whole(), out.pixels()) : new Placement(layer.whole(), out.planes(), out.pitch(), out.pixels(), out.groupRows());
    }

    /** Whether its result stays in a memory. */
    boolean kept() {
      return mode != DrainController.RAW;
    }

    /** What the write side is told of it. @param base first row of its result */
    DrainLayer drain(int base) {
      return LayerPlan.drain(layer, mode, tiles, order, out, sweep, base);
    }

    /** Steps that take each weight, for a tile: one, or where taps share weights as many as they are. */
    int shares() {
      return layer.links().fold() ? taps.size() : 1;
    }

    /** The largest sum: 255 times what an output channel's weights add up to where each takes its activation, or what is left of 255, whichever the array adds more of. */
    long largestSum() {
      return 255L * shares() * SumReach.of(layer);
    }
  }

  /** The layout of a network with no stage in planes: the first of {@link #all}. */
  static Layout of(FilterOrder order, Engine engine) {
    return all(order, engine).get(0);
  }

  /**
   * The layouts of a network: the plain one, then those with {@link PlaneStages stages} in parity planes.
   *
   * @param order of its filters: where layers are cut depends on it
   * @param engine of which the extent and the kinds of masks count
   * @throws PlanException if a layer is none that such an engine computes
   */
  static List<Layout> all(FilterOrder order, Engine engine) {
    var network = order.sorted();
    var fused = Fuse.layers(network, engine.pixels() > 1);
    if (!engine.residual() && !Fuse.isChain(fused)) {
      throw new PlanException("the network's layers do not stand in a row, and this engine reads no row back, sums up no map and keeps no largest value but of 2x2 behind a layer: --set residual=true, or leave it open");
    }
    planes(fused, engine);
    if (engine.residual()) fused = Copies.insert(fused);
    fused = FilterRuns.split(fused.stream().map(l -> l.on(engine)).toList(), engine);
    var all = new ArrayList<>(List.of(settled(network, new PlaneStages.Arrangement(fused, Set.of()), engine)));
    // each stage with each choice of the stages before it
    if (engine.residual()) for (String last : PlaneStages.waiting(all.get(0), engine)) for (var before : List.copyOf(all)) inPlanes(network, before, last, engine).ifPresent(all::add);
    return List.copyOf(all);
  }

  /** The layout with the stage that this layer ends in parity planes throughout, where that can be. */
  private static Optional<Layout> inPlanes(Network network, Layout layout, String last, Engine engine) {
    var stage = PlaneStages.of(layout, last, engine);
    if (stage.isEmpty()) return Optional.empty();
    try {
      return Optional.of(settled(network, stage.get(), engine));
    } catch (PlanException none) { // a map that is added would lie otherwise than its layer goes, or in no memory
      return Optional.empty();
    }
  }

  private static Layout settled(Network network, PlaneStages.Arrangement arranged, Engine engine) {
    var fused = arranged.layers();
    // a copy for each layer whose residual no rule lets lie where it is wanted
    for (int copies = 0;; copies++) {
      var layout = of(network, fused, arranged.maps(), engine);
      if (layout.storage.conflict().isEmpty()) return layout;
      int l = layout.storage.conflict().getAsInt();
      var layer = fused.get(l);
      if (layer.links().residual().filter(r -> !r.largest()).isEmpty() || copies > fused.size()) throw new PlanException(layer.name() + ": neither of the two activation memories can hold its result, which is written by pairs of pixels or in pieces");
      fused = Copies.ofResidual(fused, l);
    }
  }

  private static void planes(List<Layer> layers, Engine engine) {
    for (var layer : layers) {
      if (!engine.planes() && !layer.planes().one()) throw new PlanException(layer.name() + ": weights of several planes, or bit-serial ones, but this engine computes one plane of hidden weights: --set planes=true, or leave it open");
      if (engine.group() > 1 && layer.planes().stored()) throw new PlanException(layer.name() + ": weights of stored planes, but on an array of groups channels take turns as a mask says, and these have none: --group 1");
      if (!engine.terms() && layer.planes().factors().any() && layer.planes().count() > 1) throw new PlanException(layer.name() + ": planes with scales of their own, but this engine weighs planes by powers of two: --set terms=true, or leave it open");
    }
  }

  private static Layout of(Network network, List<Layer> fused, Set<String> planes, Engine engine) {
    int pixels = engine.pixels();
    var maps = new LinkedHashMap<String, Placement>();
    maps.put(Network.IMAGE, strided(fused, Network.IMAGE) ? Placement.planes(network.input(), pixels) : Placement.raster(network.input(), network.input().width(), pixels));
    var laid = new ArrayList<Laid>();
    for (var layer : fused) {
      var in = maps.get(layer.links().source());
      var residual = layer.links().residual().map(r -> maps.get(r.map()));
      var l = lay(layer, in, mode(layer, fused, planes, in), residual.map(Placement::groupRows).orElse(0), engine);
      residual.filter(r -> !layer.links().residual().get().largest()).ifPresent(r -> added(l, r));
      maps.put(layer.output(), l.whole());
      laid.add(l);
    }
    var image = maps.get(Network.IMAGE);
    oneSpread(laid, engine);
    return new Layout(image, List.copyOf(laid), new Storage(image, laid, engine.tci(), engine.residual()), engine.tci());
  }

  /** Where the maps of a layer lie. */
  Where where(Laid l) {
    var links = l.layer().links();
    var source = storage.item(links.source());
    if (!l.kept()) return new Where(source.memory(), (int) source.base, 1 - source.memory(), 0, Optional.empty());
    var sink = storage.item(l.layer().output());
    var back = links.residual().map(r -> new Where.Back((int) storage.item(r.map()).base, l.backRows(), r.largest()));
    var part = l.layer().part();
    int base = (int) sink.base + part.first() / tci * l.out().groupRows() + (part.onePlane() ? part.plane() * l.out().planeRows() : 0);
    return new Where(source.memory(), (int) source.base, sink.memory(), base, back);
  }

  /** A residual is read tile by tile: it has to lie as the layer sweeps. */
  private static void added(Laid l, Placement residual) {
    var layer = l.layer();
    boolean flat = KernelTaps.flat(layer, l.in());
    if (layer.out().pixels() > 1 && (residual.planes() != flat || residual.pitch() != (flat ? l.in().pitch() : l.sweep().pitch()))) {
      throw new PlanException(layer.name() + ": the map that is added lies " + order(residual) + ", but the layer goes over its own " + (flat ? "in parity planes" : "at a pitch of " + l.sweep().pitch()) + "; pad the layers of both ways alike");
    }
  }

  private static String order(Placement map) {
    return map.planes() ? "in parity planes" : "at a pitch of " + map.pitch();
  }

  /** The image lies in one way for all who read it. */
  private static void oneSpread(List<Laid> laid, Engine engine) {
    if (engine.group() == 1) return;
    var kinds = laid.stream().filter(l -> l.layer().readsImage()).map(l -> Program.spread(l.order())).distinct().toList();
    boolean added = laid.stream().anyMatch(l -> l.layer().links().residual().filter(r -> r.map().equals(Network.IMAGE)).isPresent());
    if (kinds.size() > 1 || added && kinds.contains(true)) throw new PlanException("the image is read in two ways, which an array of groups lays differently; take an array without groups: --group 1");
  }

  private static Laid lay(Layer layer, Placement in, int mode, int backRows, Engine engine) {
    fields(layer);
    if (layer.stride() > 2) throw new PlanException(layer.name() + ": stride " + layer.stride() + ", the engine computes 1 and 2");
    var out = layer.out();
    boolean flat = KernelTaps.flat(layer, in);
    if (flat && layer.pools()) throw new PlanException(layer.name() + ": max-pooling behind a layer of 1x1 whose map lies in parity planes is not computed by this engine; pool in front of it");
    var sweep = flat ? new LayerPlan.Sweep(LONG, LONG, 1) : sweep(layer, in);
    int tiles = flat ? in.groupRows() : ((out.height() - 1) * sweep.pitch() + out.width() + engine.pixels() - 1) / engine.pixels();
    var result = switch (flat ? DrainController.PLANES : mode) {
      case DrainController.PLANES -> Placement.planes(layer.result(), engine.pixels());
      case DrainController.POOL -> Placement.raster(layer.result(), layer.result().width(), engine.pixels());
      default -> layer.part().onePlane() ? Placement.plane(layer.result(), engine.pixels()) : Placement.raster(layer.result(), sweep.pitch(), engine.pixels());
    };
    var taps = KernelTaps.of(layer, in);
    for (var tap : taps) {
      if (!tap.fits()) throw new PlanException(layer.name() + ": a kernel of " + layer.kernelHeight() + " x " + layer.kernelWidth() + " reaches beyond 63 pixels");
    }
    return new Laid(layer, in, result, mode, sweep, tiles, order(layer, engine), taps, backRows);
  }

  /** What neither a table of taps nor the header of a mask counts. */
  private static void fields(Layer layer) {
    if (layer.window().taps() > EngineSize.TAPS.most()) throw new PlanException(layer.name() + ": " + layer.window().taps() + " taps, a table holds " + EngineSize.TAPS.most() + " at most; pool in front of it");
    int entries = layer.maskShape().taps();
    if (entries > EngineSize.MASKS.most()) throw new PlanException(layer.name() + ": " + layer.taps() + " taps of " + layer.planes().count() + " planes are " + entries + " entries of a mask, a tile of masks has " + EngineSize.MASKS.most() + " at most; pool in front of it, or take fewer planes");
    int channels = Math.max(layer.in().channels(), layer.maskShape().outputs());
    if (channels > MaskShape.MAX) throw new PlanException(layer.name() + ": " + channels + " channels, the header of a mask counts to " + MaskShape.MAX);
  }

  /** One of G where the mask is and the engine takes it so; plain where it takes nothing else; else free, and interleaved unless the layer reads the image, which lies spread. */
  private static MaskOrder order(Layer layer, Engine engine) {
    var layout = engine.maskLayout();
    if (layout.plain() > 0) return new MaskOrder(layout, layer.maskShape(), MaskKind.plain());
    boolean oneOf = layout.oneof() > 1 && layer.isOneOf(layout.oneof());
    var free = layout.group() == 1 || layer.readsImage() ? MaskKind.free() : MaskKind.interleaved(layout.group());
    return new MaskOrder(layout, layer.maskShape(), oneOf ? MaskKind.oneOf(layout.oneof()) : free);
  }

  private static LayerPlan.Sweep sweep(Layer layer, Placement in) {
    var out = layer.out();
    var written = layer.pooled();
    if (layer.links().fold() && layer.last()) return new LayerPlan.Sweep(LONG, 1, 1);
    if (out.pixels() == 1) return new LayerPlan.Sweep(1, 1, 1);
    if (layer.stride() == 2 != in.planes()) {
      throw new PlanException(layer.name() + ": a layer of stride " + layer.stride() + " behind " + (in.planes() ? "parity planes" : "max-pooling") + " is not computed by this engine; pool behind it instead");
    }
    if (out.width() > in.pitch()) {
      throw new PlanException(layer.name() + ": its result is " + out.width() + " columns wide, its input lies at a pitch of " + in.pitch() + ": padding beyond the kernel's half is not computed");
    }
    if (in.pitch() > 1023 || out.height() > 1023) throw new PlanException(layer.name() + ": a map of " + out + ", coordinates end at 1,023");
    return new LayerPlan.Sweep(in.pitch(), written.width(), written.height());
  }

  /** @param planes maps that lie in parity planes whoever reads them */
  private static int mode(Layer layer, List<Layer> fused, Set<String> planes, Placement in) {
    if (layer.last()) return DrainController.RAW;
    if (layer.pools()) return DrainController.POOL;
    boolean asItLies = KernelTaps.flat(layer, in) || layer.part().onePlane();
    return !asItLies && (planes.contains(layer.output()) || strided(fused, layer.output())) ? DrainController.PLANES : DrainController.RASTER;
  }

  /** Whether a layer wants this map in parity planes. */
  private static boolean strided(List<Layer> fused, String map) {
    return fused.stream().anyMatch(l -> l.links().source().equals(map) && l.strided());
  }
}
