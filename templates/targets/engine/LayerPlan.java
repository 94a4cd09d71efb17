// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.drain.DrainLayer;
import blocks.engine.engine.Program;
import blocks.engine.sequencer.LoopNest;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.SupermaskCodec;

/**
 * How the engine computes one layer.
 *
 * @param layer fused of the network's nodes
 * @param base from which its signs follow
 * @param where its maps lie
 * @param in where its input lies
 * @param out where its result lies, after pooling
 * @param mode of {@link DrainController}
 * @param window of pixels it computes and what of it is written
 * @param tapBase address of its first tap
 * @param nest its steps
 * @param order in which its mask is sent, and hence its channels are taken
 * @param mask its mask, coded
 */
public record LayerPlan(
    Layer layer, int base, Where where, Placement in, Placement out, int mode, Sweep window, int tapBase, LoopNest nest, MaskOrder order, SupermaskCodec.Encoded mask) {
  /**
   * The map as the array sweeps it: the pixel after the last of a line is {@code pitch} pixels after its first.
   *
   * @param pitch of the input map or plane
   * @param width columns that are written, @param height lines that are written
   */
  public record Sweep(int pitch, int width, int height) {}

  /** Tiles of pixels per group of output channels. */
  public int tiles() {
    return Math.toIntExact(nest.tiles());
  }

  /** Groups of output channels. */
  public int outputGroups() {
    return Math.toIntExact(nest.outputGroups());
  }

  /** Steps of a tile: the entries of a group's mask, each as often as taps share it. */
  public int stepsOfTile() {
    return Math.toIntExact(nest.entries());
  }

  /** Entries of a group's mask. */
  public int entries() {
    return order.entriesOfGroup();
  }

  /** Whether its result leaves the engine when all results do. */
  public boolean told() {
    return layer.links().told();
  }

  /** Steps of the array. */
  public long steps() {
    return nest.steps();
  }

  /** Whether its input, an image, lies spread ({@link Spread}). */
  public boolean spread() {
    return Program.spread(order);
  }

  /** What the write side is told of it. */
  public DrainLayer drain() {
    return drain(layer, mode, tiles(), order, out, window, where.base());
  }

  /** The same of what a layout knows already. @param base first row of the result */
  static DrainLayer drain(Layer layer, int mode, int tiles, MaskOrder order, Placement out, Sweep window, int base) {
    boolean raw = mode == DrainController.RAW, pairs = mode == DrainController.POOL || mode == DrainController.PLANES;
    return new DrainLayer(
        mode, tiles, order.shape().outputs(), base, raw ? 0 : out.groupRows(), out.planes() && !raw ? out.planeRows() : 0, window.pitch(), window.width(), window.height(),
        pairs ? out.pitch() : 0, layer.overlaps(), layer.planes().factors().terms());
  }

  /** Cycles of an array of this many elements that wastes nothing: of each weight as many as it has planes. */
  public double idealCycles(long elements) {
    return layer.planeMacs() / elements;
  }
}
