// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockCodeTest {
  @Test
  void codesAreThoseOfRfc1951() {
    // The example of RFC 1951, 3.2.2: lengths 3, 3, 3, 3, 3, 2, 4, 4 give 010, 011, 100, 101, 110, 00, 1110, 1111.
    var code = new BlockCode(new int[] {3, 3, 3, 3, 3, 2, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0});
    int[] words = {0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111};
    for (int s = 0; s < words.length; s++) {
      assertThat(code.word(s)).as("block " + s).isEqualTo(words[s]);
      assertThat(code.symbol(words[s] << (8 - code.length(s)))).isEqualTo(s);
    }
    assertThat(BlockCode.ofPacked(code.packed()).packed()).isEqualTo(code.packed()).isEqualTo(0x44233333L);
  }

  @Test
  void rawSendsBlocksAsTheyAre() {
    for (int s = 0; s < 16; s++) assertThat(BlockCode.RAW.word(s)).isEqualTo(s);
  }

  @Test
  void optimalIsHuffmanWhereHuffmanFits() {
    var rng = new SplittableRandom(1);
    int shallow = 0;
    for (int i = 0; i < 2000; i++) {
      long[] counts = new long[16];
      int used = rng.nextInt(2, 17);
      for (int s = 0; s < used; s++) counts[s] = rng.nextInt(1, i % 2 == 0 ? 100 : 5000);
      var code = BlockCode.optimal(counts);
      int longest = 0;
      for (int s = 0; s < 16; s++) longest = Math.max(longest, code.length(s));
      long huffman = huffman(counts);
      assertThat(code.bits(counts)).isGreaterThanOrEqualTo(huffman);
      if (longest < BlockCode.MAX_LENGTH) {
        shallow++;
        assertThat(code.bits(counts)).as(Arrays.toString(counts)).isEqualTo(huffman);
      }
    }
    assertThat(shallow).isGreaterThan(500);
  }

  @Test
  void lengthsAreLimited() {
    long[] fibonacci = new long[16];
    fibonacci[0] = fibonacci[1] = 1;
    for (int s = 2; s < 16; s++) fibonacci[s] = fibonacci[s - 1] + fibonacci[s - 2];
    var code = BlockCode.optimal(fibonacci);
    for (int s = 0; s < 16; s++) assertThat(code.length(s)).isBetween(1, 8);
    assertThat(code.bits(fibonacci)).isGreaterThan(huffman(fibonacci));
  }

  @Test
  void oneBlockOrNoneStillGivesACompleteCode() {
    long[] counts = new long[16];
    assertThat(BlockCode.optimal(counts).bits(counts)).isZero();
    counts[7] = 5;
    assertThat(BlockCode.optimal(counts).bits(counts)).isEqualTo(5);
  }

  @Test
  void refusesWhatIsNoCompleteCode() {
    assertThatThrownBy(() -> BlockCode.ofPacked(0x1)).hasMessageContaining("unused (128 of 256");
    assertThatThrownBy(() -> BlockCode.ofPacked(0x111)).hasMessageContaining("more code words");
    assertThatThrownBy(() -> BlockCode.ofPacked(0x911)).hasMessageContaining("code length 9 of block 2");
    assertThatThrownBy(() -> BlockCode.ofPacked(0)).hasMessageContaining("unused (0 of 256");
    assertThatThrownBy(() -> new BlockCode(new int[3])).hasMessageContaining("16 lengths, not 3");
  }

  /** Bits of a Huffman code without limit: the sum of all inner nodes. */
  private static long huffman(long[] counts) {
    var queue = new PriorityQueue<Long>();
    for (long c : counts) if (c > 0) queue.add(c);
    long bits = 0;
    while (queue.size() > 1) {
      long node = queue.remove() + queue.remove();
      bits += node;
      queue.add(node);
    }
    return bits;
  }
}
