// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    if (node.op() instanceof Linear l) return new Linear(l.window(), weights(l.weights(), of), l.requantise().map(r -> constants(of, n -> ((Linear) op(node, n)).requantise().orElseThrow())));
    if (node.op() instanceof Add) return new Add(constants(of, n -> ((Add) op(node, n)).requantise()), each(of, n -> ((Add) op(node, n)).rmul()), each(of, n -> ((Add) op(node, n)).rshift()));
    if (node.op() instanceof Gate) return new Gate(each(of, n -> ((Gate) op(node, n)).threshold()));
    return op(node, precision);
  }

  private Op op(Node node, int n) {
    return stored.at(n).node(node.name()).op();
  }

  private static Weights weights(Weights weights, int[] of) {
    if (!(weights instanceof Planes planes)) return weights;
    return new Planes(planes.planes(), each(of, n -> planes.stoppedAfter(n).bits()));
  }

  private static Requantise constants(int[] of, IntFunction<Requantise> at) {
    long[] add = new long[of.length];
    for (int n : precisions(of)) {
      long[] values = at.apply(n).add();
      for (int o = 0; o < of.length; o++) if (of[o] == n) add[o] = values[o];
    }
    return new Requantise(each(of, n -> at.apply(n).mul()), add, each(of, n -> at.apply(n).sh()));
  }

  private Readout readout(int[] of) {
    double[] scale = new double[of.length];
    double[] bias = new double[of.length];
    for (int n : precisions(of)) {
      Readout values = stored.at(n).readout();
      for (int o = 0; o < of.length; o++) {
        if (of[o] != n) continue;
        scale[o] = values.scale()[o];
        bias[o] = values.bias()[o];
      }
    }
    return new Readout(scale, bias);
  }

  /** Of each channel the value that it has at its precision; {@code at} says those of all channels at one. */
  private static int[] each(int[] of, IntFunction<int[]> at) {
    int[] each = new int[of.length];
    for (int n : precisions(of)) {
      int[] values = at.apply(n);
      for (int o = 0; o < of.length; o++) if (of[o] == n) each[o] = values[o];
    }
    return each;
  }

  private static int[] precisions(int[] of) {
    return IntStream.of(of).distinct().toArray();
  }
}
