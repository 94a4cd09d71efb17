// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import kakure.BadInput;

/**
 * A second training in which units without a weight stay off and the weights of the others are free again.
 *
 * @param levels that these may be; null for no second training
 * @param epochs 0 to 10,000
 */
public record FillConfig(Kind levels, int epochs) {
  /** What the two cells of a pair mean in units that stay on. */
  public enum Kind {
    /** -1, 0, 1. */
    PAIR(Levels.TERNARY),
    /** -2, -1, 0, 1. */
    TWOS(Levels.TWOS),
    /** -3, -1, 1, 3; TWOS in layers whose units are no segments of a macro, as there must be a 0. */
    LEV4(Levels.LEV4);

    private final Levels levels;

    Kind(Levels levels) {
      this.levels = levels;
    }

    Levels levels() {
      return levels;
    }
  }

  /** No second training. */
  public static final FillConfig NONE = new FillConfig(null, 0);

  /** @throws IllegalArgumentException if the epochs are out of range */
  public FillConfig {
    if (epochs < 0 || epochs > 10_000 || levels != null && epochs == 0) throw new IllegalArgumentException("fill epochs " + epochs + ": must be 1 to 10000");
  }

  /**
   * The second training of this text.
   *
   * @param kind "pair", "twos" or "lev4"
   * @throws BadInput if there is none
   */
  public static FillConfig parse(String kind, int epochs) {
    for (Kind k : Kind.values()) if (k.name().equals(kind.toUpperCase(Locale.ROOT))) return new FillConfig(k, epochs);
    throw new BadInput("fill \"" + kind + "\": must be pair, twos or lev4");
  }
}
