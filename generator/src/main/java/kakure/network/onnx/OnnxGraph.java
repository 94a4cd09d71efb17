// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kakure.BadInput;

/**
 * The model's graph by value name, without what its output does not hang on: that is not judged. Nodes stand in order of computation, as ONNX demands, so that no walk over them can run in circles. Constants are unpacked when they are
 * first read, computed where all that a node reads is constant, and let go when nothing reads them any more.
 */
final class OnnxGraph {
  static final int MAX_NODES = 20_000;

  /** Numbers that folding may read and write: so many, and per number that the file holds so many more. */
  private static final long MAX_WORK = 1L << 21;
  private static final int WORK_PER_NUMBER = 32;

  private final GraphProto graph;
  private final int opset;
  private final Refusals refusals;
  private final ExternalData files;
  private final Map<String, TensorProto> stored = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final Map<String, Integer> readers = new LinkedHashMap<>();
  private final boolean[] live;
  private final String output;
  private long work = MAX_WORK;

  /** @throws BadInput if names are given twice, or used before they are made */
  OnnxGraph(GraphProto graph, int opset, ExternalData files, Refusals refusals) {
    this.graph = graph;
    this.opset = opset;
    this.files = files;
    this.refusals = refusals;
    if (graph.getNodeCount() == 0) throw refusals.model("the model has no nodes");
    if (graph.getNodeCount() > MAX_NODES) throw refusals.model("the model has " + graph.getNodeCount() + " nodes, more than " + MAX_NODES);
    if (graph.getSparseInitializerCount() > 0) throw refusals.model("sparse initializers are not read; store the weights with their zeros");
    if (graph.getOutputCount() != 1) throw refusals.model("the model has " + graph.getOutputCount() + " outputs; a network gives one, its logits");
    output = graph.getOutput(0).getName();
    for (TensorProto t : graph.getInitializerList()) {
      if (t.getName().isEmpty() || stored.put(t.getName(), t) != null) throw refusals.model("initializer " + Refusals.quote(t.getName()) + (t.getName().isEmpty() ? " has no name" : " is given twice"));
      work += WORK_PER_NUMBER * Math.min(StoredTensor.elements(t), t.getSerializedSize());
    }
    Set<String> known = new LinkedHashSet<>(stored.keySet());
    for (ValueInfoProto input : graph.getInputList())
      if (!known.add(input.getName()) && !stored.containsKey(input.getName())) throw refusals.model("input " + Refusals.quote(input.getName()) + " is given twice");
    for (int i = 0; i < graph.getNodeCount(); i++)
      for (String made : graph.getNode(i).getOutputList()) if (!made.isEmpty() && !known.add(made)) throw bad(i, "makes " + Refusals.quote(made) + ", which exists already");
    live = live();
    names();
  }

  /** The nodes that the output hangs on. */
  private boolean[] live() {
    boolean[] needed = new boolean[graph.getNodeCount()];
    Set<String> wanted = new LinkedHashSet<>(Set.of(output));
    for (int i = needed.length - 1; i >= 0; i--) {
      needed[i] = graph.getNode(i).getOutputList().stream().anyMatch(wanted::contains);
      if (needed[i]) wanted.addAll(graph.getNode(i).getInputList());
    }
    return needed;
  }

  /** Whoever is read is there, and is read so many times. */
  private void names() {
    Set<String> known = new LinkedHashSet<>(stored.keySet());
    for (ValueInfoProto input : graph.getInputList()) known.add(input.getName());
    for (int i = 0; i < live.length; i++) {
      if (!live[i]) continue;
      for (String input : graph.getNode(i).getInputList()) {
        if (input.isEmpty()) continue;
        if (!known.contains(input)) throw bad(i, "reads " + Refusals.quote(input) + ", which no input, initializer or earlier node gives");
        readers.merge(input, 1, Integer::sum);
      }
      known.addAll(graph.getNode(i).getOutputList());
    }
    if (!known.contains(output)) throw refusals.model("no node makes the model's output " + Refusals.quote(output));
  }

  BadInput bad(int index, String reason) {
    return refusals.node(graph.getNode(index), index, reason);
  }

  Refusals refusals() {
    return refusals;
  }

  /** The version of the operators, 13 or later. */
  int opset() {
    return opset;
  }

  NodeProto node(int index) {
    return graph.getNode(index);
  }

  /** A node's operator, if need be with its domain: {@code com.example.Conv}. */
  String operator(int index) {
    NodeProto node = graph.getNode(index);
    String domain = node.getDomain();
    boolean known = domain.isEmpty() || domain.equals("ai.onnx") || Quant.domain(domain) && (node.getOpType().equals("Quant") || node.getOpType().equals("BipolarQuant"));
    return known ? node.getOpType() : domain + "." + node.getOpType();
  }

  int nodes() {
    return graph.getNodeCount();
  }

  /** Whether the model's output hangs on a node. */
  boolean live(int index) {
    return live[index];
  }

  /** How many operands of nodes on which the output hangs are this value. */
  int readers(String value) {
    return readers.getOrDefault(value, 0);
  }

  /** The one input that is read and is not a constant: the image. */
  ValueInfoProto image() {
    List<ValueInfoProto> inputs = graph.getInputList().stream().filter(i -> !stored.containsKey(i.getName())).toList();
    List<ValueInfoProto> read = inputs.stream().filter(i -> readers(i.getName()) > 0 || i.getName().equals(output)).toList();
    if (read.size() != 1) throw refusals.model(read.isEmpty() && !inputs.isEmpty() ? "its output " + Refusals.quote(output) + " does not hang on the image " + Refusals.quote(inputs.get(0).getName()) : "the model has " + read.size() + " inputs beside its constants; a network reads one image");
    return read.get(0);
  }

  /** The one output's name: the logits. */
  String output() {
    return output;
  }

  /** Whether a value is a constant, stored or computed. */
  boolean isConstant(String name) {
    return constants.containsKey(name) || stored.containsKey(name);
  }

  /** Whether a value is stored in the model, not computed. */
  boolean isStored(String name) {
    return stored.containsKey(name);
  }

  /** The node that makes a value, null where none does. */
  NodeProto maker(String name) {
    for (NodeProto node : graph.getNodeList()) if (node.getOutputList().contains(name)) return node;
    return null;
  }

  /** Whether all that a node reads is constant. */
  boolean constantNode(int index) {
    return graph.getNode(index).getInputList().stream().allMatch(i -> i.isEmpty() || isConstant(i));
  }

  /** Computes such a node. */
  void fold(int index) {
    keep(index, new ConstantNode(this, index).compute());
  }

  /** Takes a node's results for constants. */
  void keep(int index, List<OnnxTensor> results) {
    List<String> names = graph.getNode(index).getOutputList();
    for (int i = 0; i < names.size(); i++) if (readers(names.get(i)) > 0 || names.get(i).equals(output)) constants.put(names.get(i), results.get(i));
    done(index);
  }

  /** A node has been read: what nothing else reads is let go. */
  void done(int index) {
    for (String input : graph.getNode(index).getInputList()) if (!input.isEmpty() && readers.merge(input, -1, Integer::sum) == 0) constants.remove(input);
  }

  /** Counts numbers that folding reads or writes. */
  void charge(int index, long numbers) {
    work -= numbers;
    if (work < 0) throw bad(index, "computing the constants up to here takes more steps than the numbers in the file are worth; compute them before the model is written (constant folding)");
  }

  /** A tensor of an attribute. */
  OnnxTensor stored(TensorProto t, String name) {
    OnnxTensor read = StoredTensor.read(t, name, files, refusals);
    if (t.getExternalDataCount() > 0) work += WORK_PER_NUMBER * (long) read.length();
    return read;
  }

  /** A value that {@link #isConstant}. */
  OnnxTensor constant(String name) {
    return constants.computeIfAbsent(name, n -> stored(stored.get(n), n));
  }

  /** A node's operands from the second on must be constants. */
  OnnxTensor operand(int index, int input, String what) {
    NodeProto node = graph.getNode(index);
    if (node.getInputCount() <= input || node.getInput(input).isEmpty()) throw bad(index, "has no " + what);
    String name = node.getInput(input);
    if (!isConstant(name)) throw bad(index, "its " + what + ", " + Refusals.quote(name) + ", is not a constant");
    return constant(name);
  }

  /** Like {@link #operand}, or null where the node leaves it out. */
  OnnxTensor optional(int index, int input, String what) {
    NodeProto node = graph.getNode(index);
    return node.getInputCount() <= input || node.getInput(input).isEmpty() ? null : operand(index, input, what);
  }

  /** An operand with exactly n finite numbers. */
  float[] finite(int index, OnnxTensor t, int n, String what) {
    if (t.length() != n) throw bad(index, "its " + what + " has the shape " + t.shape() + ", not " + n + (n == 1 ? " value" : " values"));
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) t.values().real(i);
      if (!Float.isFinite(values[i])) throw bad(index, "its " + what + " holds " + values[i] + " at " + i);
    }
    return values;
  }
}
