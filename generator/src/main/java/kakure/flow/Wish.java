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
 * @param macros what memories of a chip are to be built of
 */
public record Wish(Optional<String> part, OptionalDouble mhz, Optional<Path> pins, MacroChoice macros) {
  /** Nothing: the usual part, any clock. */
  public static final Wish NOTHING = new Wish(Optional.empty(), OptionalDouble.empty(), Optional.empty());

  /** Memories as they are. */
  public Wish(Optional<String> part, OptionalDouble mhz, Optional<Path> pins) {
    this(part, mhz, pins, MacroChoice.NONE);
  }
}
