// SPDX-License-Identifier: Apache-2.0
package kakure.network;

import java.util.Objects;

/**
 * acc[o] = sum over c, t of m(o, c, t) sign(o, c, t) a[c], requantised to u8, then max-pooled: one weighted layer. A fully connected layer behind C x H x W is its H x W convolution (t = y W + x).
 *
 * @param name the ONNX node's name, or one made of the index
 * @param index among the weighted layers, from 0: the l of the layer's base
 * @param in the map it reads
 * @param window kernel, stride and padding
 * @param pool2x2 whether the requantised map is max-pooled 2 x 2 with stride 2 (an odd last row or column is dropped)
 * @param mask the kept weights
 * @param requantise null in the last layer, whose accumulators are the logits
 */
public record Layer(String name, int index, Shape in, Window window, boolean pool2x2, Mask mask, Requantise requantise) {
  /** Bits of an accumulator, signed, that a network may count on. */
  public static final int ACCUMULATOR_BITS = 24;

  /** Kept weights of an output channel may be this many, so that accumulators cannot overflow: 255 x 32,896 &lt; 2^23. */
  public static final int MAX_KEPT = ((1 << ACCUMULATOR_BITS - 1) - 1) / 255;

  /** @throws IllegalArgumentException if the parts do not fit each other, or an accumulator could overflow 24 bits */
  public Layer {
    Objects.requireNonNull(name);
    Shape out = window.over(in, mask.outputs());
    if (mask.inputs() != in.channels() || mask.taps() != window.taps()) throw new IllegalArgumentException(name + ": a mask of " + mask.inputs() + " channels x " + mask.taps() + " taps does not fit a map of " + in.channels() + " channels and " + window.taps() + " taps");
    if (requantise != null && requantise.channels() != mask.outputs()) throw new IllegalArgumentException(name + ": requantise constants of " + requantise.channels() + " channels, mask of " + mask.outputs());
    if (pool2x2 && requantise == null) throw new IllegalArgumentException(name + ": a layer without requantisation cannot be pooled");
    if (pool2x2 && (out.height() < 2 || out.width() < 2)) throw new IllegalArgumentException(name + ": a map of " + out + " is too small for 2x2 pooling");
    for (int o = 0; o < mask.outputs(); o++)
      if (mask.keptOf(o) > MAX_KEPT) throw new IllegalArgumentException(name + ": output channel " + o + " keeps " + mask.keptOf(o) + " weights; a " + ACCUMULATOR_BITS + "-bit accumulator holds " + MAX_KEPT);
  }

  /** The map it computes, before pooling. */
  public Shape out() {
    return window.over(in, mask.outputs());
  }

  /** The map it hands on, after pooling where it pools. */
  public Shape result() {
    Shape out = out();
    return pool2x2 ? new Shape(out.channels(), out.height() / 2, out.width() / 2) : out;
  }

  /** Rows of the kernel. */
  public int kernelHeight() {
    return window.kernelHeight();
  }

  /** Columns of the kernel. */
  public int kernelWidth() {
    return window.kernelWidth();
  }

  /** Step of the kernel, both ways. */
  public int stride() {
    return window.stride();
  }

  /** Rows of zeros above the map. */
  public int padTop() {
    return window.padTop();
  }

  /** Columns of zeros left of the map. */
  public int padLeft() {
    return window.padLeft();
  }

  /** Rows of zeros below the map. */
  public int padBottom() {
    return window.padBottom();
  }

  /** Columns of zeros right of the map. */
  public int padRight() {
    return window.padRight();
  }

  /** Kernel positions per input channel. */
  public int taps() {
    return window.taps();
  }

  /** Weights, kept or not. */
  public int weights() {
    return mask.weights();
  }

  /** Multiply-accumulates of a dense layer of this shape: weights x output pixels. */
  public long macs() {
    return (long) mask.weights() * out().pixels();
  }

  /** Whether its accumulators are the network's logits. */
  public boolean last() {
    return requantise == null;
  }
}
