// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.mask.codec.MaskCodecs.Coded;
import blocks.mask.codec.MaskStreamException.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NestedCoatsTest {
  private static final double[] DENSITIES = {.30, .0788, .0315};

  /** Of each weight the coats that keep it, each of them a share of what the one before it keeps. */
  private static int[] coats(int weights, long seed, double... densities) {
    var rng = new SplittableRandom(seed);
    var coats = new int[weights];
    for (int i = 0; i < weights; i++) {
      double draw = rng.nextDouble();
      coats[i] = (int) Arrays.stream(densities).filter(d -> draw < d).count();
    }
    return coats;
  }

  private static List<long[]> words(List<Coded> streams) {
    return streams.stream().map(Coded::words).toList();
  }

  /** Eight weights, of which 4, then 2 of these, then 1: streams of 8, 4 and 2 weights; put together by hand. */
  @Test
  void eachCoatIsOfTheWeightsThatTheOneBeforeKeeps() {
    var streams = words(NestedCoats.encode(new int[] {0, 1, 0, 3, 0, 2, 1, 0}));
    assertThat(streams.stream().map(MaskCodecs::decode).map(MaskCodecs.Mask::length)).containsExactly(8, 4, 2);
    assertThat(streams.stream().map(MaskCodecs::decode).map(m -> m.bits().toString())).containsExactly("{1, 3, 5, 6}", "{1, 2}", "{0}");
  }

  @Test
  void decodesWhatItEncodes() {
    for (int weights : new int[] {1, 2, 3, 63, 64, 1000, 20_001}) {
      for (double[] densities : new double[][] {{0}, {1}, {.5}, {1, 1, 1}, {.3, .1}, DENSITIES, {.9, .5, .4, .3, .2, .1, .05, .01}}) {
        int[] coats = coats(weights, weights, densities);
        var streams = NestedCoats.encode(coats);
        assertThat(streams).as("streams of %d weights", weights).hasSize(Math.max(1, Arrays.stream(coats).max().orElse(0)));
        assertThat(NestedCoats.decode(words(streams))).isEqualTo(coats);
        assertThat(NestedCoats.bits(streams)).isEqualTo(words(streams).stream().mapToLong(w -> 64L * w.length).sum());
      }
    }
  }

  /** The entropy of how many coats keep a weight, 1.207 bits here, is that of the nested code; two digits apart would need 1.213. */
  @Test
  void takesLittleMoreThanTheEntropy() {
    int weights = 400_000;
    double entropy = 0;
    double[] shares = {1 - DENSITIES[0], DENSITIES[0] - DENSITIES[1], DENSITIES[1] - DENSITIES[2], DENSITIES[2]};
    for (double share : shares) entropy -= share * Math.log(share) / Math.log(2);
    double bits = NestedCoats.bits(NestedCoats.encode(coats(weights, 1, DENSITIES))) / (double) weights;
    assertThat(bits).isBetween(entropy, 1.02 * entropy);
  }

  @Test
  void whatIsDamagedIsRefused() {
    int[] coats = coats(1000, 1, DENSITIES);
    var streams = words(NestedCoats.encode(coats));
    long[] damaged = streams.get(1).clone();
    damaged[damaged.length - 1] ^= 1L << 40;
    assertThatThrownBy(() -> NestedCoats.decode(List.of(streams.get(0), damaged))).isInstanceOfSatisfying(MaskStreamException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CRC));
    int kept = (int) Arrays.stream(coats).filter(n -> n > 0).count(), twice = (int) Arrays.stream(coats).filter(n -> n > 1).count();
    assertThatThrownBy(() -> NestedCoats.decode(List.of(streams.get(0), streams.get(2)))).isInstanceOfSatisfying(MaskStreamException.class, e -> assertThat(e.fault()).isEqualTo(Fault.HEADER))
        .hasMessageContaining("coat 2 is of " + twice + " weights, but the one before it keeps " + kept);
    assertThat(NestedCoats.decode(streams.subList(0, 1))).isEqualTo(Arrays.stream(coats).map(n -> Math.min(n, 1)).toArray());
  }
}
