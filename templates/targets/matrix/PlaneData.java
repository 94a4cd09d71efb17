// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Points of a plane in two classes, as training of small networks is tried on: half moons, circles, spirals. Made from a seed; about as many of each class.
 *
 * @param x coordinates of point i, within about -1.5 to 1.5
 * @param target -1 or 1 of point i
 */
record PlaneData(double[][] x, double[] target) {
  /** What shape the classes have. */
  enum Kind {
    /** Two half circles that reach into each other. */
    MOONS,
    /** A ring around a ring. */
    CIRCLES,
    /** Two arms of a turn around one middle. */
    SPIRALS;

    /** The name on the command line. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for none of the names */
    static Kind parse(String text) {
      for (var kind : values()) if (kind.word().equals(text)) return kind;
      throw new IllegalArgumentException("\"" + text + "\" is none of " + Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", ")));
    }
  }

  /** Standard deviation of the noise on each coordinate. */
  private static final double NOISE = 0.08;

  /** {@code n} points. */
  static PlaneData of(Kind kind, int n, SplittableRandom rng) {
    var x = new double[n][];
    var target = new double[n];
    for (int i = 0; i < n; i++) {
      boolean upper = i % 2 == 0;
      target[i] = upper ? 1 : -1;
      x[i] = point(kind, upper, rng.nextDouble());
      for (int k = 0; k < 2; k++) x[i][k] += NOISE * gaussian(rng);
    }
    return new PlaneData(x, target);
  }

  private static double[] point(Kind kind, boolean upper, double along) {
    return switch (kind) {
      case MOONS -> {
        double t = Math.PI * along;
        yield upper ? new double[] {Math.cos(t) - 0.5, Math.sin(t) - 0.25} : new double[] {0.5 - Math.cos(t), 0.25 - Math.sin(t)};
      }
      case CIRCLES -> {
        double t = 2 * Math.PI * along, r = upper ? 0.45 : 1;
        yield new double[] {r * Math.cos(t), r * Math.sin(t)};
      }
      case SPIRALS -> {
        double t = 2 * Math.PI * along + (upper ? 0 : Math.PI), r = 0.2 + along;
        yield new double[] {r * Math.cos(t), r * Math.sin(t)};
      }
    };
  }

  /** Sum of twelve uniform numbers less six: no function whose last bit another machine may have otherwise. */
  private static double gaussian(SplittableRandom rng) {
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += rng.nextDouble();
    return sum;
  }
}
