// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A binary floating-point format: a sign, E bits of exponent with bias 2^(E-1) - 1, M bits of fraction. Values are raw bits in the low {@link #bits} of a long.
 *
 * <p>Arithmetic on it ({@link #round} and what {@link FloatArithmetic} makes of it) is exact with one rounding. Sources: IEEE 754-2019 for the IEEE forms; Micikevicius et al., "FP8 Formats for Deep
 * Learning", arXiv 2209.05433, and ONNX's FLOAT8E4M3FN for the form with one NaN and no infinity.
 *
 * @param exponentBits E, 2 or more
 * @param fractionBits M, 1 or more; with E and the sign 64 or less
 * @param specials what the highest exponent means
 */
public record FloatFormat(int exponentBits, int fractionBits, Specials specials) {
  private static final Pattern FORM = Pattern.compile("e([0-9]{1,4})m([0-9]{1,4})(ieee|fn|finite)?");
  private static final List<String> NAMES = List.of("fp32", "bf16", "fp16", "e5m2", "e4m3");
  private static final List<FloatFormat> NAMED = List.of(
      new FloatFormat(8, 23, Specials.IEEE), new FloatFormat(8, 7, Specials.IEEE), new FloatFormat(5, 10, Specials.IEEE), new FloatFormat(5, 2, Specials.IEEE), new FloatFormat(4, 3, Specials.FN));

  /** What codes of the highest exponent mean. */
  public enum Specials {
    /** Infinity where the fraction is 0, NaN elsewhere. */
    IEEE,
    /** NaN where all bits of the magnitude are 1, numbers elsewhere; no infinity. */
    FN,
    /** Numbers all. */
    FINITE
  }

  /** Checks the ranges. */
  public FloatFormat {
    if (exponentBits < 2) throw new IllegalArgumentException("a format needs 2 exponent bits or more, and was given " + exponentBits);
    if (fractionBits < 1) throw new IllegalArgumentException("a format needs 1 fraction bit or more, and was given " + fractionBits);
    if (1L + exponentBits + fractionBits > 64) throw new IllegalArgumentException("a format has 64 bits at most: 1 + " + exponentBits + " + " + fractionBits + " are more");
  }

  /**
   * A format by its name: {@code fp32 bf16 fp16 e5m2 e4m3}, or {@code eXmY}, of IEEE's form, with {@code fn} or {@code finite} behind it of one of the others. {@code e4m3} is the FN form, as
   * everywhere; IEEE's is {@code e4m3ieee}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static FloatFormat parse(String text) {
    if (NAMES.contains(text)) return NAMED.get(NAMES.indexOf(text));
    var m = FORM.matcher(text);
    if (!m.matches()) throw new IllegalArgumentException("there is no such format; give " + String.join(", ", NAMES) + ", or eXmY of any exponent and fraction bits, as e6m9 (e6m9fn: one NaN and no infinity; e6m9finite: neither)");
    var form = m.group(3);
    return new FloatFormat(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), form == null ? Specials.IEEE : Specials.valueOf(form.toUpperCase(Locale.ROOT)));
  }

  /** The name that {@link #parse} reads, the shortest. */
  @Override
  public String toString() {
    if (NAMED.contains(this)) return NAMES.get(NAMED.indexOf(this));
    var plain = "e" + exponentBits + "m" + fractionBits;
    if (specials != Specials.IEEE) return plain + specials.name().toLowerCase(Locale.ROOT);
    return NAMES.contains(plain) ? plain + "ieee" : plain;
  }

  /** Bits of a value. */
  public int bits() {
    return 1 + magnitudeBits();
  }

  /** Bits of exponent and fraction. */
  public int magnitudeBits() {
    return exponentBits + fractionBits;
  }

  /** 2^(E-1) - 1. */
  public long bias() {
    return (1L << exponentBits - 1) - 1;
  }

  /** The sign's bit. */
  public long signMask() {
    return 1L << magnitudeBits();
  }

  /** The bits of the magnitude. */
  public long magnitudeMask() {
    return signMask() - 1;
  }

  /** The bits of the fraction. */
  public long fractionMask() {
    return (1L << fractionBits) - 1;
  }

  /** The least magnitude that is no finite number: infinity, the one NaN, or, where there is neither, the code behind the last. */
  public long limit() {
    return switch (specials) {
      case IEEE -> magnitudeMask() & ~fractionMask();
      case FN -> magnitudeMask();
      case FINITE -> signMask();
    };
  }

  /** Magnitude of the largest finite number. */
  public long largest() {
    return limit() - 1;
  }

  /** Magnitude of the least normal number. */
  public long leastNormal() {
    return 1L << fractionBits;
  }

  /** True where there is an infinity. */
  public boolean hasInfinity() {
    return specials == Specials.IEEE;
  }

  /** True where there is a NaN. */
  public boolean hasNan() {
    return specials != Specials.FINITE;
  }

  /**
   * The quiet NaN that operations give: positive, the fraction's highest bit set, or the one there is.
   *
   * @throws IllegalStateException for a format without a NaN
   */
  public long nan() {
    if (!hasNan()) throw new IllegalStateException(this + " has no NaN");
    return specials == Specials.FN ? magnitudeMask() : limit() | 1L << fractionBits - 1;
  }

  public boolean isNan(long raw) {
    long magnitude = raw & magnitudeMask();
    return switch (specials) {
      case IEEE -> magnitude > limit();
      case FN -> magnitude == limit();
      case FINITE -> false;
    };
  }

  public boolean isInfinite(long raw) {
    return hasInfinity() && (raw & magnitudeMask()) == limit();
  }

  /** True for the highest bit of a value. */
  public boolean negative(long raw) {
    return (raw & signMask()) != 0;
  }

  /** The exponent's field, 0 to 2^E - 1. */
  public long field(long raw) {
    return (raw & magnitudeMask()) >>> fractionBits;
  }

  /** A finite number's significand, the hidden bit included: it is this times 2^{@link #exponent}. */
  public long significand(long raw) {
    return raw & fractionMask() | (field(raw) == 0 ? 0 : leastNormal());
  }

  /** Exponent of a finite number's last fraction bit. */
  public long exponent(long raw) {
    return Math.max(field(raw), 1) - bias() - fractionBits;
  }

  /**
   * The value as a double, exactly; NaN and infinities as such.
   *
   * @throws IllegalStateException for formats that a double does not hold: more than 11 exponent or 52 fraction bits
   */
  public double toDouble(long raw) {
    if (exponentBits > 11 || fractionBits > 52) throw new IllegalStateException("not every value of " + this + " is a double");
    if (isNan(raw)) return Double.NaN;
    double magnitude = isInfinite(raw) ? Double.POSITIVE_INFINITY : scaled(significand(raw), (int) exponent(raw));
    return negative(raw) ? -magnitude : magnitude;
  }

  /** In two steps, for 2^exponent alone may not be a double where the product is one. Exact: the second step only comes to what is a double. */
  private static double scaled(long significand, int exponent) {
    return Math.scalb(Math.scalb((double) significand, exponent / 2), exponent - exponent / 2);
  }

  /** A double, rounded once; NaN and infinities as the format and {@code edges} have it. */
  public long ofDouble(double value, FloatEdges edges) {
    edges.check(this);
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    if (Double.isNaN(value)) return nan();
    if (Double.isInfinite(value)) return beyond(negative, edges);
    var wide = new FloatFormat(11, 52, Specials.IEEE);
    long raw = Double.doubleToRawLongBits(value);
    return round(negative, wide.exponent(raw), wide.significand(raw), edges);
  }

  /** What is too large for the format, infinity included: its infinity, its largest number, or, without an infinity, NaN. */
  public long beyond(boolean negative, FloatEdges edges) {
    if (edges.overflow() == FloatEdges.Overflow.SATURATE) return signed(negative, largest());
    return hasInfinity() ? signed(negative, limit()) : nan();
  }

  /** A magnitude with its sign. */
  public long signed(boolean negative, long magnitude) {
    return negative ? magnitude | signMask() : magnitude;
  }

  /**
   * The one rounding of all arithmetic.
   *
   * @param negative the sign
   * @param exponent of the significand's last bit
   * @param significand without a sign, all 64 bits; where lower bits were lost and one of them was not 0, the last bit is 1, and two bits or more lie between it and the fraction's last
   * @param edges how to round, and what comes of too large and too small numbers
   */
  public long round(boolean negative, long exponent, long significand, FloatEdges edges) {
    if (significand == 0) return signed(negative, 0);
    int zeros = Long.numberOfLeadingZeros(significand);
    long top = significand << zeros;
    long field = exponent + 63 - zeros + bias();
    int drop = 63 - fractionBits;
    if (field < 1) {
      if (edges.subnormals() == FloatEdges.Subnormals.FLUSH) return signed(negative, field == 0 && shifted(top, drop, edges) == 2 * leastNormal() ? leastNormal() : 0);
      return signed(negative, field < -fractionBits ? 0 : shifted(top, drop + 1 - (int) field, edges));
    }
    if (field > 1L << exponentBits) return beyond(negative, edges);
    long magnitude = (field - 1 << fractionBits) + shifted(top, drop, edges);
    return Long.compareUnsigned(magnitude, limit()) >= 0 ? beyond(negative, edges) : signed(negative, magnitude);
  }

  /** The upper bits, rounded: 2 to 64 bits are dropped. */
  private static long shifted(long top, int drop, FloatEdges edges) {
    long kept = drop == 64 ? 0 : top >>> drop;
    if (edges.rounding() == FloatEdges.Rounding.ZERO) return kept;
    long rest = drop == 64 ? top : top << 64 - drop;
    return rest < 0 && (rest != Long.MIN_VALUE || (kept & 1) != 0) ? kept + 1 : kept;
  }
}
