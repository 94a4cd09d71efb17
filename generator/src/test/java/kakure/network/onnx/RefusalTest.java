// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kakure.BadInput;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every refusal names file, node and reason, in at most four lines. */
class RefusalTest {
  private final Map<String, Consumer<Model>> faults = new LinkedHashMap<>();

  private void fault(String message, Consumer<Model> fault) {
    faults.put(message, fault);
  }

  @TestFactory
  Stream<DynamicTest> signs() {
    fault("node 1 \"a\" (Conv): the signs of layer 0 are not those that seed 2 gives", m -> m.proto.getMetadataPropsBuilder(0).setValue("2"));
    fault("% differ: trained with other random weights; check kakure.seed", m -> m.proto.getMetadataPropsBuilder(0).setValue("0xffffffff"));
    fault("1 of 78 kept weights differ\n  (1.3% differ: the weights were altered after training)\n  first: weight of output channel 1, input channel 1, tap 4 is 0.125, its sign should be -", m -> altered(m, 66, w -> -w));
    fault("output channel 1 has weights of several magnitudes, 0.125 and 0.1375 (output channel 1, input channel 1, tap 4)", m -> altered(m, 66, w -> w * 1.1f));
    fault("weight of output channel 1, input channel 1, tap 4 is NaN", m -> altered(m, 66, w -> Float.NaN));
    fault("weight of output channel 1, input channel 1, tap 4 is Infinity", m -> altered(m, 66, w -> Float.POSITIVE_INFINITY));
    return tests();
  }

  /** Changes the first kept weight of layer b at or behind this place. */
  private static void altered(Model m, int at, java.util.function.UnaryOperator<Float> change) {
    float[] w = m.floats("b.weight");
    while (w[at] == 0) at++;
    w[at] = change.apply(w[at]);
    m.set("b.weight", w, 4, 6, 3, 3);
  }

  @TestFactory
  Stream<DynamicTest> metadataAndFile() {
    fault("no metadata kakure.seed", m -> m.proto.removeMetadataProps(0));
    fault("no metadata kakure.generator: not a hidden network", m -> m.proto.removeMetadataProps(1));
    fault("metadata kakure.generator is \"xorshift64\"", m -> m.proto.getMetadataPropsBuilder(1).setValue("xorshift64"));
    fault("metadata kakure.seed is \"one?[31m\": must be 0 to 4294967295", m -> m.proto.getMetadataPropsBuilder(0).setValue("one\u001b[31m"));
    fault("metadata kakure.seed is 4294967296: must be", m -> m.proto.getMetadataPropsBuilder(0).setValue("4294967296"));
    fault("metadata \"kakure.seed\" is given twice", m -> m.proto.addMetadataProps(m.proto.getMetadataProps(0)));
    fault("opset 12; 13 or later is read", m -> m.proto.getOpsetImportBuilder(0).setVersion(12));
    fault("names no operator set", m -> m.proto.clearOpsetImport());
    fault("hold no graph", m -> m.proto.clearGraph());
    fault("the model has no nodes", m -> m.graph.clearNode());
    fault("the model has 20001 nodes", m -> {
      for (int i = m.graph.getNodeCount(); i <= 20000; i++) m.graph.addNode(NodeProto.newBuilder().setOpType("X"));
    });
    fault("bytes are not weights", m -> m.proto.setDocString("x".repeat(9 << 20)));
    return tests();
  }

  @TestFactory
  Stream<DynamicTest> graph() {
    fault("node 2 \"a.bn\" (BatchNormalization): reads \"a.gamma2\", which no input, initializer or earlier node gives", m -> m.node("a.bn").setInput(1, "a.gamma2"));
    fault("node 1 \"a\" (Conv): reads \"a.relu\", which no input", m -> m.node("a").setInput(0, "a.relu"));
    fault("makes \"a.relu\", which exists already", m -> m.node("b.relu").setOutput(0, "a.relu"));
    fault("initializer \"a.gamma\" is given twice", m -> m.graph.addInitializer(m.constant("a.gamma").build()));
    fault("input \"image\" is given twice", m -> m.graph.addInput(m.graph.getInput(0)));
    fault("the model has 2 inputs beside its constants", m -> {
      m.graph.addInput(m.graph.getInput(0).toBuilder().setName("other"));
      m.node("a.relu").addInput("other");
    });
    fault("the model has 2 outputs", m -> m.graph.addOutput(m.graph.getOutput(0).toBuilder().setName("a")));
    fault("no node makes the model's output \"d\"", m -> m.graph.getOutputBuilder(0).setName("d"));
    fault("(Add): comes after the clamp of \"a\"; the hardware adds and scales before it only", m -> m.after("b.in", "Add").setInput(0, "a.relu").addInput("b.in"));
    fault("the last layer's sums are the logits, but they are clamped, quantised or pooled", m -> m.graph.getOutputBuilder(0).setName("a.relu"));
    fault("(Constant): holds no number", m -> {
      m.graph.addNode(0, NodeProto.newBuilder().setOpType("Constant").addOutput("k").addAttribute(Model.attribute("sparse_value", 1)));
      m.after("a", "Add", "k");
    });
    fault("operators of the domain \"com.example\" are not known", m -> m.node("a").setDomain("com.example"));
    fault("the model has no Conv, Gemm or MatMul", m -> {
      while (m.graph.getNodeCount() > 1) m.graph.removeNode(1);
      m.graph.getOutputBuilder(0).setName("a.in");
    });
    fault("node 0 (RandomNormal): reads only constants, and this operator is not among those computed at import", m -> {
      m.graph.addNode(0, NodeProto.newBuilder().setOpType("RandomNormal").addOutput("r"));
      m.after("a", "Add", "r");
    });
    fault("reads \"spare\", a further output of an earlier node", m -> {
      m.node("a.relu").addOutput("spare");
      m.node("b.relu").setInput(0, "spare");
    });
    return tests();
  }

  @TestFactory
  Stream<DynamicTest> constants() {
    fault("constant \"a.weight\" of shape 6 x 2 x 3 x 3 must hold 432 bytes, but holds 431", m -> m.constant("a.weight").setRawData(m.constant("a.weight").getRawData().substring(1)));
    fault("constant \"a.gamma\" of shape 6 must hold 6 values, but holds 0", m -> m.constant("a.gamma").clearRawData());
    fault("has the shape 268435456 x 268435456", m -> m.constant("a.gamma").clearDims().addDims(1 << 28).addDims(1 << 28));
    fault("has the shape -6", m -> m.constant("a.gamma").setDims(0, -6));
    fault("\"a.gamma\" has 9 dimensions", m -> m.constant("a.gamma").addAllDims(java.util.List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L)));
    fault("constant \"a.gamma\" of shape 6 must hold 12 bytes, but holds 24", m -> m.constant("a.gamma").setDataType(DataType.FLOAT16_VALUE));
    fault("constant \"a.gamma\" is of type STRING; floating-point numbers of 16 to 64 bits, integers of 8 to 64 and BOOL are read: store it as FLOAT or INT8", m -> m.constant("a.gamma").setDataType(DataType.STRING_VALUE));
    fault("constant \"a.gamma\" is of type number 99", m -> m.constant("a.gamma").setDataType(99));
    fault("is stored in another file, but the model does not say in which (location)", m -> m.constant("a.gamma").setDataLocation(TensorProto.DataLocation.EXTERNAL));
    fault("its scale has the shape 5, not 6 values", m -> m.set("a.gamma", new float[5], 5));
    fault("(BatchNormalization): its shift holds NaN at 2", m -> m.set("a.beta", new float[] {0, 0, Float.NaN, 0, 0, 0}, 6));
    fault("normalisation of channel 1: variance -1.0 plus epsilon 1.0E-5 must be above 0", m -> m.set("a.variance", new float[] {1, -1, 1, 1, 1, 1}, 6));
    fault("(QuantizeLinear): its scale is 0.0: must be above 0", m -> m.set("a.out_scale", new float[] {0}));
    fault("(QuantizeLinear): its scale holds Infinity", m -> m.set("a.out_scale", new float[] {Float.POSITIVE_INFINITY}));
    fault("(DequantizeLinear): its scale has the shape 2", m -> m.set("b.in_scale", new float[] {1, 1}, 2));
    fault("its zero point is 3 of type UINT8; activations are UINT8 with zero point 0, or INT8 with -128: quantise behind a Relu", m -> m.constant("zero").setRawData(ByteString.copyFrom(new byte[] {3})));
    fault("its zero point is 0 of type INT8; activations are UINT8 with zero point 0, or INT8 with -128", m -> m.constant("zero").setDataType(DataType.INT8_VALUE));
    fault("beyond 16 and 40 bits: its scale is too small for its values", m -> m.set("a.out_scale", new float[] {1e-30f}));
    return tests();
  }

  @TestFactory
  Stream<DynamicTest> operators() {
    fault("(AveragePool): average pooling is computed of a whole map of activations (GlobalAveragePool)", m -> m.node("b.pool").setOpType("AveragePool"));
    fault("(GlobalAveragePool): average pooling", m -> m.after("a", "GlobalAveragePool"));
    fault("(Tanh): the hardware clamps at 0 and computes no other activation; train with Relu", m -> m.node("a.relu").setOpType("Tanh"));
    fault("(Softmax): stands before the last layer", m -> m.after("a", "Softmax"));
    fault("(ArgMax): works along axis 0 of 5 x 1 x 1, which is not that of the classes; use axis 1", m -> m.after("c", "ArgMax"));
    fault("(Add): its constant has the shape 6, its map is 6 x 8 x 8; one value, or one per channel", m -> m.after("a", "Add", m.set("k", new float[6], 6)));
    fault("(BatchNormalization): comes after the clamp of \"a\"", m -> m.after("a.relu", "BatchNormalization", "a.gamma", "a.beta", "a.mean", "a.variance"));
    fault("(BatchNormalization): its 3 outputs mean training: it normalises by each batch's own statistics; export the model for inference (model.eval())", m -> m.node("a.bn").addOutput("rm").addOutput("rv"));
    fault("(BatchNormalization): its 3 outputs mean training: it normalises by each batch's own statistics, or the file is wrong", m -> {
      m.proto.getOpsetImportBuilder(0).setVersion(15);
      m.node("a.bn").addOutput("rm").addOutput("rv");
    });
    fault("attribute \"training_mode\" is 1", m -> m.node("a.bn").addAttribute(Model.attribute("training_mode", 1)));
    fault("attribute \"group\" is 2; the hardware computes 1 only", m -> m.node("a").addAttribute(Model.attribute("group", 2)));
    fault("dilation 2", m -> m.node("a").addAttribute(Model.attribute("dilations", 2, 2)));
    fault("strides 1 and 2", m -> m.node("a").setAttribute(2, Model.attribute("strides", 1, 2)));
    fault("attribute \"strides\" has 3 values, not 2", m -> m.node("a").setAttribute(2, Model.attribute("strides", 1, 2, 3)));
    fault("stride 17: must be 1 to 16", m -> m.node("a").setAttribute(2, Model.attribute("strides", 17, 17)));
    fault("attribute \"pads\" holds -1", m -> m.node("a").setAttribute(1, Model.attribute("pads", -1, 0, 0, 0)));
    fault("each must be 0 or more and less than the kernel's side", m -> m.node("a").setAttribute(1, Model.attribute("pads", 60000, 0, 0, 0)));
    fault("attribute \"pads\" is given twice", m -> m.node("a").addAttribute(m.node("a").getAttribute(1)));
    fault("attribute \"shiny\" is not known", m -> m.node("a").addAttribute(Model.attribute("shiny", 1)));
    fault("attribute \"axis\" is of type FLOAT, not INT", m -> m.node("c.flat").setAttribute(0, Model.attribute("axis", 1f)));
    fault("its kernel_shape 5x3 is not that of its weight", m -> m.node("a").setAttribute(0, Model.attribute("kernel_shape", 5, 3)));
    fault("wants 2 channels, but its map is 3 x 8 x 8", m -> side(m, 1, 3));
    fault("wants 16 features, but its map is 4 x 4 x 4", m -> side(m, 2, 16, 3, 16));
    fault("side 2 is not a number; export the model with a fixed image size", m -> m.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().setDim(2, TensorShapeProto.Dimension.newBuilder().setDimParam("H")));
    fault("a map of 65536 x 4096 x 4096", m -> side(m, 1, 65536, 2, 4096, 3, 4096));
    fault("side 1 is -7", m -> side(m, 1, -7));
    fault("has 1 dimensions", m -> m.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().clearDim().addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(4)));
    fault("input \"image\" is of type INT64", m -> m.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.INT64_VALUE));
    fault("(Conv): reads a float image that is not quantised", m -> {
      m.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
      m.remove("a.in");
    });
    fault("(Conv): reads quantised activations without DequantizeLinear before it", m -> m.remove("a.in"));
    fault("(Conv): the activations before it are not quantised to u8", m -> {
      m.remove("a.q");
      m.remove("b.in");
    });
    fault("both must have one shape", m -> m.after("b", "Add", m.node("b").getInput(0)));
    fault("pools 2x2 with stride 2x1", m -> m.node("b.pool").setAttribute(1, Model.attribute("strides", 2, 1)));
    fault("pools 2x2 with stride 2x2, dilated", m -> m.node("b.pool").addAttribute(Model.attribute("dilations", 2, 2)));
    fault("pools: a 9x9 kernel is larger than its padded map of 6 x 8 x 8", m -> m.node("b.pool").setAttribute(0, Model.attribute("kernel_shape", 9, 9)));
    fault("pools: padding 3,0,0,0", m -> m.node("b.pool").addAttribute(Model.attribute("pads", 3, 0, 0, 0)));
    fault("keeps the last row or column of a map of 6 x 8 x 8 that fills no window", m -> m.node("b.pool").setAttribute(0, Model.attribute("kernel_shape", 3, 3)).addAttribute(Model.attribute("ceil_mode", 1)));
    fault("pools the image", m -> m.after("a.in", "MaxPool").addAllAttribute(m.node("b.pool").getAttributeList()));
    fault("a second pooling of \"a\"", m -> m.after("b.pool", "MaxPool").addAllAttribute(m.node("b.pool").getAttributeList()));
    fault("cuts below 255 steps", m -> m.node("a.relu").setOpType("Clip").addInput("").addInput(m.set("six", new float[] {5f})));
    fault("its lower limit is not 0 or less", m -> m.node("a.relu").setOpType("Clip").addInput(m.set("six", new float[] {5f})));
    fault("(Gemm): reads a map of 4 x 2 x 2; put Flatten before it", m -> m.remove("c.flat"));
    fault("(Flatten): reshapes a map of 4 x 2 x 2 to 4 x 4: the batch of 1 must stay the first side; use flatten(1), or export with a fixed batch", m -> m.node("c.flat").setAttribute(0, Model.attribute("axis", 2)));
    fault("(Reshape): reshapes a map of 4 x 2 x 2 to 2 x 8: the batch of 1 must stay the first side", m -> m.node("c.flat").setOpType("Reshape").clearAttribute().addInput(m.integers("shape", 2, 8)));
    fault("alpha -1.0 and beta 1.0", m -> m.node("c").addAttribute(Model.attribute("alpha", -1f)));
    fault("attribute \"transA\" is 1", m -> m.node("c").addAttribute(Model.attribute("transA", 1)));
    fault("the last layer's sums are the logits, but they are clamped", m -> m.after("c", "Relu"));
    fault("quantises steps of 0.0199", m -> m.after("b.in", "QuantizeLinear", "a.in_scale", "zero"));
    fault("the last layer yields 4 x 4 x 4", m -> {
      while (!m.graph.getNode(m.graph.getNodeCount() - 1).getName().equals("b")) m.graph.removeNode(m.graph.getNodeCount() - 1);
      m.graph.getOutputBuilder(0).setName("b");
      side(m, 2, 16, 3, 16);
    });
    return tests();
  }

  private static void side(Model m, int... sides) {
    var shape = m.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    for (int i = 0; i < sides.length; i += 2) shape.getDimBuilder(sides[i]).setDimValue(sides[i + 1]);
  }

  private Stream<DynamicTest> tests() {
    return faults.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
      Model m = new Model(Model.small());
      e.getValue().accept(m);
      assertThatThrownBy(m::read).isInstanceOf(BadInput.class).hasMessageStartingWith("model.onnx: ").hasMessageContaining(e.getKey());
      assertThatThrownBy(m::read).satisfies(x -> assertThat(x.getMessage().lines().count()).isLessThanOrEqualTo(4));
    }));
  }

  @Test
  void filesThatAreNotModels(@TempDir Path directory) throws java.io.IOException {
    Path none = directory.resolve("none.onnx");
    assertThatThrownBy(() -> OnnxReader.read(none)).isInstanceOf(BadInput.class).hasMessage(none + ": there is no such model file");
    assertThatThrownBy(() -> OnnxReader.read(directory)).isInstanceOf(BadInput.class).hasMessageContaining("is not a file");
    byte[] text = new byte[100];
    Arrays.fill(text, (byte) 'x');
    assertThatThrownBy(() -> OnnxReader.read("text", "text", text)).isInstanceOf(BadInput.class).hasMessageContaining("text: not an ONNX model");
    assertThatThrownBy(() -> OnnxReader.read("empty", "empty", new byte[0])).isInstanceOf(BadInput.class).hasMessageContaining("empty: not an ONNX model");
  }
}
