// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/** The integers w(o, c, t) of a linear operation, by the way in which they are kept. What is real about them, a scale per output channel, is part of the requantise. */
public sealed interface Weights permits Hidden, MaskWeights, Dense {
  /** Output channels. */
  int outputs();

  /** Input channels. */
  int inputs();

  /** Taps per input channel. */
  int taps();

  /** What they are called in messages: {@code hidden weights}. */
  String title();

  /** Sum over c, t of |w(o, c, t)|. */
  long reach(int o);

  /** Bits of the signed accumulator that sums of them must fit. */
  int accumulatorBits();

  /** Real value of the integer 1 of output channel o, where the layer's magnitude counts as 1. */
  default double unit(int o) {
    return 1;
  }

  /** The integers, given the network's seed. */
  Rows rows(int seed);

  /** Weights by output channel. Not for several threads; quick in ascending order of channels. */
  interface Rows {
    /**
     * The weights of output channel o.
     *
     * @param to gets w(o, c, t) at c taps + t
     */
    void of(int o, int[] to);
  }
}
