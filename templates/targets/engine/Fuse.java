// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kakure.golden.SignGenerator;
import kakure.network.Add;
import kakure.network.AveragePool;
import kakure.network.Coats;
import kakure.network.Dense;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Weights;
import kakure.network.Window;
import kakure.target.PlanException;

/**
 * From the nodes of a network to the layers that the engine computes: a linear operation of hidden or bit-serial weights, with the residual addition that reads its sums, the average of the whole map in front of it and max-pooling behind it
 * that the write side does ({@link Pool}). Other max-pooling, averages that are requantised and additions of two maps are layers of one kept weight a channel.
 */
public final class Fuse {
  private final Network network;
  private final boolean overlap;
  private final List<Layer> layers = new ArrayList<>();

  private Fuse(Network network, boolean overlap) {
    this.network = network;
    this.overlap = overlap;
  }

  /** The layers on an engine with rows of several pixels. */
  public static List<Layer> layers(Network network) {
    return layers(network, true);
  }

  /**
   * The layers, in order.
   *
   * @param overlap whether pooled windows may overlap: the engine has rows of several pixels
   * @throws PlanException if there is an operation that the engine does not compute: the node, why, and what to do
   */
  static List<Layer> layers(Network network, boolean overlap) {
    return new Fuse(network, overlap).run();
  }

  /** Whether each layer reads what the one before it gives, and nothing else: an engine without residuals computes such networks. */
  static boolean isChain(List<Layer> layers) {
    var before = Network.IMAGE;
    for (var layer : layers) {
      var links = layer.links();
      if (!links.source().equals(before) || links.residual().isPresent() || links.fold() || links.identity() || layer.overlaps()) return false;
      before = layer.output();
    }
    return true;
  }

  private List<Layer> run() {
    for (var node : network.nodes()) refuse(node);
    for (var node : network.nodes()) {
      if (node.op() instanceof Linear l) linear(node, l);
      else if (node.op() instanceof Add a) addition(node, a);
      else if (node.op() instanceof AveragePool p) average(node, p);
      else if (node.op() instanceof MaxPool p) pool(node, p);
    }
    return List.copyOf(layers);
  }

  private void linear(Node node, Linear linear) {
    var readers = network.readers(node.name());
    if (linear.requantise().isEmpty() && !readers.isEmpty()) {
      // what is added to comes with the addition, behind the residual
      if (readers.size() > 1 || !(readers.get(0).op() instanceof Add) || !readers.get(0).inputs().get(0).equals(node.name())) throw new PlanException(node.name() + ": " + readers.get(0).name() + " reads its sums, but the engine keeps activations only; requantise them");
      return;
    }
    add(weighted(node, linear, node.name()), linear.requantise().orElse(null));
  }

  /** A linear operation that gives the map of this name. */
  private Layer weighted(Node node, Linear linear, String value) {
    var weights = linear.weights();
    var from = node.inputs().get(0);
    boolean fold = !from.equals(Network.IMAGE) && network.node(from).op() instanceof AveragePool p && p.requantise().isEmpty();
    if (fold && linear.window().taps() > 1) throw new PlanException(node.name() + ": a kernel of " + linear.window().taps() + " taps behind an average; 1x1 is computed");
    var source = fold ? network.node(from).inputs().get(0) : from;
    var in = network.result(source).shape();
    var links = Links.of(source, value);
    return new Layer(node.name(), 0, base(weights), in, fold ? Window.whole(in) : linear.window(), Optional.empty(), PlaneKind.mask(weights), PlaneKind.of(weights), linear.requantise().orElse(null), fold ? links.folds() : links);
  }

  /** The base from which signs follow; of stored weights none do. */
  private int base(Weights weights) {
    return weights instanceof Hidden h ? h.base(network.seed()) : weights instanceof Coats c ? SignGenerator.base(network.seed(), c.layer()) : 0;
  }

  private void add(Layer layer, Requantise requantise) {
    layers.add(new Layer(layer.name(), layers.size(), layer.base(), layer.in(), layer.window(), layer.pool(), layer.mask(), layer.planes(), requantise, layer.links()));
  }

  private void addition(Node node, Add add) {
    var sums = node.inputs().get(0);
    var residual = new Links.Residual(node.inputs().get(1), add.rmul(), add.rshift());
    if (!sums.equals(Network.IMAGE) && network.node(sums).op() instanceof Linear l && l.requantise().isEmpty()) {
      var layer = weighted(network.node(sums), l, node.name());
      add(layer.with(layer.links().residual(residual)), add.requantise());
      return;
    }
    if (!network.result(sums).isU8()) throw new PlanException(node.name() + ": adds to " + network.result(sums) + ", but the engine adds to a layer's sums or to activations");
    var one = one(node.name(), Links.of(sums, node.name()).residual(residual).identity(-1, true), network.result(sums).shape(), Window.square(1, 1, 0));
    add(one, signed(one, add.requantise()));
  }

  private void average(Node node, AveragePool pool) {
    var in = network.result(node.inputs().get(0)).shape();
    if (!pool.window().equals(Window.whole(in))) throw new PlanException(node.name() + ": average-pooling " + text(pool.window()) + " of a map of " + in + ", but the engine averages a whole map; let a layer of stride 2 do it");
    if (!network.result(node.inputs().get(0)).isU8()) throw new PlanException(node.name() + ": averages " + network.result(node.inputs().get(0)) + ", but the engine averages activations");
    if (pool.requantise().isPresent()) {
      var one = one(node.name(), Links.of(node.inputs().get(0), node.name()).folds().identity(-1, true), in, pool.window());
      add(one, signed(one, pool.requantise().get()));
      return;
    }
    // the sums themselves are none of its maps: who reads them sums up the map
    for (var reader : network.readers(node.name()))
      if (!(reader.op() instanceof Linear)) throw new PlanException(reader.name() + ": " + reader.op().title() + " of an average, but the engine hands sums of a map to layers only");
  }

  private void pool(Node node, MaxPool pool) {
    var from = node.inputs().get(0);
    int last = layers.size() - 1;
    while (last >= 0 && !layers.get(last).output().equals(from)) last--;
    boolean alone = network.readers(from).size() == 1;
    if (last >= 0 && alone && !layers.get(last).links().identity() && !layers.get(last).pools() && Pool.fits(pool, layers.get(last).out(), overlap)) {
      layers.set(last, layers.get(last).pooled(new Pool(node.name(), pool.window())));
      return;
    }
    var window = pool.window();
    if (window.stride() > 2 || !network.result(from).isU8()) throw new PlanException(node.name() + ": max-pooling " + text(window) + (window.stride() > 2 ? ", but the engine pools with strides of 1 and 2" : " of sums, but the engine pools activations"));
    // a layer for each tap, which keeps the larger of that and what the taps before it left
    for (int tap = 0; tap < window.taps(); tap++) {
      boolean ends = tap == window.taps() - 1;
      var links = Links.of(from, node.name()).identity(tap, ends);
      if (tap > 0) links = links.residual(new Links.Residual(node.name(), null, null));
      var one = one(ends ? node.name() : node.name() + ".tap" + tap, links, network.result(from).shape(), window);
      add(one, signed(one, plain(one.mask().outputs())));
    }
  }

  /** A layer that hands on each channel as it is, but for the sign. */
  static Layer one(String name, Links links, Shape in, Window window) {
    var mask = Mask.of(in.channels(), in.channels(), 1, (o, c, t) -> o == c);
    return new Layer(name, 0, 0, in, window, Optional.empty(), mask, PlaneKind.ONE, null, links);
  }

  /** The constants under which activations stay what they are. */
  static Requantise plain(int channels) {
    var mul = new int[channels];
    Arrays.fill(mul, 1);
    return new Requantise(mul, new long[channels], new int[channels]);
  }

  /** Constants of a layer of one weight a channel, where it takes sums of another sign. */
  static Requantise signed(Layer one, Requantise wanted) {
    int[] mul = wanted.mul();
    var signs = one.signs();
    for (int o = 0; o < mul.length; o++) {
      mul[o] *= signs.sign(o, o, 0);
      if (mul[o] > 32767) throw new PlanException(one.name() + ": channel " + o + " has a factor of -32768 before a weight of -1: none of 16 bits does the same");
    }
    return new Requantise(mul, wanted.add(), wanted.sh());
  }

  private static void refuse(Node node) {
    if (node.op() instanceof Linear l && l.weights() instanceof Dense) throw new PlanException(node.name() + ": " + l.weights().title() + ", but the engine computes hidden weights, coats of them, trichromatic and bit-serial ones; train it as one of these");
    if (node.op() instanceof Linear l) planes(node.name(), l.weights());
    if (!(node.op() instanceof Linear || node.op() instanceof Add || node.op() instanceof AveragePool || node.op() instanceof MaxPool)) throw new PlanException(node.name() + ": " + node.op().title() + ", which this engine does not compute; train the network without it");
  }

  private static void planes(String node, Weights weights) {
    int count = PlaneKind.of(weights).count();
    long bits = weights.outputs() * (long) weights.inputs() * weights.taps() * count;
    if (bits > Mask.MAX_WEIGHTS) throw new PlanException(node + ": " + count + " planes of its weights are " + bits + " bits, a mask has " + Mask.MAX_WEIGHTS + " at most");
  }

  private static String text(Window w) {
    boolean padded = w.padTop() + w.padLeft() + w.padBottom() + w.padRight() > 0;
    return w.kernelHeight() + "x" + w.kernelWidth() + " with stride " + w.stride() + (padded ? ", padded" : "");
  }
}
