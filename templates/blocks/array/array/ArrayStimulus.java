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
  /** Cycles of doubling that make a sum all ones but for its last term, whatever it was, and two to see what comes of the next. */
  private static final int CARRY = 40;

  private ArrayStimulus() {}

  /** Terms of one group of channels, 2 acc + 255 each, and then of all: what is more than a sum's bits must be lost, and not reach its neighbour. */
  private static ArrayList<BigInteger> carry(ArrayShape shape, boolean all, List<BigInteger> cycle) {
    var one = BigInteger.ONE;
    var enables = Values.ones(all ? shape.groups() * shape.tco() : shape.tco());
    return new ArrayList<>(List.of(one, BigInteger.ZERO, one, one, Values.ones(8 * shape.tci() * shape.pixels()), enables, BigInteger.ZERO, one, cycle.get(cycle.size() - 1)));
  }

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
      if (shape.doubles() && i > 1 && i >= n - CARRY) cycle = carry(shape, i == n - 2, cycle);
      cycles.add(cycle);
    }
    return new Stimulus.Cycles(cycles);
  }
}
