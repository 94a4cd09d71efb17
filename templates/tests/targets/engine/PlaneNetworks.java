// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.network.Coats;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.Requantise;
import kakure.network.Trichromatic;
import kakure.network.Weights;

/** Networks whose weights are of several planes: random ones in place of hidden weights, and the same stopped after n planes. */
final class PlaneNetworks {
  private PlaneNetworks() {}

  /** The network with two of three layers' weights bit-serial, trichromatic or coats of a mask, of random bits, filters and coats; constants follow their size. */
  static Network of(Network hidden, SplittableRandom rng) {
    return map(hidden, linear -> rng.nextInt(3) == 0 ? linear : with(linear, switch (rng.nextInt(4)) {
      case 0 -> coats((Hidden) linear.weights(), rng);
      case 1 -> trichromatic(linear.weights(), rng);
      default -> planes(linear.weights(), 1 + rng.nextInt(6), rng.nextBoolean(), rng);
    }));
  }

  /** The network with all weights trichromatic. */
  static Network trichromatic(Network hidden, SplittableRandom rng) {
    return map(hidden, linear -> with(linear, trichromatic(linear.weights(), rng)));
  }

  /** The network with all weights bit-serial, of {@code bits} planes. */
  static Network of(Network hidden, int bits, boolean filterWise, SplittableRandom rng) {
    return map(hidden, linear -> with(linear, planes(linear.weights(), bits, filterWise, rng)));
  }

  /** The same stopped after n planes, with constants that follow. */
  static Network stopped(Network network, int n) {
    return map(network, linear -> {
      if (!(linear.weights() instanceof Planes planes)) return linear;
      var fewer = planes.stoppedAfter(n);
      var sh = new int[planes.outputs()];
      for (int o = 0; o < sh.length; o++) sh[o] = fewer.bits()[o] - planes.bits()[o];
      return new Linear(linear.window(), fewer, linear.requantise().map(r -> shifted(r, sh)));
    });
  }

  private interface Change {
    Linear of(Linear linear);
  }

  private static Network map(Network network, Change change) {
    return network.with(network.nodes().stream().map(n -> n.op() instanceof Linear l ? new Node(n.name(), n.inputs(), change.of(l)) : n).toList());
  }

  private static Linear with(Linear linear, Weights weights) {
    var sh = new int[weights.outputs()];
    for (int o = 0; o < sh.length; o++) sh[o] = weights instanceof Planes p ? p.bits()[o] : weights instanceof Trichromatic ? 2 : 1;
    return new Linear(linear.window(), weights, linear.requantise().map(r -> shifted(r, sh)));
  }

  /** Constants for sums that are 2^more larger. */
  private static Requantise shifted(Requantise r, int[] more) {
    long[] add = r.add();
    int[] sh = r.sh();
    for (int o = 0; o < sh.length; o++) {
      int to = Math.max(0, Math.min(31, sh[o] + more[o]));
      add[o] = to > sh[o] ? Math.max(-(1L << 39), Math.min((1L << 39) - 1, add[o] << to - sh[o])) : add[o] >> sh[o] - to;
      sh[o] = to;
    }
    return new Requantise(r.mul(), add, sh);
  }

  private static Planes planes(Weights like, int most, boolean filterWise, SplittableRandom rng) {
    var planes = new ArrayList<Mask>();
    for (int k = 0; k < most; k++) planes.add(Mask.of(like.outputs(), like.inputs(), like.taps(), (o, c, t) -> rng.nextBoolean()));
    var bits = new int[like.outputs()];
    for (int o = 0; o < bits.length; o++) bits[o] = filterWise ? 1 + rng.nextInt(most) : most;
    return new Planes(planes, bits);
  }

  private static Trichromatic trichromatic(Weights like, SplittableRandom rng) {
    int inputs = like.inputs(), taps = like.taps();
    int[] w = rng.ints((long) like.outputs() * inputs * taps, -2, 3).toArray();
    return Trichromatic.of(like.outputs(), inputs, taps, (o, c, t) -> w[(o * inputs + c) * taps + t]);
  }

  /** Each coat keeps some of what the one before it keeps. */
  private static Coats coats(Hidden hidden, SplittableRandom rng) {
    var masks = new ArrayList<>(List.of(hidden.mask()));
    for (int k = rng.nextInt(4); k > 0; k--) {
      var outer = masks.get(masks.size() - 1);
      masks.add(Mask.of(outer.outputs(), outer.inputs(), outer.taps(), (o, c, t) -> outer.kept(o, c, t) && rng.nextInt(3) > 0));
    }
    return new Coats(masks, hidden.layer());
  }

  /** The bit-serial weights of a node, where it has any. */
  static Optional<Planes> planes(Node node) {
    return node.op() instanceof Linear l && l.weights() instanceof Planes p ? Optional.of(p) : Optional.empty();
  }
}
