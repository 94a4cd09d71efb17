// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import kakure.BadInput;
import kakure.network.Shape;

/** One picture of a file, PNG or what else the Java machine reads, as a network takes it: by the samples of its raster, since a conversion of colours would change grey values. */
final class ImageFile {
  private ImageFile() {}

  /**
   * Reads a picture; its size is compared before anything is unpacked.
   *
   * @param shape that the network reads: 1 channel takes grey, 3 channels colour
   * @return channels x height x width bytes
   * @throws BadInput if the file is no picture of that size and those channels, of 8 bits a sample
   */
  static byte[] read(Path file, Shape shape) {
    try (var raw = Files.newInputStream(file); var in = new MemoryCacheImageInputStream(raw)) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) throw new BadInput(file + ": no picture of a known form; PNG and JPEG are read");
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int width = reader.getWidth(0), height = reader.getHeight(0);
        if (width != shape.width() || height != shape.height()) throw new BadInput(file + ": " + height + " x " + width + " pixels (height x width), but the network reads " + shape);
        reader.addIIOReadWarningListener((source, warning) -> {
          throw new BadInput(file + ": a damaged picture: " + warning);
        });
        return samples(file, reader.read(0), shape);
      } finally {
        reader.dispose();
      }
    } catch (IIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new BadInput(file + ": a damaged picture: " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": no such file", e);
    } catch (EOFException e) {
      throw new BadInput(file + ": ends within the picture", e);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e, e);
    }
  }

  private static byte[] samples(Path file, BufferedImage image, Shape shape) {
    Raster raster = image.getRaster();
    boolean palette = image.getColorModel() instanceof IndexColorModel, alpha = image.getColorModel().hasAlpha();
    int colours = palette ? 3 : raster.getNumBands() - (alpha ? 1 : 0);
    if (!palette && raster.getSampleModel().getSampleSize(0) != 8) throw new BadInput(file + ": " + raster.getSampleModel().getSampleSize(0) + " bits a sample; 8 are read");
    if (alpha && !opaque(image)) throw new BadInput(file + ": has transparent pixels, which have no value; lay it on a background");
    var values = new byte[3 * shape.pixels()];
    boolean grey = true;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int pixel = y * shape.width() + x;
        for (int c = 0; c < colours; c++) values[c * shape.pixels() + pixel] = (byte) (palette ? entry((IndexColorModel) image.getColorModel(), raster.getSample(x, y, 0), c) : raster.getSample(x, y, c));
        grey &= colours == 1 || values[pixel] == values[shape.pixels() + pixel] && values[pixel] == values[2 * shape.pixels() + pixel];
      }
    }
    int channels = palette && grey && shape.channels() == 1 ? 1 : colours;
    if (channels != shape.channels()) throw new BadInput(file + ": " + (channels == 1 ? "grey" : "in colours") + ", but the network reads " + shape + " (channels x height x width)");
    return Arrays.copyOf(values, shape.elements());
  }

  private static int entry(IndexColorModel palette, int index, int colour) {
    return colour == 0 ? palette.getRed(index) : colour == 1 ? palette.getGreen(index) : palette.getBlue(index);
  }

  private static boolean opaque(BufferedImage image) {
    for (int y = 0; y < image.getHeight(); y++) for (int x = 0; x < image.getWidth(); x++) if (image.getRGB(x, y) >>> 24 != 255) return false;
    return true;
  }
}
