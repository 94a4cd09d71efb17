// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * How a picture becomes the image that a network reads: the host's work, before anything is sent. Each byte is taken to its level; then, where the first layer is folded, the picture's pixels are laid out anew, so that a first layer
 * of 1 or 3 channels fills more of an array. Immutable.
 */
public final class Intake {
  private static final int LEVELS = 256;

  private final Shape picture;
  private final byte[] levels;
  private final Optional<Window> fold;
  private final Shape image;

  private Intake(Shape picture, byte[] levels, Optional<Window> fold) {
    this.picture = Objects.requireNonNull(picture);
    this.levels = levels;
    this.fold = fold;
    this.image = fold.isEmpty() ? picture : fold.get().over(picture, Math.multiplyExact(picture.channels(), fold.get().taps()));
  }

  /** Pictures that are images as they are. */
  public static Intake of(Shape picture) {
    byte[] same = new byte[LEVELS];
    for (int b = 0; b < LEVELS; b++) same[b] = (byte) b;
    return new Intake(picture, same, Optional.empty());
  }

  /**
   * Pictures whose bytes stand for other pixels.
   *
   * @param levels for each byte of a picture, 0 to 255, the pixel that the network reads
   * @throws IllegalArgumentException if there are not 256 levels
   */
  public static Intake of(Shape picture, byte[] levels) {
    if (levels.length != LEVELS) throw new IllegalArgumentException(levels.length + " levels; one for each of 256 bytes is needed");
    return new Intake(picture, levels.clone(), Optional.empty());
  }

  /**
   * The same, folded: channel c taps + t of the image is what tap t of the window sees of channel c of the picture, 0 outside it. A window of 2x2 and stride 2 is space-to-depth; the window of a layer makes its taps channels.
   *
   * @throws IllegalArgumentException if the window does not fit the picture, or the image is too large
   */
  public Intake folded(Window window) {
    return new Intake(picture, levels, Optional.of(window));
  }

  /** Shape of a picture. */
  public Shape picture() {
    return picture;
  }

  /** Shape of the image. */
  public Shape image() {
    return image;
  }

  /** The window by which pictures are folded. */
  public Optional<Window> fold() {
    return fold;
  }

  /** For each byte of a picture, 0 to 255, the pixel that the network reads. */
  public byte[] levels() {
    return levels.clone();
  }

  /** Whether a picture's bytes are the pixels as they are. */
  public boolean plain() {
    return fold.isEmpty() && sameLevels();
  }

  /** Whether each byte's level is itself. */
  public boolean sameLevels() {
    return Arrays.equals(levels, of(picture).levels);
  }

  /**
   * The image of a picture.
   *
   * @param pixels a byte for each, as {@link Shape} orders them
   * @throws IllegalArgumentException if they are not as many as a picture has
   */
  public byte[] image(byte[] pixels) {
    if (pixels.length != picture.elements()) throw new IllegalArgumentException("a picture of " + pixels.length + " bytes, where " + picture + " is read");
    byte[] level = new byte[pixels.length];
    for (int i = 0; i < level.length; i++) level[i] = levels[pixels[i] & 255];
    return fold.isEmpty() ? level : fold(level, fold.get());
  }

  private byte[] fold(byte[] from, Window w) {
    byte[] to = new byte[image.elements()];
    int at = 0;
    for (int c = 0; c < picture.channels(); c++)
      for (int t = 0; t < w.taps(); t++)
        for (int y = 0; y < image.height(); y++) {
          int row = y * w.stride() + t / w.kernelWidth() - w.padTop();
          for (int x = 0; x < image.width(); x++, at++) {
            int column = x * w.stride() + t % w.kernelWidth() - w.padLeft();
            if (row >= 0 && row < picture.height() && column >= 0 && column < picture.width()) to[at] = from[(c * picture.height() + row) * picture.width() + column];
          }
        }
    return to;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Intake i && picture.equals(i.picture) && fold.equals(i.fold) && Arrays.equals(levels, i.levels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(picture, fold);
  }

  @Override
  public String toString() {
    return fold.isEmpty() ? picture.toString() : picture + " folded to " + image;
  }
}
