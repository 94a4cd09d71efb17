// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kakure.network.AveragePool;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.Requantise;

/**
 * In which order a network's filters are computed: the same network with the filters of bit-serial layers in the order of their bits, the most first, so that those of as many bits share a group of output channels. The layers that read the map take its channels in their new
 * order, and the logits stay in theirs. A layer whose map anything else reads keeps its order: the signs of hidden weights follow from a channel's number, and an addition takes channels as they are.
 */
final class FilterOrder {
  private final Network network;
  private final Map<String, int[]> orders = new LinkedHashMap<>();
  private final Network sorted;

  private FilterOrder(Network network) {
    this.network = network;
    var nodes = new ArrayList<Node>();
    for (var node : network.nodes()) nodes.add(node(node));
    this.sorted = orders.isEmpty() ? network : network.with(nodes);
  }

  static FilterOrder of(Network network) {
    return new FilterOrder(network);
  }

  /** The network in the order of bits; itself where it is in that order. */
  Network sorted() {
    return sorted;
  }

  /** Of each map in a new order, by its node: place p holds channel order[p]. */
  Map<String, List<Integer>> orders() {
    var all = new LinkedHashMap<String, List<Integer>>();
    orders.forEach((map, order) -> all.put(map, IntStream.of(order).boxed().toList()));
    return all;
  }

  private Node node(Node node) {
    var in = orders.get(node.inputs().get(0));
    if (pools(node)) {
      if (in != null) orders.put(node.name(), in);
      return node;
    }
    if (!(node.op() instanceof Linear l) || !(l.weights() instanceof Planes planes)) return node;
    var out = free(node.name()) && l.requantise().isPresent() ? order(planes.bits()) : Optional.<int[]>empty();
    out.ifPresent(o -> orders.put(node.name(), o));
    if (in == null && out.isEmpty()) return node;
    int[] from = out.orElseGet(() -> range(planes.outputs())), channels = in == null ? range(planes.inputs()) : in;
    return new Node(node.name(), node.inputs(), new Linear(l.window(), weights(planes, from, channels), l.requantise().map(r -> constants(r, from))));
  }

  private static boolean pools(Node node) {
    return node.op() instanceof MaxPool || node.op() instanceof AveragePool p && p.requantise().isEmpty();
  }

  /** Whether nobody asks in which order a map's channels are. */
  private boolean free(String map) {
    var readers = network.readers(map);
    return !readers.isEmpty() && readers.stream().allMatch(r -> pools(r) ? free(r.name()) : r.op() instanceof Linear l && l.weights() instanceof Planes);
  }

  /** Places in the order of bits, the most first; none where they are. */
  private static Optional<int[]> order(int[] bits) {
    int[] order = IntStream.range(0, bits.length).boxed().sorted(Comparator.comparingInt(o -> -bits[o])).mapToInt(Integer::intValue).toArray();
    return Arrays.equals(order, range(bits.length)) ? Optional.empty() : Optional.of(order);
  }

  private static int[] range(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static Planes weights(Planes planes, int[] outputs, int[] inputs) {
    List<Mask> all = planes.planes().stream().map(m -> Mask.of(m.outputs(), m.inputs(), m.taps(), (o, c, t) -> m.kept(outputs[o], inputs[c], t))).toList();
    int[] bits = planes.bits();
    return new Planes(all, IntStream.of(outputs).map(o -> bits[o]).toArray());
  }

  /** The constants of these channels, in this order. */
  static Requantise constants(Requantise r, int[] channels) {
    int[] mul = r.mul(), sh = r.sh();
    long[] add = r.add();
    return new Requantise(IntStream.of(channels).map(o -> mul[o]).toArray(), IntStream.of(channels).mapToLong(o -> add[o]).toArray(), IntStream.of(channels).map(o -> sh[o]).toArray());
  }
}
