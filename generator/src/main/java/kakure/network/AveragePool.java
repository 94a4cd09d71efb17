// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * acc[c] = sum of a[c] under the window, then y[c] = requantise(acc[c]) where it requantises: the division by the window's size is folded into the next requantise.
 *
 * @param window kernel, stride and padding; padding counts as 0
 * @param requantise none where the sums themselves are read: by a linear operation, whose requantise then divides
 */
public record AveragePool(Window window, Optional<Requantise> requantise) implements Op {
  /** Refuses null. */
  public AveragePool {
    Objects.requireNonNull(window);
    Objects.requireNonNull(requantise);
  }

  @Override
  public String title() {
    return "average-pooling";
  }

  @Override
  public List<String> operands() {
    return List.of("map");
  }

  @Override
  public Result result(List<Result> inputs) {
    Result in = inputs.get(0);
    if (in.least() < 0) throw new IllegalArgumentException("average-pooling reads activations of 0 or more, but its input is " + in + ": requantise before it");
    int channels = in.shape().channels();
    if (requantise.isPresent() && requantise.get().channels() != channels) throw new IllegalArgumentException("requantise constants of " + requantise.get().channels() + " channels, but it gets a map of " + in.shape());
    Shape out = window.over(in.shape(), channels);
    long most = (long) in.most() * window.taps();
    if (most > Integer.MAX_VALUE) throw new IllegalArgumentException("sums of " + window.taps() + " values up to " + in.most() + " do not fit 32 bits");
    return requantise.isPresent() ? Result.u8(out) : new Result(out, 0, (int) most);
  }
}
