// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.function.DoubleUnaryOperator;

/**
 * What a picture's byte b, 0 to 255, has become at a place of the model before the first operation, each in FLOAT as onnxruntime computes it.
 *
 * @param codes the u8 that it is, where it is quantised, or was last
 * @param part its real value, where the model's image holds b / 255; null where that cannot be
 * @param whole its real value, where the model's image holds b itself
 */
record Pixels(int[] codes, float[] part, float[] whole) {
  /** A u8 image. */
  static final Pixels BYTES = new Pixels(identity(), null, table(b -> b));

  /** A float image: whether from 0 to 1 or from 0 to 255 shows when it is quantised. */
  static final Pixels FLOATS = new Pixels(null, table(b -> (float) b / 255f), table(b -> b));

  private static float[] table(DoubleUnaryOperator of) {
    float[] all = new float[256];
    for (int b = 0; b < 256; b++) all[b] = (float) of.applyAsDouble(b);
    return all;
  }

  private static int[] identity() {
    int[] all = new int[256];
    for (int b = 0; b < 256; b++) all[b] = b;
    return all;
  }

  /** Every pixel changed alike; sums and products are rounded to FLOAT. */
  Pixels map(DoubleUnaryOperator change) {
    float[] p = part;
    float[] w = whole;
    return new Pixels(codes, p == null ? null : table(b -> change.applyAsDouble(p[(int) b])), table(b -> change.applyAsDouble(w[(int) b])));
  }

  /** The real values of the codes. */
  Pixels real(double step) {
    int[] c = codes;
    return new Pixels(codes, null, table(b -> c[(int) b] * (double) (float) step));
  }

  /** Quantised to 0 to 255. A float image is one from 0 to 1 if that makes more than one step of it, else one from 0 to 255. */
  Pixels quantised(double step) {
    int[] ofPart = part == null ? null : steps(part, step);
    int[] chosen = ofPart != null && most(ofPart) > 1 ? ofPart : steps(whole, step);
    return new Pixels(chosen, null, table(b -> chosen[(int) b] * (double) (float) step));
  }

  private static int[] steps(float[] reals, double step) {
    int[] all = new int[256];
    for (int b = 0; b < 256; b++) all[b] = (int) Math.max(0, Math.min(255, Math.rint(reals[b] / (float) step)));
    return all;
  }

  private static int most(int[] all) {
    int most = 0;
    for (int v : all) most = Math.max(most, v);
    return most;
  }

  /** Whether all pixels are alike: then nothing is left of the picture. */
  boolean blank() {
    for (int c : codes) if (c != codes[0]) return false;
    return true;
  }

  /** What the hardware gets of each byte. */
  byte[] levels() {
    byte[] all = new byte[256];
    for (int b = 0; b < 256; b++) all[b] = (byte) codes[b];
    return all;
  }
}
