// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a network of hidden layers in a row: each node reads the one before. Not for several threads. */
public final class Chain {
  private final String name;
  private final int seed;
  private final Intake intake;
  private final List<Node> nodes = new ArrayList<>();
  private Shape shape;
  private int layers;

  /** A chain that begins at an image of this shape. */
  public Chain(String name, int seed, Shape input) {
    this(name, seed, Intake.of(input));
  }

  /** A chain that begins at an image that the host makes so. */
  public Chain(String name, int seed, Intake intake) {
    this.name = name;
    this.seed = seed;
    this.intake = intake;
    shape = intake.image();
  }

  /** What pooling behind the layer of this name is called. */
  public static String poolName(String layer) {
    return layer + ".pool";
  }

  /**
   * Adds the next weighted layer.
   *
   * @param requantise null in the last layer, whose accumulators are the logits
   */
  public Chain hidden(String layer, Window window, Mask mask, Requantise requantise) {
    Linear linear = new Linear(window, new Hidden(mask, layers++), Optional.ofNullable(requantise));
    shape = window.over(shape, mask.outputs());
    return add(layer, linear);
  }

  /** Adds 2 x 2 max-pooling behind the layer of this name. */
  public Chain halve(String layer) {
    shape = MaxPool.HALVE.window().over(shape, shape.channels());
    return add(poolName(layer), MaxPool.HALVE);
  }

  private Chain add(String node, Op op) {
    nodes.add(new Node(node, nodes.isEmpty() ? Network.IMAGE : nodes.get(nodes.size() - 1).name(), op));
    return this;
  }

  /** The map as it is now. */
  public Shape shape() {
    return shape;
  }

  /** Weighted layers so far. */
  public int layers() {
    return layers;
  }

  /** The network. */
  public Network network(Readout readout) {
    return new Network(name, seed, intake, nodes, readout);
  }

  /** The network whose accumulators are the logits as they are. */
  public Network network() {
    return network(Readout.plain(shape.channels(), 1));
  }
}
