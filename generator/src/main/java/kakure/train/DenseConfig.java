// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Objects;

/**
 * What dense network to train and how; with the same data the same configuration gives the same floats, whatever {@code threads} and {@code scalar} are.
 *
 * @param net its layers
 * @param multiplier of all products
 * @param gradient what stands for the derivative of its products
 * @param rate of the first step, above 0
 * @param epochs 1 to 10,000
 * @param seed of first weights and of the order of images
 * @param limit train on the first so many images only; 0 for all
 * @param threads 1 to 64
 * @param scalar true to leave the Vector API unused
 */
public record DenseConfig(NetSpec net, Multiplier multiplier, GradientKind gradient, double rate, int epochs, int seed, int limit, int threads, boolean scalar) {
  /** @throws IllegalArgumentException if a value is out of range */
  public DenseConfig {
    Objects.requireNonNull(net);
    if (net.layers().get(0).folded()) throw new IllegalArgumentException("network \"" + net + "\": t is for hidden and bit-serial weights on element arrays; a multiplier trains a chain of cN, p and fN");
    if (net.residual()) throw new IllegalArgumentException("network \"" + net + "\": residual blocks have hidden, binary or ternary weights; a multiplier trains a chain of cN, p and fN");
    if (net.layers().stream().anyMatch(i -> i.group() != 0)) throw new IllegalArgumentException("gG is of masks, which a dense network has none of: leave it out of \"" + net + "\"");
    if (gradient == GradientKind.OWN && !multiplier.log()) throw new IllegalArgumentException("gradient own: the derivative of an exact product is the plain one; give a multiplier of lam");
    if (!(rate > 0 && rate <= Float.MAX_VALUE)) throw new IllegalArgumentException("rate " + rate + ": must be above 0 and a number");
    if (epochs < 1 || epochs > 10_000) throw new IllegalArgumentException("epochs " + epochs + ": must be 1 to 10000");
    if (limit < 0) throw new IllegalArgumentException("limit " + limit + ": must be 0 (all images) or more");
    if (threads < 1 || threads > 64) throw new IllegalArgumentException("threads " + threads + ": must be 1 to 64");
  }

  /** Plain gradients, a rate of .05, five epochs, seed 1, all images, as many threads as the machine has processors (at most the groups of a batch). */
  public static DenseConfig of(NetSpec net, Multiplier multiplier) {
    return new DenseConfig(net, multiplier, GradientKind.PLAIN, .05, 5, 1, 0, TrainConfig.of(net).threads(), false);
  }

  /** With another gradient. */
  public DenseConfig withGradient(GradientKind to) {
    return new DenseConfig(net, multiplier, to, rate, epochs, seed, limit, threads, scalar);
  }

  /** With another first rate. */
  public DenseConfig withRate(double to) {
    return new DenseConfig(net, multiplier, gradient, to, epochs, seed, limit, threads, scalar);
  }

  /** With another number of epochs. */
  public DenseConfig withEpochs(int to) {
    return new DenseConfig(net, multiplier, gradient, rate, to, seed, limit, threads, scalar);
  }

  /** With another seed. */
  public DenseConfig withSeed(int to) {
    return new DenseConfig(net, multiplier, gradient, rate, epochs, to, limit, threads, scalar);
  }

  /** With another limit of images. */
  public DenseConfig withLimit(int to) {
    return new DenseConfig(net, multiplier, gradient, rate, epochs, seed, to, threads, scalar);
  }

  /** With another number of threads. */
  public DenseConfig withThreads(int to) {
    return new DenseConfig(net, multiplier, gradient, rate, epochs, seed, limit, to, scalar);
  }

  /** With the Vector API left unused, or not. */
  public DenseConfig withScalar(boolean to) {
    return new DenseConfig(net, multiplier, gradient, rate, epochs, seed, limit, threads, to);
  }
}
