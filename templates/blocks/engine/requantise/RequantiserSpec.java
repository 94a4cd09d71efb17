// SPDX-License-Identifier: Apache-2.0
package blocks.engine.requantise;

import blocks.array.array.ArrayShape;
import blocks.array.array.PackedArray;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.Values;
import kakure.spec.Word;

/**
 * Checks of {@link Requantiser}: one value, channels and pixels beside powers of two; multipliers, constants and shifts at the ends of their ranges, results below, in and
 * above 0 .. 255; enables at random, of a serial one also while it is at work. Laws: the network's formula in wide integers, signs folded into the constant; the accumulator itself as raw.
 */
public final class RequantiserSpec implements BlockSpec<Requantiser> {
  /** Beats of sums of several terms that have one shift. */
  private static final int STRETCH = 16;

  @Override
  public String name() {
    return "requantise";
  }

  @Override
  public String summary() {
    return "accumulators become activations: multiply, add, shift, clamp, with constants per output channel";
  }

  @Override
  public Requantiser usual() {
    return new Requantiser(2, 8);
  }

  @Override
  public List<Requantiser> corners() {
    return List.of(new Requantiser(1, 1), new Requantiser(3, 5), new Requantiser(1, 11), new Requantiser(5, 2), new Requantiser(4, 8), new Requantiser(1, 3, 16, false), new Requantiser(2, 1, 25, false), new Requantiser(3, 2, 31, false),
        new Requantiser(1, 1, 24, true), new Requantiser(3, 2, 31, true), new Requantiser(2, 3, 16, true), new Requantiser(3, 5, 24, false, true), new Requantiser(1, 1, 24, false, true), new Requantiser(2, 2, 31, false, true),
        new Requantiser(1, 1, 24, false, false, true), new Requantiser(2, 3, 16, false, false, true), new Requantiser(3, 2, 31, false, true, true));
  }

  @Override
  public Requantiser random(SplittableRandom rng) {
    boolean serial = rng.nextInt(3) == 0;
    return new Requantiser(rng.nextInt(1, 7), rng.nextInt(1, 13), rng.nextInt(4) == 0 ? rng.nextInt(16, 32) : ArrayShape.SUM_BITS, serial, !serial && rng.nextInt(3) == 0, !serial && rng.nextInt(4) == 0);
  }

  @Override
  public Model golden(Requantiser block) {
    return new RequantiserModel(block);
  }

  /** Sums and constants at the ends and between; two in three constants are aimed, so that some sum of the beat comes out between 0 and 255 or just outside. */
  @Override
  public Stimulus stimulus(Requantiser b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var layout = new PackedArray(1, b.pixels(), b.channels(), b.channels());
    var cycles = new ArrayList<List<BigInteger>>();
    int flags = b.residual() ? 1 : 0, terms = b.terms() ? 1 : 0, kept = 0;
    for (int k = 0; k < n; k++) {
      var row = Stimulus.bits(rng, 8 * b.laneCount());
      if (k % STRETCH == 0) kept = rng.nextInt(1 << Scale.SH.width());
      var acc = BigInteger.ZERO;
      var scale = BigInteger.ZERO;
      for (int i = 0; i < b.channels(); i++) {
        var sum = BigInteger.ZERO;
        for (int p = 0; p < b.pixels(); p++) {
          sum = Stimulus.bits(rng, rng.nextInt(1, b.sumBits() + 1));
          acc = acc.or(sum.shiftLeft(layout.accLsb(i, p)));
        }
        var back = b.residual() ? residual(rng) : Back.NONE;
        var last = back.term(Values.slice(row, 8 * (i * b.pixels() + b.pixels() - 1), 8));
        long residual = last.bitLength() < 42 ? last.longValueExact() : 0;
        var constant = b.terms() ? constant(rng, sum.longValueExact(), residual, kept, rng.nextBoolean()) : constant(rng, sum.longValueExact(), residual, rng.nextInt(1 << Scale.SH.width()), false);
        scale = scale.or(constant.or(BigInteger.valueOf(back.word()).shiftLeft(Requantiser.SCALE)).shiftLeft(b.scaleBits() * i));
      }
      cycles.add(Values.list(new Requantiser.In<>(
          Values.of(rng.nextInt(4) != 0), Values.of(rng.nextInt(4) != 0), Values.of(rng.nextInt(3) == 0), Collections.nCopies(terms, Values.of(rng.nextBoolean())), Collections.nCopies(terms, Values.of(rng.nextInt(3) != 0)), acc, scale,
          Collections.nCopies(b.channels() == 1 ? 0 : 1, Values.of(rng.nextInt(b.channels()))),
          Collections.nCopies(flags, Values.of(rng.nextInt(4) != 0)), Collections.nCopies(flags, Values.of(rng.nextInt(3) == 0)), Collections.nCopies(flags, Values.of(rng.nextBoolean())), Collections.nCopies(flags, row))));
    }
    return new Stimulus.Cycles(cycles);
  }

  /** Any factor and shift; often such that the term is as large as the others. */
  private static Back residual(SplittableRandom rng) {
    return new Back(rng.nextInt(4) == 0 ? 0 : rng.nextInt(-32768, 32768), rng.nextInt(rng.nextInt(3) == 0 ? 32 : 16));
  }

  /** @param residual what is added to {@code sum} beside the constant, @param small whether the product is, so that as a further term it leaves a sum where it is */
  private static BigInteger constant(SplittableRandom rng, long sum, long residual, int sh, boolean small) {
    long mul = small ? rng.nextInt(-3, 4) : Scale.MUL.in(Stimulus.bits(rng, Scale.MUL.width()).longValueExact());
    long add = Values.signed(Stimulus.bits(rng, Scale.ADD.width()), Scale.ADD.width()).longValueExact();
    if (rng.nextInt(3) != 0) {
      // In the range of a byte or just outside; or one bit above it, which alone must clamp.
      long target = (rng.nextInt(3) != 0 ? rng.nextLong(-64, 320) : (1L << rng.nextInt(8, 42 - Math.min(sh, 31))) + rng.nextLong(256)) << sh;
      long wanted = target - sum * mul - residual;
      if (Scale.ADD.holds(wanted)) add = wanted;
    }
    return Word.number(new Scale(mul, add, sh).word());
  }

  @Override
  public List<Word> words() {
    return List.of(Scale.WORD, Back.WORD);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("with -255 N_neg mul and the rounding term in add, y is clamp((sum m (1 - 2s) a mul + add + 2^(sh-1)) >> sh)", RequantiserSpec::networkFormula),
        new Law("with a residual, y is clamp((acc mul + add + (r rmul << rshift) + 2^(sh-1)) >> sh), as the network adds it", RequantiserSpec::residualFormula),
        new Law("with terms, y is clamp((sum over k of mul_k sum over w of b_k a + add + 2^(sh-1)) >> sh), b_k = +-1", RequantiserSpec::termsFormula),
        Law.equal("mul = 1, sh = 0, add = -255 N_neg: raw is the signed accumulator, 30 - 20 = 10 from 30 + (255 - 20)", () -> 10L, RequantiserSpec::accumulator));
  }

  /** The formula in wide integers, with a floor instead of a shift; a thousand channels of random weights. */
  private static Optional<String> networkFormula() {
    var rng = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      long dot = 0, inverted = 0, negative = 0;
      for (int w = rng.nextInt(200); w > 0; w--) {
        int a = rng.nextInt(256);
        boolean minus = rng.nextBoolean();
        dot += minus ? -a : a;
        inverted += minus ? 255 - a : a;
        negative += minus ? 1 : 0;
      }
      long mul = rng.nextInt(-32768, 32768);
      int sh = rng.nextInt(32);
      long add = rng.nextBoolean() ? rng.nextLong(-1L << 39, 1L << 39) : (rng.nextLong(-64, 320) << sh) - dot * mul;
      var half = sh == 0 ? BigInteger.ZERO : BigInteger.TWO.pow(sh - 1);
      var numerator = BigInteger.valueOf(dot).multiply(BigInteger.valueOf(mul)).add(BigInteger.valueOf(add)).add(half);
      var divided = numerator.divideAndRemainder(BigInteger.TWO.pow(sh));
      var floor = divided[1].signum() < 0 ? divided[0].subtract(BigInteger.ONE) : divided[0];
      long expected = floor.max(BigInteger.ZERO).min(BigInteger.valueOf(255)).longValueExact();
      long got = once(inverted, mul, add - 255 * negative * mul + half.longValueExact(), sh).get(0).longValueExact();
      if (got != expected) return Optional.of("acc " + dot + ", mul " + mul + ", add " + add + ", sh " + sh + ": expected " + expected + ", got " + got);
    }
    return Optional.empty();
  }

  /** A thousand sums and residuals of either sign of the factor, by a floor in wide integers. */
  private static Optional<String> residualFormula() {
    var rng = new SplittableRandom(2);
    for (int i = 0; i < 1000; i++) {
      long acc = rng.nextInt(1 << 20), r = rng.nextInt(256), mul = rng.nextInt(-32768, 32768), rmul = rng.nextInt(-32768, 32768);
      int sh = rng.nextInt(32), rshift = rng.nextInt(32);
      var half = sh == 0 ? BigInteger.ZERO : BigInteger.TWO.pow(sh - 1);
      var before = BigInteger.valueOf(acc).multiply(BigInteger.valueOf(mul)).add(BigInteger.valueOf(r).multiply(BigInteger.valueOf(rmul)).multiply(BigInteger.TWO.pow(rshift))).add(half);
      var target = BigInteger.valueOf(rng.nextLong(-64, 320)).shiftLeft(sh).subtract(before);
      long add = target.bitLength() < 39 ? target.longValueExact() : rng.nextLong(-1L << 39, 1L << 39);
      var divided = before.add(BigInteger.valueOf(add)).divideAndRemainder(BigInteger.TWO.pow(sh));
      var floor = divided[1].signum() < 0 ? divided[0].subtract(BigInteger.ONE) : divided[0];
      long expected = floor.max(BigInteger.ZERO).min(BigInteger.valueOf(255)).longValueExact();
      long got = added(acc, new Scale(mul, add + half.longValueExact(), sh), r, new Back(rmul, rshift));
      if (got != expected) return Optional.of("acc " + acc + ", mul " + mul + ", add " + add + ", sh " + sh + ", r " + r + ", rmul " + rmul + ", rshift " + rshift + ": expected " + expected + ", got " + got);
    }
    return Optional.empty();
  }

  /** Three hundred channels of one to eight scaled planes, weight by weight in wide integers, with a floor in place of a shift; what is inverted is taken out by the first addend. */
  private static Optional<String> termsFormula() {
    var rng = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      int planes = rng.nextInt(1, 9), weights = rng.nextInt(1, 200), sh = rng.nextInt(32);
      var a = rng.ints(weights, 0, 256).toArray();
      var sums = new long[planes];
      var mul = new long[planes];
      long dot = 0, correction = 0;
      for (int k = 0; k < planes; k++) {
        mul[k] = rng.nextInt(-32767 / planes, 32767 / planes + 1);
        for (int x : a) {
          boolean minus = rng.nextBoolean();
          sums[k] += minus ? 255 - x : x;
          dot += mul[k] * (minus ? -x : x);
          correction += minus ? 255 * mul[k] : 0;
        }
      }
      long half = 1L << sh >> 1, add = (rng.nextLong(-64, 320) << sh) - dot - half;
      var divided = BigInteger.valueOf(dot + add + half).divideAndRemainder(BigInteger.TWO.pow(sh));
      long floor = divided[0].longValueExact() - (divided[1].signum() < 0 ? 1 : 0), expected = Math.max(0, Math.min(255, floor));
      long got = terms(sums, mul, add + half - correction, sh);
      if (got != expected) return Optional.of("planes " + planes + " of " + weights + " weights, sh " + sh + ": expected " + expected + ", got " + got);
    }
    return Optional.empty();
  }

  /** A sum of products, of which the first brings the addend and the last the shift. */
  private static long terms(long[] sums, long[] mul, long add, int sh) {
    var model = new RequantiserModel(new Requantiser(1, 1, 24, false, false, true));
    var on = Values.of(true);
    var off = Values.of(false);
    for (int k = 0; k < sums.length; k++) {
      boolean last = k == sums.length - 1;
      var scale = Word.number(new Scale(mul[k], k == 0 ? add : 12345, last ? sh : 31).word());
      model.step(Values.list(new Requantiser.In<>(on, off, off, List.of(off), List.of(off), Values.of(sums[k]), scale, List.of(), List.of(), List.of(), List.of(), List.of())));
      var y = model.step(Values.list(new Requantiser.In<>(off, Values.of(last), off, List.of(Values.of(!last)), List.of(Values.of(k > 0)), off, off, List.of(), List.of(), List.of(), List.of(), List.of()))).get(0);
      if (last) return y.longValueExact();
    }
    throw new IllegalArgumentException("no term");
  }

  private static long added(long acc, Scale scale, long r, Back back) {
    var model = new RequantiserModel(new Requantiser(1, 1, 24, false, true));
    var on = Values.of(true);
    var off = Values.of(false);
    var constant = Word.number(scale.word()).or(BigInteger.valueOf(back.word()).shiftLeft(Requantiser.SCALE));
    model.step(Values.list(new Requantiser.In<>(on, off, off, List.of(), List.of(), Values.of(acc), constant, List.of(), List.of(on), List.of(off), List.of(off), List.of(Values.of(r)))));
    return model.step(Values.list(new Requantiser.In<>(off, on, off, List.of(), List.of(), off, off, List.of(), List.of(off), List.of(off), List.of(off), List.of(off)))).get(0).longValueExact();
  }

  private static long accumulator() {
    return once(30 + (255 - 20), 1, -255, 0).get(1).longValueExact();
  }

  /** y and raw of one accumulator. */
  private static List<BigInteger> once(long sum, long mul, long add, int sh) {
    var model = new RequantiserModel(new Requantiser(1, 1));
    var scale = Word.number(new Scale(mul, add, sh).word());
    var on = Values.of(true);
    var off = Values.of(false);
    model.step(Values.list(new Requantiser.In<>(on, off, off, List.of(), List.of(), Values.of(sum), scale, List.of(), List.of(), List.of(), List.of(), List.of())));
    return model.step(Values.list(new Requantiser.In<>(off, on, on, List.of(), List.of(), off, off, List.of(), List.of(), List.of(), List.of(), List.of())));
  }
}
