// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Moves and mirrors the images of a training, each time anew: what is drawn follows from seed, step and place in the batch, so that nothing depends on threads. */
final class Augmentation {
  private static final int STREAM = 0x41554700;
  /** Of the side that an image is moved at most: four pixels of 32. */
  private static final int SHARE = 8;

  private final RecipeConfig recipe;
  private final Sequence random;

  /** How an image is seen. @param dx columns to the right, @param dy rows down */
  record View(int dx, int dy, boolean mirrored) {
    /** As it is. */
    static final View PLAIN = new View(0, 0, false);

    /** The column that stands at x, below 0 or beyond the width where nothing is left. */
    int column(int x, int width) {
      return mirrored ? width - 1 - (x - dx) : x - dx;
    }
  }

  Augmentation(RecipeConfig recipe, int seed) {
    this.recipe = recipe;
    random = new Sequence(seed, STREAM);
  }

  /** The next image's view. */
  View next(int height, int width) {
    if (!recipe.shift() && !recipe.flip()) return View.PLAIN;
    int dx = recipe.shift() ? within(width / SHARE) : 0, dy = recipe.shift() ? within(height / SHARE) : 0;
    return new View(dx, dy, recipe.flip() && random.next() < 0);
  }

  private int within(int most) {
    return random.below(2 * most + 1) - most;
  }
}
