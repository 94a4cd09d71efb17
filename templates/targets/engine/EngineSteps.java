// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.mask.codec.BlockCode;
import java.util.List;
import kakure.target.Figure;
import kakure.target.Ratio;
import kakure.target.Step;

/** What the user is told of a layer on the engine. */
final class EngineSteps {
  /** Mask bits a weight beside the entropy of the mask and the one bit of a binarised network. */
  static final List<Ratio> RATIOS = List.of(
      new Ratio("maskBitsPerWeight", "mask bit/weight", "maskBits", "weights", 3),
      new Ratio("maskEntropyPerWeight", "entropy", "maskEntropyBits", "weights", 3),
      new Ratio("", "binarised", "weights", "weights", 0));

  private EngineSteps() {}

  static Step of(LayerPlan p, Engine engine, long cycles) {
    var mask = p.mask().statistics();
    return new Step(p.layer().name(), p.layer().macs(), p.idealCycles(engine.elements()), cycles, List.of(
        new Figure("map", "map", p.layer().in() + " -> " + p.layer().result(), ""),
        new Figure("tiles", "tiles", p.tiles(), ""),
        new Figure("groups", "groups", p.nest().channelGroups() + "x" + p.outputGroups(), ""),
        new Figure("rowsIn", "rows in", p.in().rows(engine.tci()), ""),
        new Figure("rowsOut", "rows out", p.out().rows(engine.tci()), ""),
        new Figure("maskEntries", "mask entries", p.entries(), ""),
        new Figure("codec", "codec", codec(p), ""),
        new Figure("maskBits", "mask bits", mask.bits(), "bit"),
        new Figure("maskEntropyBits", "", mask.entropyPerWeight() * mask.weights(), "bit"),
        new Figure("weights", "", mask.weights(), "")));
  }

  private static String codec(LayerPlan p) {
    return p.mask().kind().isOneOf() ? "one of " + p.mask().kind().group() : p.mask().code() == BlockCode.RAW ? "raw" : "huffman";
  }
}
