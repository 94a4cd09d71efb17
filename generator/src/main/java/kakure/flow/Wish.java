// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the user chose.
 *
 * @param part one of the flow's; its usual one where none is given
 * @param mhz clock that must be met; where none is given the clock is whatever comes out
 * @param pins constraints of the pins, in the flow's own language
 * @param cells layouts of a library's cells, as GDSII, for a flow that {@linkplain Flow#takesCells takes} them
 * @param macros what memories of a chip are to be built of
 */
public record Wish(Optional<String> part, OptionalDouble mhz, Optional<Path> pins, Optional<Path> cells, MacroChoice macros) {
  /** Nothing: the usual part, any clock. */
  public static final Wish NOTHING = new Wish(Optional.empty(), OptionalDouble.empty(), Optional.empty());

  /** Without layouts of cells, memories as they are. */
  public Wish(Optional<String> part, OptionalDouble mhz, Optional<Path> pins) {
    this(part, mhz, pins, Optional.empty(), MacroChoice.NONE);
  }
}
