// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.network.Network;
import kakure.network.TrainedNetwork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A layer's weights as constants that are still to be computed: the network is the same, whatever the form. Layer b has weights of +-0.125 and 0, 4 x 6 x 3 x 3. */
class ConstantFormsTest {
  private static final float C = .125f;
  private static final long[] SHAPE = {4, 6, 3, 3};
  private final TrainedNetwork trained = Model.small();
  private final Network expected = trained.quantise();
  private final Map<String, Consumer<Model>> forms = new LinkedHashMap<>();

  /** Puts a node first; its result is its name. */
  private static NodeProto.Builder node(Model m, int at, String type, String output, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).addOutput(output);
    for (String input : inputs) node.addInput(input);
    m.graph.addNode(at, node);
    return m.graph.getNodeBuilder(at);
  }

  private static void weight(Model m, String name) {
    m.node("b").setInput(1, name);
  }

  private static byte[] bytes(float[] w, int kept, int gone) {
    byte[] all = new byte[w.length];
    for (int i = 0; i < w.length; i++) all[i] = (byte) (w[i] == 0 ? gone : kept);
    return all;
  }

  private static byte[] steps(float[] w, int zero) {
    byte[] all = new byte[w.length];
    for (int i = 0; i < w.length; i++) all[i] = (byte) (Math.signum(w[i]) + zero);
    return all;
  }

  /** The weights before the mask: what is not kept is 7. */
  private static String unmasked(Model m) {
    float[] w = m.floats("b.weight");
    for (int i = 0; i < w.length; i++) if (w[i] == 0) w[i] = 7;
    return m.set("b.all", w, SHAPE);
  }

  private static void scores(Model m) {
    float[] w = m.floats("b.weight");
    float[] s = new float[w.length];
    for (int i = 0; i < w.length; i++) s[i] = (i % 2 == 0 ? 1 : -1) * (w[i] == 0 ? .001f * i : 1 + .001f * i);
    m.set("b.scores", s, SHAPE);
  }

  private static int kept(Model m) {
    int n = 0;
    for (float w : m.floats("b.weight")) if (w != 0) n++;
    return n;
  }

  @TestFactory
  Stream<DynamicTest> weights() {
    forms.put("weight x mask", m -> {
      float[] w = m.floats("b.weight");
      float[] mask = new float[w.length];
      for (int i = 0; i < w.length; i++) mask[i] = w[i] == 0 ? 0 : 1;
      node(m, 0, "Mul", "b.w", m.set("b.mask", mask, SHAPE), unmasked(m));
      weight(m, "b.w");
    });
    forms.put("weight x cast of a BOOL mask", m -> {
      m.raw("b.mask", DataType.BOOL_VALUE, bytes(m.floats("b.weight"), 1, 0), SHAPE);
      node(m, 0, "Cast", "b.m", "b.mask").addAttribute(Model.attribute("to", DataType.FLOAT_VALUE));
      node(m, 1, "Mul", "b.w", unmasked(m), "b.m");
      weight(m, "b.w");
    });
    forms.put("chosen by a mask, in whatever order the constants come", m -> {
      m.raw("b.mask", DataType.BOOL_VALUE, bytes(m.floats("b.weight"), 0, 1), SHAPE);
      node(m, 2, "Not", "b.m", "b.mask");
      node(m, 3, "ConstantOfShape", "b.zeros", m.integers("b.shape", SHAPE));
      node(m, 4, "Where", "b.w", "b.m", unmasked(m), "b.zeros");
      weight(m, "b.w");
    });
    forms.put("top-k of the scores, as edge-popup has it", m -> {
      scores(m);
      node(m, 0, "Abs", "s", "b.scores");
      node(m, 1, "Flatten", "row", "s").addAttribute(Model.attribute("axis", 0));
      node(m, 2, "TopK", "top", "row", m.integers("k", kept(m))).addOutput("places");
      node(m, 3, "ReduceMin", "least", "top").addAttribute(Model.attribute("keepdims", 0));
      node(m, 4, "GreaterOrEqual", "kept", "s", "least");
      node(m, 5, "Cast", "mask", "kept").addAttribute(Model.attribute("to", DataType.FLOAT_VALUE));
      node(m, 6, "Mul", "b.w", unmasked(m), "mask");
      weight(m, "b.w");
    });
    forms.put("ones scattered where the best scores are", m -> {
      scores(m);
      node(m, 0, "Abs", "s", "b.scores");
      node(m, 1, "Reshape", "row", "s", m.integers("flat", -1));
      node(m, 2, "TopK", "top", "row", m.integers("k", kept(m))).addOutput("places");
      node(m, 3, "Shape", "n", "row");
      node(m, 4, "ConstantOfShape", "zeros", "n");
      node(m, 5, "Shape", "ks", "places");
      node(m, 6, "Expand", "ones", m.set("one", new float[] {1}), "ks");
      node(m, 7, "ScatterElements", "mask", "zeros", "places", "ones");
      node(m, 8, "Shape", "shape", "s");
      node(m, 9, "Reshape", "mask4", "mask", "shape");
      node(m, 10, "Mul", "b.w", unmasked(m), "mask4");
      weight(m, "b.w");
    });
    forms.put("FLOAT16 and cast", m -> {
      float[] w = m.floats("b.weight");
      ByteBuffer raw = ByteBuffer.allocate(2 * w.length).order(ByteOrder.LITTLE_ENDIAN);
      for (float v : w) raw.putShort((short) (v == 0 ? 0 : v < 0 ? 0xB000 : 0x3000));
      m.raw("b.half", DataType.FLOAT16_VALUE, raw.array(), SHAPE);
      node(m, 0, "Cast", "b.w", "b.half").addAttribute(Model.attribute("to", DataType.FLOAT_VALUE));
      weight(m, "b.w");
    });
    forms.put("DOUBLE and cast", m -> {
      float[] w = m.floats("b.weight");
      ByteBuffer raw = ByteBuffer.allocate(8 * w.length).order(ByteOrder.LITTLE_ENDIAN);
      for (float v : w) raw.putDouble(v);
      m.raw("b.double", DataType.DOUBLE_VALUE, raw.array(), SHAPE);
      node(m, 0, "Cast", "b.w", "b.double").addAttribute(Model.attribute("to", DataType.FLOAT_VALUE));
      weight(m, "b.w");
    });
    forms.put("quantised and back, zero point left out", m -> {
      m.set("b.s", new float[] {C / 127});
      m.raw("b.z", DataType.INT8_VALUE, new byte[1]);
      node(m, 0, "QuantizeLinear", "b.steps", "b.weight", "b.s", "b.z");
      node(m, 1, "DequantizeLinear", "b.w", "b.steps", "b.s");
      weight(m, "b.w");
    });
    forms.put("UINT8 with zero point 128", m -> {
      m.raw("b.steps", DataType.UINT8_VALUE, steps(m.floats("b.weight"), 128), SHAPE);
      m.raw("b.z", DataType.UINT8_VALUE, new byte[] {(byte) 128});
      node(m, 0, "DequantizeLinear", "b.w", "b.steps", m.set("b.s", new float[] {C}), "b.z");
      weight(m, "b.w");
    });
    forms.put("INT8 with a scale and a zero point per channel", m -> {
      m.raw("b.steps", DataType.INT8_VALUE, steps(m.floats("b.weight"), 3), SHAPE);
      m.raw("b.z", DataType.INT8_VALUE, new byte[] {3, 3, 3, 3}, 4);
      node(m, 0, "DequantizeLinear", "b.w", "b.steps", m.set("b.s", new float[] {C, C, C, C}, 4), "b.z").addAttribute(Model.attribute("axis", 0));
      weight(m, "b.w");
    });
    forms.put("signs of QONNX's BipolarQuant x mask", m -> {
      float[] mask = m.floats("b.weight");
      for (int i = 0; i < mask.length; i++) mask[i] = mask[i] == 0 ? 0 : 1;
      node(m, 0, "BipolarQuant", "b.signs", "b.weight", m.set("b.s", new float[] {C})).setDomain("qonnx.custom_op.general");
      node(m, 1, "Mul", "b.w", "b.signs", m.set("b.mask", mask, SHAPE));
      weight(m, "b.w");
    });
    forms.put("ternary by QONNX's Quant", m -> {
      m.set("b.s", new float[] {C, C, C, C}, 4, 1, 1, 1);
      node(m, 0, "Quant", "b.w", "b.weight", "b.s", m.set("b.z", new float[1]), m.set("b.bits", new float[] {2})).setDomain("onnx.brevitas")
          .addAttribute(Model.attribute("signed", 1)).addAttribute(Model.attribute("narrow", 1)).addAttribute(Model.attribute("rounding_mode", "ROUND"));
      weight(m, "b.w");
    });
    forms.put("laid otherwise: halves, reshaped, joined, transposed twice", m -> {
      float[] w = m.floats("b.weight");
      m.set("b.first", java.util.Arrays.copyOf(w, 108), 108);
      m.set("b.second", java.util.Arrays.copyOfRange(w, 108, 216), 108);
      node(m, 0, "Concat", "row", "b.first", "b.second").addAttribute(Model.attribute("axis", 0));
      node(m, 1, "Reshape", "b.4d", "row", m.integers("b.shape", 0L + 4, 6, 3, -1));
      node(m, 2, "Transpose", "b.t", "b.4d").addAttribute(Model.attribute("perm", 2, 3, 1, 0));
      node(m, 3, "Unsqueeze", "b.5d", "b.t", m.integers("ax", 0));
      node(m, 4, "Squeeze", "b.u", "b.5d");
      node(m, 5, "Transpose", "b.w", "b.u").addAttribute(Model.attribute("perm", 3, 2, 0, 1));
      weight(m, "b.w");
    });
    forms.put("standardised", m -> {
      node(m, 0, "Div", "b.n", "b.weight", m.set("b.d", new float[] {.5f}));
      node(m, 1, "Mul", "b.w", "b.n", m.set("b.h", new float[] {.5f}));
      weight(m, "b.w");
    });
    return forms.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
      Model m = new Model(trained);
      e.getValue().accept(m);
      assertThat(m.read()).isEqualTo(expected);
    }));
  }

  @Test
  void whatNobodyReadsIsNotJudged() {
    Model m = new Model(trained);
    m.raw("text", DataType.STRING_VALUE, new byte[] {'x'}, 1);
    m.raw("wide", DataType.DOUBLE_VALUE, new byte[8], 1);
    node(m, 0, "Constant", "k").addAttribute(Model.attribute("value_int", 3));
    node(m, 0, "RandomNormal", "noise");
    m.after("a", "NonMaxSuppression");
    m.graph.getNodeBuilder(m.indexOf("a") + 1).setOutput(0, "unread");
    m.node("a.bn").setInput(0, "a");
    m.graph.addInput(m.graph.getInput(0).toBuilder().setName("other"));
    assertThat(m.read()).isEqualTo(expected);
  }

  @Test
  void aSmallFileCannotAskForMuchWork() {
    Model m = new Model(trained);
    m.integers("large", 1 << 12, 1 << 12);
    node(m, 0, "ConstantOfShape", "k", "large");
    node(m, 1, "ReduceMax", "most", "k");
    m.after("a", "Add", "most");
    assertThatThrownBy(m::read).isInstanceOf(BadInput.class).hasMessageContaining("node 0 (ConstantOfShape): computing the constants up to here takes more steps than the numbers in the file are worth");
    m.integers("large", 1L << 40, 1L << 40);
    assertThatThrownBy(m::read).isInstanceOf(BadInput.class).hasMessageContaining("elements at most 268435456");
  }
}
