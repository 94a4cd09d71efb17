// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.nio.file.Path;
import java.util.SplittableRandom;
import kakure.network.Images;
import kakure.network.Shape;

/**
 * Draws tokens of three forms and three colours on a dull ground, turned, scaled, shifted, shaded and with noise: a colour data set of one's own, 16 x 16, nine classes, of which neither grey values nor colours alone tell one.
 *
 * <p>The same seed gives the same images on any machine: SplittableRandom and StrictMath only.
 */
public final class Tokens {
  /** Side of an image. */
  public static final int SIDE = 16;
  /** Three times the form (disc, square, cross) and the colour (red, green, blue). */
  public static final int CLASSES = 9;

  private static final int COLOURS = 3;
  /** Points a pixel's side, for soft edges. */
  private static final int POINTS = 4;
  /** Values are multiples of this, so that a set packs well. */
  private static final int STEP = 4;

  private final SplittableRandom rng;

  private Tokens(SplittableRandom rng) {
    this.rng = rng;
  }

  /**
   * Draws images, each with a random label.
   *
   * @param seed of all randomness
   * @param count 1 or more
   */
  public static Images draw(long seed, int count) {
    Shape shape = new Shape(COLOURS, SIDE, SIDE);
    byte[] pixels = new byte[count * shape.elements()];
    byte[] labels = new byte[count];
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      var rng = seeds.split();
      labels[i] = (byte) (rng.nextDouble() * CLASSES);
      new Tokens(rng).token(labels[i] / COLOURS, labels[i] % COLOURS, pixels, i * shape.elements());
    }
    return new Images(shape, pixels, labels);
  }

  /**
   * Writes the four files of a data set, gzipped; training and test images are drawn from different seeds.
   *
   * @throws kakure.BadInput if a file cannot be written
   */
  public static void write(Path directory, long seed, int train, int test) {
    IdxFiles.write(directory, Part.TRAIN, draw(2 * seed, train), true);
    IdxFiles.write(directory, Part.TEST, draw(2 * seed + 1, test), true);
  }

  private void token(int form, int colour, byte[] to, int at) {
    double[] ink = ink(form);
    double light = between(60, 150);
    double slope = between(-3, 3);
    double bright = between(130, 230);
    double noise = between(0, 20);
    for (int c = 0; c < COLOURS; c++) {
      double ground = light + between(-12, 12);
      double shade = c == colour ? bright : bright * between(.15, .5);
      for (int p = 0; p < SIDE * SIDE; p++) {
        double v = ground + slope * (p % SIDE - SIDE / 2) + ink[p] * (shade - ground) + noise * (rng.nextDouble() + rng.nextDouble() - 1);
        to[at + c * SIDE * SIDE + p] = (byte) (STEP * (int) Math.max(0, Math.min(255 / STEP, StrictMath.rint(v / STEP))));
      }
    }
  }

  /** The share of every pixel that the token covers. */
  private double[] ink(int form) {
    double radius = between(3.6, 6);
    double turn = between(-.4, .4);
    double x0 = SIDE / 2.0 + between(-2, 2);
    double y0 = SIDE / 2.0 + between(-2, 2);
    double cos = StrictMath.cos(turn) / radius;
    double sin = StrictMath.sin(turn) / radius;
    double[] ink = new double[SIDE * SIDE];
    for (int y = 0; y < SIDE * POINTS; y++)
      for (int x = 0; x < SIDE * POINTS; x++) {
        double u = (x + .5) / POINTS - x0;
        double v = (y + .5) / POINTS - y0;
        if (covers(form, cos * u + sin * v, cos * v - sin * u)) ink[y / POINTS * SIDE + x / POINTS] += 1.0 / (POINTS * POINTS);
      }
    return ink;
  }

  /** Whether a form of radius 1 covers a point. */
  private static boolean covers(int form, double x, double y) {
    double wide = Math.max(Math.abs(x), Math.abs(y));
    return switch (form) {
      case 0 -> x * x + y * y < 1;
      case 1 -> wide < .85;
      default -> wide < 1 && Math.min(Math.abs(x), Math.abs(y)) < .32;
    };
  }

  private double between(double low, double high) {
    return low + rng.nextDouble() * (high - low);
  }
}
