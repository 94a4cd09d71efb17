// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;

/**
 * y[c] = the largest a[c] under the window. Where the window does not divide the map, the last rows and columns are dropped.
 *
 * @param window kernel, stride and padding; padding is 0 and never wins, as activations are 0 or more
 */
public record MaxPool(Window window) implements Op {
  /** 2 x 2 with stride 2, as the seeds' networks have it. */
  public static final MaxPool HALVE = new MaxPool(Window.square(2, 2, 0));

  @Override
  public String title() {
    return "max-pooling";
  }

  @Override
  public List<String> operands() {
    return List.of("map");
  }

  @Override
  public Result result(List<Result> inputs) {
    Result in = inputs.get(0);
    if (in.least() < 0) throw new IllegalArgumentException("max-pooling reads activations of 0 or more, but its input is " + in + ": requantise before it");
    return new Result(window.over(in.shape(), in.shape().channels()), in.least(), in.most());
  }
}
