// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import kakure.network.Dense;

/**
 * Weights that are stored as they are: INT8 behind a DequantizeLinear.
 *
 * @param magnitude the real value of 1, per output channel
 */
record StoredWeights(Dense weights, double[] magnitude) {
  /** The weights of a node whose metadata say that they are stored integers of {@code bits} bits. */
  static StoredWeights of(OnnxGraph graph, int index, int bits, int outputs, int inputs, int taps) {
    NodeProto maker = graph.maker(graph.node(index).getInput(1));
    if (maker == null || !maker.getOpType().equals("DequantizeLinear") || !graph.isStored(maker.getInput(0)) || !graph.isStored(maker.getInput(1)))
      throw graph.bad(index, "the metadata say that its weights are stored integers, but they are not an INT8 constant behind a DequantizeLinear of a constant scale");
    OnnxTensor integers = graph.constant(maker.getInput(0));
    OnnxTensor scale = graph.constant(maker.getInput(1));
    int n = outputs * inputs * taps;
    if (integers.type() != DataType.INT8_VALUE || integers.length() != n || integers.dim(0) != outputs || scale.length() != 1) throw graph.bad(index, "its stored weights are " + OnnxTensor.typeName(integers.type()) + " of shape " + integers.shape() + " with " + scale.length() + " scales; INT8, outputs first, one scale above 0 is read");
    double c = graph.finite(index, scale, 1, "scale")[0];
    if (!(c > 0)) throw graph.bad(index, "the scale of its stored weights is " + c + ": must be above 0");
    if (maker.getInputCount() > 2 && graph.isStored(maker.getInput(2)) && graph.constant(maker.getInput(2)).values().integer(0) != 0) throw graph.bad(index, "the zero point of its stored weights is not 0");
    int[] values = new int[n];
    for (int i = 0; i < n; i++) values[i] = (int) integers.values().integer(i);
    double[] magnitude = new double[outputs];
    java.util.Arrays.fill(magnitude, c);
    return new StoredWeights(new Dense(outputs, inputs, taps, bits, values), magnitude);
  }
}
