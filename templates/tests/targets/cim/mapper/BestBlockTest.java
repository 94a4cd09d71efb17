// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Branch and bound against all blocks, with and without prices, and with too little work; the bound by prices against the optimum of the relaxation where that is known. */
class BestBlockTest {
  private static double brute(OffSets sets, double[] prices, int size, int from, int chosen, int item, int block) {
    if (chosen == size) {
      if ((block >> item & 1) == 0) return Double.NEGATIVE_INFINITY;
      double value = 0;
      for (int s = 0; s < sets.samples(); s++) {
        boolean off = true;
        for (int i = 0; i < sets.items(); i++) off &= (block >> i & 1) == 0 || sets.off(i, s);
        if (off) value++;
      }
      for (int i = 0; i < sets.items(); i++) if ((block >> i & 1) != 0) value -= prices[i];
      return value;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int i = from; i < sets.items(); i++) best = Math.max(best, brute(sets, prices, size, i + 1, chosen + 1, item, block | 1 << i));
    return best;
  }

  @Test
  void theBestOfAllBlocksIsFound() {
    var random = new SplittableRandom(31);
    for (int n = 0; n < 80; n++) {
      int items = 5 + random.nextInt(6), size = 1 + random.nextInt(Math.min(5, items));
      var sets = GateSets.classes(random, items, 40 + random.nextInt(50), 3, .15).padded(items + random.nextInt(4));
      var prices = n % 3 == 0 ? new double[sets.items()] : random.doubles(sets.items(), -5, n % 2 == 0 ? 12 : 60).toArray(); // some so dear that an item that costs no sample is left out
      if (n % 3 == 1) for (int i = 0; i < prices.length; i++) prices[i] = Math.rint(prices[i] / 4);
      var block = new BestBlock(sets, size, prices);
      for (int i = 0; i < sets.items(); i++) {
        double exact = brute(sets, prices, size, 0, 0, i, 0);
        assertThat(block.with(i, 1_000_000)).as("set %d, item %d in blocks of %d", n, i, size).isCloseTo(exact, within(1e-9));
        assertThat(block.members()).contains(i).doesNotHaveDuplicates().hasSize(size);
        for (long little : new long[] {0, 20, 100}) assertThat(block.with(i, little)).isGreaterThanOrEqualTo(exact - 1e-9);
      }
    }
  }

  @Test
  void pricesComeCloseToTheOptimum() {
    // classes that channels follow without noise: blocks of like channels lose nothing, and the bound says so
    var sets = OffSets.of(24, 60, (c, i) -> (c % 6 + i) % 6 < 3);
    long off = Packer.best(sets, 4).off(sets);
    assertThat(off).isEqualTo(6 * 30);
    assertThat(Prices.bound(sets, 4, off, 10_000_000)).isBetween((double) off - 1e-6, off + .5);
    assertThat(Bounds.of(sets, 4).least()).isCloseTo(.5, within(.01));
  }
}
