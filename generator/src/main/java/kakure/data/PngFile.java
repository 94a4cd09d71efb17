// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import kakure.BadInput;

/** PNG (ISO/IEC 15948): its header is judged here, its samples are the JDK's to decode, of what makes samples alone: text, profiles and times, compressed as they may be, are never unpacked. */
final class PngFile {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int HEADER = 33;
  private static final int PALETTE = 3;
  /** Deflate makes at most this many bytes of one. */
  private static final long DEFLATE = 1032;
  private static final List<String> SAMPLES = List.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  /** What the header's number of a colour type stands for: samples of a pixel in the file, and channels that are handed on. */
  private record Colour(int stored, int channels, boolean alpha) {
    static Colour of(String name, int type) {
      return switch (type) {
        case 0 -> new Colour(1, 1, false);
        case 2 -> new Colour(3, 3, false);
        case 3 -> new Colour(1, 3, false);
        case 4 -> new Colour(2, 1, true);
        case 6 -> new Colour(4, 3, true);
        default -> throw new BadInput(name + ": is a PNG of colour type " + type + ", which there is not");
      };
    }
  }

  private PngFile() {}

  static boolean is(byte[] file) {
    return file.length >= 8 && ByteBuffer.wrap(file).getLong() == SIGNATURE;
  }

  static Picture read(String name, byte[] file) {
    if (file.length < HEADER || !chunk(file, 8).equals("IHDR")) throw new BadInput(name + ": is a PNG that ends within its header");
    var bytes = ByteBuffer.wrap(file);
    long width = bytes.getInt(16) & 0xFFFFFFFFL;
    long height = bytes.getInt(20) & 0xFFFFFFFFL;
    int depth = file[24];
    Colour colour = Colour.of(name, file[25]);
    Picture.claim(name, height, width);
    if (depth == 16) throw new BadInput(name + ": has 16 bits a channel; convert it to 8");
    if (colour.alpha) throw transparent(name);
    long packed = (height * width * colour.stored * depth + 7) / 8;
    if (packed > DEFLATE * file.length) throw new BadInput(String.format(Locale.ROOT, "%s: claims %d x %d pixels (rows x columns), more than its %d bytes can hold", name, height, width, file.length));
    return Raster.decode(name, samples(name, file, file[25] == PALETTE), "png", colour.channels);
  }

  private static BadInput transparent(String name) {
    return new BadInput(name + ": has an alpha channel, and what is behind transparent pixels is not said; give an image without one");
  }

  private static String chunk(byte[] file, int at) {
    return new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
  }

  /** The same file with the chunks that samples are made of. */
  private static byte[] samples(String name, byte[] file, boolean palette) {
    var kept = new ByteArrayOutputStream(file.length);
    kept.write(file, 0, 8);
    int at = 8;
    for (String type = ""; !type.equals("IEND"); ) {
      if (at + 12 > file.length) throw new BadInput(name + ", byte " + at + ": is a PNG that ends before its end");
      long length = ByteBuffer.wrap(file).getInt(at) & 0xFFFFFFFFL;
      type = chunk(file, at);
      if (at + 12 + length > file.length) throw new BadInput(name + ", byte " + at + ": is a PNG that ends within a chunk of " + length + " bytes");
      if (type.equals("tRNS") && !palette) throw transparent(name);
      if (SAMPLES.contains(type)) kept.write(file, at, 12 + (int) length);
      at += 12 + (int) length;
    }
    return kept.toByteArray();
  }
}
