// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Rounding;
import kakure.golden.FloatEdges.Subnormals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** onnxruntime's casts from FLOAT to the 8-bit formats and back: our one rounding gives the same values. Its casts with saturate=0 and those from DOUBLE are no witnesses. */
class CastWitnessTest {
  /** ONNX's numbers of the types, which the classes that models are read with are too old to name. */
  private static final int E4M3FN = 17, E5M2 = 19;
  private static final FloatEdges EDGES = new FloatEdges(Rounding.NEAREST, Overflow.SATURATE, Subnormals.KEEP);

  @ParameterizedTest
  @CsvSource({"e4m3, " + E4M3FN, "e5m2, " + E5M2})
  void castsAreOurRounding(String name, int type) throws OrtException {
    var format = FloatFormat.parse(name);
    float[] values = values(format);
    float[] cast = cast(values, type);
    for (int i = 0; i < values.length; i++) {
      double ours = format.toDouble(format.ofDouble(values[i], EDGES));
      assertThat(cast[i]).as("%s of %s (0x%08x)", name, values[i], Float.floatToRawIntBits(values[i])).isEqualTo((float) ours);
    }
  }

  /** Every value of the format and every middle of two, one float above and below each, and random floats; finite ones, as what an infinity saturates to is another question. */
  private static float[] values(FloatFormat format) {
    var rng = new SplittableRandom(1);
    var all = new float[200_000];
    int n = 0;
    for (long m = 0; m < format.largest(); m++) {
      float low = (float) format.toDouble(m), high = (float) format.toDouble(m + 1), middle = (low + high) / 2;
      for (float v : new float[] {low, middle, Math.nextUp(middle), Math.nextDown(middle)}) {
        all[n++] = v;
        all[n++] = -v;
      }
    }
    while (n < all.length) {
      float v = Float.intBitsToFloat(rng.nextInt());
      if (!Float.isNaN(v) && !Float.isInfinite(v)) all[n++] = v;
    }
    return all;
  }

  private static float[] cast(float[] values, int type) throws OrtException {
    var graph = GraphProto.newBuilder().setName("casts").addInput(floats("x", values.length)).addOutput(floats("y", values.length)).addNode(node("x", "q", type)).addNode(node("q", "y", DataType.FLOAT_VALUE));
    var model = ModelProto.newBuilder().setIrVersion(9).addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(19)).setGraph(graph).build();
    var environment = OrtEnvironment.getEnvironment();
    try (var session = environment.createSession(model.toByteArray()); var x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), new long[] {values.length}); var result = session.run(Map.of("x", x))) {
      return (float[]) result.get(0).getValue();
    }
  }

  private static NodeProto node(String from, String to, int type) {
    return NodeProto.newBuilder().setOpType("Cast").addInput(from).addOutput(to).addAttribute(AttributeProto.newBuilder().setName("to").setType(AttributeProto.AttributeType.INT).setI(type)).build();
  }

  private static ValueInfoProto floats(String name, int n) {
    var shape = TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(n));
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT_VALUE).setShape(shape))).build();
  }
}
