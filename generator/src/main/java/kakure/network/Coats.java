// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;
import kakure.golden.SignGenerator;

/**
 * w(o, c, t) = sign(seed, layer, o, c, t) sum over k of m_k(o, c, t): a multicoated supermask. In hardware the digits of the sum of m_k are passes of the hidden array, sums being doubled from pass to pass.
 *
 * @param masks m_k: one or more coats, of one size
 * @param layer the l of the layer's base, 0 to 65,535; all coats have the same signs
 */
public record Coats(List<Mask> masks, int layer) implements MaskWeights {
  /** @throws IllegalArgumentException if there is no coat, their sizes differ or the layer is out of range */
  public Coats {
    masks = List.copyOf(masks);
    Hidden.checkLayer(layer);
    sameSize("coats", masks);
  }

  static void sameSize(String what, List<Mask> masks) {
    if (masks.isEmpty()) throw new IllegalArgumentException("no " + what);
    Mask first = masks.get(0);
    for (Mask m : masks)
      if (m.outputs() != first.outputs() || m.inputs() != first.inputs() || m.taps() != first.taps())
        throw new IllegalArgumentException(what + " of " + first.outputs() + " x " + first.inputs() + " x " + first.taps() + " and " + m.outputs() + " x " + m.inputs() + " x " + m.taps() + " weights: all must be of one size");
  }

  @Override
  public Mask extent() {
    return masks.get(0);
  }

  @Override
  public String title() {
    return "a multicoated supermask";
  }

  @Override
  public long reach(int o) {
    return masks.stream().mapToLong(m -> m.keptOf(o)).sum();
  }

  @Override
  public int accumulatorBits() {
    return Hidden.ACCUMULATOR_BITS;
  }

  @Override
  public Rows rows(int seed) {
    Rows signs = Hidden.signs(new SignGenerator(SignGenerator.base(seed, layer), inputs()), inputs(), taps());
    int n = inputs() * taps();
    return (o, to) -> {
      signs.of(o, to);
      for (int i = 0; i < n; i++) to[i] *= count(o * n + i);
    };
  }

  /** Coats that keep weight (o, c, t). */
  public int count(int o, int c, int t) {
    return count((o * inputs() + c) * taps() + t);
  }

  private int count(int i) {
    int coats = 0;
    for (Mask m : masks) if (m.bit(i)) coats++;
    return coats;
  }
}
