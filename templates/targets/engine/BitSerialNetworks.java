// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.Readout;
import kakure.network.Requantise;
import kakure.network.Scaled;
import kakure.network.Shape;
import kakure.network.Weights;
import kakure.network.Window;

/** A network of random weights, of 28 x 28 pixels and layers 32, 32, pooled, 64, 64, pooled, 10: one stored set of eight planes, stopped after any of them, a hidden one of the same layers, and one whose planes have scales of their own. What it costs is asked, not what it knows. */
final class BitSerialNetworks {
  static final int BITS = 8;
  private static final Shape INPUT = new Shape(1, 28, 28);
  private static final double DENSITY = .3;
  private static final int CLASSES = 10, SHIFT = 14;

  private final List<Node> nodes = new ArrayList<>();
  private final SplittableRandom rng;
  /** Planes; 0 for hidden weights. */
  private final int bits;
  private final boolean scaled;
  private Shape shape = INPUT;
  private String last = Network.IMAGE;

  private BitSerialNetworks(long seed, int bits, boolean scaled) {
    this.rng = new SplittableRandom(seed);
    this.bits = bits;
    this.scaled = scaled;
  }

  /** The stored set of that seed, stopped after {@code bits} planes. */
  static Network stored(long seed, int bits) {
    return new BitSerialNetworks(seed, bits, false).network();
  }

  /** Hidden layers whose masks keep 30%. */
  static Network hidden(long seed) {
    return new BitSerialNetworks(seed, 0, false).network();
  }

  /** So many planes, of which every output channel has a factor of its own each. */
  static Network scaled(long seed, int planes) {
    return new BitSerialNetworks(seed, planes, true).network();
  }

  private Network network() {
    layer("conv0", Window.square(3, 1, 1), 32, false);
    layer("conv1", Window.square(3, 1, 1), 32, true);
    layer("conv2", Window.square(3, 1, 1), 64, false);
    layer("conv3", Window.square(3, 1, 1), 64, true);
    var whole = Window.whole(shape);
    nodes.add(new Node("logits", last, new Linear(whole, weights(CLASSES, whole.taps()), Optional.empty())));
    return new Network("bits", 1, INPUT, nodes, Readout.plain(CLASSES, 1));
  }

  private void layer(String name, Window window, int channels, boolean pool) {
    var weights = weights(channels, window.taps());
    nodes.add(new Node(name, last, new Linear(window, weights, Optional.of(requantise(channels, shape.channels() * window.taps())))));
    shape = window.over(shape, channels);
    last = name;
    if (!pool) return;
    nodes.add(new Node(name + ".pool", name, MaxPool.HALVE));
    shape = MaxPool.HALVE.window().over(shape, channels);
    last = name + ".pool";
  }

  private Weights weights(int outputs, int taps) {
    if (bits == 0) return new Hidden(Mask.of(outputs, shape.channels(), taps, (o, c, t) -> rng.nextDouble() < DENSITY), nodes.size());
    var planes = new ArrayList<Mask>();
    for (int k = 0; k < (scaled ? bits : BITS); k++) planes.add(Mask.of(outputs, shape.channels(), taps, (o, c, t) -> rng.nextBoolean()));
    if (scaled) return new Scaled(planes, factors(outputs, shape.channels() * taps));
    var all = new int[outputs];
    Arrays.fill(all, BITS);
    return new Planes(planes, all).stoppedAfter(bits);
  }

  /** The largest weight of scaled planes, so that sums fit 32 bits. */
  private static int most(int weights) {
    return Math.min(Scaled.MOST, Integer.MAX_VALUE / 255 / weights);
  }

  private int[][] factors(int outputs, int weights) {
    var factors = new int[outputs][bits];
    for (var of : factors) for (int k = 0; k < bits; k++) of[k] = 1 + rng.nextInt(most(weights) / bits);
    return factors;
  }

  /** Keeps activations of random weights in range: divides by the square root of their number, and by 2^bits. */
  private Requantise requantise(int channels, int weights) {
    var mul = new int[channels];
    var add = new long[channels];
    var sh = new int[channels];
    Arrays.fill(mul, scaled ? 1 : (int) ((1 << SHIFT) / Math.sqrt(weights)));
    Arrays.fill(sh, scaled ? Math.getExponent(most(weights) * Math.sqrt(weights)) : SHIFT + Math.max(0, bits - 1));
    Arrays.fill(add, 64L << sh[0]);
    return new Requantise(mul, add, sh);
  }
}
