// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import kakure.spec.Values;

/**
 * Order in which a layer's mask is sent: for each group of output channels, for each turn, for each tap one entry. A turn names a channel for each row of the entry,
 * or, if the mask is one of G, the first of G channels. Rows without a channel are the last ones.
 *
 * @param layout of array and stream
 * @param shape of the layer
 * @param kind that the layout supports
 */
public record MaskOrder(MaskLayout layout, MaskShape shape, MaskKind kind) {
  /** Checks that the kind is understood. */
  public MaskOrder {
    if (!layout.supports(kind)) throw new IllegalArgumentException("mask " + kind + " is not understood by " + layout);
  }

  /** Rows of an entry. */
  public int rows() {
    return layout.lanes() / step();
  }

  /** Channels of a row: G if the mask is one of G, or as many as an element serves one after the other. */
  private int step() {
    return kind.isOneOf() ? layout.oneof() : layout.group();
  }

  /** Groups of input channels. */
  public int channelGroups() {
    return Values.ceil(shape.channels(), layout.lanes());
  }

  /** Turns of a group of input channels: where any channel of an element may be kept, they are taken one after the other. */
  public int passes() {
    return kind.isOneOf() ? 1 : layout.group();
  }

  /** Turns of the last group of input channels, which may be smaller. */
  public int lastPasses() {
    int channels = shape.channels() - (channelGroups() - 1) * layout.lanes();
    return switch (kind.form()) {
      case FREE, PLAIN -> Values.ceil(channels, rows());
      case ONE_OF -> 1;
      case INTERLEAVED -> Math.min(step(), channels);
    };
  }

  /** Turns of a group of output channels. */
  public int turns() {
    return (channelGroups() - 1) * passes() + lastPasses();
  }

  /** The channel of a row in turn {@code turn}, or the first of its G; at or beyond the layer's end for a row without one. */
  public int channel(int turn, int row) {
    return switch (kind.form()) {
      case FREE, PLAIN -> turn * rows() + row;
      case ONE_OF -> turn * layout.lanes() + row * step();
      case INTERLEAVED -> turn / step() * layout.lanes() + row * step() + turn % step();
    };
  }

  /** Rows that have a channel in turn {@code turn}. */
  public int active(int turn) {
    int rows = 0;
    while (rows < rows() && channel(turn, rows) < shape.channels()) rows++;
    return rows;
  }

  /** Which channel of its group an element takes in turn {@code turn} of a mask that is not one of G. */
  public int select(int turn) {
    return turn % layout.group();
  }

  /** Entries of a group of output channels. */
  public int entriesOfGroup() {
    return Math.multiplyExact(turns(), shape.taps());
  }

  /** Steps in which a decoder takes the indices of output group {@code group}, if the mask is one of G. */
  public long indexSteps(int group) {
    var steps = new IndexSteps(kind.indexBits(), layout.words());
    int outputs = layout.outputsOf(shape, group);
    long all = 0;
    for (int turn = 0; turn < turns(); turn++) all += steps.entry(active(turn), outputs);
    return all * shape.taps();
  }

  /** Entries of the layer. */
  public long entries() {
    return (long) layout.outputGroups(shape) * turns() * shape.taps();
  }
}
