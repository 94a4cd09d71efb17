// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import java.util.List;
import kakure.kernel.Ranges;

/**
 * Size and port layout that both forms of the array share.
 *
 * <p>The drained word has a part per channel, a part has a place of 32 bits per pixel. Places are in the order 0 4 1 5 2 6 3 7 of every eight pixels, so that words of
 * 64 bits hold pixels k and k + 4; a pixel that does not exist has no place. The sum is in the low bits of its place, the rest is 0.
 *
 * <p>Input channels come in groups of {@code group} (1: the free array), of which an output channel takes one a cycle. {@code mask}: bit g * tco + o enables group g; plane b
 * of index bits follows at (1 + b) * groups * tco, and says which channel of the group is taken.
 *
 * @param tci input channels per cycle, 1 to 256
 * @param pixels output pixels per cycle, 1 to 64
 * @param tco output channels per cycle, 1 to 256
 * @param drain output channels drained per cycle; divides tco
 * @param group input channels of a group: 1, 2, 4 or 8; divides tci
 * @param sumBits bits of a sum, 16 to 31; sums are modulo 2^sumBits
 * @param doubles whether a sum may be doubled before it is added to
 */
public record ArrayShape(int tci, int pixels, int tco, int drain, int group, int sumBits, boolean doubles) {
  /** Bits of a sum, unless something else is said: 65,793 terms of 255 fit. */
  public static final int SUM_BITS = 24;

  /** Bits of a sum's place in the drained word. */
  static final int PLACE_BITS = 32;

  private static final List<Integer> ORDER = List.of(0, 4, 1, 5, 2, 6, 3, 7);

  /** Checks the ranges. */
  public ArrayShape {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("tco", tco, 1, 256);
    Ranges.check("drain", drain, 1, tco);
    Ranges.divides("drain", drain, "tco", tco);
    Ranges.oneOf("group", group, 1, 2, 4, 8);
    Ranges.divides("group", group, "tci", tci);
    // One bit of a place stays free, so that a sum that wraps does not reach its neighbour.
    Ranges.check("sumBits", sumBits, 16, PLACE_BITS - 1);
  }

  /** The array whose sums are never doubled. */
  ArrayShape(int tci, int pixels, int tco, int drain, int group, int sumBits) {
    this(tci, pixels, tco, drain, group, sumBits, false);
  }

  /** Groups of input channels. */
  int groups() {
    return tci / group;
  }

  /** Bits of an index into a group. */
  int indexBits() {
    return Integer.numberOfTrailingZeros(group);
  }

  /** Enables and indices. */
  int maskBits() {
    return groups() * tco * (1 + indexBits());
  }

  /** Position in the mask of the enable of group g, output channel o. */
  int enableAt(int g, int o) {
    return g * tco + o;
  }

  /** Position in the mask of bit b of the index of group g, output channel o. */
  int indexAt(int b, int g, int o) {
    return ((1 + b) * groups() + g) * tco + o;
  }

  int drains() {
    return tco / drain;
  }

  int selBits() {
    return Ranges.bits(drains() - 1);
  }

  /** Bits of a channel's part of the drained word. */
  int channelBits() {
    return PLACE_BITS * pixels;
  }

  /** Bits of the drained word. */
  int accBits() {
    return drain * channelBits();
  }

  /** Position of pixel p's sum in a channel's part. */
  int sumLsb(int p) {
    int first = p / 8 * 8;
    var places = ORDER.stream().map(i -> first + i).filter(q -> q < pixels).toList();
    return PLACE_BITS * (first + places.indexOf(p));
  }
}
