// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Op;
import kakure.network.Readout;
import kakure.network.Shape;

/** Reads node by node in file order: each node's {@link OpReader} says what its result stands for, and operations that are read become nodes of the network. */
final class GraphReader {
  private final OnnxGraph graph;
  private final int seed;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, Integer> makers = new LinkedHashMap<>();
  private final Map<Pending, String> emitted = new IdentityHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new TreeSet<>(List.of(Network.IMAGE));
  private int layers;
  private long weights;

  GraphReader(OnnxGraph graph, int seed) {
    this.graph = graph;
    this.seed = seed;
  }

  Network network(String name) {
    ValueInfoProto image = graph.image();
    Value opened = open(image);
    String end = graph.output();
    values.put(image.getName(), opened);
    for (int i = 0; i < graph.nodes(); i++) if (!graph.constantNode(i)) step(i, end);
    Value last = last(end);
    if (last.pending() == null) throw graph.refusals().model("the model has no Conv, Gemm or MatMul");
    Readout readout = last.pending().emitLast(this);
    try {
      return new Network(name, seed, opened.shape(), nodes, readout);
    } catch (IllegalArgumentException e) {
      throw graph.refusals().model(e.getMessage());
    }
  }

  private Value open(ValueInfoProto image) {
    String what = "input " + Refusals.quote(image.getName());
    TypeProto.Tensor type = image.getType().getTensorType();
    boolean u8 = type.getElemType() == DataType.UINT8_VALUE;
    if (!u8 && type.getElemType() != DataType.FLOAT_VALUE) throw graph.refusals().model(what + " is of type " + OnnxTensor.typeName(type.getElemType()) + "; an image of UINT8 or FLOAT is read");
    List<TensorShapeProto.Dimension> dims = type.getShape().getDimList();
    if (dims.size() != 2 && dims.size() != 4) throw graph.refusals().model(what + " has " + dims.size() + " dimensions; batch x channels x height x width is read, or batch x features");
    int[] sides = {1, 1, 1};
    for (int d = 1; d < dims.size(); d++) {
      long v = dims.get(d).getDimValue();
      if (v < 1 || v > Shape.MAX_ELEMENTS) throw graph.refusals().model(what + ": side " + d + " is " + (dims.get(d).hasDimValue() ? String.valueOf(v) : "not a number") + "; export the model with a fixed image size");
      sides[d - 1] = (int) v;
    }
    try {
      return new Value(u8 ? Value.Stage.U8 : Value.Stage.PIXELS, new Shape(sides[0], sides[1], sides[2]), dims.size() == 2, 1, null);
    } catch (IllegalArgumentException e) {
      throw graph.refusals().model(what + ": " + e.getMessage());
    }
  }

  private void step(int index, String end) {
    NodeProto node = graph.node(index);
    List<String> read = node.getInputList().stream().filter(values::containsKey).toList();
    if (read.isEmpty()) throw graph.bad(index, "does not lie on the way from the image to the logits");
    if (read.contains(end)) throw graph.bad(index, "reads " + Refusals.quote(end) + ", which is also the model's output: branches (residual connections) are not computed yet");
    if (node.getOutputCount() < 1 || node.getOutput(0).isEmpty()) throw graph.bad(index, "has no output");
    values.put(node.getOutput(0), OpReaders.of(node.getOpType()).read(this, index));
    makers.put(node.getOutput(0), index);
  }

  /** The model's output, once every other value is known to be read. */
  private Value last(String end) {
    String unread = null;
    for (String value : values.keySet()) if (!value.equals(end) && graph.readers(value).isEmpty()) unread = value;
    if (!values.containsKey(end)) throw graph.refusals().model("nothing reads " + Refusals.quote(unread) + ", and it is not the model's output " + Refusals.quote(end));
    if (unread != null && makers.containsKey(unread)) throw graph.bad(makers.get(unread), "does not lie on the way from the image to the logits");
    return values.get(end);
  }

  OnnxGraph graph() {
    return graph;
  }

  int seed() {
    return seed;
  }

  /** Whether a value follows from the image. */
  boolean knows(String value) {
    return values.containsKey(value);
  }

  /** What a node reads first, where all else is constant. */
  Value activations(int index) {
    return activations(index, 0);
  }

  /** What a node reads as that operand, where all else is constant. */
  Value activations(int index, int operand) {
    List<String> operands = graph.node(index).getInputList();
    if (operand < operands.size() && knows(operands.get(operand))) return values.get(operands.get(operand));
    String read = operands.stream().filter(values::containsKey).findFirst().orElseThrow();
    throw graph.bad(index, "reads the activations " + Refusals.quote(read) + " as operand " + operands.indexOf(read) + "; the hardware has them first");
  }

  /** Which operand of two that may change places is the constant: 0 or 1. */
  int constantOperand(int index) {
    List<String> operands = graph.node(index).getInputList();
    return operands.size() == 2 && knows(operands.get(1)) && graph.constant(operands.get(0)) != null ? 0 : 1;
  }

  /** Layers are numbered in file order among weighted nodes. */
  int nextLayer() {
    return layers++;
  }

  /** Refuses more weights than fit the memory. */
  void count(int index, long more) {
    weights += more;
    if (weights > Mask.MAX_WEIGHTS) throw graph.bad(index, "the layers up to here have " + weights + " weights, more than " + Mask.MAX_WEIGHTS);
  }

  /** The node of the network whose result a pending operation's is, made when it is first asked for. */
  String node(Pending pending) {
    String node = emitted.get(pending);
    if (node == null) emitted.put(pending, node = pending.emit(this));
    return node;
  }

  /** Adds a node of the network under this name, or where that is taken, another made of it, which is returned. */
  String add(String name, String input, Op op) {
    String free = name;
    for (int n = 2; !names.add(free); n++) free = name + "#" + n;
    nodes.add(new Node(free, input, op));
    return free;
  }
}
