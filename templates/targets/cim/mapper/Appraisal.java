// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import java.util.OptionalDouble;

/**
 * What a mapping saves, on images that need not be those it was fitted on, beside natural order and what the data allow.
 *
 * @param ungated what macros without units would do: every used unit acts in every bit, each segment is sensed by itself
 * @param natural channels in the order of their numbers, pattern 0
 * @param greedy each side by what switches it alone, greedily and by exchanges from one start
 * @param mapped as mapped
 * @param segments of the input side: blocks of channels off
 * @param groups of the output side: column groups off
 * @param units off for whole vectors, on all images, whether there are operations of them or not
 */
public record Appraisal(String layer, Totals ungated, Totals natural, Totals greedy, Totals mapped, Side segments, Side groups, Units units) {
  /**
   * Shares of blocks of a size that are off, over images.
   *
   * @param size channels of a block
   * @param blocks how many
   * @param moves whether any channel is ever off
   * @param natural in natural order
   * @param greedy as greedy and exchanges from one start deal them on the images that the mapping was fitted on
   * @param permuted as mapped
   * @param bound that no order exceeds
   * @param exact of the best order for the very images that are judged; not there for more than {@link Exact#MAX_ITEMS} channels
   */
  public record Side(int size, int blocks, boolean moves, double natural, double greedy, double permuted, Bounds bound, OptionalDouble exact) {
    static Side of(OffSets fitted, OffSets judged, Partition dealt) {
      int size = dealt.size();
      var exact = Exact.fits(judged.items()) ? OptionalDouble.of(Exact.of(judged, size).share(judged)) : OptionalDouble.empty();
      return new Side(size, dealt.count(), judged.any(), Partition.natural(judged.items(), size).share(judged), Packer.simple(fitted, size).share(judged), dealt.share(judged), Bounds.of(judged, size), exact);
    }

    /** What no order exceeds: the bound, or what is known exactly. */
    public double most() {
      return Math.min(bound.least(), exact.orElse(1));
    }

    /** Permuted as a share of that; 1 where nothing is ever off. */
    public double ratio() {
      return most() == 0 ? 1 : permuted / most();
    }
  }

  /**
   * Units of a layer.
   *
   * @param used units that hold rows and outputs, as mapped
   * @param natural share of them that is off in natural order
   * @param greedy share off as {@link Mapper#greedy} lays them
   * @param mapped share off as mapped
   * @param bound that no order exceeds, each image packed by itself on both sides; gates, unwanted outputs and zero weights together
   */
  public record Units(int used, double natural, double greedy, double mapped, double bound) {}

  /**
   * The figures of a mapping.
   *
   * @param mapper lays the same layer in natural order and greedily beside it
   * @param fitted images by which it was mapped
   * @param judged images on which all are judged
   */
  public static Appraisal of(Mapping mapping, Mapper mapper, Gates fitted, Gates judged) {
    var phases = mapper.phases();
    var natural = mapper.natural(mapping.layer(), fitted);
    var greedy = mapper.greedy(mapping.layer(), fitted);
    return new Appraisal(
        mapping.layer().name(),
        Totals.of(natural.with(0), judged, phases, Totals.Depth.NONE),
        Totals.of(natural, judged, phases, Totals.Depth.ALL),
        Totals.of(greedy, judged, phases, Totals.Depth.ALL),
        Totals.of(mapping, judged, phases, Totals.Depth.ALL),
        Side.of(fitted.inputs(), judged.inputs(), Dealt.inputs(mapping)),
        Side.of(fitted.outputs(), judged.outputs(), Dealt.outputs(mapping)),
        new Units(mapping.unitsUsed(), off(natural, judged, phases), off(greedy, judged, phases), off(mapping, judged, phases), UnitBound.of(mapping, judged)));
  }

  /** On all images, not only on those whose vectors are known. */
  private static double off(Mapping mapping, Gates judged, CimPhases phases) {
    return Totals.of(mapping, judged.alone(), phases, Totals.Depth.ALL).off();
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
