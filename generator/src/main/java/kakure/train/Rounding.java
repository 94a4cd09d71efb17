// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Constants by which both kernels round and select without conversion or mask. */
final class Rounding {
  /** Largest activation. */
  static final float TOP = 255f;
  /** 2^23: adding and subtracting it rounds a float in [0, 2^22] to an integer, ties to even. */
  static final float HALF = 8388608f;
  /** Turns a clamp to [0, 1] into a step: any positive activation is far above its inverse. */
  static final float STEEP = 0x1p100f;

  private Rounding() {}
}
