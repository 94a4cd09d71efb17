// SPDX-License-Identifier: Apache-2.0
package blocks.floating.lammultiplier;

import blocks.floating.FloatPoints;
import blocks.floating.exactmultiplier.ExactMultiplier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatFormat;
import kakure.golden.LogProduct;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.spec.ErrorSurface;
import kakure.spec.FunctionModel;
import kakure.spec.Law;
import kakure.spec.Longs;
import kakure.spec.Parameters;
import kakure.spec.Space;

/** Checks of {@link LamMultiplier}: formats of every kind of special values, every compensation, cuts with and without a one, run-time cuts, registers; laws of the error. */
public final class LamMultiplierSpec implements BlockSpec<LamMultiplier> {
  @Override
  public String name() {
    return "lammultiplier";
  }

  @Override
  public String summary() {
    return "log-approximate product of any floating-point format: one addition";
  }

  @Override
  public LamMultiplier usual() {
    return LamMultiplier.of(FloatFormat.parse("fp32"));
  }

  /** What is kept follows the format where it is not given. */
  @Override
  public LamMultiplier parse(Map<String, String> given) {
    return Parameters.with(usual(), kept(given, usual().format()));
  }

  /** Fewest bits first, then what costs less: nothing added, a constant, one that depends on the carry; a one behind the cut is free. */
  @Override
  public LamMultiplier within(Map<String, String> given, double percent) {
    double least = Double.POSITIVE_INFINITY;
    LamMultiplier best = null;
    for (int kept = 1; kept <= parse(given).format().fractionBits(); kept++) {
      for (var member : members(given, kept)) {
        double worst = LamErrors.worst(member);
        if (worst <= percent) return member;
        if (worst >= least) continue;
        least = worst;
        best = member;
      }
    }
    if (best == null) throw new IllegalArgumentException("no compensation goes with what is given");
    throw new IllegalArgumentException(String.format(Locale.ROOT, "none with what is given errs by so little: the least is %.2f%%, of compensation=%s, truncate=%d, and %.2f%% on average",
        Math.ceil(100 * least) / 100, best.compensationName(), best.truncate(), LamErrors.of(best).meanAbsolute()));
  }

  /** Members of the family that keep so many bits and do what is given. */
  private List<LamMultiplier> members(Map<String, String> given, int kept) {
    var all = new ArrayList<LamMultiplier>();
    for (var compensation : Compensation.values()) {
      if (compensation.units(kept, true) == 0 && compensation != Compensation.NONE) continue;
      for (boolean one : new boolean[] {true, false}) {
        var wanted = new LinkedHashMap<>(given);
        wanted.putIfAbsent("truncate", String.valueOf(kept));
        wanted.putIfAbsent("compensation", Parameters.text(compensation));
        wanted.putIfAbsent("appendOne", String.valueOf(one));
        var member = parse(wanted);
        if (member.truncate() == kept && member.compensation() == compensation && member.appendOne() == one && (!one || member.cutBits() > 0)) all.add(member);
      }
    }
    return all;
  }

  /** With the fraction bits of the format where no number is given. */
  public static Map<String, String> kept(Map<String, String> given, FloatFormat usual) {
    if (given.containsKey("truncate")) return given;
    var all = new LinkedHashMap<>(given);
    var format = Parameters.with(new Format(usual), given.containsKey("format") ? Map.of("format", given.get("format")) : Map.of()).format();
    all.put("truncate", String.valueOf(format.fractionBits()));
    return all;
  }

  private record Format(FloatFormat format) {}

  @Override
  public List<LamMultiplier> corners() {
    return List.of(
        of("e2m1", Compensation.NONE, 1, false, Overflow.INF, false, 0), of("e4m3", Compensation.NONE, 3, false, Overflow.INF, false, 0),
        of("e5m2", Compensation.CONSTANT, 2, false, Overflow.INF, false, 1), of("e4m3", Compensation.CONSTANT, 2, true, Overflow.SATURATE, false, 2),
        of("e2m3finite", Compensation.CONSTANT, 3, false, Overflow.SATURATE, false, 0), of("bf16", Compensation.MINBIAS, 7, false, Overflow.INF, false, 2),
        of("bf16", Compensation.NONE, 4, true, Overflow.SATURATE, false, 0), of("e3m7fn", Compensation.MINBIAS, 6, true, Overflow.INF, false, 1),
        of("fp16", Compensation.ZEROMEAN, 10, true, Overflow.INF, true, 1), of("e3m5", Compensation.CONSTANT, 5, false, Overflow.SATURATE, true, 0),
        of("fp32", Compensation.ZEROMEAN, 23, false, Overflow.INF, false, 0), of("e11m52", Compensation.MINBIAS, 52, false, Overflow.INF, false, 0));
  }

  @Override
  public List<LamMultiplier> mutated() {
    return List.of(corners().get(1), corners().get(3));
  }

  private static LamMultiplier of(String format, Compensation compensation, int kept, boolean one, Overflow overflow, boolean adaptive, int stages) {
    return new LamMultiplier(FloatFormat.parse(format), compensation, kept, one, overflow, adaptive, stages);
  }

  @Override
  public LamMultiplier random(SplittableRandom rng) {
    var format = FloatPoints.format(rng);
    boolean adaptive = rng.nextInt(4) == 0;
    int kept = adaptive || rng.nextBoolean() ? format.fractionBits() : rng.nextInt(1, format.fractionBits() + 1);
    var compensation = Compensation.values()[rng.nextInt(4)];
    if (compensation.units(kept, true) == 0) compensation = Compensation.NONE;
    return new LamMultiplier(format, compensation, kept, rng.nextBoolean(), !format.hasNan() || rng.nextBoolean() ? Overflow.SATURATE : Overflow.INF, adaptive, rng.nextInt(3));
  }

  @Override
  public FunctionModel golden(LamMultiplier block) {
    var product = block.product();
    if (block.adaptive()) return FunctionModel.registered(block.stages(), (in, out) -> out[0] = product.of(in[0], in[1], in[2]));
    return new Product(product, block.stages());
  }

  /** One call a point, so that the compiler sees through it. */
  private record Product(LogProduct product, int latency) implements FunctionModel {
    @Override
    public void apply(long[] in, long[] out) {
      out[0] = product.of(in[0], in[1]);
    }

    @Override
    public void applyRun(long[] in, int n, long[] one, long[] out) {
      product.run(in[0], in[1], n, out);
    }
  }

  /** A mask has its ones above its zeros. */
  @Override
  public Space space(LamMultiplier block) {
    if (!block.adaptive()) return Space.of(block);
    int fraction = block.format().fractionBits();
    return Space.of(block, (chosen, in) -> {
      in[0] = chosen[0];
      in[1] = chosen[1];
      in[2] = Longs.ones(fraction) & -1L << Math.min(fraction, (int) chosen[2]);
    }, block.bits(), block.bits(), 64 - Long.numberOfLeadingZeros(fraction));
  }

  @Override
  public List<long[]> directed(LamMultiplier block) {
    var pairs = FloatPoints.pairs(block.format());
    if (!block.adaptive()) return pairs;
    int fraction = block.format().fractionBits();
    var all = new ArrayList<long[]>();
    for (int i = 0; i < pairs.size(); i++) all.add(new long[] {pairs.get(i)[0], pairs.get(i)[1], Longs.ones(fraction) & -1L << i % (fraction + 1)});
    return all;
  }

  /** The yardsticks: the exact multiplier of the same format, edges and registers, rounded as IEEE 754 has it and, so that nobody is flattered, cut. */
  @Override
  public Map<String, Block> beside(LamMultiplier block) {
    var all = new LinkedHashMap<String, Block>();
    all.put("exact, rounded", exact(block, FloatEdges.Rounding.NEAREST));
    all.put("exact, cut", exact(block, FloatEdges.Rounding.ZERO));
    return all;
  }

  private static ExactMultiplier exact(LamMultiplier block, FloatEdges.Rounding rounding) {
    return new ExactMultiplier(block.format(), rounding, block.overflow(), FloatEdges.Subnormals.FLUSH, block.stages());
  }

  /** Of a format that a double holds. */
  @Override
  public Optional<ErrorSurface> errors(LamMultiplier block) {
    return block.format().exponentBits() > 10 || block.format().fractionBits() > 25 ? Optional.empty() : Optional.of(new LamSurface(block));
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("relative errors are those of spec and literature: mean, mean absolute and range of every compensation, in bf16 and fp16", LamErrors::published),
        new Law("with t bits kept the mean is -4.37% at 7 and -7.93% at 4, and with a one behind them -3.85% for 3 and more", LamErrors::truncated),
        new Law("without compensation the error is never positive, and -1/9 at 1.5 x 1.5", LamErrors::mitchell),
        new Law("powers of two are multiplied exactly, but for the compensation", LamMultiplierSpec::powersOfTwo),
        Law.equal("in fp32 it is one integer addition less 0x3f800000", () -> 0x40490fdbL + 0x402df854L - 0x3f800000L, () -> LamMultiplier.of(FloatFormat.parse("fp32")).product().of(0x40490fdbL, 0x402df854L)),
        new Law("runs of products are the products one by one", LamMultiplierSpec::runs),
        new Law("a product with bits cut is that of the shorter format", LamMultiplierSpec::shorterFormat));
  }

  private static Optional<String> powersOfTwo() {
    var format = FloatFormat.parse("bf16");
    var product = LamMultiplier.of(format).product();
    for (long a = 1; a < 255; a++) {
      for (long b = 1; b < 255; b++) {
        double exact = format.toDouble(a << 7) * format.toDouble(b << 7);
        double got = format.toDouble(product.of(a << 7, b << 7));
        double expected = exact < Math.scalb(1.0, -126) ? 0 : exact > Math.scalb(1.0, 127) ? Double.POSITIVE_INFINITY : exact;
        if (got != expected) return Optional.of(format.toDouble(a << 7) + " x " + format.toDouble(b << 7) + " gave " + got);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> runs() {
    var rng = new SplittableRandom(4);
    for (int i = 0; i < 2_000; i++) {
      var block = new LamMultiplierSpec().random(rng);
      var format = block.format();
      long all = format.signMask() | format.magnitudeMask();
      var out = new long[8];
      long b = i % 2 == 0 ? rng.nextLong() & all : FloatPoints.corners(format).get(i % FloatPoints.corners(format).size());
      var corners = FloatPoints.corners(format);
      long a = Math.min(corners.get(rng.nextInt(corners.size())), all - 7) & all;
      block.product().run(a, b, 8, out);
      for (int k = 0; k < 8; k++) if (out[k] != block.product().of(a + k, b)) return Optional.of(block + ": " + Long.toHexString(a + k) + " x " + Long.toHexString(b));
    }
    return Optional.empty();
  }

  private static Optional<String> shorterFormat() {
    var rng = new SplittableRandom(3);
    for (var c : Compensation.values()) {
      var cut = of("fp32", c, 7, false, Overflow.INF, false, 0).product();
      var whole = of("bf16", c, 7, false, Overflow.INF, false, 0).product();
      for (int i = 0; i < 100_000; i++) {
        long a = rng.nextLong(1L << 16), b = rng.nextLong(1L << 16);
        if (cut.of(a << 16, b << 16) != whole.of(a, b) << 16) return Optional.of(Long.toHexString(a) + " x " + Long.toHexString(b) + ", " + c);
      }
    }
    return Optional.empty();
  }
}
