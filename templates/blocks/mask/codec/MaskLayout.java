// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import kakure.spec.Values;

/**
 * What encoder and decoder of a mask agree on beside the stream: the sides of the array, and how a free mask is dealt out to lanes of code words ({@link LaneSteps}).
 *
 * @param lanes input channels that the array takes together, 1..256
 * @param outputs output channels that it takes together, 1..256
 * @param symbolsPerCycle blocks of a lane decoded in one step, and words of 64 bits that a beat of the stream brings, 1 or 2
 * @param group input channels that share an element of the array: 1, 2, 4 or 8, divides lanes; a free mask then has a lane of code words per element
 * @param oneof G of the one-of-G masks that are understood, 1 for none; the group, if that is not 1; divides lanes
 * @param plain bits of a plain mask that are taken together, 1, 2, 4 or 8, divides outputs: no other masks are understood, and group and oneof are 1; 0 where no plain ones are
 */
public record MaskLayout(int lanes, int outputs, int symbolsPerCycle, int group, int oneof, int plain) {
  /** Checks the ranges. */
  public MaskLayout {
    require("lanes", lanes, 256);
    require("outputs", outputs, 256);
    require("symbolsPerCycle", symbolsPerCycle, 2);
    divides("group", group, lanes);
    divides("oneof", oneof, lanes);
    if (group > 1 && oneof != group) throw new IllegalArgumentException("oneof = " + oneof + " is not group = " + group + ": an array of groups takes masks of its own G");
    if (plain != 0) divides("plain", plain, 8);
    if (plain != 0 && outputs % plain != 0) throw new IllegalArgumentException("plain = " + plain + " does not divide outputs = " + outputs);
    if (plain != 0 && oneof > 1) throw new IllegalArgumentException("oneof = " + oneof + ": plain masks are those of an array without groups, and all that it takes");
  }

  /** The layout of an array whose masks are coded. */
  public MaskLayout(int lanes, int outputs, int symbolsPerCycle, int group, int oneof) {
    this(lanes, outputs, symbolsPerCycle, group, oneof, 0);
  }

  /** The layout of an array that takes any weight by itself, its mask as plain bits, {@code step} of them together. */
  public static MaskLayout plain(int lanes, int outputs, int step) {
    divides("step", step, 8);
    return new MaskLayout(lanes, outputs, 1, 1, 1, step);
  }

  /** The layout of an array that takes any weight by itself, and of free masks only. */
  public MaskLayout(int lanes, int outputs, int symbolsPerCycle) {
    this(lanes, outputs, symbolsPerCycle, 1, 1);
  }

  /** Words of 64 bits of a beat of the stream: a word of the header lies alone in its beat, the lowest, and beats are whole. */
  public int words() {
    return symbolsPerCycle;
  }

  /** Lanes of code words of a free mask. */
  public int streams() {
    return lanes / group;
  }

  /** Whether masks of this kind are understood. */
  public boolean supports(MaskKind kind) {
    return switch (kind.form()) {
      case FREE -> plain == 0;
      case PLAIN -> plain > 0;
      case ONE_OF -> kind.group() == oneof;
      case INTERLEAVED -> kind.group() == group;
    };
  }

  /** Groups of output channels. */
  public int outputGroups(MaskShape shape) {
    return Values.ceil(shape.outputs(), outputs);
  }

  /** Bits of a plain mask that are sent for a row of an entry of output group {@code group}: filled up to whole steps. */
  public int plainBitsOf(MaskShape shape, int group) {
    return Values.ceil(outputsOf(shape, group), plain) * plain;
  }

  /** Output channels of group {@code group}. */
  public int outputsOf(MaskShape shape, int group) {
    return Math.min(outputs, shape.outputs() - group * outputs);
  }

  /** Blocks that one lane sends for an entry of output group {@code group}. */
  public int blocksOf(MaskShape shape, int group) {
    return Values.ceil(outputsOf(shape, group), 4);
  }

  /** Blocks of all lanes together. */
  public long symbols(MaskShape shape) {
    long blocks = (long) (outputGroups(shape) - 1) * Values.ceil(outputs, 4) + blocksOf(shape, outputGroups(shape) - 1);
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

  private static void require(String what, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(what + " = " + value + " is outside 1.." + max);
    }
  }

  private static void divides(String what, int value, int lanes) {
    if (value != 1 && value != 2 && value != 4 && value != 8) throw new IllegalArgumentException(what + " = " + value + " is not 1, 2, 4 or 8");
    if (lanes % value != 0) throw new IllegalArgumentException(what + " = " + value + " does not divide lanes = " + lanes);
  }
}
