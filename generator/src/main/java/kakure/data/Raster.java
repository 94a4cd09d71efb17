// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import kakure.BadInput;
import kakure.network.Shape;

/** Samples of an image as its file has them: not by {@code getRGB}, which takes grey for linear light and changes its values. */
final class Raster {
  private Raster() {}

  /**
   * Decodes a file whose header has been looked at.
   *
   * @param format of ImageIO
   * @param channels 1 or 3, as the header says
   */
  static Picture decode(String name, byte[] file, String format, int channels) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      return new Picture(name, new Shape(channels, image.getHeight(), image.getWidth()), samples(name, image, channels));
    } catch (IOException | RuntimeException e) { // the JDK's readers answer damage with whatever exception it leads to
      if (e instanceof BadInput wrong) throw wrong;
      throw new BadInput(name + ": is damaged: " + reason(e), e);
    } finally {
      reader.dispose();
    }
  }

  private static String reason(Exception e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static byte[] samples(String name, BufferedImage image, int channels) {
    var raster = image.getRaster();
    int height = image.getHeight();
    int width = image.getWidth();
    byte[][] palette = image.getColorModel() instanceof IndexColorModel index ? palette(name, index) : null;
    if (raster.getDataBuffer().getDataType() != DataBuffer.TYPE_BYTE) throw new BadInput(name + ": has samples that are no bytes; convert it to 8 bits a channel");
    if (palette == null && raster.getNumBands() < channels) throw new BadInput(name + ": has " + raster.getNumBands() + " channels, but its header says " + channels);
    byte[] all = new byte[channels * height * width];
    int[] row = new int[width];
    for (int c = 0, at = 0; c < channels; c++)
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, palette == null ? c : 0, row);
        for (int x = 0; x < width; x++, at++) all[at] = palette == null ? (byte) row[x] : palette[c][row[x]];
      }
    return all;
  }

  private static byte[][] palette(String name, IndexColorModel index) {
    if (index.hasAlpha()) throw new BadInput(name + ": has transparent pixels, and what is behind them is not said; give an image without transparency");
    byte[][] palette = new byte[3][256];
    byte[] colours = new byte[index.getMapSize()];
    index.getReds(colours);
    System.arraycopy(colours, 0, palette[0], 0, colours.length);
    index.getGreens(colours);
    System.arraycopy(colours, 0, palette[1], 0, colours.length);
    index.getBlues(colours);
    System.arraycopy(colours, 0, palette[2], 0, colours.length);
    return palette;
  }
}
