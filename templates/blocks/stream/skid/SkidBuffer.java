// SPDX-License-Identifier: Apache-2.0
package blocks.stream.skid;

import blocks.stream.StreamStage;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;

/**
 * out = in, one cycle later: cuts every path between two streams, ready included, at a beat per cycle.
 *
 * <p>Valid, ready and data are flip-flops. The beat that comes in the cycle in which the output stalls is kept in a second register.
 *
 * @param width bits of a beat, 1 to 65,536
 */
public record SkidBuffer(int width) implements StreamStage {
  /** Checks the range. */
  public SkidBuffer {
    Ranges.check("width", width, 1, 65_536);
  }

  @Override
  public String moduleName() {
    return ModuleName.of("skid_buffer", width).text();
  }
}
