// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The new sides that Reshape, Flatten, Squeeze and Unsqueeze give: the same for a constant and for a map. Null where they do not fit. */
final class Reshaping {
  private Reshaping() {}

  /** Reshape: 0 is the side as before (unless {@code allowZero}), one -1 what is left. */
  static List<Integer> reshape(List<Integer> dims, List<Long> target, boolean allowZero) {
    List<Long> sides = new ArrayList<>();
    long all = product(dims);
    long known = 1;
    int open = -1;
    for (int d = 0; d < target.size(); d++) {
      long side = target.get(d);
      if (side == 0 && !allowZero) {
        if (d >= dims.size()) return null;
        side = dims.get(d);
      }
      if (side == -1 && open < 0) open = d;
      else if (side < 0 || side > Integer.MAX_VALUE || (known *= side) > Integer.MAX_VALUE) return null;
      sides.add(side);
    }
    if (open >= 0) {
      if (known == 0 || all % known != 0) return null;
      sides.set(open, all / known);
    } else if (known != all) {
      return null;
    }
    return sides.stream().map(Long::intValue).toList();
  }

  /** Flatten: the sides before the axis as one, the others as one. */
  static List<Integer> flatten(List<Integer> dims, long axis) {
    long at = axis < 0 ? axis + dims.size() : axis;
    if (at < 0 || at > dims.size()) return null;
    return List.of((int) product(dims.subList(0, (int) at)), (int) product(dims.subList((int) at, dims.size())));
  }

  /** Squeeze: without these sides of 1; without all of them where none is named. */
  static List<Integer> squeeze(List<Integer> dims, List<Long> axes) {
    TreeSet<Integer> gone = places(axes, dims.size());
    if (gone == null) return null;
    List<Integer> sides = new ArrayList<>();
    for (int d = 0; d < dims.size(); d++) {
      boolean out = axes.isEmpty() ? dims.get(d) == 1 : gone.contains(d);
      if (out && dims.get(d) != 1) return null;
      if (!out) sides.add(dims.get(d));
    }
    return sides;
  }

  /** Unsqueeze: with sides of 1 at these places of the result. */
  static List<Integer> unsqueeze(List<Integer> dims, List<Long> axes) {
    int rank = dims.size() + axes.size();
    TreeSet<Integer> more = places(axes, rank);
    if (more == null || more.size() != axes.size()) return null;
    List<Integer> sides = new ArrayList<>();
    for (int d = 0, from = 0; d < rank; d++) sides.add(more.contains(d) ? 1 : dims.get(from++));
    return sides;
  }

  /** Null if one does not exist. */
  static TreeSet<Integer> places(List<Long> axes, int rank) {
    TreeSet<Integer> places = new TreeSet<>();
    for (long a : axes) {
      long at = a < 0 ? a + rank : a;
      if (at < 0 || at >= rank) return null;
      places.add((int) at);
    }
    return places;
  }

  static long product(List<Integer> dims) {
    long n = 1;
    for (int d : dims) n *= d;
    return n;
  }
}
