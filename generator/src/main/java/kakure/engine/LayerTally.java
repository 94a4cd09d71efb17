// SPDX-License-Identifier: Apache-2.0
package kakure.engine;

/** What was compared and counted for one layer, over images. Adds up. */
final class LayerTally {
  long compared;
  long mismatches;
  long cycles;
  long maskWait;
  long writeWait;

  void add(LayerTally t) {
    compared += t.compared;
    mismatches += t.mismatches;
    cycles += t.cycles;
    maskWait += t.maskWait;
    writeWait += t.writeWait;
  }
}
