// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;

/**
 * What is added to the loss, max(0, mean on - target): the share of segments of G consecutive channels with a channel on, over all gates of the network and the images of a batch; G = 1 counts channels. The derivative of a segment's any is
 * shared alike by the channels that are on.
 */
final class GateReward {
  private final double target;
  private final int segment;
  private final List<float[][]> gates = new ArrayList<>();
  private float pressure;

  /** @param target share of segments on that is not punished; @param segment channels, 1 or more */
  GateReward(GateConfig config) {
    target = config.target();
    segment = config.segment();
  }

  /** A layer's gates: per group of images, 1 or 0 per channel and lane. */
  void add(float[][] on) {
    gates.add(on);
  }

  /** Weighs a batch, all of whose gates are decided; to be called before the backward pass. */
  void settle() {
    if (gates.isEmpty()) return;
    long segments = 0;
    long open = 0;
    for (float[][] layer : gates)
      for (float[] group : layer) {
        int channels = group.length / Kernels.LANES;
        for (int c = 0; c < channels; c += segment)
          for (int l = 0; l < Kernels.LANES; l++, segments++) if (count(group, c, l) > 0) open++;
      }
    pressure = open > target * segments ? (float) (1.0 / segments) : 0f;
  }

  /** The channels on of the segment in which channel c lies. */
  private int count(float[] group, int c, int lane) {
    int from = c / segment * segment;
    int to = Math.min(from + segment, group.length / Kernels.LANES);
    int n = 0;
    for (int k = from; k < to; k++) if (group[k * Kernels.LANES + lane] > 0) n++;
    return n;
  }

  /** Derivative by channel c of a lane being on. */
  float gradient(float[] group, int c, int lane) {
    if (pressure == 0) return 0;
    if (segment == 1) return pressure;
    return group[c * Kernels.LANES + lane] > 0 ? pressure / count(group, c, lane) : 0f;
  }
}
