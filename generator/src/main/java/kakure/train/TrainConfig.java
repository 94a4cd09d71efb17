// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import java.util.Objects;

/**
 * What to train and how; with the same data the same configuration gives the same bytes, whatever {@code threads} and {@code kernels} are.
 *
 * @param name of the model
 * @param net its layers
 * @param density share of the weights that a free mask, or the connectivity of trichromatic weights, keeps, above 0, at most 1; a layer keeps round(density N) of its N weights, at least one
 * @param mask kind of mask of the layers that have enough input channels
 * @param epochs 1 to 10,000
 * @param seed the network's 32-bit seed: of the hidden weights, and of first scores and order of images
 * @param limit train on the first so many images only; 0 for all
 * @param threads 1 to 64
 * @param scalar true to leave the Vector API unused
 * @param weights hidden or stored; the mask is of hidden ones, the density of these and trichromatic ones
 * @param gates inside the residual blocks
 * @param reward of ternary weights
 * @param fill of ternary weights
 * @param noise of the hardware that computes the sums, in the forward pass
 * @param recipe what else may help
 * @param ladder of progressive weights
 */
public record TrainConfig(String name, NetSpec net, double density, MaskKind mask, int epochs, int seed, int limit, int threads, boolean scalar, WeightKind weights, GateConfig gates, RewardConfig reward, FillConfig fill, NoiseConfig noise, RecipeConfig recipe, LadderConfig ladder) {
  /** @throws IllegalArgumentException if a value is out of range */
  public TrainConfig {
    Objects.requireNonNull(name);
    Objects.requireNonNull(net);
    Objects.requireNonNull(mask);
    Objects.requireNonNull(weights);
    if (weights != WeightKind.TERNARY && (reward.kind() != RewardConfig.Kind.NONE || fill.levels() != null)) throw new IllegalArgumentException("reward and fill are of ternary weights, not of " + weights.text() + " ones");
    if (weights != WeightKind.HIDDEN && net.layers().stream().anyMatch(i -> i.group() != 0)) throw new IllegalArgumentException("gG is of masks of hidden weights, not of " + weights.text() + " ones: leave it out of \"" + net + "\"");
    if (gates.inside() && !net.residual()) throw new IllegalArgumentException("gates are inside residual blocks, of which the network \"" + net + "\" has none: rN or bN");
    if (recipe.global() && (weights != WeightKind.HIDDEN || mask != MaskKind.FREE)) throw new IllegalArgumentException("a global choice is of hidden weights with a free mask, and leaves nothing to choose in others");
    if (net.layers().get(0).folded() && (weights.levels() != null || noise.ones() > 0)) throw new IllegalArgumentException("taps are channels of element arrays (t), not of computing memories: hidden, progressive or trichromatic weights without noise");
    if (weights == WeightKind.TRICHROMATIC) {
      if (gates.inside()) throw new IllegalArgumentException("gates are of computing memories, which hold no trichromatic weights");
      if (noise.ones() > 0) throw new IllegalArgumentException("noise is of computing memories, which hold no trichromatic weights");
      if (mask != MaskKind.FREE) throw new IllegalArgumentException("the connectivity of trichromatic weights is a free mask");
    }
    if (weights == WeightKind.PROGRESSIVE) {
      if (gates.inside()) throw new IllegalArgumentException("gates are not trained with progressive weights: their decisions would be of one precision");
      if (noise.ones() > 0) throw new IllegalArgumentException("noise is of computing memories, which hold no progressive weights");
      if (recipe.learnt()) throw new IllegalArgumentException("scale and shift are not learnt with progressive weights: every precision has a normalisation of its own");
      if (ladder.target() > 0 && epochs < 2) throw new IllegalArgumentException("a target of bits takes 2 epochs or more: filters get their bits after the first half");
    }
    if (!(density > 0 && density <= 1)) throw new IllegalArgumentException(String.format(Locale.ROOT, "density %s: must be above 0 and at most 1 (0.3 keeps 30%% of the weights)", density));
    if (epochs < 1 || epochs > 10_000) throw new IllegalArgumentException("epochs " + epochs + ": must be 1 to 10000");
    if (limit < 0) throw new IllegalArgumentException("limit " + limit + ": must be 0 (all images) or more");
    if (threads < 1 || threads > 64) throw new IllegalArgumentException("threads " + threads + ": must be 1 to 64");
  }

  /** 30% free, five epochs, seed 1, all images, as many threads as the machine has processors (at most the groups of a batch). */
  public static TrainConfig of(NetSpec net) {
    int threads = Math.max(1, Math.min(Trainer.BATCH / Kernels.LANES, Runtime.getRuntime().availableProcessors()));
    return new TrainConfig("network", net, 0.3, MaskKind.FREE, 5, 1, 0, threads, false, WeightKind.HIDDEN, GateConfig.NONE, RewardConfig.NONE, FillConfig.NONE, NoiseConfig.NONE, RecipeConfig.NONE, LadderConfig.BYTE);
  }

  /** With another name. */
  public TrainConfig withName(String to) {
    return new TrainConfig(to, net, density, mask, epochs, seed, limit, threads, scalar, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With another density. */
  public TrainConfig withDensity(double to) {
    return new TrainConfig(name, net, to, mask, epochs, seed, limit, threads, scalar, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With another kind of mask. */
  public TrainConfig withMask(MaskKind to) {
    return new TrainConfig(name, net, density, to, epochs, seed, limit, threads, scalar, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With another number of epochs. */
  public TrainConfig withEpochs(int to) {
    return new TrainConfig(name, net, density, mask, to, seed, limit, threads, scalar, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With another seed. */
  public TrainConfig withSeed(int to) {
    return new TrainConfig(name, net, density, mask, epochs, to, limit, threads, scalar, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With another limit of images. */
  public TrainConfig withLimit(int to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, to, threads, scalar, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With another number of threads. */
  public TrainConfig withThreads(int to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, to, scalar, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With the Vector API left unused, or not. */
  public TrainConfig withScalar(boolean to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, to, weights, gates, reward, fill, noise, recipe, ladder);
  }

  /** With another kind of weights. */
  public TrainConfig withWeights(WeightKind to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, scalar, to, gates, reward, fill, noise, recipe, ladder);
  }

  /** With other gates. */
  public TrainConfig withGates(GateConfig to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, scalar, weights, to, reward, fill, noise, recipe, ladder);
  }

  /** With another reward. */
  public TrainConfig withReward(RewardConfig to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, scalar, weights, gates, to, fill, noise, recipe, ladder);
  }

  /** With another second training. */
  public TrainConfig withFill(FillConfig to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, scalar, weights, gates, reward, to, noise, recipe, ladder);
  }

  /** With other noise. */
  public TrainConfig withNoise(NoiseConfig to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, scalar, weights, gates, reward, fill, to, recipe, ladder);
  }

  /** With another recipe. */
  public TrainConfig withRecipe(RecipeConfig to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, scalar, weights, gates, reward, fill, noise, to, ladder);
  }

  /** With other precisions. */
  public TrainConfig withLadder(LadderConfig to) {
    return new TrainConfig(name, net, density, mask, epochs, seed, limit, threads, scalar, weights, gates, reward, fill, noise, recipe, to);
  }

  /** Whether the network is a chain of hidden layers: those that {@link Trainer#train} makes. */
  public boolean chain() {
    return weights == WeightKind.HIDDEN && !net.residual();
  }
}
