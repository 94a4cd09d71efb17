// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Layers of a chain that follow each other, as a network of their own: it reads what the layer before them hands on, in place of an image. One that does not end the chain ends in a layer of its own, {@link #END}, as a network
 * ends in logits; nothing depends on what that computes.
 *
 * @param from what it reads, by its name in the chain
 * @param network the layers; names, signs and constants are the chain's
 * @param chosen whether they are those that were asked for
 */
public record Stretch(String from, Network network, boolean chosen) {
  /** The name of what a stretch ends in that does not end the chain. */
  public static final String END = "end of stretch";

  /**
   * The stretches of a chain, in order: each as long as its layers are chosen, or are not; what follows a layer without weights of its own, pooling, goes with it.
   *
   * @param chosen of layers, nodes with weights
   * @throws IllegalArgumentException if the network is no chain, or hands on between two stretches what is no byte
   */
  public static List<Stretch> of(Network network, Predicate<Node> chosen) {
    var stretches = new ArrayList<Stretch>();
    var nodes = new ArrayList<Node>();
    var from = Network.IMAGE;
    var before = Network.IMAGE;
    boolean side = false;
    for (var node : network.nodes()) {
      if (!node.inputs().equals(List.of(before))) throw new IllegalArgumentException(node.name() + " reads " + String.join(", ", node.inputs()) + ": only a chain of layers is cut into stretches");
      boolean now = node.op() instanceof Linear ? chosen.test(node) : side;
      if (!nodes.isEmpty() && now != side) {
        stretches.add(stretch(network, from, nodes, side));
        nodes.clear();
        from = before;
      }
      side = now;
      nodes.add(node);
      before = node.name();
    }
    stretches.add(stretch(network, from, nodes, side));
    return stretches;
  }

  private static Stretch stretch(Network network, String from, List<Node> nodes, boolean chosen) {
    var read = network.result(from);
    if (!read.isU8()) throw new IllegalArgumentException(from + " hands on " + read + ", which is no byte: its layer and the next must lie on the same hardware");
    var own = new ArrayList<Node>();
    for (var n : nodes) own.add(new Node(n.name(), n.inputs().get(0).equals(from) ? Network.IMAGE : n.inputs().get(0), n.op()));
    var last = nodes.get(nodes.size() - 1);
    var readout = network.readout();
    if (!last.equals(network.output())) {
      own.add(end(last.name(), network.result(last.name()).shape()));
      readout = Readout.plain(1, 1);
    }
    return new Stretch(from, new Network(network.name(), network.seed(), read.shape(), own, readout), chosen);
  }

  /** A layer of one output that keeps one weight. */
  private static Node end(String reads, Shape shape) {
    var window = Window.whole(shape);
    return new Node(END, reads, new Linear(window, new Hidden(Mask.of(1, shape.channels(), window.taps(), (o, c, t) -> c == 0 && t == 0), 0), Optional.empty()));
  }
}
