// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import kakure.BadInput;
import kakure.network.IdxData.Part;

/**
 * The IDX files of MNIST form: big-endian magic 0x0803 (images: count, rows, columns, then pixels) or 0x0801 (labels: count, then bytes), gzipped or not. LeCun, Cortes, Burges, "The MNIST database", 1998.
 */
public final class IdxFiles {
  private static final int IMAGES = 0x00000803;
  private static final int LABELS = 0x00000801;

  private IdxFiles() {}

  /**
   * Reads one part of the data set in a folder.
   *
   * @param directory holds {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-...}, with {@code .gz} or not; {@code train-images.idx3-ubyte} is read as well
   * @throws BadInput if a file is missing, damaged, or its length, magic or count is not right
   */
  public static IdxData read(Path directory, Part part) {
    Path imageFile = find(directory, part.prefix() + "-images", "idx3-ubyte");
    Path labelFile = find(directory, part.prefix() + "-labels", "idx1-ubyte");
    int[] sides = new int[3];
    byte[] pixels = content(imageFile, IMAGES, sides);
    int[] count = new int[1];
    byte[] labels = content(labelFile, LABELS, count);
    if (count[0] != sides[0]) throw new BadInput(labelFile + ", byte 4: " + count[0] + " labels, but " + imageFile.getFileName() + " holds " + sides[0] + " images");
    return new IdxData(sides[1], sides[2], pixels, labels);
  }

  /** Whether a folder has labels to the images of this part. */
  public static boolean labelled(Path directory, Part part) {
    return names(part.prefix() + "-labels", "idx1-ubyte").stream().anyMatch(name -> Files.exists(directory.resolve(name)));
  }

  /** Reads images that have no labels: each gets 0, which means nothing. @throws BadInput as {@link #read} */
  public static IdxData unlabelled(Path directory, Part part) {
    int[] sides = new int[3];
    byte[] pixels = content(find(directory, part.prefix() + "-images", "idx3-ubyte"), IMAGES, sides);
    return new IdxData(sides[1], sides[2], pixels, new byte[sides[0]]);
  }

  private static List<String> names(String stem, String form) {
    return List.of(stem + "-" + form, stem + "-" + form + ".gz", stem + "." + form, stem + "." + form + ".gz");
  }

  private static Path find(Path directory, String stem, String form) {
    List<String> tried = names(stem, form);
    for (String name : tried) if (Files.isRegularFile(directory.resolve(name))) return directory.resolve(name);
    if (!Files.isDirectory(directory)) throw new BadInput(directory + ": there is no such folder; give one that holds the four IDX files of MNIST form");
    throw new BadInput(directory + ": holds none of " + String.join(", ", tried) + "; give a folder with the four IDX files of MNIST form");
  }

  /** The bytes behind the header, whose numbers go to {@code sides}. */
  private static byte[] content(Path file, int magic, int[] sides) {
    boolean gz = file.toString().endsWith(".gz");
    int header = 4 + 4 * sides.length;
    long at = 0;
    try (InputStream raw = Files.newInputStream(file); InputStream in = gz ? new GZIPInputStream(raw, 1 << 16) : new BufferedInputStream(raw)) {
      byte[] head = in.readNBytes(header);
      at = head.length;
      if (at >= 4 && ByteBuffer.wrap(head).getInt() != magic)
        throw new BadInput(String.format(Locale.ROOT, "%s, byte 0: magic 0x%08x; an IDX file of %s starts with 0x%08x", file, ByteBuffer.wrap(head).getInt(), magic == IMAGES ? "u8 images" : "u8 labels", magic));
      if (at < header) throw new BadInput(file + ", byte " + at + ": ends within its header of " + header + " bytes");
      long size = size(file, head, sides);
      ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.min(size, 1 << 20));
      byte[] buffer = new byte[1 << 16];
      for (int n; body.size() < size && (n = in.read(buffer, 0, (int) Math.min(buffer.length, size - body.size()))) > 0; at = header + body.size()) body.write(buffer, 0, n);
      if (body.size() < size) throw new BadInput(file + ", byte " + at + ": ends here, but its header asks for " + (header + size) + " bytes" + (gz ? " (unpacked)" : ""));
      if (in.read() >= 0) throw new BadInput(file + ", byte " + at + ": goes on behind the " + (header + size) + " bytes that its header asks for");
      return body.toByteArray();
    } catch (EOFException e) {
      throw new BadInput(file + ", behind unpacked byte " + at + ": the gzip data are cut off", e);
    } catch (ZipException e) {
      throw new BadInput(file + ", behind unpacked byte " + at + ": not gzip data, or damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e, e);
    }
  }

  private static long size(Path file, byte[] head, int[] sides) {
    long size = 1;
    for (int d = 0; d < sides.length; d++) {
      long side = ByteBuffer.wrap(head).getInt(4 + 4 * d) & 0xFFFFFFFFL;
      String what = d == 0 ? "a count" : d == 1 ? "a height" : "a width";
      if (side < 1 || d > 0 && side > 4096) throw new BadInput(file + ", byte " + (4 + 4 * d) + ": " + what + " of " + side + (d > 0 ? "; 1 to 4096 are read" : ": there is nothing to read"));
      sides[d] = (int) side;
      size *= side;
      if (size > IdxData.MAX_BYTES) throw new BadInput(file + ", byte " + (4 + 4 * d) + ": " + what + " of " + side + " makes " + size + " bytes; at most " + IdxData.MAX_BYTES + " are read");
    }
    return size;
  }

  /**
   * Writes one part of a data set, {@code train-images-idx3-ubyte.gz} and so on; each file under another name first, then renamed.
   *
   * @param directory made if it does not exist
   * @param gzip whether packed, with {@code .gz}; the same data give the same bytes
   * @throws BadInput if a file cannot be written
   */
  public static void write(Path directory, Part part, IdxData data, boolean gzip) {
    ByteBuffer images = ByteBuffer.allocate(16 + data.pixels().length).putInt(IMAGES).putInt(data.count()).putInt(data.height()).putInt(data.width()).put(data.pixels());
    ByteBuffer labels = ByteBuffer.allocate(8 + data.count()).putInt(LABELS).putInt(data.count()).put(data.labels());
    String end = gzip ? ".gz" : "";
    put(directory.resolve(part.prefix() + "-images-idx3-ubyte" + end), images.array(), gzip);
    put(directory.resolve(part.prefix() + "-labels-idx1-ubyte" + end), labels.array(), gzip);
  }

  private static void put(Path file, byte[] bytes, boolean gzip) {
    Path staged = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        try (OutputStream raw = Files.newOutputStream(staged); OutputStream out = gzip ? new GZIPOutputStream(raw) : raw) {
          out.write(bytes);
        }
        Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written: " + e, e);
    }
  }
}
