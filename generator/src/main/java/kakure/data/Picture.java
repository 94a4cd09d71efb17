// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kakure.BadInput;
import kakure.network.Shape;

/**
 * One image.
 *
 * @param name for messages
 * @param shape 1 channel for grey, 3 for red, green and blue
 * @param samples u8, as {@link Shape} orders them; not copied
 */
public record Picture(String name, Shape shape, byte[] samples) {
  /** Bytes of the largest file that is read. */
  static final int MOST_BYTES = 64 << 20;
  /** Rows and columns of the largest image, and its pixels: 2^25, as cameras make them. */
  private static final int MOST_SIDE = 16384;

  private static final int MOST_PIXELS = 1 << 25;

  /** Whether a file's name says that it is an image that is read. */
  static boolean isOne(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return List.of(".png", ".jpg", ".jpeg").stream().anyMatch(lower::endsWith);
  }

  /**
   * Reads PNG or JPEG, told by the content.
   *
   * @throws BadInput if it is neither, damaged, has transparent pixels or samples that are no bytes, or claims more than it can hold
   */
  public static Picture read(String name, byte[] file) {
    if (PngFile.is(file)) return PngFile.read(name, file);
    if (JpegFile.is(file)) return JpegFile.read(name, file);
    throw new BadInput(name + ": is neither PNG nor JPEG");
  }

  /** Reads a file as {@link #read(String, byte[])}. */
  public static Picture read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] all = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) throw new BadInput(file + ": has more than " + MOST_BYTES + " bytes");
      return read(file.toString(), all);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": no such file", e);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** What a header claims, before anything is made of it. @throws BadInput if that is too large */
  static void claim(String name, long height, long width) {
    if (height < 1 || width < 1) throw new BadInput(name + ": an image of " + height + " x " + width + " pixels holds nothing");
    if (height > MOST_SIDE || width > MOST_SIDE || height * width > MOST_PIXELS)
      throw new BadInput(name + ": claims " + height + " x " + width + " pixels (rows x columns); at most " + MOST_SIDE + " a side and " + MOST_PIXELS + " together are read");
  }
}
