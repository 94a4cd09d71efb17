// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.engine.Engine;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.SupermaskCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.target.PlanException;

/** Lays a network out for an engine: where maps lie, which taps, which tiles; refuses with figures what the engine's memories do not hold. */
public final class Planner {
  private final Network network;
  private final List<Layer> fused;
  private final Engine engine;
  private final LinkedHashMap<List<Tap>, Integer> tables = new LinkedHashMap<>();
  private int taps;

  private Planner(Network network, Engine engine) {
    this.network = network;
    this.fused = Fuse.layers(network);
    this.engine = engine;
  }

  /**
   * The plan of a network.
   *
   * @throws PlanException if a layer needs what the engine does not have: the layer, the need and the engine's figure
   */
  public static EnginePlan plan(Network network, Engine engine) {
    return new Planner(network, engine).run();
  }

  private EnginePlan run() {
    var layers = new ArrayList<LayerPlan>();
    var first = fused.get(0);
    var image = strided(first) ? Placement.planes(network.input(), engine.pixels()) : Placement.raster(network.input(), network.input().width(), engine.pixels());
    var in = image;
    holds("the image", in);
    for (var layer : fused) {
      var plan = layer(layer, in);
      layers.add(plan);
      in = plan.out();
    }
    int words = (layers.size() + 2) * blocks.engine.sequencer.LayerSequencer.WORDS;
    if (words > engine.program()) {
      throw new PlanException(layers.size() + " layers take " + words + " words of program, the engine has " + engine.program() + ": --set program=" + words);
    }
    return new EnginePlan(network, engine, image, List.copyOf(layers), tables.keySet().stream().flatMap(List::stream).toList());
  }

  private LayerPlan layer(Layer layer, Placement in) {
    if (layer.stride() > 2) throw new PlanException(layer.name() + ": stride " + layer.stride() + ", the engine computes 1 and 2");
    var out = layer.out();
    var sweep = sweep(layer, in);
    int mode = mode(layer);
    int tiles = ((out.height() - 1) * sweep.pitch() + out.width() + engine.pixels() - 1) / engine.pixels();
    int channelGroups = ceil(layer.in().channels(), engine.tci());
    int outputGroups = ceil(out.channels(), engine.tco());
    var order = order(layer);
    int entries = order.entriesOfGroup();
    if (layer.taps() > 255) throw new PlanException(layer.name() + ": " + layer.taps() + " taps, a descriptor holds 255");
    if (entries > engine.maskDepth()) {
      throw new PlanException(
          layer.name() + ": the mask of " + engine.tco() + " output channels takes " + entries + " entries (" + order.turns() + " groups of channels x " + layer.taps()
              + " taps), the tile buffer holds " + engine.maskDepth() + ": --set maskDepth=" + entries);
    }
    var result = switch (mode) {
      case DrainController.PLANES -> Placement.planes(layer.result(), engine.pixels());
      case DrainController.POOL -> Placement.raster(layer.result(), layer.result().width(), engine.pixels());
      default -> Placement.raster(layer.result(), sweep.pitch(), engine.pixels());
    };
    if (mode != DrainController.RAW) holds(layer.name(), result);
    int tapBase = table(layer, in);
    var coded = SupermaskCodec.encode(layer.mask()::kept, order.shape(), order.layout(), order.kind());
    return new LayerPlan(layer, layer.base(), layer.index() % 2, in, result, mode, sweep, tiles, channelGroups, outputGroups, tapBase, order, coded);
  }

  /** One of G where the mask is and the engine takes it so; else free, and interleaved unless the layer reads the image, which lies spread. */
  private MaskOrder order(Layer layer) {
    var shape = new MaskShape(layer.out().channels(), layer.in().channels(), layer.taps());
    var layout = engine.maskLayout();
    boolean oneOf = layout.oneof() > 1 && shape.channels() >= layout.oneof() && MaskKind.isOneOf(layer.mask()::kept, shape, layout.oneof());
    var free = layout.group() == 1 || layer.index() == 0 ? MaskKind.free() : MaskKind.interleaved(layout.group());
    return new MaskOrder(layout, shape, oneOf ? MaskKind.oneOf(layout.oneof()) : free);
  }

  private LayerPlan.Sweep sweep(Layer layer, Placement in) {
    var out = layer.out();
    boolean pooled = layer.pool2x2();
    int width = pooled ? out.width() & ~1 : out.width();
    int height = pooled ? out.height() & ~1 : out.height();
    if (out.pixels() == 1) return new LayerPlan.Sweep(1, 1, 1);
    if (layer.stride() == 2 != in.planes()) {
      throw new PlanException(layer.name() + ": a layer of stride " + layer.stride() + " behind " + (in.planes() ? "parity planes" : "max-pooling") + " is not computed by this engine; pool behind it instead");
    }
    if (out.width() > in.pitch()) {
      throw new PlanException(layer.name() + ": its result is " + out.width() + " columns wide, its input lies at a pitch of " + in.pitch() + ": padding beyond the kernel's half is not computed");
    }
    if (in.pitch() > 1023 || out.height() > 1023) throw new PlanException(layer.name() + ": a map of " + out + ", coordinates end at 1,023");
    return new LayerPlan.Sweep(in.pitch(), width, height);
  }

  private int mode(Layer layer) {
    if (layer.last()) return DrainController.RAW;
    if (layer.pool2x2()) return DrainController.POOL;
    return strided(fused.get(layer.index() + 1)) ? DrainController.PLANES : DrainController.RASTER;
  }

  /** Whether a layer wants its input in parity planes: one that sees the whole map at once does not care. */
  private static boolean strided(Layer layer) {
    return layer.stride() == 2 && layer.out().pixels() > 1;
  }

  private int table(Layer layer, Placement in) {
    var table = Tap.of(layer, in);
    for (var tap : table) {
      if (!tap.fits()) throw new PlanException(layer.name() + ": a kernel of " + layer.kernelHeight() + " x " + layer.kernelWidth() + " reaches beyond 63 pixels");
    }
    var known = tables.get(table);
    if (known != null) return known;
    if (taps + table.size() > engine.taps()) {
      throw new PlanException(layer.name() + ": the tap table would have " + (taps + table.size()) + " entries, the engine has " + engine.taps() + ": --set taps=" + (taps + table.size()));
    }
    tables.put(table, taps);
    taps += table.size();
    return taps - table.size();
  }

  private void holds(String what, Placement map) {
    long rows = map.rows(engine.tci());
    Shape s = map.shape();
    if (rows > engine.rows()) {
      throw new PlanException(
          what + ": a map of " + s + " takes " + rows + " rows of " + engine.tci() + " channels x " + engine.pixels() + " pixels, an activation memory holds " + engine.rows()
              + ": --set rows=" + (rows + 1 & ~1L));
    }
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }
}
