// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.ByteArrayOutputStream;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;

/** Images one after the other, which must be alike; memory grows with what came, not with what was announced. */
final class Collected {
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
  private final ByteArrayOutputStream labels = new ByteArrayOutputStream();
  private Picture first;

  void add(Picture p, int label) {
    add(p);
    labels.write(label);
  }

  /** Without a label: then none has one. */
  void add(Picture p) {
    if (first == null) first = p;
    Shape s = first.shape();
    if (!s.equals(p.shape())) {
      String wish = s.channels() == p.shape().channels() ? "--resize HxW makes all of one size" : "--channels 1 or 3 makes all alike";
      throw new BadInput(p.name() + ": an image of " + p.shape() + ", but " + first.name() + " is one of " + s + " (channels x rows x columns); " + wish);
    }
    if ((long) pixels.size() + p.samples().length > Images.MAX_BYTES) throw new BadInput(p.name() + ": with it the images take more than the " + Images.MAX_BYTES + " bytes that are read; take fewer, or --resize HxW");
    pixels.write(p.samples(), 0, p.samples().length);
  }

  /** All that was added; at least one. */
  Images images() {
    return new Images(first.shape(), pixels.toByteArray(), labels.toByteArray());
  }
}
