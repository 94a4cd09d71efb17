// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

/**
 * Order in which a layer's mask is sent: for each group of {@code outputs} output channels, for each group of {@code lanes}
 * input channels, for each tap one entry of lanes x outputs bits, four output channels (one block) of every lane at a time.
 *
 * @param lanes input channels side by side, one coded stream each, 1..256
 * @param outputs output channels of a group, 1..256
 * @param symbolsPerCycle blocks of a lane decoded in one step, 1 or 2
 */
public record MaskLayout(int lanes, int outputs, int symbolsPerCycle) {
  public MaskLayout {
    require("lanes", lanes, 256);
    require("outputs", outputs, 256);
    require("symbolsPerCycle", symbolsPerCycle, 2);
  }

  /** Groups of output channels. */
  public int outputGroups(MaskShape shape) {
    return ceil(shape.outputs(), outputs);
  }

  /** Groups of input channels. */
  public int channelGroups(MaskShape shape) {
    return ceil(shape.channels(), lanes);
  }

  /** Output channels of group {@code group}. */
  public int outputsOf(MaskShape shape, int group) {
    return Math.min(outputs, shape.outputs() - group * outputs);
  }

  /** Lanes that carry a channel in channel group {@code group}. */
  public int lanesOf(MaskShape shape, int group) {
    return Math.min(lanes, shape.channels() - group * lanes);
  }

  /** Blocks that one lane sends for an entry of output group {@code group}. */
  public int blocksOf(MaskShape shape, int group) {
    return ceil(outputsOf(shape, group), 4);
  }

  /** Entries of a layer. */
  public long entries(MaskShape shape) {
    return (long) outputGroups(shape) * channelGroups(shape) * shape.taps();
  }

  /** Blocks of all lanes together. */
  public long symbols(MaskShape shape) {
    long blocks = (long) (outputGroups(shape) - 1) * ceil(outputs, 4) + blocksOf(shape, outputGroups(shape) - 1);
    return blocks * shape.channels() * shape.taps();
  }

  /** Block {@code block} of an entry for one lane: bit j is the mask of output channel 4 block + j of the group, 0 beyond its end. */
  public int symbol(MaskBits mask, MaskShape shape, int group, int channel, int tap, int block) {
    int first = group * outputs + 4 * block;
    int end = Math.min(first + 4, group * outputs + outputsOf(shape, group));
    int symbol = 0;
    for (int o = first; o < end; o++) {
      symbol |= mask.bit(o, channel, tap) ? 1 << (o - first) : 0;
    }
    return symbol;
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  private static void require(String what, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(what + " = " + value + " is outside 1.." + max);
    }
  }
}
