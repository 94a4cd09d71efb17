// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.SplittableRandom;
import java.util.function.Function;
import kakure.network.Layer;
import kakure.network.Mask;
import kakure.network.Network;

/** A network of the same layers under masks of another kind, drawn at random: what such masks would cost in cycles and bits. It computes nothing of use. */
public final class OtherMasks {
  private OtherMasks() {}

  /** Free masks that keep this share of the weights. */
  public static Network free(Network network, double density, long seed) {
    var rng = new SplittableRandom(seed);
    return with(network, layer -> random(layer, rng, density));
  }

  /** One kept weight of every {@code group} input channels; layers of fewer channels keep the mask they have. */
  public static Network oneOf(Network network, int group, long seed) {
    var rng = new SplittableRandom(seed);
    return with(network, layer -> layer.in().channels() < group ? layer.mask() : structured(layer, rng, group));
  }

  private static Network with(Network network, Function<Layer, Mask> mask) {
    var layers = network.layers().stream().map(l -> new Layer(l.name(), l.index(), l.in(), l.window(), l.pool2x2(), mask.apply(l), l.requantise())).toList();
    return new Network(network.name(), network.seed(), network.input(), layers, network.readout());
  }

  private static Mask random(Layer layer, SplittableRandom rng, double density) {
    return Mask.of(layer.out().channels(), layer.in().channels(), layer.taps(), (o, c, t) -> rng.nextDouble() < density);
  }

  private static Mask structured(Layer layer, SplittableRandom rng, int group) {
    int channels = layer.in().channels(), taps = layer.taps();
    var kept = new int[layer.out().channels()][(channels + group - 1) / group][taps];
    for (var groups : kept) {
      for (int g = 0; g < groups.length; g++) for (int t = 0; t < taps; t++) groups[g][t] = g * group + rng.nextInt(Math.min(group, channels - g * group));
    }
    return Mask.of(kept.length, channels, taps, (o, c, t) -> kept[o][c / group][t] == c);
  }
}
