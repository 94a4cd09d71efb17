// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kakure.network.Shape;

/** onnxruntime on a model of u8 images, one image at a time, with the quantised activations of every layer as further outputs. */
final class Onnxruntime implements AutoCloseable {
  private final OrtSession session;
  private final String input;
  private final String logits;
  private final List<String> activations = new ArrayList<>();
  private final Shape shape;

  Onnxruntime(byte[] model, Shape shape) throws OrtException, InvalidProtocolBufferException {
    this.shape = shape;
    ModelProto.Builder proto = ModelProto.parseFrom(model).toBuilder();
    input = proto.getGraph().getInput(0).getName();
    logits = proto.getGraph().getOutput(0).getName();
    for (NodeProto node : proto.getGraph().getNodeList()) {
      if (!node.getOpType().equals("QuantizeLinear")) continue;
      activations.add(node.getOutput(0));
      proto.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(node.getOutput(0)).setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.UINT8_VALUE))));
    }
    session = OrtEnvironment.getEnvironment().createSession(proto.build().toByteArray(), new OrtSession.SessionOptions());
  }

  /**
   * What it makes of an image.
   *
   * @param maps per layer but the last, the u8 activations before pooling
   * @param logits per class
   */
  record Answer(List<byte[]> maps, float[] logits) {
    int label() {
      int best = 0;
      for (int o = 1; o < logits.length; o++) if (logits[o] > logits[best]) best = o;
      return best;
    }
  }

  Answer run(byte[] image) throws OrtException {
    ByteBuffer pixels = ByteBuffer.allocateDirect(image.length).put(image).rewind();
    try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), pixels, new long[] {1, shape.channels(), shape.height(), shape.width()}, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      List<byte[]> maps = new ArrayList<>();
      for (String name : activations) {
        ByteBuffer bytes = ((OnnxTensor) result.get(name).orElseThrow()).getByteBuffer();
        byte[] map = new byte[bytes.remaining()];
        bytes.get(map);
        maps.add(map);
      }
      return new Answer(maps, ((float[][]) result.get(logits).orElseThrow().getValue())[0]);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
