// SPDX-License-Identifier: Apache-2.0
package kakure.network.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;

/**
 * The network in plain integers, node by node. Exact, and quick: a kept weight adds a whole shifted plane to the accumulators ({@link LinearGolden}).
 *
 * <p>Building one takes milliseconds; its buffers are reused, so every thread has its own.
 */
public final class GoldenNetwork {
  private final Network network;
  private final List<GoldenOp> ops = new ArrayList<>();
  private final Map<String, GoldenOp> sums = new LinkedHashMap<>();

  /**
   * What one image makes of every node.
   *
   * @param tensors by the nodes' names in order of computation, and the image; each in the order of {@link kakure.network.Shape}
   * @param logits accumulators of the last node
   */
  public record Trace(Map<String, int[]> tensors, int[] logits) {
    /**
     * What a node hands on; not to be changed.
     *
     * @throws IllegalArgumentException if there is no node of that name
     */
    public int[] values(String node) {
      int[] values = tensors.get(node);
      if (values == null) throw new IllegalArgumentException("the network has no node \"" + node + "\"");
      return values;
    }
  }

  /** Prepares the network's weights. */
  public GoldenNetwork(Network network) {
    this.network = network;
    for (Node node : network.nodes()) ops.add(GoldenOp.of(node.op(), network.inputs(node), network.seed()));
  }

  /** What it computes. */
  public Network network() {
    return network;
  }

  /**
   * Computes every node.
   *
   * @param image u8 pixels in the order of {@link kakure.network.Shape}
   * @throws IllegalArgumentException if the image has another size
   */
  public Trace run(byte[] image) {
    if (image.length != network.input().elements()) throw new IllegalArgumentException("an image of " + image.length + " bytes, but the network reads " + network.input());
    Map<String, int[]> tensors = new LinkedHashMap<>();
    int[] pixels = new int[image.length];
    for (int i = 0; i < pixels.length; i++) pixels[i] = image[i] & 255;
    tensors.put(Network.IMAGE, pixels);
    for (int i = 0; i < ops.size(); i++) {
      Node node = network.nodes().get(i);
      tensors.put(node.name(), ops.get(i).apply(node.inputs().stream().map(tensors::get).toList()));
    }
    return new Trace(tensors, tensors.get(network.output().name()));
  }

  /**
   * One node alone, for who comes to its inputs in another way.
   *
   * @param inputs maps in the order of its operands, not changed
   * @return a new map
   * @throws IllegalArgumentException if it is no node of this network
   */
  public int[] apply(Node node, List<int[]> inputs) {
    return ops.get(index(node)).apply(inputs);
  }

  /**
   * The accumulators of a linear node: exact sums, before they are requantised.
   *
   * @param input the map it reads, not changed
   * @return a new map
   * @throws IllegalArgumentException if it is no linear node of this network
   */
  public int[] sums(Node node, int[] input) {
    index(node);
    if (!(node.op() instanceof Linear linear)) throw new IllegalArgumentException(node.name() + " has no accumulators: it is " + node.op().title());
    return sums.computeIfAbsent(node.name(), n -> GoldenOp.of(new Linear(linear.window(), linear.weights(), Optional.empty()), network.inputs(node), network.seed())).apply(List.of(input));
  }

  private int index(Node node) {
    int index = network.nodes().indexOf(node);
    if (index < 0) throw new IllegalArgumentException("the network has no node \"" + node.name() + "\"");
    return index;
  }

  /** The class that the network tells for an image. */
  public int label(byte[] image) {
    return network.label(run(image).logits());
  }
}
