// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.network.Images;

/** One array of NumPy's .npy form: its header is read first, its values as bytes. Arrays of objects, which are programs, are refused. */
final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 1 << 16;
  private static final Pattern HEADER = Pattern.compile("\\{'descr': '([^']{1,20})', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\), ?\\}\\s*");
  private static final Pattern TYPE = Pattern.compile("([<>|=])([a-zA-Z])(\\d{1,2})");

  private final String name;
  private final InputStream in;
  private final long[] extent;
  private final ByteOrder order;
  private final char kind;
  private final int size;

  /** @throws BadInput if it is no such file, or of a form that is not read */
  Npy(String name, InputStream in) throws IOException {
    this.name = name;
    this.in = in;
    byte[] head = in.readNBytes(8);
    if (head.length < 8 || !Arrays.equals(Arrays.copyOf(head, 6), MAGIC)) throw new BadInput(name + ", byte 0: does not begin as an .npy file does");
    int wide = head[6] == 1 ? 2 : 4;
    byte[] length = Arrays.copyOf(in.readNBytes(wide), 4);
    int n = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (n < 0 || n > MOST_HEADER) throw new BadInput(name + ", byte 8: a header of " + (n & 0xFFFFFFFFL) + " bytes; at most " + MOST_HEADER + " are read");
    String header = new String(in.readNBytes(n), StandardCharsets.UTF_8);
    if (header.matches("(?s).*'descr': '\\|O.*")) throw new BadInput(name + ": holds Python objects, which are programs and are not read; save numbers: array.astype('uint8')");
    Matcher m = HEADER.matcher(header);
    Matcher type = TYPE.matcher(m.matches() ? m.group(1) : "");
    if (!type.matches()) throw new BadInput(name + ", byte " + (8 + wide) + ": its header is none of an array of numbers");
    order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    kind = type.group(2).charAt(0);
    size = Integer.parseInt(type.group(3));
    extent = extent(m.group(3));
    if (m.group(2).equals("True") && extent.length > 1) throw new BadInput(name + ": is in Fortran's order; save numpy.ascontiguousarray of it");
  }

  private long[] extent(String text) {
    String[] numbers = text.isBlank() ? new String[0] : text.strip().split(" *, *");
    long[] extent = new long[numbers.length];
    for (int i = 0; i < extent.length; i++) {
      if (!numbers[i].matches("\\d{1,18}")) throw new BadInput(name + ": its header has the extent (" + text + "), which is none");
      extent[i] = Long.parseLong(numbers[i]);
    }
    return extent;
  }

  /** The values as pixels: bytes as they are, floats of 0 to 1 as round(255 v). */
  Images images(Npy labels) throws IOException {
    Layout layout = Layout.of(name, extent);
    boolean bytes = kind == 'u' && size == 1;
    if (!bytes && (kind != 'f' || size != 4 && size != 8)) throw new BadInput(name + ": pixels of type " + kind + size + "; u1 (uint8), f4 and f8 (floats of 0 to 1) are read");
    byte[] pixels = values(layout.values(), bytes ? Npy::plain : this::share);
    byte[] classes = labels.labels(layout.count(), name);
    return new Images(layout.shape(), layout.ordered(pixels), classes);
  }

  private byte[] labels(int count, String images) throws IOException {
    boolean line = extent.length == 1 || extent.length == 2 && extent[1] == 1;
    if (!line || extent[0] != count) throw new BadInput(name + ": has the extent " + Arrays.toString(extent) + "; " + images + " wants one label for each of its " + count + " images");
    if (kind != 'u' && kind != 'i' || size != 1 && size != 2 && size != 4 && size != 8) throw new BadInput(name + ": labels of type " + kind + size + "; whole numbers (u1 to i8) are read");
    return values(count, this::label);
  }

  /** A value as the byte that it means. */
  private interface Meaning {
    byte of(ByteBuffer values, int at, long number);
  }

  private static byte plain(ByteBuffer values, int at, long number) {
    return values.get(at);
  }

  private byte share(ByteBuffer values, int at, long number) {
    double v = size == 4 ? values.getFloat(at) : values.getDouble(at);
    if (!(v >= 0 && v <= 1)) throw new BadInput(name + ": value " + number + " is " + v + "; floats must be 0 to 1, as in images / 255");
    return (byte) Math.rint(255 * v);
  }

  private byte label(ByteBuffer values, int at, long number) {
    long v = switch (size) {
      case 1 -> kind == 'u' ? values.get(at) & 255 : values.get(at);
      case 2 -> kind == 'u' ? values.getShort(at) & 65535 : values.getShort(at);
      case 4 -> values.getInt(at);
      default -> values.getLong(at);
    };
    if (v < 0 || v > 255) throw new BadInput(name + ": label " + number + " is " + v + "; 0 to 255 are read");
    return (byte) v;
  }

  /** Memory grows with what comes. */
  private byte[] values(int count, Meaning meaning) throws IOException {
    var all = new ByteArrayOutputStream(Math.min(count, 1 << 16));
    byte[] chunk = new byte[8192 * size];
    ByteBuffer values = ByteBuffer.wrap(chunk).order(order);
    while (all.size() < count) {
      int wanted = Math.min(8192, count - all.size());
      int got = in.readNBytes(chunk, 0, wanted * size) / size;
      for (int i = 0; i < got; i++) all.write(meaning.of(values, i * size, all.size()));
      if (got < wanted) throw new BadInput(name + ": ends behind " + all.size() + " of its " + count + " values");
    }
    if (in.read() >= 0) throw new BadInput(name + ": goes on behind its " + count + " values");
    return all.toByteArray();
  }
}
