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
  PROGRESSIVE(null);

  private final Levels levels;

  WeightKind(Levels levels) {
    this.levels = levels;
  }

  /** The integers that a stored weight may be; null of hidden and progressive ones. */
  Levels levels() {
    return levels;
  }

  /** "hidden", "binary", "ternary" or "progressive". */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that {@link #text}; progressive ones are a mode of training.
   *
   * @throws BadInput if there is none
   */
  public static WeightKind parse(String text) {
    for (WeightKind kind : values()) if (kind != PROGRESSIVE && kind.text().equals(text.toLowerCase(Locale.ROOT))) return kind;
    throw new BadInput("weights \"" + text + "\": must be hidden, binary or ternary");
  }
}
