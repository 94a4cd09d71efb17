// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * w(o, c, t) = sum over k of a[o][k] b_k(o, c, t), b_k = +-1: planes of signs with real scales. All that a layer's sums are multiplied by goes into the scales before they become the integer factors of {@link Scaled}, so that nothing is left to multiply sums by: r_k = a_k s_in gamma / sd, in double
 * precision and this order, and factor_k = round(r_k 2^s), with the largest s at which the magnitudes of a channel's factors are at most 32,767 in all, and no sum goes beyond 32 bits.
 *
 * @param planes b_k, 1 is +1
 * @param scales a per output channel, one of each plane; not copied
 */
public record RealPlanes(List<Mask> planes, double[][] scales) implements RealWeights {
  /** Of sums that are not requantised: factors are scales times 2^-1000 to 2^1000. */
  private static final int EXPONENTS = 1000;

  @Override
  public int outputs() {
    return scales.length;
  }

  /** mul = 1, and {@link Folding}'s addend; r is per step of the activations, s the shift, 0 to 31. */
  @Override
  public Folded<Requantise> requantised(LayerConstants layer, double step) {
    int limit = limit(layer);
    double[][] r = products(layer, step);
    double[] t = Folding.addends(layer.bias(), layer.norm());
    int[] mul = new int[r.length];
    long[] add = new long[r.length];
    int[] sh = new int[r.length];
    Arrays.fill(mul, 1);
    for (int o = 0; o < r.length; o++) {
      double[] rs = r[o];
      double addend = t[o] / step;
      sh[o] = first(31, 0, s -> fits(rs, s, limit) && Folding.isAddend(Folding.round(addend, s)));
      if (sh[o] < 0 || vanish(rs, sh[o]) && sum(rs) * terms() * layer.most() >= .5)
        throw new IllegalArgumentException(layer.name() + ": channel " + o + " needs factors of " + Arrays.toString(rs) + " and an addend of " + addend + " per step of its output, which at no shift of 0 to 31 are integers of at most " + limit + " in all, not all of them 0, and one of 40 bits: its scale does not fit its values");
      add[o] = (long) Folding.round(addend, sh[o]);
    }
    return new Folded<>(integers(r, sh), new Requantise(mul, add, sh));
  }

  /** Channels are open above; a negative gamma turns their factors. */
  @Override
  public Folded<int[]> thresholds(LayerConstants layer) {
    double[][] r = products(layer, 1);
    int[] exponents = each(layer, r);
    double[] t = Folding.addends(layer.bias(), layer.norm());
    int[] thresholds = new int[t.length];
    for (int o = 0; o < t.length; o++) thresholds[o] = Folding.threshold(Math.floor(Math.scalb(-t[o], exponents[o])));
    return new Folded<>(integers(r, exponents), thresholds);
  }

  /** One scale for all classes; one for each only where that would leave one without a factor. */
  @Override
  public Folded<Readout> readout(LayerConstants layer) {
    double[][] r = products(layer, 1);
    int common = finest(limit(layer), r);
    boolean one = common >= -EXPONENTS && Arrays.stream(r).noneMatch(rs -> vanish(rs, common));
    int[] exponents = one ? IntStream.generate(() -> common).limit(r.length).toArray() : each(layer, r);
    double[] scale = Arrays.stream(exponents).mapToDouble(e -> Math.scalb(1.0, -e)).toArray();
    return new Folded<>(integers(r, exponents), new Readout(scale, Folding.addends(layer.bias(), layer.norm())));
  }

  private int[] each(LayerConstants layer, double[][] r) {
    int limit = limit(layer);
    int[] exponents = new int[r.length];
    for (int o = 0; o < r.length; o++) {
      exponents[o] = finest(limit, r[o]);
      if (exponents[o] < -EXPONENTS || vanish(r[o], exponents[o])) throw new IllegalArgumentException(layer.name() + ": channel " + o + " needs factors of " + Arrays.toString(r[o]) + ", of which no power of two makes integers of at most " + limit + " in all, not all of them 0");
    }
    return exponents;
  }

  /** What a channel's factors may be in all, so that sums of as many activations as a channel reads fit 32 bits. */
  private int limit(LayerConstants layer) {
    return (int) Math.min(Scaled.MOST, Integer.MAX_VALUE / Math.max(1, layer.most()) / terms());
  }

  /** Activations that an output channel sums. */
  private long terms() {
    return (long) planes.get(0).inputs() * planes.get(0).taps();
  }

  /** r per output channel and plane, in steps of this real value. */
  private double[][] products(LayerConstants layer, double step) {
    int channels = layer.norm().channels();
    if (channels != outputs()) throw new IllegalArgumentException(layer.name() + ": normalisation of " + channels + " channels, weights of " + outputs());
    float[] gamma = layer.norm().gamma();
    double[] sd = Folding.deviations(layer.norm());
    double[][] r = new double[channels][planes.size()];
    for (int o = 0; o < channels; o++) for (int k = 0; k < r[o].length; k++) r[o][k] = scales[o][k] * layer.in() * gamma[o] / sd[o] / step;
    return r;
  }

  private Scaled integers(double[][] r, int[] s) {
    int[][] factors = new int[r.length][];
    for (int o = 0; o < r.length; o++) {
      int e = s[o];
      factors[o] = Arrays.stream(r[o]).mapToInt(v -> (int) Folding.round(v, e)).toArray();
    }
    return new Scaled(planes, factors);
  }

  /** The largest s at which all channels fit; less than -{@value #EXPONENTS} if there is none. */
  private static int finest(int limit, double[]... r) {
    double most = Arrays.stream(r).mapToDouble(RealPlanes::sum).max().orElse(0);
    int above = Math.getExponent(limit / most) + 4; // rounding takes half of each of eight factors at most
    return first(Math.max(-EXPONENTS, Math.min(EXPONENTS, above)), -EXPONENTS, s -> Arrays.stream(r).allMatch(rs -> fits(rs, s, limit)));
  }

  /** The first from {@code most} down to {@code least} that fits; one less than that if there is none. */
  private static int first(int most, int least, IntPredicate fits) {
    int s = most;
    while (s >= least && !fits.test(s)) s--;
    return s;
  }

  private static boolean fits(double[] r, int s, int limit) {
    return Arrays.stream(r).map(v -> Math.abs(Folding.round(v, s))).sum() <= limit;
  }

  /** Whether factors that are not 0 are so at s, all of them. */
  private static boolean vanish(double[] r, int s) {
    return sum(r) > 0 && fits(r, s, 0);
  }

  private static double sum(double[] r) {
    return Arrays.stream(r).map(Math::abs).sum();
  }
}
