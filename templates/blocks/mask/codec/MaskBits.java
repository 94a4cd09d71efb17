// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

/** m(o, c, t): the mask of one layer, 1 where the random weight is kept. */
@FunctionalInterface
public interface MaskBits {
  /** The bit of output channel {@code output}, input channel {@code channel}, kernel position {@code tap}, all from 0. */
  boolean bit(int output, int channel, int tap);
}
