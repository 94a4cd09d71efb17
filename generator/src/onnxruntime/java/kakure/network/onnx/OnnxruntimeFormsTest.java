// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** onnxruntime on the forms of other writers: what it takes for the largest logit is ours, or as large but for rounding. */
class OnnxruntimeFormsTest {
  private static final int IMAGES = 100;
  private final Map<String, Consumer<Model>> forms = new LinkedHashMap<>();

  private static void image(Model m, int at, String type, String output, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).setName(output).addOutput(output);
    for (String input : inputs) node.addInput(input);
    m.graph.addNode(at, node);
  }

  private static void floats(Model m) {
    m.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
  }

  @TestFactory
  Stream<DynamicTest> labels() {
    forms.put("as written", m -> {});
    forms.put("float image in other steps", m -> {
      floats(m);
      image(m, 0, "QuantizeLinear", "q", "image", m.set("step", new float[] {1 / 128f}), "zero");
      m.node("a.in").setInput(0, "q").setInput(1, "step");
    });
    forms.put("float image, normalised", m -> {
      floats(m);
      image(m, 0, "Sub", "s", "image", m.set("mean", new float[] {.25f}));
      image(m, 1, "Div", "d", "s", m.set("deviation", new float[] {.5f}));
      image(m, 2, "QuantizeLinear", "q", "d", m.set("step", new float[] {1.5f / 255}), "zero");
      m.node("a.in").setInput(0, "q").setInput(1, "step");
    });
    forms.put("INT8 from -128 on", m -> {
      m.raw("low", DataType.INT8_VALUE, new byte[] {-128});
      for (String n : new String[] {"a.q", "b.in", "b.q", "c.in"}) m.node(n).setInput(2, "low");
    });
    forms.put("zeros around the map by Pad", m -> {
      m.node("b").removeAttribute(1);
      m.after("b.pool", "Pad", m.integers("pads", 0, 0, 1, 1, 0, 0, 1, 1));
    });
    forms.put("scaled and shifted sums", m -> {
      m.after("a.bn", "Add", m.set("shift", new float[] {.1f, .2f, .3f, -.1f, -.2f, 0}, 6, 1, 1));
      m.after("a.bn", "Mul", m.set("factor", new float[] {1.5f}));
    });
    forms.put("mask of the weights", m -> {
      float[] w = m.floats("b.weight");
      float[] mask = new float[w.length];
      for (int i = 0; i < w.length; i++) mask[i] = w[i] == 0 ? 0 : 1;
      image(m, 0, "Mul", "masked", m.set("mask", mask, 4, 6, 3, 3), "b.weight");
      m.node("b").setInput(1, "masked");
    });
    return forms.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
      Model m = new Model(Model.small());
      e.getValue().accept(m);
      same(m);
    }));
  }

  private static void same(Model model) throws OrtException {
    Network network = model.read();
    GoldenNetwork golden = new GoldenNetwork(network);
    boolean floats = model.graph.getInput(0).getType().getTensorType().getElemType() == DataType.FLOAT_VALUE;
    SplittableRandom rng = new SplittableRandom(17);
    byte[] picture = new byte[network.input().elements()];
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model.bytes(), new OrtSession.SessionOptions())) {
      for (int i = 0; i < IMAGES; i++) {
        rng.nextBytes(picture);
        float[] logits = logits(environment, session, picture, network, floats);
        int ours = golden.label(network.image(picture));
        float most = Float.NEGATIVE_INFINITY;
        for (float v : logits) most = Math.max(most, v);
        assertThat(logits[ours]).as("image %d: onnxruntime's logit of our label %d, beside its largest", i, ours).isGreaterThanOrEqualTo(most - .1f);
      }
    }
  }

  private static float[] logits(OrtEnvironment environment, OrtSession session, byte[] picture, Network network, boolean floats) throws OrtException {
    long[] shape = {1, network.input().channels(), network.input().height(), network.input().width()};
    FloatBuffer reals = FloatBuffer.allocate(picture.length);
    for (byte b : picture) reals.put((b & 255) / 255f);
    try (OnnxTensor image = floats ? OnnxTensor.createTensor(environment, reals.rewind(), shape) : OnnxTensor.createTensor(environment, ByteBuffer.allocateDirect(picture.length).put(picture).rewind(), shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("image", image))) {
      return ((float[][]) result.get(0).getValue())[0];
    }
  }
}
