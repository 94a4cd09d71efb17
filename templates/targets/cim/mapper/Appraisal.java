// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;

/**
 * What a mapping saves, on images that need not be those it was fitted on, beside natural order and what the data allow.
 *
 * @param ungated what macros without units would do: every used unit acts in every bit, each segment is sensed by itself
 * @param natural channels in the order of their numbers, pattern 0
 * @param mapped as mapped
 * @param segments of the input side: blocks of channels off
 * @param groups of the output side: column groups off
 * @param unitBound most that units can be off by gates alone: each image packed by itself on both sides
 */
public record Appraisal(String layer, Totals ungated, Totals natural, Totals mapped, Side segments, Side groups, double unitBound) {
  /**
   * Shares of blocks of a size that are off, over images.
   *
   * @param size channels of a block
   * @param natural in natural order
   * @param permuted as mapped
   * @param bound that no order exceeds
   */
  public record Side(int size, double natural, double permuted, Bounds bound) {
    static Side of(OffSets sets, Partition dealt) {
      return new Side(dealt.size(), Partition.natural(sets.items(), dealt.size()).share(sets), dealt.share(sets), Bounds.of(sets, dealt.size()));
    }

    /** Permuted as a share of the bound; 1 where nothing is ever off. */
    public double ratio() {
      return bound.least() == 0 ? 1 : permuted / bound.least();
    }
  }

  /**
   * The figures of a mapping.
   *
   * @param natural the same layer as {@link Mapper#natural} lays it
   * @param judged images on which both are judged
   */
  public static Appraisal of(Mapping mapping, Mapping natural, Gates judged, CimPhases phases) {
    var inputs = Dealt.inputs(mapping);
    var outputs = Dealt.outputs(mapping);
    return new Appraisal(
        mapping.layer().name(),
        Totals.of(natural.with(0), judged, phases, Totals.Depth.NONE),
        Totals.of(natural, judged, phases, Totals.Depth.ALL),
        Totals.of(mapping, judged, phases, Totals.Depth.ALL),
        Side.of(judged.inputs(), inputs),
        Side.of(judged.outputs(), outputs),
        unitBound(judged, inputs, outputs));
  }

  /** In every image as many blocks are on as its channels fill, and as many groups as its outputs fill. */
  private static double unitBound(Gates gates, Partition inputs, Partition outputs) {
    double on = 0;
    for (int image = 0; image < gates.images(); image++) on += on(gates.inputs(), image, inputs) * on(gates.outputs(), image, outputs);
    return 1 - on / gates.images();
  }

  private static double on(OffSets sets, int image, Partition dealt) {
    int on = 0;
    for (int i = 0; i < sets.items(); i++) if (!sets.off(i, image)) on++;
    return Partition.blocks(on, dealt.size()) / (double) dealt.count();
  }

  /** Precharges as a share of those without gating. */
  public double precharges() {
    return Totals.share(mapped.precharges(), ungated.precharges());
  }

  /** Pulses of word lines likewise. */
  public double pulses() {
    return Totals.share(mapped.pulses(), ungated.pulses());
  }

  /** Conversions likewise. */
  public double conversions() {
    return Totals.share(mapped.conversions(), ungated.conversions());
  }

  /** Cycles likewise. */
  public double cycles() {
    return Totals.share(mapped.cycles(), ungated.cycles());
  }
}
