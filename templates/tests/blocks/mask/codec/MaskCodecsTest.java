// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blocks.mask.codec.MaskCodecs.Mask;
import blocks.mask.codec.MaskStreamException.Fault;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskCodecsTest {
  private static final double[] DENSITIES = {0.3, 0, 0.05, 0.5, 1, 0.1, 0.9};

  private static Mask random(int length, double density, SplittableRandom rng) {
    var bits = new BitSet();
    for (int i = 0; i < length; i++) bits.set(i, rng.nextDouble() < density);
    return new Mask(bits, length);
  }

  /** The table of the specification: entropy, Rice and run length with their best r; blocks of four bits as measured for the design; Golomb, M = 3 2^r, by its formula. */
  @ParameterizedTest
  @CsvSource({"0.05, .286, .289, 4, .312, 6, 0, .289, 2", "0.10, .469, .476, 3, .504, 4, .493, .473, 1", "0.20, .722, .739, 2, .759, 3, .741, .728, 0", "0.30, .881, .888, 1, .913, 2, .892, .920, 0", "0.50, 1, 1, 0, 1, 1, 1, 1.286, 0"})
  void bitsPerWeightAreThoseOfTheTable(double k, double entropy, double rice, int riceR, double run, int runR, double block, double golomb, int golombR) {
    var mask = random(1_000_000, k, new SplittableRandom(1));
    assertThat(MaskStatistics.entropy(k)).isCloseTo(entropy, within(0.0006));
    assertThat(best(mask, MaskCodec.RICE)).isEqualTo(riceR);
    assertThat(MaskCodec.RICE.expected(k, riceR)).isCloseTo(rice, within(0.0006));
    assertThat(MaskCodecs.bits(mask, MaskCodec.RICE, riceR) / 1e6).isCloseTo(rice, within(0.004));
    if (k < 0.5) {
      assertThat(best(mask, MaskCodec.RUN)).isEqualTo(runR);
      assertThat(MaskCodec.RUN.expected(k, runR)).isCloseTo(run, within(0.0006));
    }
    assertThat(MaskCodecs.bits(mask, MaskCodec.RUN, runR) / 1e6).isCloseTo(run, within(0.004));
    if (block > 0) assertThat(MaskCodecs.bits(mask, MaskCodec.BLOCK, 0) / 1e6).isCloseTo(block, within(0.004));
    assertThat(best(mask, MaskCodec.GOLOMB)).isEqualTo(golombR);
    assertThat(MaskCodec.GOLOMB.expected(k, golombR)).isCloseTo(golomb, within(0.0006));
    assertThat(MaskCodecs.bits(mask, MaskCodec.GOLOMB, golombR) / 1e6).isCloseTo(golomb, within(0.004));
    var coded = MaskCodecs.best(mask);
    double shortest = Math.min(1, Math.min(Math.min(rice, golomb), block > 0 ? block : 1));
    assertThat(coded.words().length * 64 / 1e6).as(coded.codec() + " " + coded.r()).isCloseTo(shortest, within(0.004));
  }

  private static int best(Mask mask, MaskCodec codec) {
    var sizes = new TreeMap<Long, Integer>();
    for (int r = codec.mostR(); r >= codec.leastR(); r--) sizes.put(MaskCodecs.bits(mask, codec, r), r);
    return sizes.firstEntry().getValue();
  }

  @Test
  void decodesWhatItEncodesAndSoDoesAReaderOfText() {
    var rng = new SplittableRandom(2);
    for (int i = 0; i < 400; i++) {
      var mask = random(rng.nextInt(1, i % 4 == 0 ? 3000 : 70), DENSITIES[i % DENSITIES.length], rng);
      for (var codec : MaskCodec.values()) {
        for (int r = codec.leastR(); r <= codec.mostR(); r++) {
          long[] words = MaskCodecs.encode(mask, codec, r);
          assertThat(MaskCodecs.decode(words)).as(codec + " " + r).isEqualTo(mask);
          assertThat(text(words)).isEqualTo(text(mask));
          assertThat((long) words.length).isEqualTo(codec.headerWords() + (MaskCodecs.bits(mask, codec, r) + 63) / 64);
        }
      }
    }
  }

  private static String text(Mask mask) {
    var text = new StringBuilder();
    for (int i = 0; i < mask.length(); i++) text.append(mask.bits().get(i) ? '1' : '0');
    return text.toString();
  }

  /** A reader from the page of the block {@code maskstream} alone, on text; it trusts its input. */
  private static String text(long[] words) {
    int length = (int) words[1];
    int r = (int) (words[1] >> 40) & 255;
    int kind = (int) (words[1] >> 48) & 255;
    var in = new StringBuilder();
    for (int w = kind == 19 ? 3 : 2; w < words.length; w++) {
      for (int u = 0; u < 64; u += 16) in.append(String.format("%16s", Long.toBinaryString(words[w] >>> u & 0xffff)).replace(' ', '0'));
    }
    var code = new TreeMap<String, String>();
    for (int size = 1, next = 0; size <= 8; size++, next *= 2) {
      for (int s = 0; kind == 19 && s < 16; s++) {
        if ((words[2] >>> 4 * s & 15) == size) code.put(Integer.toBinaryString(1 << size | next++).substring(1), new StringBuilder(Integer.toBinaryString(16 | s).substring(1)).reverse().toString());
      }
    }
    var out = new StringBuilder();
    int at = 0;
    while (out.length() < length) {
      if (kind == 16) {
        out.append(in.charAt(at++));
      } else if (kind == 19) {
        int end = at + 1;
        while (!code.containsKey(in.substring(at, end))) end++;
        out.append(code.get(in.substring(at, end)));
        at = end;
      } else {
        int unary = kind >= 18 ? in.indexOf("0", at) - at : 0;
        at += kind >= 18 ? unary + 1 : 0;
        if (kind == 20) {
          unary = 3 * unary + (in.charAt(at) == '0' ? 0 : in.charAt(at + 1) == '0' ? 1 : 2);
          at += in.charAt(at) == '0' ? 1 : 2;
        }
        int field = r == 0 ? 0 : Integer.parseInt(in.substring(at, at + r), 2);
        at += r;
        out.append("0".repeat((unary << r) + field)).append(kind == 17 && field == (1 << r) - 1 ? "" : "1");
      }
    }
    return out.substring(0, length);
  }

  @Test
  void theBestNeverExceedsRaw() {
    var rng = new SplittableRandom(3);
    var chosen = new TreeSet<MaskCodec>();
    for (int i = 0; i < 600; i++) {
      var mask = random(rng.nextInt(1, 4000), i % 3 == 0 ? rng.nextDouble() : rng.nextDouble(0.02, 0.4), rng);
      var coded = MaskCodecs.best(mask);
      chosen.add(coded.codec());
      assertThat(coded.words().length).isLessThanOrEqualTo(2 + (mask.length() + 63) / 64);
      assertThat(MaskCodecs.decode(coded.words())).isEqualTo(mask);
      for (var codec : MaskCodec.values()) {
        for (int r = codec.leastR(); r <= codec.mostR(); r++) assertThat(MaskCodecs.encode(mask, codec, r).length).isGreaterThanOrEqualTo(coded.words().length);
      }
    }
    assertThat(chosen).contains(MaskCodec.RAW, MaskCodec.RICE, MaskCodec.BLOCK, MaskCodec.GOLOMB);
  }

  @Test
  void everyFaultHasItsName() {
    var mask = random(500, 0.3, new SplittableRandom(4));
    long[] good = MaskCodecs.encode(mask, MaskCodec.BLOCK, 0);
    long[] rice = MaskCodecs.encode(mask, MaskCodec.RICE, 2);
    assertThat(fault(new long[2])).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 1, good[1] ^ 1L << 56))).isEqualTo(Fault.KIND);
    assertThat(fault(with(good, 1, good[1] ^ 1L << 52))).isEqualTo(Fault.KIND);
    assertThat(fault(with(good, 1, good[1] & ~0xffffffffL))).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 1, good[1] | 0x80000000L))).isEqualTo(Fault.HEADER);
    assertThat(fault(with(rice, 1, rice[1] | 8L << 40))).isEqualTo(Fault.HEADER);
    assertThat(fault(with(rice, 1, rice[1] | 1L << 32))).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 3, ~good[3]))).isEqualTo(Fault.CRC);
    assertThat(fault(SupermaskCodecTest.sealed(with(good, 2, 0x12)))).isEqualTo(Fault.CODE);
    assertThat(fault(Arrays.copyOf(good, good.length - 1))).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(SupermaskCodecTest.sealed(Arrays.copyOf(good, good.length - 1)))).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(Arrays.copyOf(good, good.length + 1))).isEqualTo(Fault.OVERLONG);
    assertThat(fault(SupermaskCodecTest.sealed(Arrays.copyOf(good, good.length + 1)))).isEqualTo(Fault.OVERLONG);
    assertThatThrownBy(() -> MaskCodecs.encode(mask, MaskCodec.RUN, 9)).hasMessage("RUN: r = 9 is outside 1..8");
    assertThatThrownBy(() -> new Mask(new BitSet(), 0)).hasMessageContaining("outside 1..");
  }

  @Test
  void damageIsNamedAndNothingElseEscapes() {
    var rng = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      var codec = MaskCodec.values()[i % MaskCodec.values().length];
      var mask = random(rng.nextInt(1, 400), DENSITIES[i % DENSITIES.length], rng);
      long[] words = MaskCodecs.encode(mask, codec, rng.nextInt(codec.leastR(), codec.mostR() + 1));
      for (int n = rng.nextInt(1, 4); n > 0; n--) words[rng.nextInt(words.length)] ^= 1L << rng.nextInt(64);
      fault(rng.nextBoolean() ? words : SupermaskCodecTest.sealed(words));
    }
  }

  private static Fault fault(long[] words) {
    try {
      MaskCodecs.decode(words);
      return Fault.NONE;
    } catch (MaskStreamException e) {
      return e.fault();
    }
  }

  private static long[] with(long[] words, int at, long word) {
    long[] copy = words.clone();
    copy[at] = word;
    return copy;
  }
}
