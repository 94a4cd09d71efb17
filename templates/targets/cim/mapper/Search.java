// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import kakure.target.PlanException;

/** Where the channels and outputs of one layer lie, in one layout, so that the least is on ({@link Choice}): natural, greedy, and the best found, which is never worse than those two. */
final class Search {
  /** Turns in which the two sides are fitted to each other. */
  private static final int ROUNDS = 3;
  /** Orders that are drawn to begin with: more of few channels, where a start costs little and less is at hand to be led by. */
  private static final int DRAWN_STARTS = 4, DRAWN_STARTS_OF_FEW = 8, FEW = 8;
  /** Of the deals found, those that are fitted thoroughly. */
  private static final int FINALISTS = 3;

  private final LayerWeights layer;
  private final CimShape shape;
  private final CimPhases phases;
  private final int widestPattern;
  private final Gates gates;
  private final Layout layout;
  private final Fit fit;
  private final Fit mixing;

  /** Both sides as they are dealt. */
  private record Deal(Partition inputs, Partition outputs) {}

  Search(LayerWeights layer, CimShape shape, CimPhases phases, int widestPattern, Gates gates, Layout layout) {
    this.layer = layer;
    this.shape = shape;
    this.phases = phases;
    this.widestPattern = widestPattern;
    this.gates = gates;
    this.layout = layout;
    fit = new Fit(layer, shape, layout, gates, false);
    mixing = new Fit(layer, shape, layout, gates, true);
  }

  /** In the order of numbers; pattern 0. @throws PlanException if units that are sensed together have no mode in common, here and below */
  Choice natural() {
    return choice(Placement.of(layer, shape, layout, fit.naturalInputs(), fit.naturalOutputs(), 0));
  }

  /** Each side by what switches it alone, greedily and by exchanges from one start. */
  Choice greedy() {
    var deal = new Deal(fit.greedyInputs(), fit.greedyOutputs());
    return pattern(choice(Placement.of(layer, shape, layout, deal.inputs, deal.outputs, 0)), deal);
  }

  /** The best of natural, of greedy, and of what fitting the sides to each other makes of these, of inputs dealt by zeros of single outputs, and of outputs in orders that are drawn; the best of all are fitted thoroughly, too. */
  Choice best() {
    var natural = new Deal(fit.naturalInputs(), fit.naturalOutputs());
    var placed = new ArrayList<Placed>(List.of(new Placed(natural(), natural)));
    for (var deal : deals(natural)) placed(deal).ifPresent(placed::add);
    for (var finalist : placed.stream().sorted(Placed.LEAST).limit(FINALISTS).toList()) placed(fitted(finalist.deal, fit, true)).ifPresent(placed::add);
    var best = Collections.min(placed, Placed.LEAST);
    return pattern(best.choice, best.deal);
  }

  private record Placed(Choice choice, Deal deal) {
    static final Comparator<Placed> LEAST = Comparator.comparing(Placed::choice, Choice.LEAST);
  }

  private Optional<Placed> placed(Deal deal) {
    return placed(deal.inputs, deal.outputs, 0).map(mapping -> new Placed(choice(mapping), deal)); // levels that lie well in natural order need not when permuted
  }

  private Set<Deal> deals(Deal natural) {
    var greedy = new Deal(fit.greedyInputs(), fit.greedyOutputs());
    var starts = new LinkedHashSet<Deal>(List.of(natural));
    starts.add(greedy);
    starts.add(new Deal(natural.inputs, fit.outputs(natural.inputs, natural.outputs, false)));
    var single = fit.inputs(Partition.natural(layer.outputs(), 1), natural.inputs, false);
    starts.add(new Deal(single, fit.outputs(single, natural.outputs, false)));
    var random = new SplittableRandom(1);
    int drawn = Math.max(layer.inputs(), layer.outputs()) <= FEW ? DRAWN_STARTS_OF_FEW : DRAWN_STARTS;
    for (int n = 0; n < drawn; n++) for (var outputs : fit.drawnOutputs(random)) starts.add(new Deal(natural.inputs, outputs));
    var deals = new LinkedHashSet<Deal>(List.of(natural));
    deals.add(greedy);
    for (var start : starts) {
      deals.add(fitted(start, fit, false));
      deals.add(fitted(fitted(start, mixing, false), fit, false));
    }
    return deals;
  }

  /** Inputs given outputs, outputs given inputs, each better than before by its samples, until nothing moves. */
  private static Deal fitted(Deal start, Fit by, boolean thorough) {
    var at = start;
    for (int round = 0; round < ROUNDS; round++) {
      var inputs = by.inputs(at.outputs, at.inputs, thorough);
      var further = new Deal(inputs, by.outputs(inputs, at.outputs, thorough));
      if (further.equals(at)) break;
      at = further;
    }
    return at;
  }

  /** The pattern with the fewest cycles, the narrowest of several; blocks that are empty together are sensed together. What is on stays so. */
  private Choice pattern(Choice narrow, Deal deal) {
    var best = narrow;
    var off = deal.inputs.together(gates.operations().isEmpty() ? gates.inputs() : fit.bits());
    for (int p = 1; p <= widestPattern; p++) {
      for (var order : Sensing.orders(layer, shape, layout, deal.inputs, off, p)) {
        var wider = placed(order, deal.outputs, p).map(this::choice);
        if (wider.isPresent() && Choice.LEAST.compare(wider.get(), best) < 0) best = wider.get();
      }
    }
    return best;
  }

  private Optional<Mapping> placed(Partition inputs, Partition outputs, int pattern) {
    try {
      return Optional.of(Placement.of(layer, shape, layout, inputs, outputs, pattern));
    } catch (PlanException e) {
      return Optional.empty(); // units of different modes: sensed apart
    }
  }

  private Choice choice(Mapping mapping) {
    return Choice.of(mapping, gates, phases);
  }
}
