// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.spec.Stimulus;
import kakure.spec.Values;

/** Sums and drains for the array, one for all forms. */
final class ArrayStimulus {
  private ArrayStimulus() {}

  /**
   * A sum of one cycle and its drain first, so that all is defined; then sums of random lengths with gaps, drains at random times; after a quarter one long sum of
   * large terms, which comes into the upper bits.
   */
  static Stimulus sums(ArrayShape shape, long seed, int n) {
    var rng = new SplittableRandom(seed);
    int weights = shape.tci() * shape.tco();
    var cycles = new ArrayList<List<BigInteger>>();
    int enables = shape.groups() * shape.tco();
    for (int i = 0; i < n; i++) {
      boolean large = i > n / 4 && rng.nextInt(16) != 0;
      var act = Stimulus.bits(rng, 8 * shape.tci() * shape.pixels());
      var mask = Stimulus.bits(rng, shape.maskBits());
      var cycle = new ArrayList<>(List.of(
          Values.of(i == 0 || rng.nextInt(i > n / 4 ? 16 : 4) != 0), Values.of(i == 0 || i <= n / 4 && rng.nextInt(8) == 0), Values.of(i == 0 || rng.nextInt(6) == 0),
          large ? Values.ones(8 * shape.tci() * shape.pixels()) : act, large ? mask.or(Values.ones(enables)) : mask, large ? BigInteger.ZERO : Stimulus.bits(rng, weights),
          Values.of(i == 1 || rng.nextInt(3) == 0), BigInteger.valueOf(rng.nextInt(shape.drains()))));
      if (shape.doubles()) cycle.add(3, Values.of(rng.nextInt(3) == 0));
      cycles.add(cycle);
    }
    return new Stimulus.Cycles(cycles);
  }
}
