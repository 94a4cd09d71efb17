// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import kakure.BadInput;

/** How the weights of a network are kept. */
public enum WeightKind {
  /** The mask of random signs. */
  HIDDEN(null),
  /** Stored, +1 or -1. */
  BINARY(Levels.BINARY),
  /** Stored, +1, 0 or -1. */
  TERNARY(Levels.TERNARY),
  /** Stored bit by bit, trained at all precisions. */
  PROGRESSIVE(null),
  /** Stored as connectivity, sign and magnitude. */
  TRICHROMATIC(null);

  private final Levels levels;

  WeightKind(Levels levels) {
    this.levels = levels;
  }

  /** The integers that a stored weight may be; null of other ones. */
  Levels levels() {
    return levels;
  }

  /** Whether it is chosen as a mode of training. */
  private boolean mode() {
    return this == PROGRESSIVE || this == TRICHROMATIC;
  }

  /** "hidden", "binary", "ternary", "progressive" or "trichromatic". */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that {@link #text}; progressive and trichromatic ones are a mode of training.
   *
   * @throws BadInput if there is none
   */
  public static WeightKind parse(String text) {
    for (WeightKind kind : values()) if (!kind.mode() && kind.text().equals(text.toLowerCase(Locale.ROOT))) return kind;
    throw new BadInput("weights \"" + text + "\": must be hidden, binary or ternary");
  }
}
