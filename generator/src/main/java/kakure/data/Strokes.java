// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.network.Images;

/**
 * Draws digits with a pen: a way of writing, bent, slanted, turned, scaled and shifted at random, drawn with a pen of random width and pressure, softened, with noise and specks. A data set of one's own, 28 x 28 u8, ten classes.
 *
 * <p>The same seed gives the same images on any machine: SplittableRandom and StrictMath only.
 */
public final class Strokes {
  /** Side of an image. */
  public static final int SIDE = 28;

  private static final int STEPS = 8;

  private final SplittableRandom rng;
  private final double[] ink = new double[SIDE * SIDE];

  private Strokes(SplittableRandom rng) {
    this.rng = rng;
  }

  /**
   * Draws images; the digits come in random order, each about equally often.
   *
   * @param seed of everything random
   * @param count 1 or more
   */
  public static Images draw(long seed, int count) {
    if (count < 1 || count > Images.MAX_BYTES / (SIDE * SIDE)) throw new IllegalArgumentException("count " + count + ": must be 1 to " + Images.MAX_BYTES / (SIDE * SIDE));
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      SplittableRandom rng = seeds.split();
      labels[i] = (byte) below(rng, 10);
      new Strokes(rng).digit(labels[i], pixels, i * SIDE * SIDE);
    }
    return Images.grey(SIDE, SIDE, pixels, labels);
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

  private void digit(int digit, byte[] to, int at) {
    List<int[][]> ways = Glyphs.of(digit);
    List<double[]> segments = new ArrayList<>();
    Hand hand = new Hand(rng);
    for (int[] stroke : ways.get(below(rng, ways.size()))) trace(stroke, hand, segments);
    double radius = between(rng, .7, 1.7);
    double edge = between(rng, .6, 1.3);
    double pressure = between(rng, 150, 255);
    for (double[] s : segments) stamp(s, radius, edge);
    double noise = between(rng, 0, 14);
    for (int i = 0; i < ink.length; i++) to[at + i] = (byte) level(pressure * ink[i] + noise * (rng.nextDouble() + rng.nextDouble() - 1));
    for (int specks = below(rng, 4); specks > 0; specks--) to[at + below(rng, ink.length)] = (byte) (60 + below(rng, 140));
  }

  // of nextDouble() alone, whose definition is older and firmer than that of the bounded forms
  private static double between(SplittableRandom rng, double low, double high) {
    return low + rng.nextDouble() * (high - low);
  }

  private static int below(SplittableRandom rng, int n) {
    return (int) (rng.nextDouble() * n);
  }

  private static int level(double v) {
    return (int) Math.max(0, Math.min(255, StrictMath.rint(v)));
  }

  /** Catmull-Rom spline through a stroke's points, as short segments x0, y0, x1, y1 in pixels. */
  private static void trace(int[] stroke, Hand hand, List<double[]> segments) {
    int n = stroke.length / 2;
    double[] from = null;
    for (int i = 0; i + 1 < n; i++)
      for (int k = i == 0 ? 0 : 1; k <= STEPS; k++) {
        double u = (double) k / STEPS;
        double[] to = hand.place(spline(stroke, n, i, u, 0), spline(stroke, n, i, u, 1));
        if (from != null) segments.add(new double[] {from[0], from[1], to[0], to[1]});
        from = to;
      }
  }

  private static double spline(int[] stroke, int n, int i, double u, int axis) {
    double a = stroke[2 * Math.max(0, i - 1) + axis];
    double b = stroke[2 * i + axis];
    double c = stroke[2 * (i + 1) + axis];
    double d = stroke[2 * Math.min(n - 1, i + 2) + axis];
    return b + .5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
  }

  /** Inks the pixels within the pen's radius of a segment, with a soft edge. */
  private void stamp(double[] s, double radius, double edge) {
    double reach = radius + edge;
    int top = (int) Math.max(0, Math.min(s[1], s[3]) - reach);
    int bottom = (int) Math.min(SIDE - 1, Math.max(s[1], s[3]) + reach + 1);
    int left = (int) Math.max(0, Math.min(s[0], s[2]) - reach);
    int right = (int) Math.min(SIDE - 1, Math.max(s[0], s[2]) + reach + 1);
    double dx = s[2] - s[0];
    double dy = s[3] - s[1];
    double square = dx * dx + dy * dy;
    for (int y = top; y <= bottom; y++)
      for (int x = left; x <= right; x++) {
        double u = square == 0 ? 0 : Math.max(0, Math.min(1, ((x - s[0]) * dx + (y - s[1]) * dy) / square));
        double ex = x - s[0] - u * dx;
        double ey = y - s[1] - u * dy;
        double distance = StrictMath.sqrt(ex * ex + ey * ey);
        double v = Math.max(0, Math.min(1, (reach - distance) / edge));
        if (v > ink[y * SIDE + x]) ink[y * SIDE + x] = v;
      }
  }

  /** One drawing's way from the box of a glyph to pixels: a gentle wave that bends it, then slant, turn, size and place. */
  private static final class Hand {
    private final double waveX;
    private final double waveY;
    private final double phaseX;
    private final double phaseY;
    private final double pitch;
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double x0;
    private final double y0;

    Hand(SplittableRandom rng) {
      waveX = between(rng, 0, .06);
      waveY = between(rng, 0, .06);
      phaseX = between(rng, 0, 2 * Math.PI);
      phaseY = between(rng, 0, 2 * Math.PI);
      pitch = between(rng, 3, 7);
      double width = between(rng, 9, 16);
      double height = between(rng, 15, 21);
      double turn = between(rng, -.17, .17);
      double slant = between(rng, -.15, .4);
      double cos = StrictMath.cos(turn);
      double sin = StrictMath.sin(turn);
      xx = cos * width;
      xy = (-cos * slant - sin) * height;
      yx = sin * width;
      yy = (cos - sin * slant) * height;
      x0 = (SIDE - 1) / 2.0 + between(rng, -2, 2);
      y0 = (SIDE - 1) / 2.0 + between(rng, -2, 2);
    }

    /** x and y, 0 to 100, in pixels. */
    double[] place(double x, double y) {
      double u = x / 100 - .5;
      double v = y / 100 - .5;
      double bentU = u + waveX * StrictMath.sin(pitch * v + phaseX);
      double bentV = v + waveY * StrictMath.sin(pitch * u + phaseY);
      return new double[] {x0 + xx * bentU + xy * bentV, y0 + yx * bentU + yy * bentV};
    }
  }
}
