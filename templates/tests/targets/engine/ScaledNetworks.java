// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.network.Add;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Requantise;
import kakure.network.Scaled;
import kakure.network.Weights;

/** Networks of planes with scales of their own: random ones in place of other weights. */
final class ScaledNetworks {
  private ScaledNetworks() {}

  /** The network with the weights of all but one in {@code others} layers replaced by one to {@code most} scaled planes; constants follow their size. */
  static Network of(Network network, int most, int others, SplittableRandom rng) {
    return network.with(network.nodes().stream().map(n -> n.op() instanceof Linear l && rng.nextInt(others) != 0 ? new Node(n.name(), n.inputs(), with(network, n, l, 1 + rng.nextInt(most), rng)) : n).toList());
  }

  /** Whether a node's weights are. */
  static boolean scaled(Node node) {
    return node.op() instanceof Linear l && l.weights() instanceof Scaled;
  }

  private static Linear with(Network network, Node node, Linear linear, int planes, SplittableRandom rng) {
    var like = linear.weights();
    var masks = new ArrayList<Mask>();
    for (int k = 0; k < planes; k++) masks.add(Mask.of(like.outputs(), like.inputs(), like.taps(), (o, c, t) -> rng.nextBoolean()));
    int weights = like.inputs() * like.taps();
    var factors = new int[like.outputs()][planes];
    int least = linear.requantise().isPresent() ? 3 : times(network, node);
    long limit = Math.min(Scaled.MOST / least, Integer.MAX_VALUE / 255 / weights) / planes;
    for (var of : factors) for (int k = 0; k < planes; k++) of[k] = (int) rng.nextLong(-limit, limit + 1);
    return new Linear(linear.window(), new Scaled(masks, factors), linear.requantise().map(r -> constants(like, factors, weights, rng)));
  }

  /** The largest factor of an addition that reads the sums; 1 where they are logits. */
  private static int times(Network network, Node node) {
    return network.readers(node.name()).stream().filter(r -> r.op() instanceof Add).flatMapToInt(r -> Arrays.stream(((Add) r.op()).requantise().mul())).map(Math::abs).max().orElse(1);
  }

  /** Sums of so many weights spread over about 0 to 255; some are multiplied once more. */
  private static Requantise constants(Weights like, int[][] factors, int weights, SplittableRandom rng) {
    var mul = new int[factors.length];
    var add = new long[factors.length];
    var sh = new int[factors.length];
    for (int o = 0; o < sh.length; o++) {
      mul[o] = rng.nextInt(4) == 0 ? rng.nextInt(-3, 4) : 1;
      sh[o] = Math.getExponent(1 + Math.sqrt(weights * Arrays.stream(factors[o]).mapToDouble(f -> (double) f * f).sum()));
      add[o] = rng.nextLong(256) << sh[o];
    }
    return new Requantise(mul, add, sh);
  }

  /** The first layer that is of scaled planes. */
  static Optional<Node> first(Network network) {
    return network.nodes().stream().filter(ScaledNetworks::scaled).findFirst();
  }
}
