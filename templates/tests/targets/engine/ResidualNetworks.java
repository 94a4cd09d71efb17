// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Op;
import kakure.network.Readout;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;

/** Residual networks of random hidden weights: stems with and without pooling, basic blocks and bottlenecks, shortcuts of 1x1, maps that are added to each other, averages. Activations mostly stay between 0 and 255. */
public final class ResidualNetworks {
  private final SplittableRandom rng;
  private final double density;
  private final List<Node> nodes = new ArrayList<>();
  private Shape shape;
  private String at = Network.IMAGE;
  private int layers;

  private ResidualNetworks(SplittableRandom rng, double density, Shape input) {
    this.rng = rng;
    this.density = density;
    this.shape = input;
  }

  /** A small one with blocks of every kind. */
  public static Network random(SplittableRandom rng) {
    var net = new ResidualNetworks(rng, .2 + .6 * rng.nextDouble(), new Shape(1 + rng.nextInt(4), 7 + rng.nextInt(12), 7 + rng.nextInt(12)));
    var input = net.shape;
    int kernel = 1 + 2 * rng.nextInt(4);
    net.linear("stem", Window.square(kernel, 1 + rng.nextInt(2), kernel / 2), 2 + rng.nextInt(9), true);
    if (rng.nextBoolean()) net.next("pool", new MaxPool(switch (rng.nextInt(3)) {
      case 0 -> Window.square(3, 2, 1);
      case 1 -> Window.square(2, 2, 0);
      default -> Window.square(3, 1, 1);
    }));
    for (int block = 0, n = 1 + rng.nextInt(3); block < n; block++) net.block("b" + block, 1 + rng.nextInt(2));
    return net.head(input);
  }

  /** One whose stem, of any stride, is pooled by 3x3 windows in steps of two, of maps of even and odd sides, with and without a line of zeros behind them. */
  static Network overlapping(SplittableRandom rng) {
    var net = new ResidualNetworks(rng, .2 + .6 * rng.nextDouble(), new Shape(1 + rng.nextInt(4), 5 + rng.nextInt(24), 5 + rng.nextInt(24)));
    var input = net.shape;
    int kernel = 1 + 2 * rng.nextInt(3);
    net.linear("stem", Window.square(kernel, 1 + rng.nextInt(2), kernel / 2), 1 + rng.nextInt(19), true);
    net.next("pool", new MaxPool(new Window(3, 3, 2, 1, 1, rng.nextInt(2), rng.nextInt(2))));
    if (rng.nextBoolean()) net.block("b", 1 + rng.nextInt(2));
    return net.head(input);
  }

  /** One of bottlenecks whose 1x1 layers take few steps, in stages that a layer of stride 2 follows, behind a stem that is pooled or not; maps of even sides, most of them. */
  static Network stages(SplittableRandom rng) {
    var net = new ResidualNetworks(rng, .2 + .6 * rng.nextDouble(), new Shape(1 + rng.nextInt(4), 2 * (4 + rng.nextInt(7)) + (rng.nextInt(8) == 0 ? 1 : 0), 2 * (4 + rng.nextInt(7))));
    var input = net.shape;
    net.linear("stem", Window.square(3, 1, 1), 2 + rng.nextInt(9), true);
    if (rng.nextBoolean() && net.shape.height() % 4 == 0 && net.shape.width() % 4 == 0) net.next("pool", new MaxPool(rng.nextBoolean() ? Window.square(3, 2, 1) : Window.square(2, 2, 0)));
    for (int stage = 0, n = 2 + rng.nextInt(2); stage < n; stage++) {
      int channels = 4 + rng.nextInt(20);
      for (int block = 0, blocks = 1 + rng.nextInt(3); block < blocks; block++) net.bottleneck("s" + stage + "b" + block, stage > 0 && block == 0 ? 2 : 1, channels, block == 0, rng.nextInt(4) == 0 ? 5 : 3);
    }
    return net.head(input);
  }

  /** One whose first map is read by a layer of 1x1 that is pooled, and by a layer of stride 2. */
  static Network pooledBesideStrided(SplittableRandom rng) {
    var net = new ResidualNetworks(rng, .5, new Shape(2, 16, 16));
    var input = net.shape;
    net.linear("a", Window.square(3, 1, 1), 5, true);
    var shape = net.shape;
    net.linear("c", Window.square(1, 1, 0), 4, true);
    net.next("c.pool", MaxPool.HALVE);
    net.linear("e", Window.square(3, 2, 1), 6, false);
    net.at = "a";
    net.shape = shape;
    net.linear("d", Window.square(3, 2, 1), 4, true);
    net.linear("f", Window.square(3, 2, 1), 6, true);
    net.add("sum", List.of("e", "f"), net.addition(false, 6));
    return net.head(input);
  }

  private void bottleneck(String name, int stride, int channels, boolean project, int kernel) {
    var map = at;
    var before = shape;
    linear(name + ".narrow", Window.square(1, 1, 0), 1 + rng.nextInt(6), true);
    linear(name + ".middle", Window.square(kernel, stride, kernel / 2), 1 + rng.nextInt(6), true);
    linear(name + ".wide", Window.square(1, 1, 0), channels, false);
    added(name, map, before, project ? stride : 0, false);
  }

  private void block(String name, int stride) {
    boolean bottleneck = rng.nextInt(3) == 0;
    var map = at;
    var before = shape;
    boolean project = stride > 1 || rng.nextInt(3) == 0;
    int channels = project ? 1 + rng.nextInt(14) : shape.channels();
    if (bottleneck) {
      linear(name + ".narrow", Window.square(1, 1, 0), 1 + rng.nextInt(6), true);
      linear(name + ".first", Window.square(3, stride, 1), 1 + rng.nextInt(6), true);
    } else if (project || rng.nextInt(4) != 0) {
      linear(name + ".first", Window.square(3, stride, 1), channels, true);
    }
    var last = bottleneck ? Window.square(1, 1, 0) : Window.square(3, 1, 1);
    boolean maps = rng.nextInt(6) == 0;
    linear(name + ".second", last, channels, maps);
    added(name, map, before, project ? stride : 0, maps);
    if (rng.nextInt(4) == 0 && shape.height() > 1 && shape.width() > 1) next(name + ".pool", MaxPool.HALVE);
  }

  /** Adds to the last map, or sums, the map that a block began with, or a 1x1 projection of it, in steps of {@code stride} where that is not 0. */
  private void added(String name, String map, Shape before, int stride, boolean maps) {
    var sums = at;
    var after = shape;
    at = map;
    shape = before;
    if (stride > 0) linear(name + ".shortcut", Window.square(1, stride, 0), after.channels(), true);
    var residual = at;
    at = sums;
    shape = after;
    add(name, List.of(sums, residual), addition(maps, after.channels()));
  }

  private Network head(Shape input) {
    int classes = 2 + rng.nextInt(9), kind = rng.nextInt(4);
    if (kind == 0) next("average", new AveragePool(Window.whole(shape), Optional.of(constants(shape.channels(), shape.pixels(), 1, 0))));
    if (kind > 1) {
      next("average", new AveragePool(Window.whole(shape), Optional.empty()));
      if (kind == 3) linear("hidden", Window.square(1, 1, 0), 3 + rng.nextInt(9), true);
    }
    linear("logits", Window.whole(shape), classes, false);
    return new Network("residual", rng.nextInt(), input, nodes, Readout.plain(classes, 1));
  }

  private void linear(String name, Window window, int channels, boolean requantised) {
    var mask = Mask.of(channels, shape.channels(), window.taps(), (o, c, t) -> rng.nextDouble() < density);
    boolean averaged = nodes.size() > 0 && nodes.get(nodes.size() - 1).op() instanceof AveragePool p && p.requantise().isEmpty();
    next(name, new Linear(window, new Hidden(mask, layers++), requantised ? Optional.of(constants(channels, mask.weights() / channels, averaged ? 60 : 1, 90)) : Optional.empty()));
  }

  private void next(String name, Op op) {
    add(name, List.of(at), op);
    shape = op instanceof MaxPool p ? p.window().over(shape, shape.channels()) : op instanceof AveragePool p ? p.window().over(shape, shape.channels()) : ((Linear) op).window().over(shape, ((Linear) op).weights().outputs());
  }

  private void add(String name, List<String> inputs, Op op) {
    nodes.add(new Node(name, inputs, op));
    at = name;
  }

  /** Of sums, or of activations, which are scaled like them; residuals of either sign. */
  private Add addition(boolean maps, int channels) {
    var q = constants(channels, maps ? 1 : 9, 1, 20);
    var sh = q.sh();
    var mul = new int[channels];
    var up = new int[channels];
    for (int o = 0; o < channels; o++) {
      up[o] = rng.nextInt(sh[o] + 1);
      mul[o] = (int) Math.min(32767, rng.nextDouble(-.6, 1.2) * Math.min(32767, 1L << sh[o] - up[o]));
    }
    return new Add(q, mul, up);
  }

  /** Factors that bring so many summands of {@code size} to about 100, of either sign, and addends about {@code middle}. */
  private Requantise constants(int channels, int summands, double size, double middle) {
    var mul = new int[channels];
    var add = new long[channels];
    var sh = new int[channels];
    for (int o = 0; o < channels; o++) {
      sh[o] = rng.nextInt(4, 20);
      double scale = (1L << sh[o]) / (size * (1 + Math.sqrt(density * summands)));
      mul[o] = (int) Math.max(-32767, Math.min(32767, scale * rng.nextDouble(-1.5, 1.5)));
      add[o] = (long) (rng.nextDouble(-.5, 1.5) * middle * (1L << sh[o]));
    }
    return new Requantise(mul, add, sh);
  }
}
