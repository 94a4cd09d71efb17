// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

/** The operators that are read, and why others are not. */
final class OpReaders {
  private static final String AVERAGE = "average pooling is not computed yet; use a fully connected layer or MaxPool";
  private static final String INTEGER = "integer operators are not read; export with QuantizeLinear and DequantizeLinear around float operators";

  private OpReaders() {}

  /** The reader of an operator. */
  static OpReader of(String type) {
    return switch (type) {
      case "DequantizeLinear" -> QuantizeReader::dequantize;
      case "QuantizeLinear" -> QuantizeReader::quantize;
      case "Cast" -> QuantizeReader::cast;
      case "Mul", "Div" -> RescaleReader::read;
      case "Add" -> AddReader::read;
      case "Conv", "Gemm", "MatMul" -> WeightedReader::read;
      case "BatchNormalization" -> NormalisationReader::read;
      case "Relu" -> ClampReader::relu;
      case "Clip" -> ClampReader::clip;
      case "MaxPool" -> MaxPoolReader::read;
      case "Flatten", "Reshape" -> FlattenReader::read;
      case "Identity", "Dropout" -> IdentityReader::read;
      case "AveragePool", "GlobalAveragePool", "ReduceMean" -> refused(AVERAGE);
      case "Sum" -> refused(AddReader.REASON);
      case "Softmax", "LogSoftmax", "ArgMax" -> refused("the logits are the network's output; export the model without it");
      case "ConvInteger", "QLinearConv", "MatMulInteger", "QLinearMatMul" -> refused(INTEGER);
      default -> refused("the hardware does not compute this operator");
    };
  }

  private static OpReader refused(String reason) {
    return (in, index) -> {
      throw in.graph().bad(index, reason);
    };
  }
}
