// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A network of which layers, and filters of layers, stop after planes of their own. A channel's constants are those of its own precision, which {@link Ladder} has from a network that is of that precision throughout: where layers before it are of another, sums are exact all the same, but their
 * mean and variance are no longer what the constants were measured for. Maps have one step at all precisions, so whoever reads a map need not know of what precision it is.
 */
final class MixedPrecision {
  private final Network stored;
  private final int precision;
  private final Map<String, int[]> layers;
  /** Precision of each channel of a node's result. */
  private final Map<String, int[]> chosen = new LinkedHashMap<>();

  private MixedPrecision(Network stored, int precision, Map<String, int[]> layers) {
    this.stored = stored;
    this.precision = precision;
    this.layers = layers;
  }

  /** As {@link Network#at(int, Map)} says. */
  static Network of(Network stored, int precision, Map<String, int[]> layers) {
    for (String layer : layers.keySet()) check(stored, layer, layers.get(layer));
    return new MixedPrecision(stored, precision, layers).network();
  }

  private static void check(Network stored, String layer, int[] bits) {
    if (!(stored.node(layer).op() instanceof Linear l) || !(l.weights() instanceof Planes)) throw new IllegalArgumentException("layer " + layer + " has no bit-serial weights");
    if (bits.length != l.weights().outputs()) throw new IllegalArgumentException(bits.length + " precisions of " + l.weights().outputs() + " filters of layer " + layer);
    for (int n : bits) stored.at(n);
  }

  private Network network() {
    List<Node> nodes = new ArrayList<>();
    for (Node node : stored.nodes()) {
      int[] of = precisions(node);
      chosen.put(node.name(), of);
      nodes.add(new Node(node.name(), node.inputs(), op(node, of)));
    }
    return stored.with(nodes, readout(chosen.get(stored.output().name())));
  }

  /** An addition has the constants of the sums that it adds to, and a gate those of what decides. */
  private int[] precisions(Node node) {
    if (node.op() instanceof Add) return chosen.get(node.inputs().get(0));
    if (node.op() instanceof Gate) return chosen.get(node.inputs().get(1));
    return layers.getOrDefault(node.name(), all(stored.result(node.name()).shape().channels()));
  }

  private int[] all(int channels) {
    int[] all = new int[channels];
    Arrays.fill(all, precision);
    return all;
  }

  private Op op(Node node, int[] of) {
    if (node.op() instanceof Linear l) return new Linear(l.window(), weights(l.weights(), of), constants(of, n -> ((Linear) op(node, n)).requantise()));
    if (node.op() instanceof Add) return addition(node, of);
    if (node.op() instanceof Gate) return new Gate(each(of, (n, c) -> ((Gate) op(node, n)).threshold()[c]));
    return op(node, precision);
  }

  private Op op(Node node, int n) {
    return stored.at(n).node(node.name()).op();
  }

  /** A value of each channel, of which {@code value} is told the precision and the channel. */
  private static int[] each(int[] of, IntBinaryOperator value) {
    return IntStream.range(0, of.length).map(c -> value.applyAsInt(of[c], c)).toArray();
  }

  private static Weights weights(Weights weights, int[] of) {
    if (!(weights instanceof Planes planes)) return weights;
    int[] bits = planes.bits();
    return new Planes(planes.planes(), each(of, (n, o) -> Math.min(bits[o], n)));
  }

  private Add addition(Node node, int[] of) {
    Requantise requantise = constants(of, n -> Optional.of(((Add) op(node, n)).requantise())).orElseThrow();
    return new Add(requantise, each(of, (n, o) -> ((Add) op(node, n)).rmul()[o]), each(of, (n, o) -> ((Add) op(node, n)).rshift()[o]));
  }

  /** Channel o's of precision of[o]; none where there are none at any. */
  private static Optional<Requantise> constants(int[] of, IntFunction<Optional<Requantise>> at) {
    if (at.apply(of[0]).isEmpty()) return Optional.empty();
    int[] mul = new int[of.length];
    long[] add = new long[of.length];
    int[] sh = new int[of.length];
    for (int o = 0; o < of.length; o++) {
      Requantise r = at.apply(of[o]).orElseThrow();
      mul[o] = r.mul()[o];
      add[o] = r.add()[o];
      sh[o] = r.sh()[o];
    }
    return Optional.of(new Requantise(mul, add, sh));
  }

  private Readout readout(int[] of) {
    double[] scale = new double[of.length];
    double[] bias = new double[of.length];
    for (int o = 0; o < of.length; o++) {
      scale[o] = stored.at(of[o]).readout().scale()[o];
      bias[o] = stored.at(of[o]).readout().bias()[o];
    }
    return new Readout(scale, bias);
  }
}
