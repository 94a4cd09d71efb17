// SPDX-License-Identifier: Apache-2.0
package blocks.floating;

import blocks.floating.exactmultiplier.ExactMultiplier;
import blocks.floating.lammultiplier.LamMultiplier;
import java.util.List;
import java.util.Locale;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Rounding;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.kernel.Module;
import kakure.kernel.Sig;

/**
 * How a larger block multiplies: {@code exact}, or {@code lam:COMPENSATION:KEPT:one} of which all but {@code lam} may be left out; {@code adaptive} in place of KEPT makes the kept bits an
 * input. Subnormals are zeros; beyond the largest number lies infinity, or the largest number where the format has neither infinity nor NaN.
 *
 * @param multiplier which
 * @param compensation of log-approximate products
 * @param kept fraction bits of operands that these keep; 0 for all
 * @param one whether a 1 stands behind them
 * @param adaptive whether the kept bits are an input
 */
public record Products(Multiplier multiplier, Compensation compensation, int kept, boolean one, boolean adaptive) {
  /** The exact ones. */
  public static final Products EXACT = new Products(Multiplier.EXACT, Compensation.NONE, 0, false, false);
  /** Mitchell's. */
  public static final Products LAM = new Products(Multiplier.LAM, Compensation.NONE, 0, false, false);

  /** A product of raw bits; the mask counts where it is {@link #adaptive}. */
  @FunctionalInterface
  public interface Golden {
    /** The product. */
    long of(long a, long b, long mask);
  }

  /**
   * Reads what {@link #toString} says.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Products parse(String text) {
    var parts = List.of(text.split(":", -1));
    if (text.equals("exact")) return EXACT;
    if (!parts.get(0).equals("lam") || parts.size() > 4) throw refused();
    var compensation = parts.size() > 1 ? compensation(parts.get(1)) : Compensation.NONE;
    boolean adaptive = parts.size() > 2 && parts.get(2).equals("adaptive");
    boolean one = parts.size() > 3;
    if (one && !parts.get(3).equals("one")) throw refused();
    return new Products(Multiplier.LAM, compensation, parts.size() > 2 && !adaptive ? bits(parts.get(2)) : 0, one, adaptive);
  }

  private static Compensation compensation(String text) {
    for (var c : Compensation.values()) if (c.name().toLowerCase(Locale.ROOT).equals(text)) return c;
    throw refused();
  }

  private static int bits(String text) {
    if (!text.matches("[1-9][0-9]?")) throw refused();
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException("give exact, or lam:COMPENSATION:KEPT:one of which all behind lam may be left out: compensation none, constant, zeromean or minbias, kept fraction bits or adaptive, as in lam:minbias or lam:none:7:one");
  }

  @Override
  public String toString() {
    if (multiplier == Multiplier.EXACT) return "exact";
    var c = "lam:" + compensation.name().toLowerCase(Locale.ROOT);
    if (kept == 0 && !adaptive) return compensation == Compensation.NONE ? "lam" : c;
    return c + ":" + (adaptive ? "adaptive" : kept) + (one ? ":one" : "");
  }

  /** For names of modules: {@code lam_minbias_t7}. */
  public String word() {
    return toString().replace(':', '_');
  }

  /** Beyond the largest number. */
  public static Overflow overflow(FloatFormat format) {
    return format.hasNan() ? Overflow.INF : Overflow.SATURATE;
  }

  /** The log-approximate multiplier. @throws IllegalArgumentException for what the format cannot do */
  public LamMultiplier lam(FloatFormat format) {
    return new LamMultiplier(format, compensation, kept == 0 ? format.fractionBits() : kept, one, overflow(format), adaptive, 0);
  }

  /** The exact multiplier. */
  public ExactMultiplier exact(FloatFormat format) {
    return new ExactMultiplier(format, Rounding.NEAREST, overflow(format), Subnormals.FLUSH, 0);
  }

  /** Places a multiplier. */
  public Sig place(Module m, String name, FloatFormat format, Sig a, Sig b, List<Sig> mask) {
    return multiplier == Multiplier.EXACT ? exact(format).place(m, name, new ExactMultiplier.In<>(a, b)).p() : lam(format).place(m, name, new LamMultiplier.In<>(a, b, mask)).p();
  }

  /** The golden product. */
  public Golden golden(FloatFormat format) {
    if (multiplier == Multiplier.EXACT) {
      var exact = exact(format).arithmetic();
      return (a, b, mask) -> exact.product(a, b);
    }
    var lam = lam(format).product();
    return adaptive ? lam::of : (a, b, mask) -> lam.of(a, b);
  }
}
