// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/** Weights that are kept as several masks of one size. */
public sealed interface MaskWeights extends Weights permits Coats, Trichromatic, Planes, Scaled {
  /** One of the masks: all have its outputs, inputs and taps. */
  Mask extent();

  @Override
  default int outputs() {
    return extent().outputs();
  }

  @Override
  default int inputs() {
    return extent().inputs();
  }

  @Override
  default int taps() {
    return extent().taps();
  }
}
