// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import blocks.mask.codec.MaskStreamException;
import java.util.BitSet;
import java.util.List;

/** A reader of masks: what it refuses with, and that a mask which was read is read again from its own best coding. */
interface MaskTarget extends FuzzTarget {
  /** More weights than this are read, but not coded again. */
  int SMALL = 1 << 16;

  @Override
  default List<Class<? extends RuntimeException>> refusals() {
    return List.of(MaskStreamException.class);
  }

  /** Holds what was read again against what was read first. */
  static void same(BitSet again, BitSet bits) {
    if (!again.equals(bits)) throw new AssertionError("another mask after coding");
  }
}
