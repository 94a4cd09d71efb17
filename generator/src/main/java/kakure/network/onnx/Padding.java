// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Shape;

/** Rows and columns of zeros around a map. */
record Padding(int top, int left, int bottom, int right) {
  static final Padding NONE = new Padding(0, 0, 0, 0);

  Padding and(Padding more) {
    return new Padding(top + more.top, left + more.left, bottom + more.bottom, right + more.right);
  }

  /** @throws IllegalArgumentException if it is too large */
  Shape around(Shape map) {
    return new Shape(map.channels(), map.height() + top + bottom, map.width() + left + right);
  }
}
