// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import kakure.network.Hidden;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.TrainedNetwork;
import kakure.network.Window;
import org.junit.jupiter.api.Test;

/** The forms in which other software writes the same network give the same integers. */
class OtherWritersTest {
  private final TrainedNetwork trained = Model.small();
  private final Network expected = trained.quantise();
  private final Model model = new Model(trained);

  @Test
  void floatImageThatTheModelQuantises() {
    model.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
    model.graph.addNode(0, NodeProto.newBuilder().setOpType("QuantizeLinear").addInput("image").addInput("a.in_scale").addOutput("image.q"));
    model.node("a.in").setInput(0, "image.q");
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void castAndDividedImage() {
    model.set("255", new float[] {255});
    model.node("a.in").setOpType("Cast").clearInput().addInput("image").addAttribute(Model.attribute("to", DataType.FLOAT_VALUE));
    model.after("a.in", "Div", "255");
    assertThat(model.read().nodes()).isEqualTo(expected.nodes());
    model.set("scale", new float[] {1 / 255f});
    String divided = model.graph.getNode(1).getOutput(0);
    model.after(divided, "QuantizeLinear", "scale", "zero");
    model.after(model.graph.getNode(2).getName(), "DequantizeLinear", "scale", "zero");
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void typedValuesInsteadOfRawBytes() {
    for (int i = 0; i < model.graph.getInitializerCount(); i++) {
      var t = model.graph.getInitializerBuilder(i);
      if (t.getDataType() == DataType.FLOAT_VALUE) for (float v : model.floats(t.getName())) t.addFloatData(v);
      else t.addInt32Data(0);
      t.clearRawData();
    }
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void constantsAsInputsAndAsNodes() {
    model.graph.addInput(0, model.graph.getInput(0).toBuilder().setName("b.weight"));
    var weight = model.constant("a.weight").build();
    for (int i = 0; i < model.graph.getInitializerCount(); i++) if (model.graph.getInitializer(i).getName().equals("a.weight")) model.graph.removeInitializer(i);
    model.graph.addNode(0, NodeProto.newBuilder().setOpType("Identity").addInput("w0").addOutput("a.weight"));
    model.graph.addNode(0, NodeProto.newBuilder().setOpType("Constant").addOutput("w0").addAttribute(AttributeProto.newBuilder().setName("value").setType(AttributeType.TENSOR).setT(weight)));
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void integerWeightsWithOneScalePerChannel() {
    float[] w = model.floats("b.weight");
    byte[] q = new byte[w.length];
    for (int i = 0; i < q.length; i++) q[i] = (byte) (Math.signum(w[i]) * 127);
    model.raw("b.int8", DataType.INT8_VALUE, q, 4, 6, 3, 3);
    float[] scales = {.5f / 127, .125f / 127, .25f / 127, .125f / 127};
    model.set("b.s", scales, 4);
    model.node("b").setInput(1, "b.dq");
    model.graph.addNode(0, NodeProto.newBuilder().setOpType("DequantizeLinear").addInput("b.int8").addInput("b.s").addOutput("b.dq").addAttribute(Model.attribute("axis", 0)));
    Network read = model.read();
    assertThat(mask(read, "b")).isEqualTo(mask(expected, "b"));
    for (int o = 0; o < 4; o++) assertThat(factor(linear(read, "b"), o) / factor(linear(expected, "b"), o)).isCloseTo(scales[o] * 127 / .125, within(1e-3));
  }

  @Test
  void normalisationFoldedIntoWeightsAndBias() {
    for (String layer : new String[] {"a", "b"}) {
      float[] w = model.floats(layer + ".weight");
      float[] gamma = model.floats(layer + ".gamma");
      float[] beta = model.floats(layer + ".beta");
      float[] mean = model.floats(layer + ".mean");
      float[] variance = model.floats(layer + ".variance");
      int perChannel = w.length / gamma.length;
      float[] bias = new float[gamma.length];
      for (int o = 0; o < gamma.length; o++) {
        float k = gamma[o] / (float) Math.sqrt(variance[o] + 1e-5f);
        for (int i = 0; i < perChannel; i++) w[o * perChannel + i] *= k;
        bias[o] = beta[o] - mean[o] * k;
      }
      model.set(layer + ".weight", w, gamma.length, layer.equals("a") ? 2 : 6, 3, 3);
      model.node(layer).addInput(model.set(layer + ".bias", bias, gamma.length));
      model.remove(layer + ".bn");
    }
    Network read = model.read();
    for (String l : new String[] {"a", "b"}) {
      Linear got = linear(read, l);
      Linear want = linear(expected, l);
      assertThat(got.weights()).isEqualTo(want.weights());
      for (int o = 0; o < got.weights().outputs(); o++) {
        assertThat(factor(got, o)).as("layer %s, channel %d", l, o).isCloseTo(factor(want, o), within(1e-4 + Math.abs(factor(want, o)) * 1e-4));
        assertThat(addend(got, o)).isCloseTo(addend(want, o), within(1e-3 + Math.abs(addend(want, o)) * 1e-4));
      }
    }
    assertThat(read.node("c")).isEqualTo(expected.node("c"));
  }

  private static Linear linear(Network network, String node) {
    return (Linear) network.node(node).op();
  }

  private static Mask mask(Network network, String node) {
    return ((Hidden) linear(network, node).weights()).mask();
  }

  private static double factor(Linear layer, int o) {
    return Math.scalb((double) layer.requantise().orElseThrow().mul()[o], -layer.requantise().orElseThrow().sh()[o]);
  }

  private static double addend(Linear layer, int o) {
    return Math.scalb((double) layer.requantise().orElseThrow().add()[o], -layer.requantise().orElseThrow().sh()[o]);
  }

  @Test
  void clipInsteadOfReluOrNeither() {
    model.node("a.relu").setOpType("Clip").addInput(model.set("low", new float[] {0})).addInput(model.set("high", new float[] {5.1f}));
    model.remove("b.relu");
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void poolingAnywhereBehindTheNormalisation() {
    model.remove("b.pool");
    for (String behind : new String[] {"a.bn", "a.relu", "a.q", "b.in"}) {
      Model moved = new Model(trained);
      moved.remove("b.pool");
      moved.after(behind, "MaxPool").addAttribute(Model.attribute("kernel_shape", 2, 2)).addAttribute(Model.attribute("strides", 2, 2)).addAttribute(Model.attribute("ceil_mode", 1));
      assertThat(moved.read()).as(behind).isEqualTo(expected);
    }
  }

  @Test
  void matMulAndReshapeAndTransposedMatrices() {
    float[] w = model.floats("c.weight");
    float[] t = new float[w.length];
    for (int o = 0; o < 5; o++) for (int f = 0; f < 16; f++) t[f * 5 + o] = w[o * 16 + f];
    model.node("c").setOpType("MatMul").clearAttribute();
    model.set("c.weight", t, 16, 5);
    for (long[] shape : new long[][] {{0, -1}, {-1, 16}, {1, 16}, {1, -1}}) {
      model.node("c.flat").setOpType("Reshape").clearAttribute().clearInput().addInput("c.in").addInput(model.integers("shape", shape));
      assertThat(model.read()).as(Arrays.toString(shape)).isEqualTo(expected);
    }
    model.node("c").setOpType("Gemm");
    assertThat(model.read()).isEqualTo(expected);
    model.set("c.stored", w, 5, 16);
    model.node("c").setInput(1, "c.t");
    model.graph.addNode(0, NodeProto.newBuilder().setOpType("Transpose").addInput("c.stored").addOutput("c.t").addAttribute(Model.attribute("perm", 1, 0)));
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void biasAndScaleOfTheLogitsAreTheHosts() {
    model.after("c", "Add", model.set("c.bias", new float[] {1, 2, 3, 4, 5}, 5));
    model.node("c").addAttribute(Model.attribute("alpha", .5f));
    Network read = model.read();
    assertThat(read.nodes()).isEqualTo(expected.nodes());
    int[] logits = {0, -3, 7, 100, -5};
    for (int o = 0; o < 5; o++) assertThat(read.readout().logit(logits, o)).isCloseTo(logits[o] * .0625 * .03f * .5 + o + 1, within(1e-9));
  }

  @Test
  void nodesThatChangeNothing() {
    model.after("a.relu", "Identity");
    model.after("b.in", "Dropout", model.set("ratio", new float[] {.5f}));
    model.after("c.in", "Relu");
    assertThat(model.read()).isEqualTo(expected);
  }

  @Test
  void paddingByRule() {
    model.node("a").removeAttribute(1).addAttribute(Model.attribute("auto_pad", "SAME_UPPER"));
    assertThat(model.read()).isEqualTo(expected);
    model.node("b").removeAttribute(1).addAttribute(Model.attribute("auto_pad", "SAME_LOWER"));
    assertThat(linear(model.read(), "b").window()).isEqualTo(new Window(3, 3, 2, 1, 1, 0, 0));
  }

  @Test
  void seedsInHexadecimal() {
    model.proto.getMetadataPropsBuilder(0).setValue("0x1");
    assertThat(model.read()).isEqualTo(expected);
    model.proto.getMetadataPropsBuilder(0).setValue("0001");
    assertThat(model.read()).isEqualTo(expected);
  }
}
