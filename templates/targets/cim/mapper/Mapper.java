// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  /** Turns in which the two sides are fitted to each other. */
  private static final int ROUNDS = 3;

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
    for (int l = 0; l < layers.size(); l++) choices.add(choices(layers.get(l), gates.get(l)));
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

  /** The mapping of one layer that is off most, whatever macros it takes. */
  public Mapping map(LayerWeights layer, Gates gates) {
    return choices(layer, gates).get(0).mapping();
  }

  /** Channels and outputs in the order of their numbers, in the layout that then is best; pattern 0. What permuting gains is judged beside it. */
  public Mapping natural(LayerWeights layer, Gates gates) {
    return choices(layer, gates, layout -> natural(layer, gates, layout)).get(0).mapping();
  }

  private Choice natural(LayerWeights layer, Gates gates, Layout layout) {
    var fit = new Fit(layer, shape, layout, gates);
    return choice(Placement.of(layer, shape, layout, fit.naturalInputs(), fit.naturalOutputs(), 0), gates);
  }

  /** By layout the best, the best of all first; at most one for each number of tiles. */
  private List<Choice> choices(LayerWeights layer, Gates gates) {
    return choices(layer, gates, layout -> best(layer, gates, layout));
  }

  /** Levels that a mode has together in one layout need not lie so in the other. */
  private List<Choice> choices(LayerWeights layer, Gates gates, Function<Layout, Choice> of) {
    gates.check(layer);
    var all = new ArrayList<Choice>();
    var refused = new ArrayList<PlanException>();
    for (var layout : layouts(layer)) {
      try {
        all.add(of.apply(layout));
      } catch (PlanException e) {
        refused.add(e);
      }
    }
    if (all.isEmpty()) throw refused.get(0);
    all.sort(Choice.LEAST);
    return all;
  }

  private Choice best(LayerWeights layer, Gates gates, Layout layout) {
    var fit = new Fit(layer, shape, layout, gates);
    var best = pattern(layer, gates, layout, fit.naturalInputs(), fit.naturalOutputs());
    // three starts: each side first as the other lies by nature, and inputs by zeros of single outputs, from which groups then follow
    var tried = new ArrayList<List<Partition>>(List.of(List.of(fit.naturalInputs(), fit.naturalOutputs())));
    for (var start : List.of(fit.naturalOutputs(), fit.outputs(fit.naturalInputs()), fit.outputs(fit.inputs(Partition.natural(layer.outputs(), 1))))) {
      var outputs = start;
      var inputs = fit.inputs(outputs);
      for (int round = 0; round < ROUNDS; round++) {
        var further = fit.outputs(inputs);
        if (further.equals(outputs)) break;
        outputs = further;
        inputs = fit.inputs(outputs);
      }
      if (tried.contains(List.of(inputs, outputs))) continue;
      tried.add(List.of(inputs, outputs));
      if (placed(layer, layout, inputs, outputs, 0).isEmpty()) continue; // levels that lie well in natural order need not when permuted
      var permuted = pattern(layer, gates, layout, inputs, outputs);
      if (Choice.LEAST.compare(permuted, best) < 0) best = permuted;
    }
    return best;
  }

  /** The pattern with the fewest cycles, the narrowest of several; blocks that are empty together are sensed together. */
  private Choice pattern(LayerWeights layer, Gates gates, Layout layout, Partition inputs, Partition outputs) {
    var best = choice(Placement.of(layer, shape, layout, inputs, outputs, 0), gates);
    var fit = new Fit(layer, shape, layout, gates);
    var off = inputs.together(gates.operations().isEmpty() ? gates.inputs() : fit.bits());
    for (int p = 1; p <= widestPattern; p++) {
      for (var order : Sensing.orders(layer, shape, layout, inputs, off, p)) {
        var wider = placed(layer, layout, order, outputs, p).map(m -> choice(m, gates));
        if (wider.isPresent() && Choice.LEAST.compare(wider.get(), best) < 0) best = wider.get();
      }
    }
    return best;
  }

  private Optional<Mapping> placed(LayerWeights layer, Layout layout, Partition inputs, Partition outputs, int pattern) {
    try {
      return Optional.of(Placement.of(layer, shape, layout, inputs, outputs, pattern));
    } catch (PlanException e) {
      return Optional.empty(); // units of different modes: sensed apart
    }
  }

  private Choice choice(Mapping mapping, Gates gates) {
    return new Choice(mapping, Totals.of(mapping, gates, phases, Totals.Depth.ALL));
  }
}
