// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;

/**
 * The IDX files of MNIST form: big-endian magic 0x0803 (images: count, rows, columns, then pixels), 0x0804 (count, channels, rows, columns) or 0x0801 (labels: count, then bytes), gzipped or not, whatever they are called. LeCun,
 * Cortes, Burges, "The MNIST database", 1998.
 */
public final class IdxFiles {
  private static final int IMAGES = 0x00000803;
  private static final int COLOUR = 0x00000804;
  private static final int LABELS = 0x00000801;
  private static final int MOST_SIDE = 4096;
  private static final List<String> EXTENT = List.of("a count", "a height", "a width");
  private static final List<String> COLOUR_EXTENT = List.of("a count", "channels", "a height", "a width");
  private static final Pattern NAME = Pattern.compile("(?:.*-)?(?:train|t10k|test)-(?:images|labels)[-.]idx[134]-ubyte(?:\\.gz)?");

  private IdxFiles() {}

  /** Whether a file's name is that of one of them. */
  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Reads one part of the data set in a folder.
   *
   * @param directory holds {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-...}, with {@code .gz} or not; {@code train-images.idx3-ubyte}, {@code test-...} and a set's name in front are read as well
   * @throws BadInput if a file is missing, damaged, or its length, magic or count is not right
   */
  public static Images read(Path directory, Part part) {
    return read(directory, part, true);
  }

  /** Reads one part as {@link #read}; test images may have no labels. */
  static Images readEvenUnlabelled(Path directory, Part part) {
    return read(directory, part, part == Part.TRAIN || !found(directory, part, "labels", "1").isEmpty());
  }

  private static Images read(Path directory, Part part, boolean labelled) {
    Path imageFile = find(directory, part, "images", "[34]");
    byte[] pixels;
    Layout layout;
    try (var in = new Unpacked(imageFile)) {
      layout = Layout.of(imageFile.toString(), extent(in, imageFile, false));
      pixels = layout.ordered(in.all(layout.values()));
    }
    if (!labelled) return new Images(layout.shape(), pixels, new byte[0]);
    Path labelFile = find(directory, part, "labels", "1");
    try (var in = new Unpacked(labelFile)) {
      long count = extent(in, labelFile, true)[0];
      byte[] labels = in.all(count);
      if (count != layout.count()) throw new BadInput(labelFile + ", byte 4: " + count + " labels, but " + imageFile.getFileName() + " holds " + layout.count() + " images");
      return new Images(layout.shape(), pixels, labels);
    }
  }

  private static List<String> found(Path directory, Part part, String kind, String dimensions) {
    if (!Files.isDirectory(directory)) throw new BadInput(directory + ": there is no such folder; give one that holds the four IDX files of MNIST form");
    String words = part == Part.TRAIN ? "train" : "(?:t10k|test)";
    var name = Pattern.compile("(?:.*-)?" + words + "-" + kind + "[-.]idx" + dimensions + "-ubyte(?:\\.gz)?");
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).filter(f -> name.matcher(f).matches()).sorted().toList();
    } catch (IOException e) {
      throw new BadInput(directory + ": cannot be read: " + e, e);
    }
  }

  private static Path find(Path directory, Part part, String kind, String dimensions) {
    List<String> found = found(directory, part, kind, dimensions);
    String usual = part.prefix() + "-" + kind + "-idx" + (kind.equals("images") ? "3" : "1") + "-ubyte";
    if (found.isEmpty()) throw new BadInput(directory + ": holds no " + part.images() + ": neither " + usual + " nor " + usual + ".gz" + (kind.equals("labels") ? ", which tells their classes" : ""));
    List<String> sets = found.stream().map(f -> f.replaceFirst("\\.gz$", "")).distinct().toList();
    if (sets.size() > 1) throw new BadInput(directory + ": holds " + sets.get(0) + " and " + sets.get(1) + "; give a folder with the files of one set");
    return directory.resolve(found.get(0)); // the unpacked one of two
  }

  /** The numbers of the header behind the magic, which was judged. */
  private static long[] extent(Unpacked in, Path file, boolean labels) {
    byte[] head = in.take(4);
    int magic = head.length < 4 ? 0 : ByteBuffer.wrap(head).getInt();
    boolean known = labels ? magic == LABELS : magic == IMAGES || magic == COLOUR;
    if (head.length == 4 && !known)
      throw new BadInput(String.format(Locale.ROOT, "%s, byte 0: magic 0x%08x; an IDX file of %s starts with 0x%08x%s", file, magic, labels ? "u8 labels" : "u8 images", labels ? LABELS : IMAGES, labels ? "" : ", of colour images with 0x00000804"));
    List<String> names = labels ? EXTENT.subList(0, 1) : magic == COLOUR ? COLOUR_EXTENT : EXTENT;
    byte[] numbers = in.take(4L * names.size());
    if (numbers.length < 4 * names.size()) throw new BadInput(file + ", byte " + in.at() + ": ends within its header of " + (4 + 4 * names.size()) + " bytes");
    long[] extent = new long[names.size()];
    long size = 1;
    for (int d = 0; d < extent.length; d++) {
      extent[d] = ByteBuffer.wrap(numbers).getInt(4 * d) & 0xFFFFFFFFL;
      String where = file + ", byte " + (4 + 4 * d) + ": " + names.get(d) + " of " + extent[d];
      if (extent[d] < 1) throw new BadInput(where + ": there is nothing to read");
      if (d > 0 && extent[d] > MOST_SIDE) throw new BadInput(where + "; 1 to " + MOST_SIDE + " are read");
      size *= extent[d];
      if (size > Images.MAX_BYTES) throw new BadInput(where + " makes " + size + " bytes; at most " + Images.MAX_BYTES + " are read");
    }
    return extent;
  }

  /**
   * Writes one part of a data set, {@code train-images-idx3-ubyte.gz} and so on, {@code idx4} where there are colours; each file under another name first, then renamed.
   *
   * @param directory made if it does not exist
   * @param gzip whether packed, with {@code .gz}; the same data give the same bytes
   * @throws BadInput if a file cannot be written
   */
  public static void write(Path directory, Part part, Images data, boolean gzip) {
    Shape s = data.shape();
    boolean grey = s.channels() == 1;
    ByteBuffer images = ByteBuffer.allocate((grey ? 16 : 20) + data.pixels().length).putInt(grey ? IMAGES : COLOUR).putInt(data.count());
    if (!grey) images.putInt(s.channels());
    images.putInt(s.height()).putInt(s.width()).put(data.pixels());
    ByteBuffer labels = ByteBuffer.allocate(8 + data.count()).putInt(LABELS).putInt(data.count()).put(data.labels());
    String end = gzip ? ".gz" : "";
    put(directory.resolve(part.prefix() + "-images-idx" + (grey ? 3 : 4) + "-ubyte" + end), images.array(), gzip);
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
