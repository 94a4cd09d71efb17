// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;

/**
 * What the numbers of an array's extent mean: count x rows x columns; count x channels x rows x columns, or channels last where only there 1 or 3 stands; count x features.
 *
 * @param count of images, 1 or more
 * @param shape of one
 * @param last whether channels stand last
 */
record Layout(int count, Shape shape, boolean last) {
  /** @throws BadInput if there are too few or too many numbers, or they are out of range */
  static Layout of(String where, long[] extent) {
    String text = Arrays.stream(extent).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    if (extent.length < 2 || extent.length > 4) throw new BadInput(where + ": has the extent " + (text.isEmpty() ? "of one number" : text) + "; images are count x rows x columns, count x channels x rows x columns or channels last, or count x features");
    long bytes = 1;
    for (long n : extent) {
      if (n < 1) throw new BadInput(where + ": has the extent " + text + ": there is nothing to read");
      bytes = n > Images.MAX_BYTES ? Images.MAX_BYTES + 1 : Math.min(bytes * n, Images.MAX_BYTES + 1);
    }
    if (bytes > Images.MAX_BYTES) throw new BadInput(where + ": has the extent " + text + "; at most " + Images.MAX_BYTES + " values are read");
    boolean last = extent.length == 4 && !colours(extent[1]) && colours(extent[3]);
    int[] n = Arrays.stream(extent).mapToInt(e -> (int) e).toArray();
    try {
      return new Layout(n[0], switch (n.length) {
        case 2 -> new Shape(n[1], 1, 1);
        case 3 -> new Shape(1, n[1], n[2]);
        default -> last ? new Shape(n[3], n[1], n[2]) : new Shape(n[1], n[2], n[3]);
      }, last);
    } catch (IllegalArgumentException e) {
      throw new BadInput(where + ": " + e.getMessage(), e);
    }
  }

  private static boolean colours(long n) {
    return n == 1 || n == 3;
  }

  /** Values of all images. */
  int values() {
    return count * shape.elements();
  }

  /** The values as {@link Shape} orders them. */
  byte[] ordered(byte[] values) {
    if (!last || shape.channels() == 1) return values;
    byte[] ordered = new byte[values.length];
    int n = shape.pixels();
    for (int i = 0, from = 0; i < count; i++)
      for (int p = 0; p < n; p++) for (int c = 0; c < shape.channels(); c++) ordered[(i * shape.channels() + c) * n + p] = values[from++];
    return ordered;
  }
}
