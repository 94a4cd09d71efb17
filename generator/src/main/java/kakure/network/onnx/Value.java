// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import kakure.network.Shape;

/**
 * What a value of the file stands for in the hardware. Immutable, as several nodes may read it.
 *
 * @param stage how far it is from u8 activations
 * @param shape of the map, also where the file has made a vector of it
 * @param flat whether the file has
 * @param scale real value of one step, of {@link Stage#REAL}
 * @param pending the operation whose result it is, null for the image
 */
record Value(Stage stage, Shape shape, boolean flat, double scale, Pending pending) {
  /** A float image before its quantisation, u8, the real value of a u8, or an operation's sums. */
  enum Stage { PIXELS, U8, REAL, SUMS }

  Value flat(boolean to) {
    return new Value(stage, shape, to, scale, pending);
  }

  /** u8, of an operation's result as it is now. */
  Value u8(Pending of) {
    return new Value(Stage.U8, shape, flat, scale, of);
  }

  /** The real value of a u8 of this step. */
  Value real(double step) {
    return new Value(Stage.REAL, shape, flat, step, pending);
  }

  /** The same stage of the same operation, which has taken up one more node of the file. */
  Value of(Pending more) {
    return new Value(stage, more.shape(), flat, scale, more);
  }
}
