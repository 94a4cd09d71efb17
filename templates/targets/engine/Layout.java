// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.engine.Engine;
import blocks.engine.fetch.Tap;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.MaskShape;
import java.util.ArrayList;
import java.util.List;
import kakure.network.Network;
import kakure.target.PlanException;

/**
 * A network on an array of some extent, whatever the memories around it hold: where maps lie, which taps, which tiles. What no memories would help is refused here.
 *
 * @param image where the image lies
 * @param layers in order
 */
record Layout(Placement image, List<Laid> layers) {
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
   */
  record Laid(Layer layer, Placement in, Placement out, int mode, LayerPlan.Sweep sweep, int tiles, MaskOrder order, List<Tap> taps) {
    /** Entries of the mask of a group of output channels. */
    int entries() {
      return order.entriesOfGroup();
    }

    /** Whether its result stays in a memory. */
    boolean kept() {
      return mode != DrainController.RAW;
    }

    /** The largest sum: 255 times the weights that an output channel keeps. */
    long largestSum() {
      long most = 0;
      for (int o = 0; o < layer.mask().outputs(); o++) most = Math.max(most, 255L * layer.mask().keptOf(o));
      return most;
    }
  }

  /**
   * The layout of a network.
   *
   * @param engine of which the extent and the kinds of masks count
   * @throws PlanException if a layer is none that such an engine computes
   */
  static Layout of(Network network, Engine engine) {
    var fused = Fuse.layers(network);
    int pixels = engine.pixels();
    var image = strided(fused.get(0)) ? Placement.planes(network.input(), pixels) : Placement.raster(network.input(), network.input().width(), pixels);
    var laid = new ArrayList<Laid>();
    var in = image;
    for (var layer : fused) {
      laid.add(lay(layer, in, mode(layer, fused), engine));
      in = laid.get(laid.size() - 1).out();
    }
    return new Layout(image, List.copyOf(laid));
  }

  private static Laid lay(Layer layer, Placement in, int mode, Engine engine) {
    fields(layer);
    if (layer.stride() > 2) throw new PlanException(layer.name() + ": stride " + layer.stride() + ", the engine computes 1 and 2");
    var out = layer.out();
    var sweep = sweep(layer, in);
    int tiles = ((out.height() - 1) * sweep.pitch() + out.width() + engine.pixels() - 1) / engine.pixels();
    var result = switch (mode) {
      case DrainController.PLANES -> Placement.planes(layer.result(), engine.pixels());
      case DrainController.POOL -> Placement.raster(layer.result(), layer.result().width(), engine.pixels());
      default -> Placement.raster(layer.result(), sweep.pitch(), engine.pixels());
    };
    var taps = KernelTaps.of(layer, in);
    for (var tap : taps) {
      if (!tap.fits()) throw new PlanException(layer.name() + ": a kernel of " + layer.kernelHeight() + " x " + layer.kernelWidth() + " reaches beyond 63 pixels");
    }
    return new Laid(layer, in, result, mode, sweep, tiles, order(layer, engine), taps);
  }

  /** What neither a table of taps nor the header of a mask counts. */
  private static void fields(Layer layer) {
    if (layer.taps() > EngineSize.TAPS.most()) throw new PlanException(layer.name() + ": " + layer.taps() + " taps, a table holds " + EngineSize.TAPS.most() + " at most; pool in front of it");
    int channels = Math.max(layer.in().channels(), layer.out().channels());
    if (channels > MaskShape.MAX) throw new PlanException(layer.name() + ": " + channels + " channels, the header of a mask counts to " + MaskShape.MAX);
  }

  /** One of G where the mask is and the engine takes it so; plain where it takes nothing else; else free, and interleaved unless the layer reads the image, which lies spread. */
  private static MaskOrder order(Layer layer, Engine engine) {
    var layout = engine.maskLayout();
    if (layout.plain() > 0) return new MaskOrder(layout, layer.maskShape(), MaskKind.plain());
    boolean oneOf = layout.oneof() > 1 && layer.isOneOf(layout.oneof());
    var free = layout.group() == 1 || layer.index() == 0 ? MaskKind.free() : MaskKind.interleaved(layout.group());
    return new MaskOrder(layout, layer.maskShape(), oneOf ? MaskKind.oneOf(layout.oneof()) : free);
  }

  private static LayerPlan.Sweep sweep(Layer layer, Placement in) {
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

  private static int mode(Layer layer, List<Layer> fused) {
    if (layer.last()) return DrainController.RAW;
    if (layer.pool2x2()) return DrainController.POOL;
    return strided(fused.get(layer.index() + 1)) ? DrainController.PLANES : DrainController.RASTER;
  }

  /** Whether a layer wants its input in parity planes: one that sees the whole map at once does not care. */
  private static boolean strided(Layer layer) {
    return layer.stride() == 2 && layer.out().pixels() > 1;
  }
}
