// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import kakure.target.PlanException;

/**
 * Places layers on macros so that as much as possible is off on the calibration images: input channels to segments, outputs to column groups, layout and pattern by layer, mode by unit.
 *
 * @param shape of every macro
 * @param phases for the cycle formula, by which the pattern is chosen
 * @param macros loads that there may be in all; a layer takes one or more of its own
 * @param widestPattern that the converter's range allows, at most the shape's
 */
public record Mapper(CimShape shape, CimPhases phases, int macros, int widestPattern) {
  /** @throws IllegalArgumentException without macros, or for a pattern of more segments than there are */
  public Mapper {
    if (macros < 1) throw new IllegalArgumentException("macros = " + macros + ": there must be one at least");
    if (widestPattern < 0 || widestPattern > shape.widestPattern())
      throw new IllegalArgumentException("pattern " + widestPattern + " shares a line among more segments than there are, " + shape.segments() + "; take 0 to " + shape.widestPattern());
  }

  /** Any number of macros, any pattern. */
  public Mapper(CimShape shape, CimPhases phases) {
    this(shape, phases, Integer.MAX_VALUE, shape.widestPattern());
  }

  /**
   * The mappings of a network's layers.
   *
   * @param gates of each layer, on the calibration images
   * @throws PlanException if a layer has no mapping, or all together need more macros than there are
   */
  public List<Mapping> map(List<LayerWeights> layers, List<Gates> gates) {
    if (layers.size() != gates.size()) throw new IllegalArgumentException(gates.size() + " gates for " + layers.size() + " layers");
    long least = layers.stream().mapToLong(l -> layouts(l).stream().mapToInt(layout -> Placement.tiles(l, shape, layout)).min().orElseThrow()).sum();
    if (least > macros) throw tooLarge(layers, least);
    var choices = new ArrayList<List<Choice>>();
    for (int l = 0; l < layers.size(); l++) choices.add(choices(layers.get(l), gates.get(l), Search::best));
    var chosen = Choice.within(choices, macros);
    long taken = chosen.stream().mapToLong(Choice::tiles).sum();
    if (taken > macros) throw tooLarge(layers, taken);
    return chosen.stream().map(Choice::mapping).toList();
  }

  private PlanException tooLarge(List<LayerWeights> layers, long needed) {
    var largest = layers.stream().max(Comparator.comparingInt(l -> l.values().length)).orElseThrow();
    return new PlanException("the network takes " + needed + " macros of " + shape.rows() + " rows and " + shape.pairs() + " outputs, there are " + macros + "; the largest layer is " + largest + ": state more macros, or larger ones");
  }

  private List<Layout> layouts(LayerWeights layer) {
    return layer.taps() == 1 ? List.of(Layout.CHANNEL_MAJOR) : List.of(Layout.values());
  }

  /** The mapping of one layer of which the least is on, whatever macros it takes. */
  public Mapping map(LayerWeights layer, Gates gates) {
    return choices(layer, gates, Search::best).get(0).mapping();
  }

  /** Channels and outputs in the order of their numbers, in the layout that then is best; pattern 0. What permuting gains is judged beside it. */
  public Mapping natural(LayerWeights layer, Gates gates) {
    return choices(layer, gates, Search::natural).get(0).mapping();
  }

  /** Channels and outputs each by what switches them alone, greedily and by exchanges of two from one start, in the layout and pattern that then are best: {@link #map} never leaves more on for the same images. */
  public Mapping greedy(LayerWeights layer, Gates gates) {
    return choices(layer, gates, Search::greedy).get(0).mapping();
  }

  /** By layout one, the best first; levels that a mode has together in one layout need not lie so in the other. */
  private List<Choice> choices(LayerWeights layer, Gates gates, Function<Search, Choice> of) {
    gates.check(layer);
    var all = new ArrayList<Choice>();
    var refused = new ArrayList<PlanException>();
    for (var layout : layouts(layer)) {
      try {
        all.add(of.apply(new Search(layer, shape, phases, widestPattern, gates, layout)));
      } catch (PlanException e) {
        refused.add(e);
      }
    }
    if (all.isEmpty()) throw refused.get(0);
    all.sort(Choice.LEAST);
    return all;
  }
}
