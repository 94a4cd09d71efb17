// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.Arrays;
import java.util.Optional;
import kakure.BadInput;
import kakure.network.AveragePool;
import kakure.network.Folding;
import kakure.network.Mask;
import kakure.network.Requantise;
import kakure.network.Result;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * The average of a whole map: the hardware sums, and who reads the sums divides, or where it is quantised, the requantise does.
 *
 * @param node of the file
 * @param outputScale 0 where it is not quantised
 * @param inputScale real value of one step of the map
 */
record PendingAverage(OnnxGraph graph, int node, String name, Pending map, double outputScale, double inputScale) implements PendingBranch {
  @Override
  public Shape shape() {
    return new Shape(map.shape().channels(), 1, 1);
  }

  @Override
  public Result result() {
    return outputScale == 0 ? new Result(shape(), 0, 255 * map.shape().pixels()) : Result.u8(shape());
  }

  @Override
  public BadInput refused(int index, String what) {
    return graph.bad(index, what + " behind the average " + Refusals.quote(name) + "; a layer reads it, or it is quantised");
  }

  @Override
  public Pending quantise(int index, double scale) {
    return new PendingAverage(graph, node, name, map, scale, inputScale);
  }

  @Override
  public String emit(GraphReader to) {
    String input = to.node(map);
    return to.add(name, input, new AveragePool(Window.whole(map.shape()), outputScale == 0 ? Optional.empty() : Optional.of(divided())));
  }

  private Requantise divided() {
    int channels = shape().channels();
    double[] ones = new double[channels];
    Arrays.fill(ones, 1);
    return Folding.requantise(name, Mask.of(channels, 1, 1, (o, c, t) -> true), ones, new double[channels], Folding.identity(channels), inputScale / map.shape().pixels(), outputScale);
  }
}
