// SPDX-License-Identifier: Apache-2.0
package blocks.cim;

import kakure.kernel.Ranges;

/**
 * How many cycles each phase of a macro's operation takes.
 *
 * @param precharge local and global lines are charged, 1 to 63
 * @param gap all is quiet between precharge, word lines and sharing: break before make, 0 to 63
 * @param evaluate word lines are on, 1 to 63
 * @param share local lines join the global one, 1 to 63
 * @param sense the converters sample, 1 to 63
 * @param wake a unit's supply comes back, 1 to 255
 */
public record CimPhases(int precharge, int gap, int evaluate, int share, int sense, int wake) {
  /** Checks the ranges. */
  public CimPhases {
    Ranges.check("precharge", precharge, 1, 63);
    Ranges.check("gap", gap, 0, 63);
    Ranges.check("evaluate", evaluate, 1, 63);
    Ranges.check("share", share, 1, 63);
    Ranges.check("sense", sense, 1, 63);
    Ranges.check("wake", wake, 1, 255);
  }

  /** Cycles of one bit for which {@code shares} groups of segments are sensed, none at all for a bit without an acting unit (specification, cycle formula). */
  public int cyclesOfBit(int shares) {
    return 1 + (shares > 0 ? precharge + 2 * gap + evaluate : 0) + shares * (share + sense + 1);
  }
}
