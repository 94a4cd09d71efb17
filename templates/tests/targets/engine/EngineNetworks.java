// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.SplittableRandom;
import kakure.network.Chain;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.OtherMasks;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;

/** Random networks that the engine computes: any channel counts, odd maps, kernels 1 to 5, strides 1 and 2, padding, pooling, fully connected layers in a row. */
public final class EngineNetworks {
  private EngineNetworks() {}

  /** One of them. */
  public static Network network(SplittableRandom rng) {
    var input = new Shape(1 + rng.nextInt(7), 4 + rng.nextInt(11), 4 + rng.nextInt(11));
    var chain = new Chain("random", 0, input); // its seed is drawn last
    boolean pooled = false;
    for (int n = 1 + rng.nextInt(4); n > 0; n--) {
      var window = window(rng, chain.shape(), pooled);
      var out = window.over(chain.shape(), 1 + rng.nextInt(20));
      pooled = out.height() > 1 && out.width() > 1 && rng.nextInt(3) == 0;
      layer(rng, chain, window, out.channels(), pooled, false);
      if (chain.shape().pixels() == 1) break;
    }
    if (rng.nextBoolean()) layer(rng, chain, Window.whole(chain.shape()), 1 + rng.nextInt(30), false, false);
    layer(rng, chain, Window.whole(chain.shape()), 2 + rng.nextInt(12), false, true);
    var built = chain.network();
    return new Network(built.name(), rng.nextInt(), input, built.nodes(), built.readout());
  }

  /** A random network about half of whose layers keep one weight of every {@code group} input channels. */
  public static Network mixed(SplittableRandom rng, int group) {
    var free = network(rng);
    if (group == 1) return free;
    var structured = OtherMasks.oneOf(free, group, rng.nextLong());
    return free.with(free.nodes().stream().map(n -> !(n.op() instanceof Linear) || rng.nextBoolean() ? n : structured.node(n.name())).toList());
  }

  /** Fully connected layers in a row. */
  public static Network full(SplittableRandom rng, Shape input, int... outputs) {
    var chain = new Chain("full", rng.nextInt(), input);
    for (int l = 0; l < outputs.length; l++) layer(rng, chain, Window.whole(chain.shape()), outputs[l], false, l == outputs.length - 1);
    return chain.network();
  }

  /** A fully connected layer behind a convolution. */
  public static Network behind(SplittableRandom rng, Shape input, Window window, int channels) {
    var chain = new Chain("behind", rng.nextInt(), input);
    layer(rng, chain, window, channels, false, false);
    layer(rng, chain, Window.whole(chain.shape()), 10, false, true);
    return chain.network();
  }

  /** A window whose result is no wider than its input. */
  private static Window window(SplittableRandom rng, Shape in, boolean pooled) {
    int kernel = Math.min(new int[] {1, 2, 3, 3, 3, 5}[rng.nextInt(6)], Math.min(in.height(), in.width()));
    int stride = pooled ? 1 : 1 + rng.nextInt(2);
    int pad = rng.nextBoolean() ? (kernel - 1) / 2 : 0;
    int padAfter = pad == 0 ? 0 : rng.nextBoolean() ? pad : kernel - 1 - pad;
    return new Window(kernel, kernel, stride, pad, pad, padAfter, padAfter);
  }

  private static void layer(SplittableRandom rng, Chain chain, Window window, int channels, boolean pool, boolean last) {
    double density = .05 + rng.nextDouble() * .9;
    var mask = Mask.of(channels, chain.shape().channels(), window.taps(), (o, c, t) -> rng.nextDouble() < density);
    String name = "l" + chain.layers();
    chain.hidden(name, window, mask, last ? null : requantise(rng, mask));
    if (pool) chain.halve(name);
  }

  /** Constants that keep the activations in range most of the time, and at the edges of their fields some of the time. */
  private static Requantise requantise(SplittableRandom rng, Mask mask) {
    int n = mask.outputs();
    var mul = new int[n];
    var add = new long[n];
    var sh = new int[n];
    for (int o = 0; o < n; o++) {
      if (rng.nextInt(12) == 0) {
        mul[o] = rng.nextBoolean() ? 32767 : -32768;
        add[o] = rng.nextBoolean() ? (1L << 39) - 1 : -(1L << 39);
        sh[o] = rng.nextInt(32);
        continue;
      }
      sh[o] = rng.nextInt(20);
      double scale = (1L << sh[o]) / (2. + Math.sqrt(mask.keptOf(o)));
      mul[o] = (int) Math.max(-32768, Math.min(32767, scale * rng.nextDouble(-2, 2)));
      add[o] = (long) (rng.nextDouble(-100, 200) * (1L << sh[o]));
    }
    return new Requantise(mul, add, sh);
  }
}
