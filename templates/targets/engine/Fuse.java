// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.MaxPool;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Window;
import kakure.target.PlanException;

/** From the nodes of a network to the layers that the engine computes: a linear operation of hidden weights, and max-pooling of 2 x 2 behind it. */
public final class Fuse {
  private Fuse() {}

  /**
   * The layers, in order.
   *
   * @throws PlanException if there is an operation that the engine does not compute: the node, why, and what to do
   */
  public static List<Layer> layers(Network network) {
    for (Node node : network.nodes()) refuse(node);
    // each node reads one other and only one is read by none, so the nodes stand in a row
    List<Layer> layers = new ArrayList<>();
    List<Node> nodes = network.nodes();
    for (int n = 0; n < nodes.size(); n++) {
      var node = nodes.get(n);
      if (!(node.op() instanceof Linear linear)) throw new PlanException(node.name() + ": the engine pools once, behind a layer; let a layer of stride 2 or a fully connected one do it");
      Optional<String> pool = n + 1 < nodes.size() && nodes.get(n + 1).op() instanceof MaxPool ? Optional.of(nodes.get(n + 1).name()) : Optional.empty();
      var weights = (Hidden) linear.weights();
      var in = network.result(node.inputs().get(0)).shape();
      layers.add(new Layer(node.name(), layers.size(), weights.base(network.seed()), in, linear.window(), pool, weights.mask(), linear.requantise().orElse(null)));
      if (pool.isPresent()) n++;
    }
    return List.copyOf(layers);
  }

  private static void refuse(Node node) {
    if (node.op() instanceof Linear l) {
      if (!(l.weights() instanceof Hidden)) throw new PlanException(node.name() + ": " + l.weights().title() + ", but the engine regenerates hidden weights of one mask; train it as a hidden network");
      return;
    }
    if (!(node.op() instanceof MaxPool p)) throw new PlanException(node.name() + ": " + node.op().title() + ", which this engine does not compute; train the network without it");
    if (!p.equals(MaxPool.HALVE)) throw new PlanException(node.name() + ": max-pooling " + text(p.window()) + ", but the engine pools 2x2 with stride 2, without padding");
  }

  private static String text(Window w) {
    boolean padded = w.padTop() + w.padLeft() + w.padBottom() + w.padRight() > 0;
    return w.kernelHeight() + "x" + w.kernelWidth() + " with stride " + w.stride() + (padded ? ", padded" : "");
  }
}
