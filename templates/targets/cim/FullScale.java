// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimConverter;
import blocks.cim.cimtile.CimTile;
import java.util.List;
import java.util.stream.IntStream;
import kakure.BadInput;

/**
 * How many ones a converter's highest code stands for.
 *
 * @param kind what it follows from
 * @param ones of {@link Kind#FIXED}
 */
record FullScale(Kind kind, int ones) {
  static final String OPTION = "--full-scale";

  /** What it follows from. */
  enum Kind {
    /** The codes and what is counted: a step of one, finer where codes are more than the macro's rows, or of 2, 4, ... where that errs less on the counts of the calibration images. */
    AUTO,
    /** The rows that share a line. */
    GEOMETRIC,
    /** Half of them. */
    HALF,
    /** The same for all lines. */
    FIXED
  }

  /** The fixed scale of lines that never clip. */
  static final FullScale GEOMETRIC = new FullScale(Kind.GEOMETRIC, 0);

  /** A step of one code, or of more where calibration images say so. */
  static final FullScale AUTO = new FullScale(Kind.AUTO, 0);

  /** @throws BadInput for other words, 0, or more than a macro has rows */
  static FullScale parse(String text, int rows) {
    switch (text) {
      case "auto":
        return AUTO;
      case "geometric":
        return GEOMETRIC;
      case "half":
        return new FullScale(Kind.HALF, 0);
      default:
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > rows)
          throw new BadInput(OPTION + " " + text + ": must be auto, geometric, half, or ones on a line, 1 to " + rows + ", the rows of the macro");
        return new FullScale(Kind.FIXED, Integer.parseInt(text));
    }
  }

  /** As it is said. */
  String word() {
    return switch (kind) {
      case AUTO -> "auto";
      case GEOMETRIC -> "geometric";
      case HALF -> "half";
      case FIXED -> Integer.toString(ones);
    };
  }

  /**
   * What reads so.
   *
   * @param tile the macro
   * @param bits of a code, 1 to 12
   * @param noise amplitude in 1/256 ones
   * @param counts of the calibration images
   */
  AnalogPoint point(CimTile tile, int bits, int noise, LineCounts counts) {
    int length = tile.shape().segmentRows();
    int scale = switch (kind) {
      case AUTO -> Math.min((1 << bits) - 1, tile.rows());
      case GEOMETRIC -> length;
      case HALF -> Math.max(1, length / 2);
      case FIXED -> ones;
    };
    var converter = new CimConverter(bits, scale, noise);
    var patterns = IntStream.rangeClosed(0, tile.shape().widestPattern());
    List<Integer> ranges = switch (kind) {
      case AUTO -> patterns.map(p -> counts.range(p, converter, tile.rows())).boxed().toList();
      case FIXED -> patterns.map(p -> 0).boxed().toList();
      default -> patterns.boxed().toList();
    };
    return AnalogPoint.analog(tile, converter, ranges);
  }
}
