// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import java.util.Arrays;
import java.util.List;
import kakure.network.Mask;
import kakure.network.Scaled;
import kakure.target.PlanException;

/**
 * Factors that each output channel has of each of its planes. Then the planes are no steps one behind the other, but channels of the array, which drains them as terms of one beat of the result: {@code drain} channels of the first plane, the same of the second, and so on. All terms of
 * a beat have to be in one group of output channels, so that terms without a plane, of which the factor is 0, fill it up where the planes do not divide it.
 *
 * @param of per output channel, one of each plane; empty where planes are weighed by powers of two alone
 * @param terms of a beat of the result, at least as many as planes; 1 while no engine is known
 * @param drain channels of a beat
 */
record Factors(List<List<Integer>> of, int terms, int drain) {
  /** Of planes that are weighed by powers of two. */
  static final Factors NONE = new Factors(List.of(), 1, 1);

  static Factors of(Scaled weights) {
    return new Factors(Arrays.stream(weights.factors()).map(f -> Arrays.stream(f).boxed().toList()).toList(), 1, 1);
  }

  boolean any() {
    return !of.isEmpty();
  }

  private int planes() {
    return of.get(0).size();
  }

  /** Terms of a beat of the result of so many planes, where a group of output channels is so many beats; 0 if it has not enough. */
  static int terms(int planes, int beats) {
    int terms = planes;
    while (terms <= beats && beats % terms != 0) terms++;
    return terms <= beats ? terms : 0;
  }

  /** On an engine. @throws PlanException if its groups of output channels have not enough beats: the layer and what to do */
  Factors on(Engine engine, String layer) {
    int terms = terms(planes(), engine.tco() / engine.drain());
    if (terms == 0) throw new PlanException(layer + ": " + planes() + " planes with scales of their own, but a group of output channels is " + engine.tco() / engine.drain() + " beats of " + engine.drain() + " channels (tco / drain), and each plane takes one: an array of more output channels, or a smaller --set drain");
    return new Factors(of, terms, engine.drain());
  }

  /** Channels of the array. */
  int channels() {
    return any() ? channel(of.size() - 1, terms - 1) + 1 : 0;
  }

  /** Channel of the array that computes plane k of output channel o. */
  int channel(int o, int k) {
    return (o / drain * terms + k) * drain + o % drain;
  }

  /** The planes as the array takes them, of a mask in which the taps of one follow those of the other. Channels without a plane keep nothing. */
  Mask mask(Mask all) {
    int taps = all.taps() / planes();
    return Mask.of(channels(), all.inputs(), taps, (i, c, t) -> {
      int o = i / drain / terms * drain + i % drain, k = i / drain % terms;
      return o < of.size() && k < planes() && all.kept(o, c, k * taps + t);
    });
  }
}
