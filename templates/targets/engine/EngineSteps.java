// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.mask.codec.BlockCode;
import blocks.mask.codec.MaskStatistics;
import java.util.ArrayList;
import java.util.List;
import kakure.target.Figure;
import kakure.target.Ratio;
import kakure.target.Step;

/** What the user is told of a layer on the engine. */
final class EngineSteps {
  /** Bits a weight: of the mask, of its entropy, of all that is sent, and of all that a binarised network of as many constants would be sent. */
  static final List<Ratio> RATIOS = List.of(
      new Ratio("maskBitsPerWeight", "mask", "maskBits", "weights", 3),
      new Ratio("maskEntropyPerWeight", "entropy", "maskEntropyBits", "weights", 3),
      new Ratio("", "transfer", "transferBits", "weights", 3),
      new Ratio("", "binary", "binarisedBits", "weights", 3));
  /** What these columns are. */
  static final String LEGEND = "bits a weight: mask, its entropy, transfer (mask, headers, constants), binary (a bit, constants)";

  private EngineSteps() {}

  static Step of(LayerPlan p, Engine engine, long cycles) {
    var mask = p.mask().statistics();
    long constants = 8 * Streams.constants(p, engine);
    // the weights of a map that is computed in parity planes are a quarter each plane's, though all are sent for each
    int planes = p.layer().part().onePlane() ? 4 : 1;
    Number weights = p.layer().weights() % planes == 0 ? (Number) (p.layer().weights() / planes) : (Number) (p.layer().weights() / (double) planes);
    var figures = new ArrayList<>(List.of(
        new Figure("map", "map", p.layer().in() + " -> " + p.layer().result(), ""),
        new Figure("tiles", "tiles", p.tiles(), ""),
        new Figure("groups", "groups", p.nest().channelGroups() + "x" + p.outputGroups(), ""),
        new Figure("rowsIn", "rows in", p.in().rows(engine.tci()), ""),
        new Figure("rowsOut", "rows out", p.out().rows(engine.tci()) / planes, ""),
        new Figure("maskEntries", "mask entries", p.entries(), ""),
        new Figure("codec", "codec", codec(p), ""),
        new Figure("maskBits", "mask bits", mask.bits(), "bit"),
        new Figure("maskEntropyBits", "", entropyBits(p.layer()) / planes, "bit"),
        new Figure("constantBits", "constant bits", constants, "bit"),
        new Figure("transferBits", "", mask.bits() + constants, "bit"),
        new Figure("binarisedBits", "", (p.layer().weights() + planes - 1) / planes + constants, "bit"),
        new Figure("weights", "", weights, "")));
    if (engine.planes()) figures.addAll(planes(p.layer()));
    return new Step(p.layer().name(), p.layer().ofNetwork(), p.layer().macs(), p.idealCycles(engine.elements()), cycles, figures);
  }

  /** Planes that go through the array, the sum of MACs times bits, and what share of the planes filters ask for: the mean of their bits over the largest of the layer, or of the run of filters that it is. */
  private static List<Figure> planes(Layer layer) {
    return List.of(
        new Figure("planes", "planes", layer.planes().count(), ""), new Figure("planeMacs", "MAC x bits", Math.round(layer.planeMacs()), ""),
        new Figure("planesUsed", "planes used", Math.round(1000 * layer.planes().mean() / layer.planes().count()) / 1000., ""));
  }

  /** Bits that a mask of its kind needs: of one of G an index for each group, of a free one the entropy of its density, of several planes, but for bit-serial weights, that of the values that they make. */
  static double entropyBits(Layer layer) {
    if (layer.planes().count() > 1 && !layer.planes().bitSerial()) return ValueEntropy.bits(layer.mask(), layer.planes().count());
    int group = layer.ownGroup(), channels = layer.in().channels();
    if (group == 1) return MaskStatistics.entropy((double) layer.mask().count() / layer.mask().weights()) * layer.mask().weights();
    double bits = channels / group * log2(group) + (channels % group > 1 ? log2(channels % group) : 0);
    return bits * layer.mask().outputs() * layer.taps();
  }

  private static double log2(int n) {
    return Math.log(n) / Math.log(2);
  }

  private static String codec(LayerPlan p) {
    int own = Recoded.group(p);
    return coded(p) + (own > 1 ? ", not one of " + own : "");
  }

  private static String coded(LayerPlan p) {
    var kind = p.mask().kind();
    return kind.isOneOf() ? "one of " + kind.group() : !kind.isCoded() ? "plain" : p.mask().code() == BlockCode.RAW ? "raw" : "huffman";
  }
}
