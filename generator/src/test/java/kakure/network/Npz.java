// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads the integer arrays of a NumPy {@code .npz} file (little-endian, either order of axes) as longs in C order. */
public final class Npz {
  private static final Pattern HEADER = Pattern.compile("'descr': '[<|]([ui])(\\d)', 'fortran_order': (True|False), 'shape': \\(([^)]*)\\)");

  private Npz() {}

  public static Map<String, long[]> read(Path file) throws IOException {
    Map<String, long[]> arrays = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry e; (e = zip.getNextEntry()) != null; ) arrays.put(e.getName().replace(".npy", ""), array(zip.readAllBytes()));
    }
    return arrays;
  }

  private static long[] array(byte[] npy) {
    ByteBuffer b = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int start = b.get(6) == 1 ? 10 : 12;
    int headerLength = b.get(6) == 1 ? b.getShort(8) : b.getInt(8);
    Matcher m = HEADER.matcher(new String(npy, start, headerLength, StandardCharsets.ISO_8859_1));
    if (!m.find()) throw new IllegalArgumentException("not an integer array");
    int bytes = Integer.parseInt(m.group(2));
    int[] shape = Arrays.stream(m.group(4).split(",")).map(String::strip).filter(s -> !s.isEmpty()).mapToInt(Integer::parseInt).toArray();
    long[] stored = new long[(npy.length - start - headerLength) / bytes];
    for (int i = 0; i < stored.length; i++) {
      for (int k = bytes - 1; k >= 0; k--) stored[i] = stored[i] << 8 | npy[start + headerLength + i * bytes + k] & 255;
      if (m.group(1).equals("i")) stored[i] = stored[i] << 64 - 8 * bytes >> 64 - 8 * bytes;
    }
    return m.group(3).equals("True") ? transposed(stored, shape) : stored;
  }

  private static long[] transposed(long[] stored, int[] shape) {
    long[] c = new long[stored.length];
    for (int i = 0; i < c.length; i++) {
      int rest = i;
      int at = 0;
      int[] index = new int[shape.length];
      for (int d = shape.length - 1; d >= 0; rest /= shape[d--]) index[d] = rest % shape[d];
      for (int d = shape.length - 1; d >= 0; d--) at = at * shape[d] + index[d];
      c[i] = stored[at];
    }
    return c;
  }
}
