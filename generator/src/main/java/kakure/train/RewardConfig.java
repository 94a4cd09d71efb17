// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.Locale;
import kakure.BadInput;

/**
 * What is added to the loss so that stored ternary weights become 0, weights counted in bounds of their layer's first numbers.
 *
 * @param kind zeros: weight times the sum of magnitudes; gating: weight times the sum over units of the square root of their size and their norm
 * @param rows of a unit: weights of an output in the order of input channel and tap, 1 to 4,096
 * @param columns of a unit: outputs, 1 to 4,096
 * @param weight 0 or more
 * @param target share of the network's units, 0 to 1: while so many or more are off nothing is added
 */
public record RewardConfig(Kind kind, int rows, int columns, double weight, double target) {
  /** What is wanted. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** Weights of 0. */
    ZEROS,
    /** Units without another weight. */
    GATING
  }

  /** No reward; units as the usual macro has them, a segment of the nine rows of a 3x3 channel times eight outputs. */
  public static final RewardConfig NONE = new RewardConfig(Kind.NONE, 9, 8, 0, 1);

  /** @throws IllegalArgumentException if a value is out of range */
  public RewardConfig {
    if (rows < 1 || rows > 4096 || columns < 1 || columns > 4096) throw new IllegalArgumentException("unit " + rows + "x" + columns + ": rows and columns must be 1 to 4096 each");
    if (!(weight >= 0 && weight <= 1)) throw new IllegalArgumentException(String.format(Locale.ROOT, "reward weight %s: must be 0 to 1", weight));
    if (!(target > 0 && target <= 1)) throw new IllegalArgumentException(String.format(Locale.ROOT, "reward target %s: must be above 0, and 1 or less", target));
  }

  /** No reward, but units by which a network is judged. @throws BadInput if the text is no unit */
  public static RewardConfig none(String unit) {
    int[] sides = sides(unit);
    return new RewardConfig(Kind.NONE, sides[0], sides[1], 0, 1);
  }

  private static int[] sides(String unit) {
    if (!unit.matches("\\d{1,4}x\\d{1,4}")) throw new BadInput("unit \"" + unit + "\": give rows x columns, such as 9x8");
    String[] sides = unit.split("x");
    return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[1])};
  }

  /**
   * The reward of these texts.
   *
   * @param kind "zeros" or "gating"
   * @param unit rows x columns, such as 9x8
   * @throws BadInput if a text is none
   */
  public static RewardConfig parse(String kind, String unit, double weight, double target) {
    Kind known = switch (kind.toLowerCase(Locale.ROOT)) {
      case "zeros" -> Kind.ZEROS;
      case "gating" -> Kind.GATING;
      default -> throw new BadInput("reward \"" + kind + "\": must be zeros or gating");
    };
    int[] sides = sides(unit);
    return new RewardConfig(known, sides[0], sides[1], weight, target);
  }
}
