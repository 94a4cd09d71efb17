// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.mask.codec.MaskCodec;
import blocks.mask.codec.MaskCodecs;
import blocks.mask.codec.MaskKind;
import blocks.mask.codec.MaskLayout;
import blocks.mask.codec.MaskShape;
import blocks.mask.codec.MaskStatistics;
import blocks.mask.codec.SupermaskCodec;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import kakure.console.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kakure bench-masks}: random masks in every codec, beside their entropy; {@code make bench-mask} calls it. */
@Command(name = "bench-masks", hidden = true, header = "Bits per weight of random masks in every codec, beside their entropy: a table and lines \"figure NAME VALUE UNIT\".")
final class BenchMasksCommand implements Runnable {
  /** Layers of 3 x 3 taps, 4,608 to 589,824 weights: outputs, channels. */
  private static final List<MaskShape> SHAPES = List.of(new MaskShape(32, 16, 9), new MaskShape(64, 64, 9), new MaskShape(256, 256, 9));
  /** The layer whose figures are printed. */
  private static final MaskShape TYPICAL = SHAPES.get(1);
  private static final List<Integer> PERCENT = List.of(10, 20, 30);
  private static final int MASKS = 5;
  /** Of the default engine. */
  private static final MaskLayout LAYOUT = new MaskLayout(16, 32, 1);

  @Option(names = "--seed", paramLabel = "SEED", description = "Of the masks (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public void run() {
    var table = new Table(">kept", ">weights", ">entropy", ">raw", ">run length", ">Rice", ">block", ">Golomb", ">best", ">code alone", ">engine", ">its code alone");
    var figures = new StringBuilder();
    for (int percent : PERCENT) {
      for (var shape : SHAPES) {
        var rng = new SplittableRandom(seed);
        var sum = new Sum();
        for (int i = 0; i < MASKS; i++) sum.add(random(shape, percent, rng), shape);
        double entropy = sum.entropy;
        table.row(percent + "%", shape.weights(), per(entropy, MASKS), per(sum.of(MaskCodec.RAW), MASKS), per(sum.of(MaskCodec.RUN), MASKS), per(sum.of(MaskCodec.RICE), MASKS),
            per(sum.of(MaskCodec.BLOCK), MASKS), per(sum.of(MaskCodec.GOLOMB), MASKS), per(sum.best, entropy), per(sum.bestCode, entropy), per(sum.engine, entropy), per(sum.engineCode, entropy));
        if (shape.equals(TYPICAL)) {
          figures.append(String.format(Locale.ROOT, "figure mask.over_entropy.k%d %.3f ratio%n", percent, sum.best / entropy));
          figures.append(String.format(Locale.ROOT, "figure mask.engine_over_entropy.k%d %.3f ratio%n", percent, sum.engine / entropy));
        }
      }
    }
    System.out.println("bits per weight of whole streams with header, check sum and padding, mean of " + MASKS + " random masks of seed " + seed);
    System.out.println("best, engine (16 lanes of block code) and what their codes alone take: relative to the entropy");
    System.out.print(table.text());
    System.out.print(figures);
    System.out.printf(Locale.ROOT, "figure oneof4.bits %.4f bits_per_weight%n", oneOfFour(TYPICAL));
  }

  private static String per(double a, double b) {
    return String.format(Locale.ROOT, "%.3f", a / b);
  }

  private static BitSet random(MaskShape shape, int percent, SplittableRandom rng) {
    var bits = new BitSet();
    for (int i = 0; i < shape.weights(); i++) if (rng.nextInt(100) < percent) bits.set(i);
    return bits;
  }

  /** Bits per weight of a whole stream of a mask that keeps one of four. */
  private double oneOfFour(MaskShape shape) {
    var rng = new SplittableRandom(seed);
    var bits = new BitSet();
    for (int o = 0; o < shape.outputs(); o++) {
      for (int t = 0; t < shape.taps(); t++) {
        for (int c = 0; c < shape.channels(); c += 4) bits.set((int) shape.index(o, c + rng.nextInt(4), t));
      }
    }
    var layout = new MaskLayout(LAYOUT.lanes(), LAYOUT.outputs(), LAYOUT.symbolsPerCycle(), 1, 4);
    return SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, layout, MaskKind.oneOf(4)).statistics().bitsPerWeight();
  }

  /** Sums of bits per weight. */
  private static final class Sum {
    private final double[] codecs = new double[MaskCodec.values().length];
    private double entropy;
    private double best;
    private double bestCode;
    private double engine;
    private double engineCode;

    double of(MaskCodec codec) {
      return codecs[codec.ordinal()];
    }

    void add(BitSet bits, MaskShape shape) {
      double weights = shape.weights();
      var mask = new MaskCodecs.Mask(bits, (int) shape.weights());
      for (var codec : MaskCodec.values()) codecs[codec.ordinal()] += 64 * shortest(mask, codec) / weights;
      var chosen = MaskCodecs.best(mask);
      best += 64 * chosen.words().length / weights;
      bestCode += MaskCodecs.bits(mask, chosen.codec(), chosen.r()) / weights;
      var encoded = SupermaskCodec.encode((o, c, t) -> bits.get((int) shape.index(o, c, t)), shape, LAYOUT);
      engine += encoded.statistics().bitsPerWeight();
      engineCode += encoded.code().bits(counts(bits, shape)) / weights;
      entropy += encoded.statistics().entropyPerWeight();
    }

    /** Words of the shortest stream over the codec's parameters. */
    private static long shortest(MaskCodecs.Mask mask, MaskCodec codec) {
      int r = codec.leastR();
      for (int i = r; i <= codec.mostR(); i++) if (MaskCodecs.bits(mask, codec, i) < MaskCodecs.bits(mask, codec, r)) r = i;
      return MaskCodecs.encode(mask, codec, r).length;
    }

    /** Blocks of four output channels, as the engine's lanes send them; the shapes have multiples of 32. */
    private static long[] counts(BitSet bits, MaskShape shape) {
      long[] counts = new long[16];
      for (int o = 0; o < shape.outputs(); o += 4) {
        for (int c = 0; c < shape.channels(); c++) {
          for (int t = 0; t < shape.taps(); t++) {
            int symbol = 0;
            for (int j = 0; j < 4; j++) symbol |= bits.get((int) shape.index(o + j, c, t)) ? 1 << j : 0;
            counts[symbol]++;
          }
        }
      }
      return counts;
    }
  }
}
