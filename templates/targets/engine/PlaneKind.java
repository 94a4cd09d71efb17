// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import kakure.network.Coats;
import kakure.network.Hidden;
import kakure.network.Mask;
import kakure.network.Planes;
import kakure.network.Weights;

/**
 * Of how many planes a layer's weights are, and what the array does with them. The mask that is sent has the taps of all planes: those of the first, then those of the second, and so on.
 *
 * @param count planes, 1 to 31
 * @param doubles whether sums are doubled before each plane but the first
 * @param stored whether the mask's bits are the signs of stored weights, all kept, in place of a mask of generated ones
 * @param bits planes that each output channel asks for, where not all ask for {@code count}; else empty
 */
public record PlaneKind(int count, boolean doubles, boolean stored, List<Integer> bits) {
  /** A single mask of generated signs: hidden weights. */
  public static final PlaneKind ONE = new PlaneKind(1, false, false, List.of());

  /** The most planes that a descriptor counts. */
  static final int MOST = 31;

  /** Whether any engine computes it. */
  boolean one() {
    return equals(ONE);
  }

  /** The kind of hidden weights, coats or planes. */
  static PlaneKind of(Weights weights) {
    if (weights instanceof Coats coats) return coats.masks().size() == 1 ? ONE : new PlaneKind(coats.masks().size(), false, false, List.of());
    if (!(weights instanceof Planes planes)) return ONE;
    return stored(Arrays.stream(planes.bits()).boxed().toList());
  }

  private static PlaneKind stored(List<Integer> bits) {
    int most = Collections.max(bits);
    return new PlaneKind(most, true, true, bits.stream().allMatch(b -> b == most) ? List.of() : List.copyOf(bits));
  }

  /** Planes that an output channel asks for, in the mean. */
  double mean() {
    return bits.stream().mapToInt(Integer::intValue).average().orElse(count);
  }

  /** That of filters {@code from} to before {@code to} alone, of stored weights whose filters have bits of their own. */
  PlaneKind of(int from, int to) {
    return stored(bits.subList(from, to));
  }

  /** Their mask of that kind, of one of this kind: weights stay the integers that they are. */
  Mask mask(Mask all, int from, int to) {
    var fewer = of(from, to);
    int taps = all.taps() / count;
    return Mask.of(to - from, all.inputs(), fewer.count * taps, (o, c, t) -> {
      int code = (1 << fewer.count - 1) - (1 << count - 1);
      for (int k = 0; k < count; k++) if (all.kept(from + o, c, k * taps + t % taps)) code += 1 << count - 1 - k;
      return (code >> fewer.count - 1 - t / taps & 1) != 0;
    });
  }

  /** The mask that is sent of such weights: taps of plane k from k taps on. */
  static Mask mask(Weights weights) {
    int taps = weights.taps();
    if (weights instanceof Coats coats) {
      var masks = coats.masks();
      return Mask.of(coats.outputs(), coats.inputs(), masks.size() * taps, (o, c, t) -> masks.get(t / taps).kept(o, c, t % taps));
    }
    return weights instanceof Planes planes ? stored(planes, of(weights).count) : ((Hidden) weights).mask();
  }

  /**
   * Planes whose output channels all have as many bits. A weight of b bits is an odd integer Q = 2 U - (2^b - 1), U its bits; the same integer has U + 2^(n-1) - 2^(b-1) in n bits. So a filter of fewer bits takes part in its
   * group's planes without a bit of error, and no sum is doubled once too often.
   */
  private static Mask stored(Planes planes, int count) {
    int taps = planes.taps();
    int[] bits = planes.bits();
    var all = planes.planes();
    return Mask.of(planes.outputs(), planes.inputs(), count * taps, (o, c, t) -> {
      int code = (1 << count - 1) - (1 << bits[o] - 1);
      for (int k = 0; k < bits[o]; k++) if (all.get(k).kept(o, c, t % taps)) code += 1 << bits[o] - 1 - k;
      return (code >> count - 1 - t / taps & 1) != 0;
    });
  }

  /** How often plane k counts: a power of two where planes double. */
  long weight(int k) {
    return doubles ? 1L << count - 1 - k : 1;
  }
}
