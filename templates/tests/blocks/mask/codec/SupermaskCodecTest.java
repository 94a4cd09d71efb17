// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.mask.codec.MaskStreamException.Fault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SupermaskCodecTest {
  private static final double[] DENSITIES = {0.3, 0, 0.05, 0.5, 1, 0.1, 0.9};

  record Layer(MaskShape shape, BitSet bits) implements MaskBits {
    static Layer random(MaskShape shape, double density, SplittableRandom rng) {
      var bits = new BitSet();
      for (int i = 0; i < shape.weights(); i++) bits.set(i, rng.nextDouble() < density);
      return new Layer(shape, bits);
    }

    @Override
    public boolean bit(int o, int c, int t) {
      return bits.get((int) shape.index(o, c, t));
    }
  }

  /** A mask of which one in {@code group} channels is kept. */
  static Layer oneOf(MaskShape shape, int group, SplittableRandom rng) {
    var bits = new BitSet();
    for (int o = 0; o < shape.outputs(); o++) {
      for (int t = 0; t < shape.taps(); t++) {
        for (int c = 0; c < shape.channels(); c += group) bits.set((int) shape.index(o, c + rng.nextInt(Math.min(group, shape.channels() - c)), t));
      }
    }
    return new Layer(shape, bits);
  }

  private static List<MaskLayout> layouts() {
    var all = new ArrayList<MaskLayout>();
    int[][] sizes = {{1, 1}, {16, 32}, {3, 7}, {4, 16}, {8, 8}, {5, 3}, {2, 4}, {1, 9}, {21, 2}, {64, 32}};
    for (int[] s : sizes) for (int n = 1; n <= 2; n++) all.add(new MaskLayout(s[0], s[1], n));
    return all;
  }

  static Layer layer(MaskLayout layout, int i, SplittableRandom rng) {
    var shape = new MaskShape(rng.nextInt(1, 3 * layout.outputs() + 1), rng.nextInt(1, 3 * layout.lanes() + 1), rng.nextInt(1, 10));
    return Layer.random(shape, DENSITIES[i % DENSITIES.length], rng);
  }

  @Test
  void decodesWhatItEncodesAndSoDoesABitSerialReader() {
    var rng = new SplittableRandom(1);
    for (var layout : layouts()) {
      for (int i = 0; i < 7; i++) {
        var layer = layer(layout, i, rng);
        var coded = SupermaskCodec.encode(layer, layer.shape(), layout);
        var decoded = SupermaskCodec.decode(coded.beats(), layout);
        assertThat(decoded.shape()).isEqualTo(layer.shape());
        assertThat(decoded.bits()).as(layout + " " + layer.shape()).isEqualTo(layer.bits());
        assertThat(decoded.steps()).isEqualTo(coded.steps());
        var serial = new BitSerialSupermask(layout.lanes(), layout.outputs(), layout.symbolsPerCycle(), 1, 1);
        assertThat(serial.entries(coded.beats())).isEqualTo(entries(layer, layout));
        assertThat(serial.steps).isEqualTo((int) coded.steps());
      }
    }
  }

  private static List<String> entries(Layer layer, MaskLayout layout) {
    var s = layer.shape();
    var entries = new ArrayList<String>();
    for (int g = 0; g < s.outputs(); g += layout.outputs()) {
      for (int c = 0; c < s.channels(); c += layout.lanes()) {
        for (int t = 0; t < s.taps(); t++) {
          var entry = new StringBuilder();
          for (int l = c; l < c + layout.lanes(); l++) {
            for (int o = g; o < g + layout.outputs(); o++) entry.append(l < s.channels() && o < s.outputs() && layer.bit(o, l, t) ? '1' : '0');
          }
          entries.add(entry.toString());
        }
      }
    }
    return entries;
  }

  @Test
  void aLargeLayerCostsItsBlockEntropyAndAStepPerSymbol() {
    var rng = new SplittableRandom(2);
    var layout = new MaskLayout(16, 32, 1);
    var shape = new MaskShape(128, 128, 9);
    double[][] table = {{0.1, 0.493}, {0.2, 0.741}, {0.3, 0.892}, {0.5, 1}};        // bits per weight of 4-bit blocks, from the design
    for (double[] row : table) {
      var layer = Layer.random(shape, row[0], rng);
      var coded = SupermaskCodec.encode(layer, shape, layout);
      assertThat(coded.statistics().bitsPerWeight()).as("k = " + row[0]).isBetween(row[1] - 0.006, row[1] + 0.006);
      assertThat(coded.statistics().entropyPerWeight()).isBetween(MaskStatistics.entropy(row[0]) - 0.01, MaskStatistics.entropy(row[0]) + 0.01);
      assertThat((double) shape.weights() / 64 / coded.steps()).as("symbol steps per step").isGreaterThan(0.985);
    }
  }

  @Test
  void neverExceedsRawByMoreThanHeaderAndPadding() {
    var rng = new SplittableRandom(3);
    for (var layout : layouts()) {
      for (int i = 0; i < 7; i++) {
        var layer = layer(layout, i, rng);
        long raw = 4 * layout.symbols(layer.shape());
        var coded = SupermaskCodec.encode(layer, layer.shape(), layout);
        assertThat(64L * coded.beats().length).isLessThanOrEqualTo(64 * 4 * layout.words() + raw + 63L * layout.lanes());
      }
    }
    var layout = new MaskLayout(16, 32, 1);
    var layer = Layer.random(new MaskShape(64, 64, 9), 0.5, rng);
    var coded = SupermaskCodec.encode(layer, layer.shape(), layout);
    assertThat(coded.code().packed()).isEqualTo(BlockCode.RAW.packed());
    assertThat(coded.beats()).hasSize(3 + 64 * 9);
  }

  @Test
  void everyFaultHasItsName() {
    var layout = new MaskLayout(3, 7, 1);
    var layer = Layer.random(new MaskShape(9, 5, 3), 0.3, new SplittableRandom(4));
    long[] good = SupermaskCodec.encode(layer, layer.shape(), layout).beats();
    assertThat(fault(new long[0], layout)).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 0, good[0] - good.length + 3), layout)).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 1, good[1] ^ 1L << 48), layout)).isEqualTo(Fault.KIND);
    assertThat(fault(with(good, 1, good[1] & ~0xffffL), layout)).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 3, good[3] ^ 1), layout)).isEqualTo(Fault.CRC);
    assertThat(fault(java.util.Arrays.copyOf(good, good.length - 1), layout)).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(java.util.Arrays.copyOf(good, good.length + 1), layout)).isEqualTo(Fault.OVERLONG);
    assertThat(fault(sealed(java.util.Arrays.copyOf(good, good.length - 1)), layout)).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(sealed(java.util.Arrays.copyOf(good, good.length + 4)), layout)).as("more than the lanes' room").isEqualTo(Fault.OVERLONG);
    assertThat(fault(sealed(with(good, 2, 0x1)), layout)).isEqualTo(Fault.CODE);
    assertThat(fault(sealed(with(good, 1, 0x0100_ffff_ffff_ffffL)), layout)).as("huge extents allocate nothing").isEqualTo(Fault.TRUNCATED);
    assertThatThrownBy(() -> SupermaskCodec.decode(with(good, 3, good[3] ^ 1), layout)).hasMessageStartingWith("mask stream, word 0: check sum ");
  }

  @Test
  void aBeatOfTwoWordsHoldsOneOfTheHeaderAndEightUnits() {
    var layout = new MaskLayout(16, 32, 2);
    var layer = Layer.random(new MaskShape(64, 64, 9), 0.3, new SplittableRandom(6));
    var one = SupermaskCodec.encode(layer, layer.shape(), new MaskLayout(16, 32, 1));
    var two = SupermaskCodec.encode(layer, layer.shape(), layout);
    long[] good = two.beats();
    assertThat(good.length % 2).isZero();
    assertThat(new long[] {good[1], good[3], good[5]}).containsOnly(0);
    assertThat(good[2]).isEqualTo(one.beats()[1]);
    assertThat(good[4]).isEqualTo(one.beats()[2]);
    assertThat((double) two.steps() / one.steps()).as("two blocks a step, as units come in time").isBetween(.5, .54);
    assertThat(fault(with(good, 0, good[0] - 1), layout)).as("half a beat").isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 3, 1), layout)).as("beside a word of the header").isEqualTo(Fault.CRC);
    assertThat(fault(sealed(with(good, 2, good[2] ^ 1L << 56), 2), layout)).isEqualTo(Fault.KIND);
    assertThat(fault(sealed(java.util.Arrays.copyOf(good, good.length + 20), 2), layout)).as("more than the lanes' room").isEqualTo(Fault.OVERLONG);
  }

  @Test
  void damageIsNamedAndNothingElseEscapes() {
    var rng = new SplittableRandom(5);
    var seen = new TreeSet<Fault>();
    for (int i = 0; i < 5_000; i++) {
      boolean one = i % 4 == 3;
      int g = 2 << rng.nextInt(3);
      var layout = one ? new MaskLayout(g * rng.nextInt(1, 4), rng.nextInt(1, 40), rng.nextInt(1, 3), rng.nextBoolean() ? g : 1, g) : new MaskLayout(rng.nextInt(1, 8), rng.nextInt(1, 12), rng.nextInt(1, 3));
      var layer = layer(layout, i, rng);
      if (one) layer = oneOf(layer.shape(), g, rng);
      long[] words = SupermaskCodec.encode(layer, layer.shape(), layout, one ? MaskKind.oneOf(g) : MaskKind.free()).beats();
      for (int n = rng.nextInt(1, 4); n > 0; n--) words[rng.nextInt(words.length)] ^= 1L << rng.nextInt(64);
      if (rng.nextBoolean()) words = sealed(words, layout.words());                                  // a valid check sum lets the damage through to the decoder
      try {
        SupermaskCodec.decode(words, layout);
      } catch (MaskStreamException e) {
        seen.add(e.fault());
        assertThat(e.offset()).isBetween(0L, 0xffffffffL);
      }
    }
    assertThat(seen).containsExactly(Fault.KIND, Fault.HEADER, Fault.CODE, Fault.CRC, Fault.TRUNCATED, Fault.OVERLONG, Fault.INDEX);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new MaskShape(0, 1, 1)).hasMessage("mask outputs = 0 is outside 1..65535");
    assertThatThrownBy(() -> new MaskLayout(1, 257, 1)).hasMessage("outputs = 257 is outside 1..256");
    assertThatThrownBy(() -> SupermaskCodec.encode((o, c, t) -> false, new MaskShape(65535, 65535, 1), new MaskLayout(16, 32, 1))).hasMessageContaining("more than is coded at once");
  }

  static Fault fault(long[] words, MaskLayout layout) {
    try {
      SupermaskCodec.decode(words, layout);
      return Fault.NONE;
    } catch (MaskStreamException e) {
      return e.fault();
    }
  }

  static long[] with(long[] words, int at, long word) {
    long[] copy = words.clone();
    copy[at] = word;
    return copy;
  }

  /** The same words with length and check sum made right. */
  static long[] sealed(long[] words) {
    return sealed(words, 1);
  }

  /** The same of beats of {@code beat} words. */
  static long[] sealed(long[] words, int beat) {
    long[] copy = words.clone();
    var bytes = java.nio.ByteBuffer.allocate(8 * (copy.length - beat)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = beat; i < copy.length; i++) bytes.putLong(copy[i]);
    var crc = new java.util.zip.CRC32();
    crc.update(bytes.array());
    copy[0] = crc.getValue() << 32 | copy.length;
    return copy;
  }
}
