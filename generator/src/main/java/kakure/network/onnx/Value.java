// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.ArrayList;
import java.util.List;
import kakure.network.Shape;

/**
 * What a value of the file stands for in the hardware. Immutable, as several nodes may read it.
 *
 * @param stage how far it is from u8 activations
 * @param dims its sides in the file, the batch first; a batch that is left open is 1, as the hardware computes one image
 * @param shape of the map in the hardware, without padding; the file may have made a vector of it, but its elements lie in the same order
 * @param padding of zeros around the map, which only a convolution takes up
 * @param scale real value of one step, of {@link Stage#REAL}
 * @param signed whether the steps of {@link Stage#U8} are INT8, from -128 on
 * @param pixels what bytes of a picture are here, null behind the first operation
 * @param pending the operation whose result it is, null for the image
 */
record Value(Stage stage, List<Integer> dims, Shape shape, Padding padding, double scale, boolean signed, Pixels pixels, Pending pending) {
  /** A float image before its quantisation, u8, the real value of a u8, an operation's sums, whether those are above 0, what the host makes of the logits, and the class it tells. */
  enum Stage { PIXELS, U8, REAL, SUMS, DECISION, LOGITS, LABEL }

  /** The image, u8 or FLOAT. */
  static Value image(boolean u8, List<Integer> dims, Shape shape) {
    return new Value(u8 ? Stage.U8 : Stage.PIXELS, dims, shape, Padding.NONE, 1, false, u8 ? Pixels.BYTES : Pixels.FLOATS, null);
  }

  /** An operation's sums: of a map, or of one element a channel as a vector. */
  static Value sums(Shape shape, int batch, boolean map, Pending pending) {
    return new Value(Stage.SUMS, map ? List.of(batch, shape.channels(), shape.height(), shape.width()) : List.of(batch, shape.channels()), shape, Padding.NONE, 1, false, null, pending);
  }

  int batch() {
    return dims.get(0);
  }

  /** Whether nothing but the image, or operations on single pixels of it, lie before it. */
  boolean isImage() {
    return pending == null;
  }

  /** Whether the file, too, has it as channels x height x width. */
  boolean isMap() {
    Shape map = padding.around(shape);
    return dims.equals(List.of(batch(), map.channels(), map.height(), map.width()));
  }

  /** Whether the file has it as one vector an image. */
  boolean isFlat() {
    return dims.size() == 2 && dims.get(1) == shape.elements();
  }

  /** Whether side 1 is the channels and each is one number or a map. */
  boolean hasChannels() {
    return isMap() || dims.size() > 1 && dims.get(1) == shape.channels() && shape.pixels() == 1 && Reshaping.product(dims) == (long) batch() * shape.channels();
  }

  /** The sides, for messages: those of the file where it has them otherwise than the hardware. */
  String text() {
    return isMap() || isFlat() ? shape.toString() : OnnxTensor.text(dims) + " (batch first) of a map of " + shape;
  }

  /** The same elements with other sides in the file; of an image, the sides are those of the picture. */
  Value laid(List<Integer> to, Shape map) {
    return new Value(stage, List.copyOf(to), map, padding, scale, signed, pixels, pending);
  }

  Value padded(Padding more) {
    List<Integer> sides = new ArrayList<>(dims);
    sides.set(2, dims.get(2) + more.top() + more.bottom());
    sides.set(3, dims.get(3) + more.left() + more.right());
    return new Value(stage, sides, shape, padding.and(more), scale, signed, pixels, pending);
  }

  /** What another operation makes of it, of the same shape. */
  Value made(Stage to, double step, Pending by) {
    return new Value(to, dims, shape, padding, step, signed, null, by);
  }

  Value at(Stage to) {
    return new Value(to, dims, shape, padding, scale, signed, pixels, pending);
  }

  /** u8 of an operation's result as it is now, or of what the image's bytes now are. */
  Value u8(boolean int8, Pixels codes, Pending of) {
    return new Value(Stage.U8, dims, shape, padding, scale, int8, codes, of);
  }

  /** The real value of a u8 of this step. */
  Value real(double step) {
    return new Value(Stage.REAL, dims, shape, padding, step, false, pixels == null ? null : pixels.real(step), pending);
  }

  /** An image of which every pixel has been changed alike. */
  Value pixels(Stage to, double step, Pixels changed) {
    return new Value(to, dims, shape, padding, step, signed, changed, pending);
  }

  /** The same stage of the same operation, which has taken up one more node of the file. */
  Value of(Pending more) {
    Shape map = more.shape();
    List<Integer> sides = map.equals(shape) ? dims : List.of(batch(), map.channels(), map.height(), map.width());
    return new Value(stage, sides, map, padding, scale, signed, pixels, more);
  }
}
