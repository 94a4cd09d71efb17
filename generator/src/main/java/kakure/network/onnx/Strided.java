// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Where element i of a result lies in its source: offset + sum over sides of (index along the side) stride. Transposing, slicing and broadcasting are nothing else.
 *
 * @param sides of the result, outermost first
 * @param strides of the source along each, 0 where it is repeated
 */
record Strided(int offset, int[] sides, int[] strides) implements IntUnaryOperator {
  /** How far apart neighbours along each side lie. */
  static int[] rowMajor(List<Integer> dims) {
    int[] strides = new int[dims.size()];
    int stride = 1;
    for (int d = strides.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= Math.max(1, dims.get(d));
    }
    return strides;
  }

  /** The elements of a tensor of shape {@code from} repeated to the shape {@code to}, which must be one it broadcasts to. */
  static IntUnaryOperator broadcast(List<Integer> from, List<Integer> to) {
    if (from.equals(to)) return i -> i;
    if (from.stream().allMatch(d -> d == 1)) return i -> 0;
    int[] own = rowMajor(from);
    int[] strides = new int[to.size()];
    for (int d = 0; d < own.length; d++) if (from.get(d) != 1) strides[to.size() - own.length + d] = own[d];
    return new Strided(0, sides(to), strides);
  }

  static int[] sides(List<Integer> dims) {
    return dims.stream().mapToInt(d -> d).toArray();
  }

  @Override
  public int applyAsInt(int i) {
    int at = offset;
    for (int d = sides.length - 1; d >= 0; d--) {
      at += i % sides[d] * strides[d];
      i /= sides[d];
    }
    return at;
  }
}
