// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Moves, mirrors and cuts the images of a training, each time anew: what is drawn follows from seed, step and place in the batch, and which side of an image is seen from seed, image and epoch, so that nothing depends on threads. */
final class Augmentation {
  private static final int STREAM = 0x41554700;
  /** Of the side that an image is moved at most: four pixels of 32. */
  private static final int SHARE = 8;
  /** Of the side that is cut out: eight pixels of 32. */
  private static final int CUT = 4;

  private final RecipeConfig recipe;
  private final Sequence random;
  private final long sides;

  /** How an image is seen. @param dx columns to the right, @param dy rows down, @param hole what is black of it */
  record View(int dx, int dy, boolean mirrored, Hole hole) {
    /** As it is. */
    static final View PLAIN = new View(0, 0, false, Hole.NONE);

    /** The column that stands at x, below 0 or beyond the width where nothing is left. */
    int column(int x, int width) {
      return mirrored ? width - 1 - (x - dx) : x - dx;
    }
  }

  /** Columns x to x + width - 1 of rows y to y + height - 1, beyond the image's edges in part. */
  record Hole(int x, int y, int width, int height) {
    static final Hole NONE = new Hole(0, 0, 0, 0);

    /** Whether a pixel lies in it. */
    boolean holds(int column, int row) {
      return column >= x && column < x + width && row >= y && row < y + height;
    }
  }

  Augmentation(RecipeConfig recipe, int seed) {
    this.recipe = recipe;
    random = new Sequence(seed, STREAM);
    sides = (seed & 0xffffffffL) << 32;
  }

  /**
   * The next image's view.
   *
   * @param image its number, which says whether it is mirrored in even or in odd epochs
   * @param epoch from 0
   */
  View next(int height, int width, int image, int epoch) {
    int dx = recipe.shift() ? within(width / SHARE) : 0, dy = recipe.shift() ? within(height / SHARE) : 0;
    boolean mirrored = recipe.flip() && (Sequence.mix(sides + image * Sequence.GAMMA) >>> 63) != (epoch & 1);
    return new View(dx, dy, mirrored, recipe.cut() ? hole(height, width) : Hole.NONE);
  }

  /** Its middle is any pixel. */
  private Hole hole(int height, int width) {
    int across = width / CUT, down = height / CUT;
    return new Hole(random.below(width) - across / 2, random.below(height) - down / 2, across, down);
  }

  private int within(int most) {
    return random.below(2 * most + 1) - most;
  }
}
