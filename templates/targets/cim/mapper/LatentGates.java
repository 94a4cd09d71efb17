// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.SplittableRandom;

/**
 * Gates made up, as those of a trained network behave: some channels are always off, some always on, the rest follow the image. An image is a class and where it lies around the class's centre, in a few dimensions; a channel's
 * gate is a threshold on a direction of its own, plus noise.
 *
 * @param off share of channels always off
 * @param on share always on
 * @param noise how much of a gate does not follow the image, in units of what does
 */
public record LatentGates(double off, double on, double noise) {
  /** Of 224 gates inside blocks 73 off, 45 on: a network of +-1 weights. */
  public static final LatentGates INSIDE = new LatentGates(73 / 224., 45 / 224., .3);
  /** All gates follow the image: those behind a block's last convolution. */
  public static final LatentGates FOLLOWING = new LatentGates(4 / 224., 9 / 224., .3);

  private static final int CLASSES = 10, DIMENSIONS = 6;
  private static final double SPREAD = .6;

  /** The gates of a layer's channels on images; the same seed gives the same gates. */
  public OffSets gates(int channels, int images, long seed) {
    var random = new SplittableRandom(seed);
    var centres = normal(random, CLASSES);
    var directions = normal(random, channels);
    var image = new double[images][];
    for (int i = 0; i < images; i++) {
      image[i] = centres[random.nextInt(CLASSES)].clone();
      for (int d = 0; d < DIMENSIONS; d++) image[i][d] += SPREAD * normal(random);
    }
    var kind = random.doubles(channels).toArray();
    var threshold = normal(random, channels);
    double size = Math.sqrt(DIMENSIONS);
    return OffSets.of(channels, images, (c, i) -> {
      double h = noise * size * normal(random) - threshold[c][0];
      for (int d = 0; d < DIMENSIONS; d++) h += directions[c][d] * image[i][d];
      return kind[c] < off || kind[c] < 1 - on && h < 0;
    });
  }

  private static double[][] normal(SplittableRandom random, int count) {
    var all = new double[count][DIMENSIONS];
    for (var one : all) for (int d = 0; d < DIMENSIONS; d++) one[d] = normal(random);
    return all;
  }

  /** Nearly normal, mean 0, deviation 1: a sum of twelve, so that every machine has the same. */
  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int k = 0; k < 12; k++) sum += random.nextDouble();
    return sum;
  }
}
