// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import kakure.network.Normalisation;

/** BatchNormalization of an operation's sums, with the statistics that the model holds. */
final class NormalisationReader implements OpReader {
  private static final String INFERENCE = "export the model for inference (model.eval())";

  @Override
  public List<String> operators() {
    return List.of("BatchNormalization");
  }

  @Override
  public String forms() {
    return "any scale, shift, mean and variance per channel, of a layer's sums; one output, `training_mode` 0";
  }

  @Override
  public Value read(GraphReader in, int index) {
    Value value = in.activations(index);
    training(in.graph(), index);
    if (value.stage() != Value.Stage.SUMS || !value.hasChannels()) throw in.graph().bad(index, "normalises what is not a layer's sums; the hardware normalises behind Conv, Gemm and MatMul only");
    Normalisation stored = normalisation(in.graph(), index, value.shape().channels());
    if (in.precision() == 0 || !(value.pending() instanceof PendingLayer layer)) return value.of(value.pending().normalise(index, stored));
    return value.of(layer.normalise(index, in.precisions().normalisation(in.precision(), in.graph().node(layer.head().node()).getName(), stored)));
  }

  /** Until opset 13 the number of outputs tells that a batch's own statistics are meant, from 14 on an attribute, and then only it may have more than one. */
  private static void training(OnnxGraph graph, int index) {
    long outputs = graph.node(index).getOutputList().stream().filter(o -> !o.isEmpty()).count();
    if (outputs > 1) throw graph.bad(index, "its " + outputs + " outputs mean training: it normalises by each batch's own statistics" + (graph.opset() > 13 ? ", or the file is wrong" : "") + "; " + INFERENCE);
    for (var a : graph.node(index).getAttributeList()) if (a.getName().equals("training_mode") && a.getI() != 0) throw graph.bad(index, "attribute \"training_mode\" is " + a.getI() + ": it normalises by each batch's own statistics; " + INFERENCE);
  }

  private static Normalisation normalisation(OnnxGraph graph, int index, int channels) {
    Attributes attributes = new Attributes(graph, index);
    float epsilon = attributes.real("epsilon", 1e-5f);
    attributes.real("momentum", .9f);
    attributes.only("training_mode", 0, 0);
    attributes.end();
    try {
      return new Normalisation(
          graph.finite(index, graph.operand(index, 1, "scale"), channels, "scale"),
          graph.finite(index, graph.operand(index, 2, "shift"), channels, "shift"),
          graph.finite(index, graph.operand(index, 3, "mean"), channels, "mean"),
          graph.finite(index, graph.operand(index, 4, "variance"), channels, "variance"),
          epsilon);
    } catch (IllegalArgumentException e) {
      throw graph.bad(index, e.getMessage());
    }
  }
}
