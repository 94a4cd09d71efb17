// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.util.List;

/**
 * An operation, cycle by cycle.
 *
 * @param lines of every cycle from the one after start to done
 * @param after the power state that the next operation finds
 * @param activity what was done
 */
public record ControlTrace(List<Lines> lines, Power after, Activity activity) {
  /** Copies the list. */
  public ControlTrace {
    lines = List.copyOf(lines);
  }
}
