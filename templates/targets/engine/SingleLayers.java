// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.network.Chain;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * Layers as residual networks at 224 x 224 have them, each as the first layer of a random network at 30% density: what the engine makes of one layer, beside the plan.
 * Behind it stand small 1x1 layers that pool the map down to a fully connected one, because a network ends in logits.
 */
public final class SingleLayers {
  private static final double DENSITY = .3;
  private static final int NARROW = 8;

  private SingleLayers() {}

  /**
   * A layer to measure.
   *
   * @param name for figures, {@code k3_56x56x64}
   * @param network whose first layer it is
   */
  public record Case(String name, Network network) {}

  /** 3x3 and 1x1 layers of 56x56x64, 28x28x128, 14x14x256 and 7x7x512, and a 3x3 layer of stride 2; the same for a seed. */
  public static List<Case> cases(long seed) {
    var cases = new ArrayList<Case>();
    int[][] maps = {{64, 56}, {128, 28}, {256, 14}, {512, 7}};
    for (int kernel : new int[] {3, 1}) {
      for (var map : maps) cases.add(of(seed, new Shape(map[0], map[1], map[1]), map[0], kernel, 1));
    }
    cases.add(of(seed, new Shape(64, 56, 56), 128, 3, 2));
    return List.copyOf(cases);
  }

  private static Case of(long seed, Shape in, int channels, int kernel, int stride) {
    var rng = new SplittableRandom(seed);
    var chain = new Chain("single", (int) seed, in);
    add(rng, chain, Window.square(kernel, stride, kernel / 2), channels, false, false);
    while (chain.shape().channels() > NARROW || chain.shape().height() > 15) add(rng, chain, Window.square(1, 1, 0), NARROW, chain.shape().height() > 15, false);
    add(rng, chain, Window.whole(chain.shape()), 2, false, true);
    return new Case("k" + kernel + (stride > 1 ? "s" + stride : "") + "_" + in.width() + "x" + in.height() + "x" + in.channels(), chain.network());
  }

  private static void add(SplittableRandom rng, Chain chain, Window window, int channels, boolean pool, boolean last) {
    var mask = Mask.of(channels, chain.shape().channels(), window.taps(), (o, c, t) -> rng.nextDouble() < DENSITY);
    String name = "layer" + chain.layers();
    chain.hidden(name, window, mask, last ? null : requantise(mask));
    if (pool) chain.halve(name);
  }

  /** Keeps activations of random signs in range: divides by the square root of the kept weights. */
  private static Requantise requantise(Mask mask) {
    int n = mask.outputs(), shift = 14;
    var mul = new int[n];
    var add = new long[n];
    var sh = new int[n];
    for (int o = 0; o < n; o++) {
      mul[o] = (int) ((1 << shift) / Math.sqrt(1 + mask.keptOf(o)));
      add[o] = 64L << shift;
      sh[o] = shift;
    }
    return new Requantise(mul, add, sh);
  }
}
