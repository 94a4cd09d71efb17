// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network with residual additions and channel gates as the trainer leaves it; the ONNX writer stores it and {@link #quantise} makes the integers of it.
 *
 * @param name of the model
 * @param seed the network's one 32-bit seed
 * @param intake how its image is made of a picture
 * @param imageScale real value of one step of a pixel, above 0
 * @param nodes in order of computation; the last layer gives the logits
 */
public record TrainedGraph(String name, int seed, Intake intake, float imageScale, List<TrainedNode> nodes) {
  /** Of pictures of this shape that are its images as they are. */
  public TrainedGraph(String name, int seed, Shape input, float imageScale, List<TrainedNode> nodes) {
    this(name, seed, Intake.of(input), imageScale, nodes);
  }

  /** Copies the list. */
  public TrainedGraph {
    nodes = List.copyOf(nodes);
  }

  /** The node of that name. */
  public TrainedNode node(String of) {
    return nodes.stream().filter(n -> n.name().equals(of)).findFirst().orElseThrow(() -> new IllegalArgumentException("the network has no node \"" + of + "\""));
  }

  /** The layers, in order: those with weights. */
  public List<TrainedNode.Layer> layers() {
    return nodes.stream().filter(TrainedNode.Layer.class::isInstance).map(TrainedNode.Layer.class::cast).toList();
  }

  /** The layer whose sums are the logits. */
  public TrainedNode.Layer last() {
    if (!(nodes.get(nodes.size() - 1) instanceof TrainedNode.Layer layer)) throw new IllegalArgumentException(nodes.get(nodes.size() - 1).name() + ": the last node is a layer, whose sums are the logits");
    return layer;
  }

  /**
   * The integers that the hardware computes with; equal to what reading the written ONNX file gives.
   *
   * @throws IllegalArgumentException if the nodes do not fit each other, or a constant the hardware
   */
  public Network quantise() {
    return new Quantiser(this).network();
  }

  /** Turns real nodes into integer ones, in their order. */
  private static final class Quantiser {
    private final TrainedGraph graph;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Result> results = new LinkedHashMap<>();
    private final Map<String, String> read = new LinkedHashMap<>();

    Quantiser(TrainedGraph graph) {
      this.graph = graph;
      results.put(Network.IMAGE, Result.u8(graph.intake.image()));
      read.put(Network.IMAGE, Network.IMAGE);
    }

    Network network() {
      for (TrainedNode node : graph.nodes) {
        if (node instanceof TrainedNode.Layer n) layer(n);
        if (node instanceof TrainedNode.Average n) add(n.name(), List.of(n.input()), new AveragePool(Window.whole(results.get(read.get(n.input())).shape()), Optional.empty()));
        if (node instanceof TrainedNode.Sum n) add(n.name(), List.of(n.sums(), n.residual()), addition(n));
        if (node instanceof TrainedNode.Gate n) add(n.name(), List.of(n.map(), n.decision()), gate(n));
      }
      TrainedNode.Layer last = graph.last();
      double step = step(last.input());
      double[] scale = Arrays.stream(last.magnitudes()).map(m -> m * step).toArray();
      return new Network(graph.name, graph.seed, graph.intake, nodes, new Readout(scale, new double[scale.length]));
    }

    private void layer(TrainedNode.Layer n) {
      Optional<Requantise> requantise = n.scale() == 0 ? Optional.empty() : Optional.of(Folding.requantise(n.name(), n.weights(), n.magnitudes(), new double[n.weights().outputs()], n.normalisation(), step(n.input()), n.scale()));
      add(n.name(), List.of(n.input()), new Linear(n.window(), n.weights(), requantise));
      if (!n.pooled()) return;
      add(Chain.poolName(n.name()), List.of(n.name()), MaxPool.HALVE);
      read.put(n.name(), Chain.poolName(n.name()));
    }

    private Add addition(TrainedNode.Sum n) {
      TrainedNode.Layer layer = (TrainedNode.Layer) graph.node(n.sums());
      Requantise q = Folding.requantise(layer.name(), layer.weights(), layer.magnitudes(), new double[layer.weights().outputs()], layer.normalisation(), step(layer.input()), n.scale());
      return Folding.addition(n.name(), q, step(n.residual()) / n.scale());
    }

    private Gate gate(TrainedNode.Gate n) {
      TrainedNode.Layer layer = (TrainedNode.Layer) graph.node(n.decision());
      return new Gate(Folding.thresholds(layer.name(), layer.weights(), layer.magnitudes(), new double[layer.weights().outputs()], layer.normalisation(), step(layer.input())));
    }

    /** Real value of one step of what a node hands on. */
    private double step(String of) {
      if (of.equals(Network.IMAGE)) return graph.imageScale;
      TrainedNode node = graph.node(of);
      return node instanceof TrainedNode.Average a ? step(a.input()) / results.get(read.get(a.input())).shape().pixels() : node.scale();
    }

    private void add(String name, List<String> inputs, Op op) {
      Node node = new Node(name, inputs.stream().map(i -> read.getOrDefault(i, i)).toList(), op);
      nodes.add(node);
      try {
        results.put(name, op.result(node.inputs().stream().map(this::result).toList()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
      read.put(name, name);
    }

    private Result result(String of) {
      Result result = results.get(of);
      if (result == null) throw new IllegalArgumentException("reads \"" + of + "\", which no earlier node gives");
      return result;
    }
  }
}
