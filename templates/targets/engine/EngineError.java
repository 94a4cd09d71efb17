// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.sequencer.LayerSequencer;

/** The engine's error codes in words. */
public final class EngineError {
  private EngineError() {}

  /** What a code means, as report 0 tells it; "unknown" for one that is none. */
  public static String text(int code) {
    return switch (code) {
      case 1 -> "mask stream of another version or kind";
      case 2 -> "mask stream with a header out of range";
      case 3 -> "mask stream whose code lengths are no prefix code";
      case 4 -> "mask stream with a wrong CRC";
      case 5 -> "mask stream that ends too early";
      case 6 -> "mask stream that goes on too long";
      case 7 -> "mask stream with an index beyond the layer's channels";
      case LayerSequencer.ERROR_HEADER -> "mask stream of another layer";
      case LayerSequencer.ERROR_OVERFLOW -> "mask of more entries than the tile buffer holds";
      case LayerSequencer.ERROR_SCALE -> "requantise constant with its top bit set";
      case LayerSequencer.ERROR_OP -> "descriptor of an unknown operation";
      case Engine.ERROR_KEEP -> "more masks or constants to keep than the stores hold";
      default -> "unknown";
    };
  }
}
