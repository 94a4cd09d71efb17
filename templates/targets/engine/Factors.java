// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kakure.network.Mask;
import kakure.network.Scaled;
import kakure.target.PlanException;

/**
 * Factors that each output channel has of each of its planes. Then the planes are no steps one behind the other, but channels of the array, which drains them as terms of one beat of the result: {@code drain} channels of the first plane, the same of the second, and so on. All terms of
 * a beat are in one group of output channels; beats that a group has left over compute nothing.
 *
 * @param of per output channel, one of each plane; empty where planes are weighed by powers of two alone
 * @param layout of them on an engine; none while no engine is known
 */
record Factors(List<List<Integer>> of, Optional<DrainController> layout) {
  /** Of planes that are weighed by powers of two. */
  static final Factors NONE = new Factors(List.of(), Optional.empty());

  static Factors of(Scaled weights) {
    return new Factors(Arrays.stream(weights.factors()).map(f -> Arrays.stream(f).boxed().toList()).toList(), Optional.empty());
  }

  boolean any() {
    return !of.isEmpty();
  }

  /** Terms of a beat of the result. */
  int terms() {
    return any() ? of.get(0).size() : 1;
  }

  /** On an engine. @throws PlanException if its groups of output channels have not enough beats: the layer and what to do */
  Factors on(Engine engine, String layer) {
    int beats = engine.tco() / engine.drain();
    if (beats < terms())
      throw new PlanException(layer + ": " + terms() + " planes with scales of their own, but a group of output channels is " + (beats == 1 ? "one beat" : beats + " beats") + " of " + engine.drain() + (engine.drain() == 1 ? " channel" : " channels") + " (tco / drain), and each plane takes one: an array of more output channels" + (engine.tco() < terms() ? "" : ", or a smaller --set drain"));
    return new Factors(of, Optional.of(engine.drainer()));
  }

  /** Channels of the array. */
  int channels() {
    return layout.orElseThrow().array(of.size(), terms());
  }

  /** Channel of the array that computes plane k of output channel o. */
  int channel(int o, int k) {
    return layout.orElseThrow().channel(o, k, terms());
  }

  /** The planes as the array takes them, of a mask in which the taps of one follow those of the other. Channels without a plane keep nothing. */
  Mask mask(Mask all) {
    int taps = all.taps() / terms();
    var from = new int[channels()];
    Arrays.fill(from, -1);
    for (int o = 0; o < of.size(); o++) for (int k = 0; k < terms(); k++) from[channel(o, k)] = o * terms() + k;
    return Mask.of(from.length, all.inputs(), taps, (i, c, t) -> from[i] >= 0 && all.kept(from[i] / terms(), c, from[i] % terms() * taps + t));
  }
}
