// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import blocks.mask.codec.MaskOrder;
import java.util.function.ToLongFunction;
import kakure.spec.Word;

/**
 * for each group of output channels, tile, plane of weights, group of input channels, pass, tap: one step. The one order of a layer's steps, for golden functions, planner and schedule.
 *
 * <p>A turn is a pass over a group of input channels, counted through all groups; an entry of the mask is a turn, a plane and a tap.
 *
 * @param outputGroups groups of output channels
 * @param tiles of pixels per group of output channels
 * @param channelGroups groups of input channels
 * @param passes over a group of input channels
 * @param lastPasses over the last group of input channels
 * @param planes of weights, one for weights of a single bit
 * @param taps of the kernel
 */
public record LoopNest(long outputGroups, long tiles, long channelGroups, long passes, long lastPasses, long planes, long taps) {
  /** The nest of a layer whose mask comes in this order. */
  public static LoopNest of(MaskOrder order, int tiles) {
    return new LoopNest(order.layout().outputGroups(order.shape()), tiles, order.channelGroups(), order.passes(), order.lastPasses(), 1, order.shape().taps());
  }

  /** The same where so many planes share the taps of the mask: a plane's taps are consecutive. */
  public LoopNest shared(int planes) {
    return new LoopNest(outputGroups, tiles, channelGroups, passes, lastPasses, planes, taps / planes);
  }

  /** The same with other taps of a plane. */
  public LoopNest swept(int taps) {
    return new LoopNest(outputGroups, tiles, channelGroups, passes, lastPasses, planes, taps);
  }

  /** The nest that a descriptor asks of a sequencer. */
  static LoopNest of(ToLongFunction<Word.Field> descriptor, LayerSequencer block) {
    int tco = block.tco(), group = block.group();
    // Where elements serve a channel each, channels do not take turns, and the array does not look at the passes.
    return new LoopNest(
        (descriptor.applyAsLong(LayerField.COUT) + tco - 1) / tco, descriptor.applyAsLong(LayerField.TILES), descriptor.applyAsLong(LayerField.GROUPS),
        group == 1 ? 1 : descriptor.applyAsLong(LayerField.PASSES), group == 1 ? 1 : descriptor.applyAsLong(LayerField.LAST_PASSES),
        block.planes() ? descriptor.applyAsLong(LayerField.PLANES) : 1, descriptor.applyAsLong(LayerField.TAPS));
  }

  /** The nest that a descriptor, in parts of 64 bits, asks of a sequencer. */
  public static LoopNest of(long[] descriptor, LayerSequencer block) {
    return of(field -> field.in(descriptor), block);
  }

  /** A step: where it lies in each loop. */
  public record Step(long outputGroup, long tile, long plane, long channelGroup, long turn, long tap) {}

  /** Turns of a plane of a tile. */
  public long turns() {
    return (channelGroups - 1) * passes + lastPasses;
  }

  /** Steps of a tile, which are the entries of a group's mask. */
  public long entries() {
    return planes * turns() * taps;
  }

  /** Steps of the layer. */
  public long steps() {
    return outputGroups * tiles * entries();
  }

  /** Step n of the layer. */
  public Step step(long n) {
    long tap = n % taps, turn = n / taps % turns(), plane = n / taps / turns() % planes, tile = n / entries() % tiles, outputGroup = n / entries() / tiles;
    return new Step(outputGroup, tile, plane, Math.min(channelGroups - 1, turn / passes), turn, tap);
  }

  /** Whether a step is the last of its tile. */
  public boolean endsTile(Step s) {
    return s.tap == taps - 1 && s.turn == turns() - 1 && s.plane == planes - 1;
  }
}
