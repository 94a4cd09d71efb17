// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Layers of a network that follow each other, as a network of their own: it reads what the layers before them hand on, in place of an image. One that does not end the network ends in a layer of its own, {@link #END}, as a network
 * ends in logits; nothing depends on what that computes.
 *
 * @param from what it reads, by its name in the network
 * @param network the layers; names, signs and constants are the whole network's
 * @param chosen whether they are those that were asked for
 */
public record Stretch(String from, Network network, boolean chosen) {
  /** The name of what a stretch ends in that does not end the network. */
  public static final String END = "end of stretch";

  /** What lies between two places at which one map alone is handed on. */
  private record Piece(String from, List<Node> nodes) {}

  /**
   * The stretches of a network, in order, cut where one map of bytes is all that goes on: each as long as its layers are chosen, or are not. What is not parted by such a map, as the ways of a residual block, goes together, where one of
   * its layers is chosen all; what follows a layer without weights of its own, pooling, goes with it.
   *
   * @param chosen of layers, nodes with weights
   */
  public static List<Stretch> of(Network network, Predicate<Node> chosen) {
    var stretches = new ArrayList<Stretch>();
    var nodes = new ArrayList<Node>();
    var from = Network.IMAGE;
    boolean side = false;
    for (var piece : pieces(network)) {
      var layers = piece.nodes.stream().filter(n -> n.op() instanceof Linear).toList();
      boolean now = layers.isEmpty() ? side : layers.stream().anyMatch(chosen);
      if (!nodes.isEmpty() && now != side) {
        stretches.add(stretch(network, from, nodes, piece.from, side));
        nodes.clear();
        from = piece.from;
      }
      side = now;
      nodes.addAll(piece.nodes);
    }
    stretches.add(stretch(network, from, nodes, network.output().name(), side));
    return stretches;
  }

  private static List<Piece> pieces(Network network) {
    var pieces = new ArrayList<Piece>();
    var known = new LinkedHashSet<String>(List.of(Network.IMAGE));
    for (int i = 0; i < network.nodes().size(); i++) {
      var node = network.nodes().get(i);
      var later = network.nodes().subList(i, network.nodes().size());
      var handedOn = known.stream().filter(value -> later.stream().anyMatch(n -> n.inputs().contains(value))).toList();
      if (handedOn.size() == 1 && network.result(handedOn.get(0)).isU8()) pieces.add(new Piece(handedOn.get(0), new ArrayList<>()));
      pieces.get(pieces.size() - 1).nodes.add(node);
      known.add(node.name());
    }
    return pieces;
  }

  /** @param to what is handed on, or the network's output */
  private static Stretch stretch(Network network, String from, List<Node> nodes, String to, boolean chosen) {
    var own = new ArrayList<Node>();
    for (var n : nodes) own.add(new Node(n.name(), n.inputs().stream().map(i -> i.equals(from) ? Network.IMAGE : i).toList(), n.op()));
    var readout = network.readout();
    if (!to.equals(network.output().name())) {
      own.add(end(to, network.result(to).shape()));
      readout = Readout.plain(1, 1);
    }
    return new Stretch(from, new Network(network.name(), network.seed(), network.result(from).shape(), own, readout), chosen);
  }

  /** A layer of one output that keeps one weight. */
  private static Node end(String reads, Shape shape) {
    var window = Window.whole(shape);
    return new Node(END, reads, new Linear(window, new Hidden(Mask.of(1, shape.channels(), window.taps(), (o, c, t) -> c == 0 && t == 0), 0), Optional.empty()));
  }
}
