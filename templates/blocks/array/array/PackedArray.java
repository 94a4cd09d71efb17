// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import blocks.array.UsualSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;

/**
 * acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]): the hidden network's multiply-free array, in the form that simulates fast.
 *
 * <p>With {@code group} G above 1, input channels come in groups of G, of which an output channel takes one a cycle: a multiplexer, an enable and one adder input stand for
 * G elements. Index and sign are decoded once for all pixels.
 *
 * <p>With a two's complement of 8 bits, m(1-2s)a = m(a ^ s) - 255 m s; the last term depends on the weights alone, so it is summed off line and folded into the
 * requantiser. Pixels share 64-bit words; even and odd pixels are summed apart in 16-bit lanes and accumulated in {@code sumBits} bits of 32-bit lanes. The same gates as
 * {@link PlainArray} (an element per module), written as loops over words.
 *
 * @param tci input channels per cycle, 1 to 256 (16-bit lanes hold 257 terms of 255)
 * @param pixels output pixels per cycle, 1 to 64
 * @param tco output channels per cycle, 1 to 256
 * @param drain output channels drained per cycle; divides tco
 * @param group input channels of a group: 1 (the free array), 2, 4 or 8; divides tci
 * @param sumBits bits of a sum, 16 to 31
 * @param doubles whether a sum may be doubled before it is added to, as that of bit planes is from plane to plane
 */
public record PackedArray(int tci, int pixels, int tco, int drain, int group, int sumBits, boolean doubles) implements ElementArray {
  /** Checks the ranges. */
  public PackedArray {
    new ArrayShape(tci, pixels, tco, drain, group, sumBits, doubles);
  }

  /** The array whose sums are never doubled. */
  public PackedArray(int tci, int pixels, int tco, int drain, int group, int sumBits) {
    this(tci, pixels, tco, drain, group, sumBits, false);
  }

  /** The array with sums of the usual width. */
  public PackedArray(int tci, int pixels, int tco, int drain, int group) {
    this(tci, pixels, tco, drain, group, ArrayShape.SUM_BITS);
  }

  /** The free array with sums of the usual width. */
  public PackedArray(int tci, int pixels, int tco, int drain) {
    this(tci, pixels, tco, drain, 1);
  }

  @Override
  public String moduleName() {
    return ModuleName.of("packed_array", tci, pixels, tco).and("drain", drain, UsualSizes.drain(tci, tco)).and("group", group, 1).and("sum", sumBits, ArrayShape.SUM_BITS).and("doubles", doubles ? 1 : 0, 0).text();
  }

  @Override
  public ArrayShape shape() {
    return new ArrayShape(tci, pixels, tco, drain, group, sumBits, doubles);
  }

  /** Groups of channels that share a drain cycle. */
  public int drains() {
    return tco / drain;
  }

  /** Bits of {@code drainSel}. */
  public int selBits() {
    return Ranges.bits(drains() - 1);
  }

  /** Width of the drained word, see {@link #accLsb}. */
  public int accBits() {
    return shape().accBits();
  }

  /** Position in {@code acc} of the 32 bits ({@code sumBits} used) of drained channel i (0 to drain - 1) and pixel p: word k of a slice holds pixels k and k + 4. */
  public int accLsb(int i, int p) {
    return i * shape().channelBits() + shape().sumLsb(p);
  }

  /** Slices of up to eight pixels, each of which is a word. */
  public List<PackedSlice> slices() {
    var all = new ArrayList<PackedSlice>();
    for (int p = 0; p < pixels; p += 8) all.add(new PackedSlice(all.size(), p, Math.min(8, pixels - p), sumBits));
    return all;
  }

  // What the template prints: positions and literals.

  public List<Integer> channels() {
    return IntStream.range(0, tci).boxed().toList();
  }

  /** Output channels, numbered. */
  public List<Integer> outputs() {
    return IntStream.range(0, tco).boxed().toList();
  }

  /** Groups of input channels, numbered. */
  public List<Integer> groups() {
    return IntStream.range(0, tci / group).boxed().toList();
  }

  /** Channels of a group, numbered. */
  public List<Integer> members() {
    return IntStream.range(0, group).boxed().toList();
  }

  /** Planes of index bits. */
  public List<Integer> planes() {
    return IntStream.range(0, shape().indexBits()).boxed().toList();
  }

  /** Whether bit b of index j is 1. */
  public boolean indexBit(int j, int b) {
    return (j >> b & 1) != 0;
  }

  public List<Integer> selections() {
    return IntStream.range(0, drains()).boxed().toList();
  }

  /** The words that drain with selection {@code sel}. */
  public List<DrainWord> drainWords(int sel) {
    var all = new ArrayList<DrainWord>();
    for (int i = 0; i < drain; i++) {
      for (var s : slices()) {
        for (var k : s.quarters()) {
          all.add(new DrainWord(sel * drain + i, s.index(), k.index(), accLsb(i, s.firstPixel() + k.index()), 32 * s.lanesOf(k.index())));
        }
      }
    }
    return all;
  }

  /** The bits of a sum among those of its place. */
  public String sumMask() {
    return String.format(Locale.ROOT, "32'h%08x", (1 << sumBits) - 1);
  }

  /** The bits of a sum that stay when it is doubled. */
  public String halfMask() {
    return String.format(Locale.ROOT, "32'h%08x", (1 << sumBits - 1) - 1);
  }

  public int maskBits() {
    return shape().maskBits();
  }

  /** Enables of a plane. */
  public int planeBits() {
    return tci / group * tco;
  }

  public int tcoLast() {
    return tco - 1;
  }

  public int indexBits() {
    return Ranges.bits(tco - 1);
  }

  /** One word of the drained value. */
  public record DrainWord(int channel, int slice, int quarter, int lsb, int width) {}
}
