// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the records refuse, and the little they derive. */
class RecordsTest {
  private final Mask mask = Mask.of(2, 3, 9, (o, c, t) -> o == 1 && t == 8 || o == 0 && c == 2 && t == 0);

  private static void refused(String message, Runnable make) {
    assertThatIllegalArgumentException().isThrownBy(make::run).withMessageContaining(message);
  }

  @Test
  void masksArePackedInTheOrderOutputInputTap() {
    assertThat(mask.words()).containsExactly(1L << 18 | 1L << 27 + 8 | 1L << 27 + 17 | 1L << 27 + 26);
    assertThat(mask.count()).isEqualTo(4);
    assertThat(mask.keptOf(0)).isEqualTo(1);
    assertThat(mask.keptOf(1)).isEqualTo(3);
    assertThat(mask.kept(1, 2, 8)).isTrue();
    assertThat(mask.kept(1, 2, 7)).isFalse();
    assertThat(Mask.ofWords(2, 3, 9, mask.words())).isEqualTo(mask).hasSameHashCodeAs(mask);
    refused("54 weights take 1 words of 64 bits, not 2", () -> Mask.ofWords(2, 3, 9, new long[2]));
    refused("a bit beyond the last of 54 weights is 1", () -> Mask.ofWords(2, 3, 9, new long[] {1L << 54}));
    refused("a mask of 65536 x 65536 x 65536", () -> Mask.of(65536, 65536, 65536, (o, c, t) -> true));
    refused("a mask of 0 x 1 x 1", () -> Mask.of(0, 1, 1, (o, c, t) -> true));
  }

  @Test
  void manyMasksCountAlike() {
    SplittableRandom rng = new SplittableRandom(4);
    for (int n = 0; n < 50; n++) {
      Mask m = Mask.of(1 + rng.nextInt(9), 1 + rng.nextInt(9), 1 + rng.nextInt(30), (o, c, t) -> rng.nextBoolean());
      int count = 0;
      for (int o = 0; o < m.outputs(); o++) {
        count += m.keptOf(o);
        int[] where = new int[m.inputs() * m.taps()];
        int channel = o;
        assertThat(Arrays.copyOf(where, m.keptOf(o, where))).isEqualTo(IntStream.range(0, where.length).filter(i -> m.kept(channel, i / m.taps(), i % m.taps())).toArray());
      }
      assertThat(m.count()).isEqualTo(count);
    }
  }

  @Test
  void constantsFitTheirBits() {
    new Requantise(new int[] {-32768, 32767}, new long[] {-(1L << 39), (1L << 39) - 1}, new int[] {0, 31});
    refused("channel 0: mul 32768", () -> new Requantise(new int[] {32768}, new long[1], new int[1]));
    refused("channel 0: mul 0 (16 bits signed), add 549755813888", () -> new Requantise(new int[1], new long[] {1L << 39}, new int[1]));
    refused("sh 32", () -> new Requantise(new int[1], new long[1], new int[] {32}));
    refused("of 1, 2 and 1 channels", () -> new Requantise(new int[1], new long[2], new int[1]));
  }

  @Test
  void padsAndKernelsAreBounded() {
    refused("a 7x7 kernel is larger than its padded map of 3 x 5 x 4", () -> Window.square(7, 1, 0).over(new Shape(3, 5, 4), 2));
    refused("each must be 0 or more and less than the kernel's side", () -> Window.square(3, 1, 3));
    refused("stride 0", () -> Window.square(3, 0, 1));
    refused("kernel 0x0", () -> Window.square(0, 1, 0));
    refused("larger than 67108864 elements", () -> new Window(4096, 4096, 1, 4095, 4095, 4095, 4095).over(new Shape(4, 4096, 4096), 1));
  }
}
