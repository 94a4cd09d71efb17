// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.SplittableRandom;
import java.util.function.Function;

/** A network of the same layers under masks of another kind, drawn at random: what such masks would cost in cycles and bits. It computes nothing of use. */
public final class OtherMasks {
  /** What is drawn where nothing else is said: the share that free masks keep, and the seed. */
  public static final double DENSITY = .3;

  public static final long SEED = 1;

  private OtherMasks() {}

  /** Whether a network has masks at all, as hidden weights have. */
  public static boolean takes(Network network) {
    return network.nodes().stream().anyMatch(n -> n.op() instanceof Linear l && l.weights() instanceof Hidden);
  }

  /** Free masks that keep this share of the weights. */
  public static Network free(Network network, double density, long seed) {
    var rng = new SplittableRandom(seed);
    return with(network, old -> random(old, rng, density));
  }

  /** One kept weight of every {@code group} input channels; layers of fewer channels keep the mask they have. */
  public static Network oneOf(Network network, int group, long seed) {
    var rng = new SplittableRandom(seed);
    return with(network, old -> old.inputs() < group ? old : structured(old, rng, group));
  }

  private static Network with(Network network, Function<Mask, Mask> mask) {
    return network.with(network.nodes().stream().map(n -> with(n, mask)).toList());
  }

  private static Node with(Node node, Function<Mask, Mask> mask) {
    if (!(node.op() instanceof Linear l) || !(l.weights() instanceof Hidden h)) return node;
    return new Node(node.name(), node.inputs(), new Linear(l.window(), new Hidden(mask.apply(h.mask()), h.layer()), l.requantise()));
  }

  private static Mask random(Mask old, SplittableRandom rng, double density) {
    return Mask.of(old.outputs(), old.inputs(), old.taps(), (o, c, t) -> rng.nextDouble() < density);
  }

  private static Mask structured(Mask old, SplittableRandom rng, int group) {
    int channels = old.inputs(), taps = old.taps();
    var kept = new int[old.outputs()][(channels + group - 1) / group][taps];
    for (var groups : kept) {
      for (int g = 0; g < groups.length; g++) for (int t = 0; t < taps; t++) groups[g][t] = g * group + rng.nextInt(Math.min(group, channels - g * group));
    }
    return Mask.of(kept.length, channels, taps, (o, c, t) -> kept[o][c / group][t] == c);
  }
}
