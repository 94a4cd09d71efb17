// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskOrder;
import blocks.mask.codec.SupermaskCodec;

/**
 * How the engine computes one layer.
 *
 * @param layer fused of the network's nodes
 * @param base from which its signs follow
 * @param source memory it reads, 0 or 1; it writes the other
 * @param in where its input lies
 * @param out where its result lies, after pooling
 * @param mode of {@link DrainController}
 * @param window of pixels it computes and what of it is written
 * @param tiles of pixels per group of output channels
 * @param channelGroups groups of input channels
 * @param outputGroups groups of output channels
 * @param tapBase address of its first tap
 * @param order in which its mask is sent, and hence its channels are taken
 * @param mask its mask, coded
 */
public record LayerPlan(
    Layer layer, int base, int source, Placement in, Placement out, int mode, Sweep window, int tiles, int channelGroups, int outputGroups, int tapBase,
    MaskOrder order, SupermaskCodec.Encoded mask) {
  /**
   * The map as the array sweeps it: the pixel after the last of a line is {@code pitch} pixels after its first.
   *
   * @param pitch of the input map or plane
   * @param width columns that are written, @param height lines that are written
   */
  public record Sweep(int pitch, int width, int height) {}

  /** Entries of a group's mask, which are steps of a tile. */
  public int entries() {
    return order.entriesOfGroup();
  }

  /** Passes over a group of input channels: the channels of an element take turns where any of them may be kept. */
  public int passes() {
    return order.kind().isOneOf() ? 1 : order.layout().group();
  }

  /** Passes over the last group of input channels. */
  public int lastPasses() {
    return order.turns() - (channelGroups - 1) * passes();
  }

  /** Whether its input, an image, lies spread ({@link Spread}). */
  public boolean spread() {
    return order.layout().group() > 1 && order.kind().form() == MaskKind.Form.FREE;
  }

  /** Steps of the array. */
  public long steps() {
    return (long) outputGroups * tiles * entries();
  }

  /** Cycles of an array of this many elements that wastes nothing. */
  public double idealCycles(long elements) {
    return (double) layer.macs() / elements;
  }

  /** Whether pixels are laid by pairs. */
  public boolean scatters() {
    return mode == DrainController.POOL || mode == DrainController.PLANES;
  }
}
