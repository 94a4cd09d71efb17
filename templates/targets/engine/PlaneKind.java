// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import kakure.network.Coats;
import kakure.network.Hidden;
import kakure.network.Mask;
import kakure.network.Planes;
import kakure.network.Scaled;
import kakure.network.Trichromatic;
import kakure.network.Weights;
import kakure.target.PlanException;

/**
 * Of how many planes a layer's weights are, and what the array does with them: of coats the number of them in binary, of bit-serial weights the bits, of trichromatic ones three signs, of scaled planes as many signs as there are. The mask that is sent has the taps of all planes: those of the first, then those of the second, and so on.
 *
 * @param count planes, 1 to 31
 * @param doublings planes behind the first before which sums are doubled; those behind these are added as they are
 * @param stored whether the mask's bits are the signs of stored weights, all kept, in place of a mask of generated ones
 * @param bits planes that each output channel asks for, where not all ask for {@code count}; else empty
 * @param factors of scaled planes, which go through the array as channels of their own
 */
public record PlaneKind(int count, int doublings, boolean stored, List<Integer> bits, Factors factors) {
  /** Planes that are weighed by powers of two. */
  public PlaneKind(int count, int doublings, boolean stored, List<Integer> bits) {
    this(count, doublings, stored, bits, Factors.NONE);
  }

  /** A single mask of generated signs: hidden weights. */
  public static final PlaneKind ONE = new PlaneKind(1, 0, false, List.of());

  /** Three signs of a weight, 2 w = 2 p_1 + p_2 + p_3. */
  static final PlaneKind TRICHROMATIC = new PlaneKind(3, 1, true, List.of());

  /** Whether any engine computes it. */
  boolean one() {
    return equals(ONE);
  }

  /** The kind of hidden weights, coats, planes, scaled ones or trichromatic weights. */
  static PlaneKind of(Weights weights) {
    if (weights instanceof Coats coats) return coats(coats.masks().size());
    if (weights instanceof Trichromatic) return TRICHROMATIC;
    if (weights instanceof Scaled scaled) return new PlaneKind(scaled.planes().size(), 0, true, List.of(), Factors.of(scaled));
    if (!(weights instanceof Planes planes)) return ONE;
    return stored(Arrays.stream(planes.bits()).boxed().toList());
  }

  /** Of coats the number of those that keep a weight, in binary, the most significant digit first: fewer planes than coats, whose bits are nearly as few as those of coats that are coded where the one before them keeps. */
  private static PlaneKind coats(int coats) {
    int digits = Integer.SIZE - Integer.numberOfLeadingZeros(coats);
    return new PlaneKind(digits, digits - 1, false, List.of());
  }

  private static PlaneKind stored(List<Integer> bits) {
    int most = Collections.max(bits);
    return new PlaneKind(most, most - 1, true, bits.stream().allMatch(b -> b == most) ? List.of() : List.copyOf(bits));
  }

  /** The same on an engine. @throws PlanException if it has no room for them: the layer and what to do */
  PlaneKind on(Engine engine, String layer) {
    return factors.any() ? new PlaneKind(count, doublings, stored, bits, factors.on(engine, layer)) : this;
  }

  /** Planes that a tile goes through one after the other. */
  int passes() {
    return factors.any() ? 1 : count;
  }

  /** Whether they are digits of how many coats keep a weight. */
  boolean coated() {
    return !stored && count > 1;
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
      int digits = of(coats).count;
      return Mask.of(coats.outputs(), coats.inputs(), digits * taps, (o, c, t) -> (coats.count(o, c, t % taps) >> digits - 1 - t / taps & 1) != 0);
    }
    if (weights instanceof Trichromatic three) return stored(three);
    if (weights instanceof Scaled scaled) return Mask.of(scaled.outputs(), scaled.inputs(), scaled.planes().size() * taps, (o, c, t) -> scaled.planes().get(t / taps).kept(o, c, t % taps));
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

  /** Of 0, +1 and -1 the planes are 1 0 0, 1 1 0 and 0 1 0, of +2 and -2 all ones and all zeros. */
  private static Mask stored(Trichromatic three) {
    int taps = three.taps();
    return Mask.of(three.outputs(), three.inputs(), TRICHROMATIC.count * taps, (o, c, t) -> {
      int w = three.weight(o, c, t % taps);
      return switch (t / taps) {
        case 0 -> w >= 0;
        case 1 -> Math.abs(w) == 1 || w == 2;
        default -> w == 2;
      };
    });
  }

  /** How often plane k counts: once, and twice as often for each doubling behind it. */
  long weight(int k) {
    return 1L << Math.max(0, doublings - k);
  }

  /** Whether they are weights of odd levels, all of which occur about equally often. */
  boolean bitSerial() {
    return stored && !factors.any() && doublings == count - 1;
  }
}
