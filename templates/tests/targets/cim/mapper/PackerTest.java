// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Partitions against all permutations where those can be tried, against the exact optimum where it can be reckoned, and against each bound everywhere. */
class PackerTest {
  /** Off samples of the best of all orders of the items, counted sample by sample. */
  private static long brute(OffSets sets, int size) {
    return brute(sets, size, new ArrayList<>(), new boolean[Partition.blocks(sets.items(), size) * size]);
  }

  private static long brute(OffSets sets, int size, List<Integer> order, boolean[] taken) {
    if (order.size() == taken.length) return off(sets, size, order);
    long best = 0;
    for (int i = 0; i < taken.length; i++) {
      if (taken[i]) continue;
      taken[i] = true;
      order.add(i);
      best = Math.max(best, brute(sets, size, order, taken));
      order.remove(order.size() - 1);
      taken[i] = false;
    }
    return best;
  }

  private static long off(OffSets sets, int size, List<Integer> order) {
    long sum = 0;
    for (int s = 0; s < sets.samples(); s++) {
      for (int b = 0; b < order.size(); b += size) {
        boolean off = true;
        for (int i : order.subList(b, b + size)) off &= i >= sets.items() || sets.off(i, s);
        if (off) sum++;
      }
    }
    return sum;
  }

  private static void deals(Partition partition, int items) {
    var held = IntStream.range(0, partition.count()).flatMap(b -> IntStream.of(partition.block(b))).filter(i -> i >= 0).sorted().toArray();
    assertThat(held).isEqualTo(IntStream.range(0, items).toArray());
  }

  private static List<Integer> order(Partition p, int items) {
    return IntStream.range(0, p.count()).flatMap(b -> IntStream.of(p.block(b))).map(i -> i < 0 ? items : i).boxed().toList();
  }

  @Test
  void theExactOptimumIsThatOfAllPermutations() {
    var random = new SplittableRandom(3);
    for (int[] c : new int[][] {{6, 2}, {6, 3}, {7, 2}, {8, 4}, {7, 3}, {5, 4}, {6, 4}, {7, 4}, {5, 3}}) {
      var sets = GateSets.classes(random, c[0], 40, 3, .2);
      var exact = Exact.of(sets, c[1]);
      deals(exact, c[0]);
      long best = brute(sets, c[1]);
      assertThat(exact.off(sets)).as("%d items in blocks of %d", c[0], c[1]).isEqualTo(best).isEqualTo(off(sets, c[1], order(exact, c[0])));
      assertThat(Packer.best(sets, c[1]).off(sets)).isEqualTo(best);
    }
  }

  @Test
  void whatIsFoundIsWithinOneInAHundredOfTheOptimum() {
    var random = new SplittableRandom(5);
    for (int n = 0; n < 20; n++) {
      var sets = n % 2 == 0 ? GateSets.independent(random, 16, 300) : GateSets.classes(random, 16, 300, 2 + n % 5, .05 + .02 * n);
      for (int size : new int[] {2, 4}) {
        var exact = Exact.of(sets, size);
        var found = Packer.best(sets, size);
        deals(found, 16);
        assertThat(found.off(sets)).as("set %d in blocks of %d", n, size).isLessThanOrEqualTo(exact.off(sets)).isGreaterThanOrEqualTo((long) Math.ceil(.99 * exact.off(sets)));
        assertThat(found.off(sets)).isGreaterThanOrEqualTo(Packer.simple(sets, size).off(sets)).isGreaterThanOrEqualTo(Partition.natural(16, size).off(sets));
        var bounds = Bounds.of(sets, size, 20_000_000L);
        assertThat(exact.share(sets)).isLessThanOrEqualTo(bounds.least() + 1e-12);
        assertThat(bounds.prices()).isLessThanOrEqualTo(bounds.pairs() + 1e-12);
      }
    }
  }

  @Test
  void noBoundIsExceededByMoreItemsAndWiderBlocks() {
    var random = new SplittableRandom(7);
    for (int items : new int[] {17, 40, 64}) {
      var sets = GateSets.classes(random, items, 200, 5, .1);
      double before = 1;
      for (int size : new int[] {1, 2, 4, 8, 16}) {
        var found = Packer.best(sets, size, 20_000_000L);
        deals(found, items);
        var bounds = Bounds.of(sets, size, 2_000_000L);
        assertThat(found.share(sets)).as("%d items in blocks of %d", items, size).isLessThanOrEqualTo(bounds.least() + 1e-12);
        assertThat(bounds.least()).isLessThanOrEqualTo(bounds.usual());
        if (items == 64) assertThat(found.share(sets)).as("wider blocks are off no more often").isLessThanOrEqualTo(before);
        before = found.share(sets);
      }
    }
  }

  /** Bounds (i) and (ii) as they are said, sample by sample. */
  @Test
  void boundsAreWhatTheySay() {
    var sets = GateSets.classes(new SplittableRandom(8), 12, 90, 4, .2);
    for (int size : new int[] {2, 3, 4, 6}) {
      double packed = 0, pairs = 0;
      for (int s = 0; s < 90; s++) {
        int sample = s;
        packed += (int) IntStream.range(0, 12).filter(i -> sets.off(i, sample)).count() / size;
      }
      for (int i = 0; i < 12; i++) {
        int item = i;
        pairs += IntStream.range(0, 12).filter(j -> j != item).map(j -> (int) IntStream.range(0, 90).filter(s -> sets.off(item, s) && sets.off(j, s)).count()).sorted().skip(11 - (size - 1)).findFirst().orElseThrow();
      }
      var bounds = Bounds.of(sets, size, 1_000_000L);
      assertThat(bounds.perSample()).isCloseTo(packed / (90 * 12 / size), within(1e-12));
      assertThat(bounds.pairs()).isCloseTo(pairs / (90 * 12), within(1e-12));
    }
  }

  @Test
  void oneItemABlockLosesNothing() {
    var sets = GateSets.independent(new SplittableRandom(9), 20, 100);
    assertThat(Packer.best(sets, 1)).isEqualTo(Partition.natural(20, 1));
    var bounds = Bounds.of(sets, 1);
    assertThat(Partition.natural(20, 1).share(sets)).isEqualTo(bounds.perSample()).isEqualTo(bounds.pairs()).isEqualTo(bounds.prices());
  }

  @Test
  void theSameSetsGiveTheSamePartition() {
    var sets = GateSets.classes(new SplittableRandom(11), 48, 300, 6, .1);
    assertThat(Packer.best(sets, 4)).isEqualTo(Packer.best(sets, 4));
  }

  @Test
  void tooManyForTheExactOptimumIsSaidSo() {
    assertThatThrownBy(() -> Exact.of(OffSets.none(17, 3), 2)).isInstanceOf(IllegalArgumentException.class).hasMessage("17 items: the exact optimum is reckoned for 16 at most");
    assertThat(Exact.fits(16)).isTrue();
    assertThat(Exact.fits(17)).isFalse();
  }
}
