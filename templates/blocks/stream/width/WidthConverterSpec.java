// SPDX-License-Identifier: Apache-2.0
package blocks.stream.width;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** Checks of {@link WidthConverter}: both ways, equal widths, single bits, ratios beside powers of two, words that end early. */
public final class WidthConverterSpec implements BlockSpec<WidthConverter> {
  @Override
  public String name() {
    return "width";
  }

  @Override
  public String summary() {
    return "splits words into parts or gathers parts into words, low part first, with a last mark";
  }

  @Override
  public WidthConverter usual() {
    return new WidthConverter(64, 16);
  }

  @Override
  public List<WidthConverter> corners() {
    return List.of(
        new WidthConverter(1, 1), new WidthConverter(1, 3), new WidthConverter(3, 1), new WidthConverter(5, 10), new WidthConverter(21, 7),
        new WidthConverter(8, 72), new WidthConverter(64, 16));
  }

  @Override
  public WidthConverter random(SplittableRandom rng) {
    int narrow = rng.nextInt(1, 40);
    int wide = narrow * rng.nextInt(1, 12);
    return rng.nextBoolean() ? new WidthConverter(narrow, wide) : new WidthConverter(wide, narrow);
  }

  @Override
  public Model golden(WidthConverter c) {
    return (StreamModel) inputs -> Map.of("out", c.inWidth() > c.outWidth() ? split(c, inputs.get("in")) : gather(c, inputs.get("in")));
  }

  /** Random words and marks; the last one is marked, so that nothing stays inside. */
  @Override
  public Stimulus stimulus(WidthConverter c, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var beats = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < n; i++) beats.add(List.of(Stimulus.bits(rng, c.inWidth()), i == n - 1 || rng.nextInt(4) == 0 ? BigInteger.ONE : BigInteger.ZERO));
    return new Stimulus.Transactions(Map.of("in", beats));
  }

  @Override
  public List<Law> laws() {
    return List.of(new Law("what was split and is gathered again is what came", WidthConverterSpec::thereAndBack));
  }

  private static List<List<BigInteger>> split(WidthConverter c, List<List<BigInteger>> words) {
    int ratio = c.inWidth() / c.outWidth();
    var part = BigInteger.ONE.shiftLeft(c.outWidth()).subtract(BigInteger.ONE);
    var out = new ArrayList<List<BigInteger>>();
    for (var word : words) {
      for (int i = 0; i < ratio; i++) out.add(List.of(word.get(0).shiftRight(i * c.outWidth()).and(part), i == ratio - 1 ? word.get(1) : BigInteger.ZERO));
    }
    return out;
  }

  private static List<List<BigInteger>> gather(WidthConverter c, List<List<BigInteger>> parts) {
    int ratio = c.outWidth() / c.inWidth();
    var out = new ArrayList<List<BigInteger>>();
    var word = BigInteger.ZERO;
    int filled = 0;
    for (var part : parts) {
      word = word.or(part.get(0).shiftLeft(filled++ * c.inWidth()));
      if (filled == ratio || part.get(1).signum() != 0) {
        out.add(List.of(word, part.get(1)));
        word = BigInteger.ZERO;
        filled = 0;
      }
    }
    return out;
  }

  private static Optional<String> thereAndBack() {
    var rng = new SplittableRandom(1);
    var words = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < 50; i++) words.add(List.of(Stimulus.bits(rng, 21), BigInteger.valueOf(i % 3 == 0 ? 1 : 0)));
    var back = gather(new WidthConverter(7, 21), split(new WidthConverter(21, 7), words));
    return back.equals(words) ? Optional.empty() : Optional.of("expected " + words + ", got " + back);
  }
}
