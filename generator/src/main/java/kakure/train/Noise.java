// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * The noise of a whole network: how large that of a conversion is, whether there is any now, and where the random numbers of a pass begin. A number follows from seed, layer, pass, group and place, never from the thread that asks.
 */
final class Noise {
  final NoiseConfig config;
  private final int seed;
  private long pass;
  private boolean on;

  Noise(NoiseConfig config, int seed) {
    this.config = config;
    this.seed = seed;
  }

  /** From now on, or no longer; sums are exact at first. */
  void set(boolean to) {
    on = to && config.ones() > 0;
  }

  boolean on() {
    return on;
  }

  /** Another pass begins. */
  void next() {
    pass++;
  }

  /** Where the numbers of a layer and a group begin in this pass. */
  long key(int layer, int group) {
    long stream = Sequence.mix((seed & 0xffffffffL) << 32 | 0x4e000000L + layer);
    return Sequence.mix(Sequence.mix(stream + pass) + group);
  }
}
