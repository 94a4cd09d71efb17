// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * acc[o] = sum over c, t of w(o, c, t) a[c], then y[o] = requantise(acc[o]) where it requantises. A fully connected layer behind C x H x W is its H x W convolution (t = y W + x).
 *
 * @param window kernel, stride and padding; what lies outside the map is 0
 * @param weights of as many taps as the window
 * @param requantise none where the accumulators themselves are read: by an addition, a gate or the host
 */
public record Linear(Window window, Weights weights, Optional<Requantise> requantise) implements Op {
  /** @throws IllegalArgumentException if the parts do not fit each other */
  public Linear {
    Objects.requireNonNull(requantise);
    if (weights.taps() != window.taps()) throw new IllegalArgumentException("weights of " + weights.taps() + " taps do not fit a " + window.kernelHeight() + "x" + window.kernelWidth() + " kernel");
    if (requantise.isPresent() && requantise.get().channels() != weights.outputs()) throw new IllegalArgumentException("requantise constants of " + requantise.get().channels() + " channels, weights of " + weights.outputs());
  }

  @Override
  public String title() {
    return "a linear operation";
  }

  @Override
  public List<String> operands() {
    return List.of("activations");
  }

  /** Its accumulators must fit {@link Weights#accumulatorBits}. */
  @Override
  public Result result(List<Result> inputs) {
    Result in = inputs.get(0);
    if (in.least() < 0) throw new IllegalArgumentException("weights meet activations of 0 or more, but its input is " + in + ": requantise before it");
    if (weights.inputs() != in.shape().channels()) throw new IllegalArgumentException("weights of " + weights.inputs() + " channels, but it gets a map of " + in.shape());
    Shape out = window.over(in.shape(), weights.outputs());
    long largest = ((1L << weights.accumulatorBits() - 1) - 1) / Math.max(1, in.most());
    long most = 0;
    for (int o = 0; o < weights.outputs(); o++) {
      long reach = weights.reach(o);
      if (reach > largest)
        throw new IllegalArgumentException("output channel " + o + (weights instanceof Hidden ? " keeps " + reach + " weights" : " has weights of " + reach + " in all") + "; a " + weights.accumulatorBits() + "-bit accumulator holds " + largest);
      most = Math.max(most, reach * in.most());
    }
    return requantise.isPresent() ? Result.u8(out) : new Result(out, (int) -most, (int) most);
  }

  @Override
  public long weightCount() {
    return (long) weights.outputs() * weights.inputs() * weights.taps();
  }
}
