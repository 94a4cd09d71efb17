// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;

/**
 * Channel gates inside the residual blocks.
 *
 * @param inside whether there are any
 * @param target share of channels (or segments) on above which the loss grows, 0 to 1
 * @param segment channels that a unit of the hardware switches off together; 1 to 4,096
 */
public record GateConfig(boolean inside, double target, int segment) {
  /** No gates. */
  public static final GateConfig NONE = new GateConfig(false, 1, 1);

  /** @throws IllegalArgumentException if a value is out of range */
  public GateConfig {
    if (!(target >= 0 && target <= 1)) throw new IllegalArgumentException(String.format(Locale.ROOT, "gate target %s: must be 0 to 1 (0.5 lets half of the channels be on)", target));
    if (segment < 1 || segment > 4096) throw new IllegalArgumentException("gate segment " + segment + ": must be 1 to 4096 channels");
  }

  /** Gates of a target, channel by channel. */
  public static GateConfig of(double target) {
    return new GateConfig(true, target, 1);
  }
}
