// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.BadInput;

/** The operators that are read, and why others are not. */
final class OpReaders {
  /** In the order of the page of what is read. */
  static final List<OpReader> ALL = List.of(
      new QuantizeReader(), new QuantReader(), new CastReader(), new FactorReader(), new AddReader(), new PadReader(), new ConvReader(), new MatrixReader(), new NormalisationReader(), new ClampReader(), new MaxPoolReader(), new OnePixelReader(), new GreaterReader(),
      new LayoutReader(), new TransposeReader(), new IdentityReader(), new HostReader());

  private static final Map<String, OpReader> BY_OPERATOR = new LinkedHashMap<>();

  static {
    for (OpReader reader : ALL) for (String operator : reader.operators()) BY_OPERATOR.put(operator, reader);
  }

  private OpReaders() {}

  /** The reader of a node's operator. @throws BadInput if it is not computed */
  static OpReader of(OnnxGraph graph, int index) {
    OpReader reader = BY_OPERATOR.get(graph.operator(index));
    if (reader == null) throw graph.bad(index, reason(graph.operator(index)));
    return reader;
  }

  private static String reason(String operator) {
    if (operator.contains(".")) return "operators of the domain " + Refusals.quote(operator.substring(0, operator.lastIndexOf('.'))) + " are not known; export with ONNX's own";
    return switch (operator) {
      case "AveragePool" -> OnePixelReader.AVERAGE;
      case "Sum", "Concat" -> AddReader.REASON;
      case "ConvInteger", "QLinearConv", "MatMulInteger", "QLinearMatMul", "DynamicQuantizeLinear" -> "integer operators are not read; export with QuantizeLinear and DequantizeLinear around float operators (QDQ format)";
      case "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "HardSwish", "HardSigmoid", "Tanh", "Softplus", "Gelu", "Mish", "ThresholdedRelu" -> "the hardware clamps at 0 and computes no other activation; train with Relu";
      case "Resize", "Upsample" -> "the hardware does not resize; give it images of the size that it was trained on";
      case "If", "Loop", "Scan" -> "the hardware has no control flow; export the model traced, for inference";
      default -> "the hardware does not compute this operator; train the network without it";
    };
  }
}
