// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static blocks.mask.codec.SupermaskCodecTest.fault;
import static blocks.mask.codec.SupermaskCodecTest.layer;
import static blocks.mask.codec.SupermaskCodecTest.sealed;
import static blocks.mask.codec.SupermaskCodecTest.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.mask.codec.MaskStreamException.Fault;
import blocks.mask.codec.SupermaskCodecTest.Layer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainBitsTest {
  private static final MaskBits EVERY_THIRD = (o, c, t) -> (o + 2 * c + t) % 3 == 0;

  /** Two streams put together by hand from the page of the format, check sums from zlib. */
  @Test
  void bitsAreSentInTheOrderOfTheEntries() {
    assertThat(hex(SupermaskCodec.encode(EVERY_THIRD, new MaskShape(3, 3, 2), MaskLayout.plain(2, 2, 1), MaskKind.plain()).beats()))
        .containsExactly("c7796cbe00000003", "0104000300020003", "0000000000014849");
    var coded = SupermaskCodec.encode(EVERY_THIRD, new MaskShape(5, 3, 2), MaskLayout.plain(2, 4, 4), MaskKind.plain());
    assertThat(hex(coded.beats())).as("the fifth output is filled up to four bits").containsExactly("03c76ca700000003", "0104000300020005", "0000100010249429");
    assertThat(coded.headerBits()).isEqualTo(128);
    assertThat(coded.steps()).as("8 entries of two rows of one step").isEqualTo(16);
  }

  private static String[] hex(long[] words) {
    return Arrays.stream(words).mapToObj(w -> String.format(java.util.Locale.ROOT, "%016x", w)).toArray(String[]::new);
  }

  @Test
  void decodesWhatItEncodes() {
    var rng = new SplittableRandom(1);
    int[][] sizes = {{1, 1, 1}, {3, 7, 1}, {2, 6, 2}, {1, 12, 4}, {5, 8, 8}, {16, 32, 8}, {4, 1, 1}};
    for (int[] s : sizes) {
      for (int i = 0; i < 14; i++) {
        var layout = MaskLayout.plain(s[0], s[1], s[2]);
        var layer = layer(layout, i, rng);
        var coded = SupermaskCodec.encode(layer, layer.shape(), layout, MaskKind.plain());
        var decoded = SupermaskCodec.decode(coded.beats(), layout);
        assertThat(decoded.kind()).isEqualTo(MaskKind.plain());
        assertThat(decoded.shape()).isEqualTo(layer.shape());
        assertThat(decoded.bits()).as(layout + " " + layer.shape()).isEqualTo(layer.bits());
        assertThat(decoded.steps()).isEqualTo(coded.steps());
        if (s[2] == 1) assertThat(coded.beats()).as("a bit a weight").hasSize(2 + (int) ((layer.shape().weights() + 63) / 64));
      }
    }
  }

  @Test
  void everyFaultHasItsName() {
    var layout = MaskLayout.plain(3, 4, 2);
    var layer = Layer.random(new MaskShape(9, 5, 3), .3, new SplittableRandom(4));       // 150 bits, of which 15 fill up and 42 more the last word
    long[] good = SupermaskCodec.encode(layer, layer.shape(), layout, MaskKind.plain()).beats();
    assertThat(good).hasSize(5);
    assertThat(fault(new long[0], layout)).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 0, good[0] - 3), layout)).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 1, good[1] ^ 1L << 56), layout)).as("version").isEqualTo(Fault.KIND);
    for (var kind : new MaskKind[] {MaskKind.free(), MaskKind.oneOf(4), MaskKind.interleaved(2)}) {
      assertThat(fault(sealed(with(good, 1, good[1] & ~(255L << 48) | (long) kind.code() << 48)), layout)).as(kind.toString()).isEqualTo(Fault.KIND);
    }
    assertThat(fault(good, new MaskLayout(3, 4, 1))).as("to a decoder of codes").isEqualTo(Fault.KIND);
    assertThat(fault(with(good, 1, good[1] & ~0xffffL), layout)).isEqualTo(Fault.HEADER);
    assertThat(fault(with(good, 3, good[3] ^ 1), layout)).isEqualTo(Fault.CRC);
    assertThat(fault(Arrays.copyOf(good, 4), layout)).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(Arrays.copyOf(good, 6), layout)).isEqualTo(Fault.OVERLONG);
    assertThat(fault(sealed(Arrays.copyOf(good, 4)), layout)).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(sealed(Arrays.copyOf(good, 6)), layout)).isEqualTo(Fault.OVERLONG);
    assertThat(fault(sealed(with(good, 4, good[4] | 1L << 63)), layout)).as("behind the last bit").isEqualTo(Fault.OVERLONG);
    assertThat(fault(sealed(with(good, 4, good[4] | 1L << 21)), layout)).as("a tenth output").isEqualTo(Fault.OVERLONG);
    assertThat(fault(sealed(with(good, 1, 0x0104_ffff_ffff_ffffL)), layout)).as("huge extents allocate nothing").isEqualTo(Fault.TRUNCATED);
  }

  @Test
  void damageIsNamedAndNothingElseEscapes() {
    var rng = new SplittableRandom(5);
    var seen = new TreeSet<Fault>();
    for (int i = 0; i < 3_000; i++) {
      var layout = MaskLayout.plain(rng.nextInt(1, 8), 2 * rng.nextInt(1, 8), 1 + i % 2);
      var layer = layer(layout, i, rng);
      long[] words = SupermaskCodec.encode(layer, layer.shape(), layout, MaskKind.plain()).beats();
      for (int n = rng.nextInt(1, 4); n > 0; n--) words[rng.nextInt(words.length)] ^= 1L << rng.nextInt(64);
      if (rng.nextBoolean()) words = sealed(words);
      seen.add(fault(words, layout));
    }
    assertThat(seen).containsExactly(Fault.NONE, Fault.KIND, Fault.HEADER, Fault.CRC, Fault.TRUNCATED, Fault.OVERLONG);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> MaskLayout.plain(1, 6, 4)).hasMessage("plain = 4 does not divide outputs = 6");
    assertThatThrownBy(() -> MaskLayout.plain(1, 6, 3)).hasMessage("step = 3 is not 1, 2, 4 or 8");
    assertThatThrownBy(() -> new MaskLayout(4, 4, 1, 1, 4, 2)).hasMessageStartingWith("oneof = 4: plain masks are those of an array without groups");
    assertThat(Stream.of(MaskKind.free(), MaskKind.oneOf(4), MaskKind.interleaved(4)).filter(MaskLayout.plain(4, 4, 1)::supports)).isEmpty();
    assertThatThrownBy(() -> SupermaskCodec.encode(EVERY_THIRD, new MaskShape(3, 3, 2), new MaskLayout(2, 2, 1), MaskKind.plain())).hasMessageContaining("not understood");
  }
}
