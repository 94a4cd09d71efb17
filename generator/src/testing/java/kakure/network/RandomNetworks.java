// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small random trained networks of every geometry: strides, uneven padding, pooling of odd maps, kernels larger than the map, channels without a kept weight. */
public final class RandomNetworks {
  private RandomNetworks() {}

  public static Network network(SplittableRandom rng) {
    return trained(rng).quantise();
  }

  public static TrainedNetwork trained(SplittableRandom rng) {
    Shape input = new Shape(1 + rng.nextInt(4), 3 + rng.nextInt(9), 3 + rng.nextInt(9));
    List<TrainedLayer> layers = new ArrayList<>();
    Shape shape = input;
    float scale = 1f / (1 + rng.nextInt(255));
    int convolutions = rng.nextInt(4);
    for (int l = 0; l < convolutions; l++) {
      float next = .01f + (float) rng.nextDouble() * .05f;
      TrainedLayer layer = layer(rng, "conv" + l, shape, window(rng, shape), 1 + rng.nextInt(70), scale, next);
      layers.add(layer);
      shape = layer.result();
      scale = next;
    }
    if (rng.nextInt(3) == 0) {
      TrainedLayer hidden = layer(rng, "hidden", shape, Window.whole(shape), 1 + rng.nextInt(40), scale, .02f);
      layers.add(new TrainedLayer("hidden", shape, hidden.window(), false, hidden.mask(), hidden.magnitude(), hidden.normalisation(), scale, .02f));
      shape = layers.get(layers.size() - 1).result();
      scale = .02f;
    }
    Mask mask = mask(rng, 2 + rng.nextInt(12), shape.channels(), shape.pixels());
    layers.add(new TrainedLayer("logits", shape, Window.whole(shape), false, mask, .125f, null, scale, 1f));
    return new TrainedNetwork("random", rng.nextInt(), input, layers);
  }

  private static Window window(SplittableRandom rng, Shape in) {
    int kh = 1 + rng.nextInt(Math.min(4, in.height()));
    int kw = 1 + rng.nextInt(Math.min(4, in.width()));
    return new Window(kh, kw, 1 + rng.nextInt(3), rng.nextInt(kh), rng.nextInt(kw), rng.nextInt(kh), rng.nextInt(kw));
  }

  private static TrainedLayer layer(SplittableRandom rng, String name, Shape in, Window window, int channels, float scale, float next) {
    Mask mask = mask(rng, channels, in.channels(), window.taps());
    Shape out = window.over(in, channels);
    float[] gamma = new float[channels];
    float[] beta = new float[channels];
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    for (int o = 0; o < channels; o++) {
      gamma[o] = (float) rng.nextDouble(-2, 2);
      beta[o] = (float) rng.nextDouble(-1, 2);
      mean[o] = (float) rng.nextDouble(-1, 1);
      variance[o] = (float) rng.nextDouble() * 3;
    }
    boolean pool = out.height() > 1 && out.width() > 1 && rng.nextBoolean();
    return new TrainedLayer(name, in, window, pool, mask, .0625f, new Normalisation(gamma, beta, mean, variance, 1e-5f), scale, next);
  }

  private static Mask mask(SplittableRandom rng, int outputs, int inputs, int taps) {
    double density = rng.nextDouble() * .8;
    int empty = rng.nextInt(2 * outputs);
    return Mask.of(outputs, inputs, taps, (o, c, t) -> o != empty && rng.nextDouble() < density);
  }
}
