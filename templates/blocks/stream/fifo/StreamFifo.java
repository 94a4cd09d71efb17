// SPDX-License-Identifier: Apache-2.0
package blocks.stream.fifo;

import blocks.stream.StreamStage;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;

/**
 * out = in, in order, up to {@code depth} beats later: a queue between two streams, in flip-flops.
 *
 * <p>A beat leaves at the earliest one cycle after it came. Ready and valid come from the count alone, so no path runs through: at depth 1 a beat passes every second
 * cycle, from depth 2 on every cycle.
 *
 * @param width bits of a beat, 1 to 65,536
 * @param depth beats, 1 to 65,536; width * depth at most 2^20 bits
 */
public record StreamFifo(int width, int depth) implements StreamStage {
  /** Checks the ranges. */
  public StreamFifo {
    Ranges.check("width", width, 1, 65_536);
    Ranges.check("depth", depth, 1, 65_536);
    if ((long) width * depth > 1L << 20) throw new IllegalArgumentException("width * depth = " + (long) width * depth + " is above 2^20 bits: use a Ram");
  }

  @Override
  public String moduleName() {
    return ModuleName.of("stream_fifo", depth, width).text();
  }

  /** Bits of a position, at least one. */
  public int pointerBits() {
    return Ranges.bits(depth - 1);
  }

  /** Bits of the count 0 to depth. */
  public int countBits() {
    return Ranges.bits(depth);
  }

  public int last() {
    return depth - 1;
  }
}
