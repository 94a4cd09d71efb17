// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.SplittableRandom;

/** Gates of channels, at random: each by itself, or such that follow hidden classes of images. */
final class GateSets {
  private GateSets() {}

  static OffSets independent(SplittableRandom random, int channels, int images) {
    var p = random.doubles(channels).toArray();
    return OffSets.of(channels, images, (c, i) -> random.nextDouble() < p[c]);
  }

  static OffSets classes(SplittableRandom random, int channels, int images, int classes, double noise) {
    var likes = new boolean[channels][classes];
    for (var row : likes) for (int k = 0; k < classes; k++) row[k] = random.nextBoolean();
    var of = random.ints(images, 0, classes).toArray();
    return OffSets.of(channels, images, (c, i) -> likes[c][of[i]] ^ random.nextDouble() < noise);
  }
}
