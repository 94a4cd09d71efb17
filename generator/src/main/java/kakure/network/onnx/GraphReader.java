// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import kakure.network.Coats;
import kakure.network.Hidden;
import kakure.network.Intake;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Op;
import kakure.network.Readout;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * Reads node by node in file order, but for those on which nothing hangs: what reads only constants, or only the sides of maps, is computed; of every other node its {@link OpReader} says what the result stands for, and operations that are
 * read become nodes of the network.
 */
final class GraphReader {
  private final OnnxGraph graph;
  private final int seed;
  private final Map<String, Integer> stored;
  private final Map<String, String> folds;
  private final Map<String, Integer> numbers;
  private final Precisions precisions;
  private final int precision;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<Pending, String> emitted = new IdentityHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new TreeSet<>(List.of(Network.IMAGE));
  private final int lastLayer;
  private Value image;
  /** By which the image is folded; null where it is the picture. */
  private Window fold;
  private int layers;
  private long weights;

  /**
   * A graph at one precision.
   *
   * @param stored bits of stored weights by the names of weighted nodes
   * @param folds how convolutions of the image are folded, by their names
   * @param numbers of the layers whose signs weighted nodes have that are not their own, by their names
   * @param precision planes of bit-serial weights that are read; 0 for all, with the graph's own constants
   */
  GraphReader(OnnxGraph graph, int seed, Map<String, Integer> stored, Map<String, String> folds, Map<String, Integer> numbers, Precisions precisions, int precision) {
    this.precisions = precisions;
    this.precision = precision;
    this.graph = graph;
    this.seed = seed;
    this.stored = stored;
    this.folds = folds;
    this.numbers = numbers;
    int last = -1;
    for (int i = 0; i < graph.nodes(); i++) if (graph.live(i) && List.of("Conv", "Gemm", "MatMul").contains(graph.operator(i))) last = i;
    lastLayer = last;
  }

  Network network(String name) {
    ValueInfoProto input = graph.image();
    values.put(input.getName(), ImageInput.read(input, graph.refusals()));
    for (int i = 0; i < graph.nodes(); i++) if (graph.live(i)) step(i);
    Value last = values.get(graph.output());
    if (last == null || last.pending() == null) throw graph.refusals().model("the model has no Conv, Gemm or MatMul between its image and its output");
    Readout readout = last.pending().emitLast(this);
    for (String folded : folds.keySet()) if (!folded(folded)) throw graph.refusals().model("metadata " + Refusals.quote(Metadata.FOLD + folded) + ": there is no convolution of that name");
    for (String numbered : numbers.keySet()) if (!signed(numbered)) throw graph.refusals().model("metadata " + Refusals.quote(Metadata.LAYER + numbered) + ": there is no layer of hidden weights of that name");
    try {
      var intake = Intake.of(image.shape(), image.pixels().levels());
      return new Network(name, seed, fold == null ? intake : intake.folded(fold), nodes, readout);
    } catch (IllegalArgumentException e) {
      throw graph.refusals().model(e.getMessage());
    }
  }

  private void step(int index) {
    NodeProto node = graph.node(index);
    if (graph.constantNode(index)) {
      graph.fold(index);
      return;
    }
    for (String input : node.getInputList()) if (!input.isEmpty() && !knows(input) && !graph.isConstant(input)) throw graph.bad(index, "reads " + Refusals.quote(input) + ", a further output of an earlier node; of a map only first outputs are computed");
    Value first = node.getInputCount() == 0 ? null : values.get(node.getInput(0));
    String operator = graph.operator(index);
    if (first != null && (operator.equals("Shape") || operator.equals("Size"))) {
      graph.keep(index, new ConstantNode(graph, index).ofSides(first.dims()));
      return;
    }
    if (node.getOutputCount() < 1 || node.getOutput(0).isEmpty()) throw graph.bad(index, "has no output");
    values.put(node.getOutput(0), OpReaders.of(graph, index).read(this, index));
    graph.done(index);
  }

  OnnxGraph graph() {
    return graph;
  }

  int seed() {
    return seed;
  }

  /** Bits of the stored weights of a node of this name, 0 where they are hidden. */
  int stored(String node) {
    return stored.getOrDefault(node, 0);
  }

  private boolean folded(String node) {
    return nodes.stream().anyMatch(n -> n.name().equals(node) && n.op() instanceof Linear && n.inputs().contains(Network.IMAGE));
  }

  private boolean signed(String node) {
    return nodes.stream().anyMatch(n -> n.name().equals(node) && n.op() instanceof Linear l && (l.weights() instanceof Hidden || l.weights() instanceof Coats));
  }

  /** How the convolution of this name is folded; null where it is not. */
  String fold(String node) {
    return folds.get(node);
  }

  Precisions precisions() {
    return precisions;
  }

  /** Planes of bit-serial weights that are read; 0 for all. */
  int precision() {
    return precision;
  }

  /** The two maps that a node reads, neither of them padded; null where one of its operands is constant. */
  Value[] maps(int index) {
    List<String> operands = graph.node(index).getInputList();
    if (operands.size() != 2 || !knows(operands.get(0)) || !knows(operands.get(1))) return null;
    Value[] maps = {values.get(operands.get(0)), values.get(operands.get(1))};
    for (Value map : maps) if (!map.padding().equals(Padding.NONE)) throw graph.bad(index, "reads a map that Pad has surrounded with zeros; only a convolution takes them up");
    return maps;
  }

  /** Whether a value follows from the image. */
  boolean knows(String value) {
    return values.containsKey(value);
  }

  /** Whether no operation lies behind a node: what it makes of the logits is the host's. */
  boolean isHosts(int index) {
    return index > lastLayer;
  }

  /** What a node reads first, where all else is constant, and which is not padded. */
  Value activations(int index) {
    return activations(index, 0);
  }

  /** What a node reads as that operand, where all else is constant, and which is not padded. */
  Value activations(int index, int operand) {
    Value value = padded(index, operand);
    if (!value.padding().equals(Padding.NONE)) throw graph.bad(index, "reads a map that Pad has surrounded with zeros; only a convolution takes them up: pad right before it, or use its own padding");
    return value;
  }

  /** Like {@link #activations(int, int)}, for what leaves zeros zeros: padded or not. */
  Value padded(int index, int operand) {
    List<String> operands = graph.node(index).getInputList();
    for (int i = 0; i < operands.size(); i++)
      if (i != operand && knows(operands.get(i))) throw graph.bad(index, knows(operands.get(operand)) ? "reads two maps, " + Refusals.quote(operands.get(operand)) + " and " + Refusals.quote(operands.get(i)) + ": " + AddReader.REASON
          : "reads the activations " + Refusals.quote(operands.get(i)) + " as operand " + i + "; the hardware has them as operand " + operand);
    return values.get(operands.get(operand));
  }

  /** Which operand of two that may change places is the constant: 0 or 1. */
  int constantOperand(int index) {
    List<String> operands = graph.node(index).getInputList();
    return operands.size() == 2 && knows(operands.get(1)) && graph.isConstant(operands.get(0)) ? 0 : 1;
  }

  /** The layer whose signs the next weighted node has: they are numbered in file order, unless the metadata say another number. */
  int nextLayer(String node) {
    int next = layers++;
    return numbers.getOrDefault(node, next);
  }

  /** Refuses more weights than fit the memory. */
  void count(int index, long more) {
    weights += more;
    if (weights > Mask.MAX_WEIGHTS) throw graph.bad(index, "the layers up to here have " + weights + " weights, more than " + Mask.MAX_WEIGHTS);
  }

  /** The network's image, as the first operation reads it: any other must read the same. @param by null where it is not folded */
  void image(int index, Value read, Window by) {
    if (read.pixels().blank()) throw graph.bad(index, "reads an image of which every pixel is quantised to " + read.pixels().codes()[0] + ": its scale does not fit its values");
    if (image == null) fold = by;
    if (image == null) image = read;
    if (!Objects.equals(fold, by)) throw graph.bad(index, "reads the image otherwise than an earlier node, for one of which it is folded: only a first layer that alone reads the image is");
    Shape shape = image.shape();
    if (!shape.equals(read.shape()) || !java.util.Arrays.equals(image.pixels().codes(), read.pixels().codes())) throw graph.bad(index, "reads the image otherwise than an earlier node: once as " + shape + ", once as " + read.shape() + ", or in other steps");
  }

  /** The node of the network whose result a pending operation's is, made when it is first asked for. */
  String node(Pending pending) {
    String node = emitted.get(pending);
    if (node == null) emitted.put(pending, node = pending.emit(this));
    return node;
  }

  /** Adds a node of the network under this name, or where that is taken, another made of it, which is returned. */
  String add(String name, List<String> inputs, Op op) {
    String free = name;
    for (int n = 2; !names.add(free); n++) free = name + "#" + n;
    nodes.add(new Node(free, inputs, op));
    return free;
  }

  /** {@link #add(String, List, Op)} of an operation that reads one node. */
  String add(String name, String input, Op op) {
    return add(name, List.of(input), op);
  }

  /** What a node of the file is called in the network. */
  String name(int index, String otherwise) {
    String name = graph.node(index).getName();
    return name.isBlank() ? otherwise : Refusals.plain(name);
  }
}
