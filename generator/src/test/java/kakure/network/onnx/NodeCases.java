// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import kakure.BadInput;

/**
 * ONNX's own node tests, as the distribution ships them: each a model of one node (or its expansion), its inputs and its outputs. Of those whose operators an image classifier can hold, the inputs are taken for constants, so that the node is
 * computed at import and compared, and the model is read as it is, so that the node is refused by name.
 */
final class NodeCases {
  static final Path FOLDER = Path.of("/usr/share/libonnx-testdata/data/node");

  private static final Refusals REFUSALS = new Refusals("model.onnx");
  private final Map<String, String> neither = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final List<String> read = new ArrayList<>();

  /** All operators that are read or folded: cases that hold others are another trade's. */
  private static boolean counts(GraphProto graph) {
    TreeSet<String> known = new TreeSet<>(List.of("AveragePool", "Concat", "Sum", "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "HardSwish", "HardSigmoid", "Tanh", "Softplus", "ThresholdedRelu", "ConvInteger", "QLinearConv", "MatMulInteger", "QLinearMatMul",
        "DynamicQuantizeLinear", "Softsign", "InstanceNormalization", "LRN", "Resize", "Upsample", "DepthToSpace", "SpaceToDepth", "ConvTranspose", "Hardmax", "Mean", "Erf", "Einsum", "CumSum", "NonZero", "GatherND", "EyeLike", "Compress", "Mod"));
    OpReaders.ALL.forEach(r -> known.addAll(r.operators()));
    Folds.groups().values().forEach(known::addAll);
    return graph.getNodeList().stream().allMatch(n -> known.contains(n.getOpType()));
  }

  /** Runs them all. */
  static NodeCases run() throws IOException {
    NodeCases cases = new NodeCases();
    try (Stream<Path> all = Files.list(FOLDER)) {
      for (Path folder : all.sorted().toList()) {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(folder.resolve("model.onnx")));
        if (counts(model.getGraph()) && tensors(model.getGraph())) cases.take(folder, model);
      }
    }
    return cases;
  }

  private static boolean tensors(GraphProto graph) {
    return Stream.concat(graph.getInputList().stream(), graph.getOutputList().stream()).allMatch(v -> v.getType().hasTensorType());
  }

  /** Cases that were computed and right. */
  List<String> read() {
    return read;
  }

  /** Cases that were refused, with the message. */
  Map<String, String> refused() {
    return refused;
  }

  /** Cases that were computed wrongly, refused without a name, or broke: with what happened. */
  Map<String, String> neither() {
    return neither;
  }

  private void take(Path folder, ModelProto model) throws IOException {
    String name = folder.getFileName().toString();
    String whole = whole(model);
    String folded;
    try {
      folded = folded(folder, model);
    } catch (BadInput e) {
      folded = named(e, model) ? "refused" : "refused without the name of a node: " + e.getMessage();
      refused.put(name, e.getMessage());
    } catch (RuntimeException e) {
      folded = e.toString();
    }
    if (!whole.isEmpty() || !folded.isEmpty() && !folded.equals("refused")) {
      neither.put(name, whole + folded);
      refused.remove(name);
    } else if (folded.isEmpty()) {
      read.add(name);
    }
  }

  private static boolean named(BadInput e, ModelProto model) {
    return model.getGraph().getNodeList().stream().anyMatch(n -> e.getMessage().contains("(" + n.getOpType() + "): ")) || e.getMessage().contains("constant \"");
  }

  /** The model as it is, with a seed, must be refused: it is no network. Empty if it is. */
  private static String whole(ModelProto model) {
    ModelProto.Builder hidden = model.toBuilder();
    hidden.addMetadataProps(StringStringEntryProto.newBuilder().setKey(Metadata.SEED).setValue("1"));
    hidden.addMetadataProps(StringStringEntryProto.newBuilder().setKey(Metadata.GENERATOR).setValue(Metadata.XORSHIFT));
    hidden.getOpsetImportBuilder(0).setVersion(Math.max(13, hidden.getOpsetImport(0).getVersion()));
    try {
      OnnxReader.read("model.onnx", "case", hidden.build().toByteArray());
      return "read as a network; ";
    } catch (BadInput e) {
      return e.getMessage().startsWith("model.onnx: ") ? "" : "refused without its file: " + e.getMessage() + "; ";
    } catch (RuntimeException e) {
      return "as it is: " + e + "; ";
    }
  }

  /** With its inputs as constants; empty if all outputs are right. */
  private static String folded(Path folder, ModelProto model) throws IOException {
    for (int o = 0; o < model.getGraph().getOutputCount(); o++) {
      GraphProto.Builder graph = model.getGraph().toBuilder();
      graph.clearInput().clearOutput().addOutput(model.getGraph().getOutput(o));
      Path data = folder.resolve("test_data_set_0");
      List<String> inputs = model.getGraph().getInputList().stream().map(i -> i.getName()).toList();
      for (int i = 0; i < inputs.size(); i++) {
        graph.addInitializer(stored(data.resolve("input_" + i + ".pb"), model.getGraph().getInput(i)).toBuilder().setName(inputs.get(i)));
      }
      String wrong = compare(graph.build(), (int) model.getOpsetImport(0).getVersion(), stored(data.resolve("output_" + o + ".pb"), model.getGraph().getOutput(o)));
      if (!wrong.isEmpty()) return "output " + o + ": " + wrong;
    }
    return "";
  }

  /** A tensor of the case; those of BFLOAT16 are stored as the UINT16 of their bits. */
  private static TensorProto stored(Path file, ValueInfoProto declared) throws IOException {
    TensorProto t = TensorProto.parseFrom(Files.readAllBytes(file));
    boolean brain = declared.getType().getTensorType().getElemType() == DataType.BFLOAT16_VALUE && t.getDataType() == DataType.UINT16_VALUE;
    return brain ? t.toBuilder().setDataType(DataType.BFLOAT16_VALUE).build() : t;
  }

  private static String compare(GraphProto proto, int opset, TensorProto output) {
    ExternalData none = new ExternalData(null, REFUSALS);
    OnnxGraph graph = new OnnxGraph(proto, opset, none, REFUSALS);
    for (int i = 0; i < graph.nodes(); i++) if (graph.live(i)) graph.fold(i);
    OnnxTensor got = graph.constant(graph.output());
    OnnxTensor want = StoredTensor.read(output, "output", none, REFUSALS);
    if (got.type() != want.type() || !got.dims().equals(want.dims())) return OnnxTensor.typeName(got.type()) + " " + got.shape() + ", not " + OnnxTensor.typeName(want.type()) + " " + want.shape();
    for (int i = 0; i < got.length(); i++) {
      double a = got.values().real(i);
      double b = want.values().real(i);
      boolean same = got.values().isReal() ? Double.compare(a, b) == 0 || Math.abs(a - b) <= 1e-7 + 1e-3 * Math.abs(b) : got.values().integer(i) == want.values().integer(i);
      if (!same) return "element " + i + " is " + a + ", not " + b;
    }
    return "";
  }
}
