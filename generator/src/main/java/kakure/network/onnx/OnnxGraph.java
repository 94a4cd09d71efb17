// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kakure.network.Mask;

/** The model's graph by value name: who makes a value, who reads it, which are constants. Nodes stand in order of computation, as ONNX demands, so that no walk over them can run in circles. */
final class OnnxGraph {
  static final int MAX_NODES = 20_000;

  private final GraphProto graph;
  private final Refusals refusals;
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final Map<String, List<Integer>> readers = new LinkedHashMap<>();
  private final Set<Integer> constantNodes = new TreeSet<>();
  private long numbers;

  /** @throws kakure.BadInput if names are given twice, used before they are made, or a constant cannot be read */
  OnnxGraph(GraphProto graph, Refusals refusals) {
    this.graph = graph;
    this.refusals = refusals;
    if (graph.getNodeCount() == 0) throw refusals.model("the model has no nodes");
    if (graph.getNodeCount() > MAX_NODES) throw refusals.model("the model has " + graph.getNodeCount() + " nodes, more than " + MAX_NODES);
    if (graph.getSparseInitializerCount() > 0) throw refusals.model("sparse initializers are not read; store the weights with their zeros");
    Set<String> known = new TreeSet<>();
    for (TensorProto t : graph.getInitializerList()) {
      if (t.getName().isEmpty() || !known.add(t.getName())) throw refusals.model("initializer " + Refusals.quote(t.getName()) + (t.getName().isEmpty() ? " has no name" : " is given twice"));
      keep(OnnxTensor.of(t, t.getName(), refusals), t.getName());
    }
    for (ValueInfoProto input : graph.getInputList())
      if (!known.add(input.getName()) && !constants.containsKey(input.getName())) throw refusals.model("input " + Refusals.quote(input.getName()) + " is given twice");
    for (int i = 0; i < graph.getNodeCount(); i++) node(i, known);
  }

  private void node(int index, Set<String> known) {
    NodeProto node = graph.getNode(index);
    if (!node.getDomain().isEmpty() && !node.getDomain().equals("ai.onnx")) throw bad(index, "operators of the domain " + Refusals.quote(node.getDomain()) + " are not known");
    boolean constant = true;
    for (String input : node.getInputList()) {
      if (input.isEmpty()) continue;
      if (!known.contains(input)) throw bad(index, "reads " + Refusals.quote(input) + ", which no input, initializer or earlier node gives");
      List<Integer> all = readers.computeIfAbsent(input, k -> new ArrayList<>());
      if (all.isEmpty() || all.get(all.size() - 1) != index) all.add(index);
      constant &= constants.containsKey(input);
    }
    for (String output : node.getOutputList()) if (!output.isEmpty() && !known.add(output)) throw bad(index, "makes " + Refusals.quote(output) + ", which exists already");
    if (!constant) return;
    if (node.getOutputCount() != 1) throw bad(index, "reads only constants, but has " + node.getOutputCount() + " outputs");
    keep(new ConstantNode(this, index).value(), node.getOutput(0));
    constantNodes.add(index);
  }

  private void keep(OnnxTensor constant, String name) {
    numbers += constant.values().length;
    if (numbers > Mask.MAX_WEIGHTS) throw refusals.model("the constants up to " + Refusals.quote(name) + " hold " + numbers + " numbers, more than " + Mask.MAX_WEIGHTS);
    constants.put(name, constant);
  }

  kakure.BadInput bad(int index, String reason) {
    return refusals.node(graph.getNode(index), index, reason);
  }

  Refusals refusals() {
    return refusals;
  }

  NodeProto node(int index) {
    return graph.getNode(index);
  }

  int nodes() {
    return graph.getNodeCount();
  }

  /** The constant of that name, or null. */
  OnnxTensor constant(String name) {
    return constants.get(name);
  }

  /** Whether a node computes a constant of constants only. */
  boolean constantNode(int index) {
    return constantNodes.contains(index);
  }

  /** The nodes that read a value, in file order. */
  List<Integer> readers(String value) {
    return readers.getOrDefault(value, List.of());
  }

  /** The one input that is not a constant: the image. */
  ValueInfoProto image() {
    List<ValueInfoProto> inputs = graph.getInputList().stream().filter(i -> !constants.containsKey(i.getName())).toList();
    if (inputs.size() != 1) throw refusals.model("the model has " + inputs.size() + " inputs beside its constants; a network reads one image");
    return inputs.get(0);
  }

  /** The one output's name: the logits. */
  String output() {
    if (graph.getOutputCount() != 1) throw refusals.model("the model has " + graph.getOutputCount() + " outputs; a network gives one, its logits");
    return graph.getOutput(0).getName();
  }

  /** A node's operands from the second on must be constants. */
  OnnxTensor operand(int index, int input, String what) {
    NodeProto node = graph.getNode(index);
    if (node.getInputCount() <= input || node.getInput(input).isEmpty()) throw bad(index, "has no " + what);
    OnnxTensor t = constants.get(node.getInput(input));
    if (t == null) throw bad(index, "its " + what + ", " + Refusals.quote(node.getInput(input)) + ", is not a constant");
    return t;
  }

  /** Like {@link #operand}, or null where the node leaves it out. */
  OnnxTensor optional(int index, int input, String what) {
    NodeProto node = graph.getNode(index);
    return node.getInputCount() <= input || node.getInput(input).isEmpty() ? null : operand(index, input, what);
  }

  /** An operand with exactly n finite numbers. */
  float[] finite(int index, OnnxTensor t, int n, String what) {
    if (t.values().length != n) throw bad(index, "its " + what + " has the shape " + t.shape() + ", not " + n + (n == 1 ? " value" : " values"));
    for (int i = 0; i < n; i++) if (!Float.isFinite(t.values()[i])) throw bad(index, "its " + what + " holds " + t.values()[i] + " at " + i);
    return Arrays.copyOf(t.values(), n);
  }
}
