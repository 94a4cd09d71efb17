// SPDX-License-Identifier: Apache-2.0
package blocks.engine.requantise;

import blocks.array.array.ArrayShape;
import blocks.array.array.PackedArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.Word;

/**
 * y = clamp((acc mul + add) &gt;&gt; sh, 0, 255), per output channel: an accumulator becomes an activation.
 *
 * <p>The constant of a channel is one word, {@link Scale}: mul, add, sh. {@code add} already holds the rounding term and the
 * correction -255 N_neg mul of the array's conditional inversion, so that it needs 42 bits where the network's own has 40. {@code raw} gives acc mul + add of one
 * channel, unclamped (mul = 1, sh = 0: the accumulator itself). Latency: two enabled cycles (product, result), a result a cycle.
 *
 * <p>A {@code serial} one adds and shifts a bit a cycle, of all lanes at once, with an adder of an accumulator's width in place of each multiplier: it is not {@code ready} for
 * {@link #totalBits} cycles after a product's enable, and ignores every enable until then.
 *
 * @param channels channels per cycle, 1 to 64
 * @param pixels pixels per cycle, 1 to 64
 * @param sumBits bits of an accumulator, 16 to 31
 * <p>With {@code terms}, y = clamp((acc_1 mul_1 + acc_2 mul_2 + ... + add_1) &gt;&gt; sh, 0, 255): {@code partialEn} keeps what a product and what was before it add up to, and of a product that is {@code later} that is the addend, not its own constant's. All
 * running sums have to fit {@link #totalBits}, as they do where the factors' magnitudes add up to a factor's.
 *
 * <p>With {@code residual}, y = clamp((acc mul + add + (r back_mul &lt;&lt; back_sh)) &gt;&gt; sh, 0, 255), or, where {@code largest}, the larger of r and that: r is a row that is read back. Where {@code fold}, raw of pixel 0 is
 * the sum of all pixels.
 *
 * @param serial a bit a cycle, without multipliers
 * @param residual with a second operand; not serial
 * @param terms sums of several products, each with a factor of its own; not serial
 */
public record Requantiser(int channels, int pixels, int sumBits, boolean serial, boolean residual, boolean terms) implements Block {
  /** Bits of a channel's constant, residual parameters aside. */
  public static final int SCALE = Scale.WORD.width();

  /** Checks the ranges. */
  public Requantiser {
    Ranges.check("channels", channels, 1, 64);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("sumBits", sumBits, 16, 31);
    if (serial && residual) throw new IllegalArgumentException("serial = true, residual = true: a requantiser without multipliers adds no residual");
    if (serial && terms) throw new IllegalArgumentException("serial = true, terms = true: a requantiser without multipliers has no factor for each term");
  }

  /** For sums of one product. */
  public Requantiser(int channels, int pixels, int sumBits, boolean serial, boolean residual) {
    this(channels, pixels, sumBits, serial, residual, false);
  }

  /** Without a second operand. */
  public Requantiser(int channels, int pixels, int sumBits, boolean serial) {
    this(channels, pixels, sumBits, serial, false);
  }

  /** For sums of the usual width, a beat a cycle. */
  public Requantiser(int channels, int pixels) {
    this(channels, pixels, ArrayShape.SUM_BITS, false);
  }

  /**
   * Enables of the two stages ({@code rawEn}: of the second, for raw results), each where a value is at hand; {@code acc}: as {@link PackedArray} drains it; {@code scale}:
   * a constant per channel; {@code rawSel}: channel whose sums leave as {@code raw}, with the second
   * stage. For terms {@code partialEn}: of the second stage, too, for what is kept; {@code later}: whether the product there is not a sum's first. For residuals {@code back}: whether a row is read back; {@code largest}: kept is the larger; {@code fold}: raw lanes are added up; {@code row}: the row, as {@code y}, with the first stage.
   */
  public record In<T>(T productEn, T resultEn, T rawEn, List<T> partialEn, List<T> later, T acc, T scale, List<T> rawSel, List<T> back, List<T> largest, List<T> fold, List<T> row) {}

  /** {@code y}: byte i * pixels + p; {@code raw}: 32 bits per pixel; {@code ready}, if it is serial: enables are taken. */
  public record Out<T>(T y, T raw, List<T> ready) {}

  @Override
  public String moduleName() {
    return ModuleName.of("requantiser", channels, pixels).and("sum", sumBits, ArrayShape.SUM_BITS).and("serial", serial ? 1 : 0, 0).and("residual", residual ? 1 : 0, 0).and("terms", terms ? 1 : 0, 0).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var sel = channels == 1 ? List.<Type>of() : List.of(Type.bits(selBits()).control());
    var flags = residual ? List.of(flag) : List.<Type>of();
    var several = terms ? List.of(flag) : List.<Type>of();
    return new In<>(flag, flag, flag, several, several, Type.bits(accBits()), Type.bits(scaleBits() * channels), sel, flags, flags, flags, residual ? List.of(Type.bits(8 * laneCount())) : List.of());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(channels * pixels * 8), Type.bits(pixels * 32), serial ? List.of(Type.bit().control()) : List.of());
  }

  @Override
  public boolean resettable() {
    return serial;
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  public Word.Field mul() {
    return Scale.MUL;
  }

  public Word.Field add() {
    return Scale.ADD;
  }

  public Word.Field sh() {
    return Scale.SH;
  }

  /** Bits of the product of an accumulator, a sign bit put in front, and mul. */
  public int productBits() {
    return sumBits + 1 + Scale.MUL.width();
  }

  /** Bits of acc mul + add: a carry more than the wider of the two. */
  public int totalBits() {
    return Math.max(productBits(), Scale.ADD.width()) + 1;
  }

  /** Bits of the steps that a serial one has still to do. */
  public int stepBits() {
    return Ranges.bits(totalBits());
  }

  /** Bits of a number of bits up to the last of y. */
  public int openBits() {
    return Ranges.bits((1 << Scale.SH.width()) + 7);
  }

  /** Zero bits that extend an accumulator's place to a product. */
  public int placePad() {
    return productBits() - 32;
  }

  /** Copies of the sign that extend mul to a product. */
  public int mulPad() {
    return productBits() - Scale.MUL.width();
  }

  /** Copies of the sign that extend a product to the sum. */
  public int productPad() {
    return totalBits() - productBits();
  }

  /** Copies of the sign that extend add to the sum. */
  public int addPad() {
    return totalBits() - Scale.ADD.width();
  }

  /** Bits of a channel's constants, residual parameters included, which lie above the others. */
  public int scaleBits() {
    return SCALE + (residual ? Back.WORD.width() : 0);
  }

  public Word.Field backMul() {
    return Back.MUL;
  }

  public Word.Field backSh() {
    return Back.SH;
  }

  /** Where residual parameters begin. */
  public int backLsb() {
    return SCALE;
  }

  /** Bits of r back_mul. */
  public int backProductBits() {
    return 9 + Back.MUL.width();
  }

  /** Bits of r back_mul &lt;&lt; back_sh. */
  public int backTermBits() {
    return backProductBits() + (1 << Back.SH.width()) - 1;
  }

  public int backTermPad() {
    return backTermBits() - backProductBits();
  }

  /** Bits of the whole sum, residual included. */
  public int wholeBits() {
    return Math.max(totalBits(), backTermBits()) + 1;
  }

  /** Bits of the sum that is shifted. */
  public int resultBits() {
    return residual ? wholeBits() : totalBits();
  }

  public int wholePadTotal() {
    return wholeBits() - totalBits();
  }

  public int wholePadBack() {
    return wholeBits() - backTermBits();
  }

  /** Bits of {@code rawSel}. */
  public int selBits() {
    return Ranges.bits(channels - 1);
  }

  /** An accumulator: channel, pixel, its place among the lanes and in {@code acc}. */
  public record Lane(int channel, int pixel, int index, int accLsb) {}

  public List<Lane> lanes() {
    var layout = new PackedArray(1, pixels, channels, channels);
    var all = new ArrayList<Lane>();
    for (int i = 0; i < channels; i++) {
      for (int p = 0; p < pixels; p++) all.add(new Lane(i, p, i * pixels + p, layout.accLsb(i, p)));
    }
    return all;
  }

  public List<Integer> channelList() {
    return IntStream.range(0, channels).boxed().toList();
  }

  public List<Integer> pixelList() {
    return IntStream.range(0, pixels).boxed().toList();
  }

  public int laneCount() {
    return channels * pixels;
  }

  public int laneLast() {
    return laneCount() - 1;
  }

  public int laneBits() {
    return Ranges.bits(laneCount() - 1);
  }

  public int channelLast() {
    return channels - 1;
  }

  public int accBits() {
    return new PackedArray(1, pixels, channels, channels).accBits();
  }
}
