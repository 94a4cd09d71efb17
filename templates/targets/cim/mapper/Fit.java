// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * In which samples an input channel, or an output, lets units be off, given how the other side is dealt. A sample is a moment times a column group (a segment) that is on then. The unit is off where all of its channels are closed (nobody
 * wants any of its outputs), or where all of its weights are zero: two reasons, which do not mix, as the controller is told of rows, of groups, and of units that hold no weight.
 */
final class Fit {
  /** Samples that are looked at; the moments behind them are left out. */
  private static final int MAX_SAMPLES = 1 << 14;
  /** What disturbing a partition may cost, as there are many of a layer. */
  private static final long WORK = 20_000_000;

  private final LayerWeights layer;
  private final CimShape shape;
  private final Layout layout;
  private final Gates gates;
  private final boolean mixing;
  private final Moments moments;
  /** Inputs in which the other side has no say, once they were dealt. */
  private Partition byThemselves;
  /** What was dealt given the other side, where that is the best there is. */
  private final Map<Partition, Partition> bestInputs = new LinkedHashMap<>();
  private final Map<Partition, Partition> bestOutputs = new LinkedHashMap<>();

  /** Whether an item is closed (unwanted) at a moment, a part of a channel by itself. */
  private interface Closed {
    boolean off(int item, int part, int moment);
  }

  /** Whether the other side switches a part of itself off at a moment, whatever the items do. */
  private interface Other {
    boolean off(int part, int moment);
  }

  /** @param mixing takes units for off whose channels are partly closed and partly without weights: not so, but a way on which zeros that are few by few gather */
  Fit(LayerWeights layer, CimShape shape, Layout layout, Gates gates, boolean mixing) {
    this.mixing = mixing;
    this.layer = layer;
    this.shape = shape;
    this.layout = layout;
    this.gates = gates;
    moments = new Moments(gates, layer.taps(), slices(), this::slice);
  }

  int blockSize() {
    return layout.channels(shape.segmentRows(), layer.taps());
  }

  private int groupSize() {
    return shape.groupColumns() / 2;
  }

  Partition naturalInputs() {
    return Partition.natural(layer.inputs(), blockSize());
  }

  Partition naturalOutputs() {
    return Partition.natural(layer.outputs(), groupSize());
  }

  /** Inputs by what closes them alone, without a look at weights and groups: by gates, and where there are none bit by bit; greedy and exchanges from one start. */
  Partition greedyInputs() {
    return Packer.simple(gates.inputs().any() || gates.operations().isEmpty() ? gates.inputs() : bits(), blockSize());
  }

  /** Outputs by what wants them alone. */
  Partition greedyOutputs() {
    return gates.outputs().any() ? Packer.simple(gates.outputs(), groupSize()) : naturalOutputs();
  }

  /** Outputs in an order drawn at random, and by what wants them alone, exchanged until nothing helps: of orders that do the same to gates each time another. */
  List<Partition> drawnOutputs(SplittableRandom random) {
    var drawn = Partition.random(layer.outputs(), groupSize(), random);
    return gates.outputs().any() ? List.of(drawn, Packer.exchanged(gates.outputs(), groupSize(), drawn)) : List.of(drawn);
  }

  /** Inputs dealt to blocks, given the outputs' groups; for the samples at least as good as {@code as}. */
  Partition inputs(Partition outputs, Partition as, boolean thorough) {
    if (blockSize() == 1) return naturalInputs();
    return Exact.fits(layer.inputs()) ? bestInputs.computeIfAbsent(outputs, o -> dealInputs(o, as, thorough)) : dealInputs(outputs, as, thorough);
  }

  private Partition dealInputs(Partition outputs, Partition as, boolean thorough) {
    int slices = slices();
    boolean[][] empty = empty(layer.inputs(), outputs.count() * slices, (c, k) -> IntStream.of(outputs.block(k / slices)).filter(o -> o >= 0).allMatch(o -> zero(o, c, k % slices)));
    if (empty == null && !gates.outputs().any()) {
      if (byThemselves == null) byThemselves = best(layer.inputs(), slices, (k, m) -> false, moments::inputOff, null, blockSize(), as, true);
      return byThemselves;
    }
    Other unwanted = (k, m) -> IntStream.of(outputs.block(k / slices)).allMatch(o -> o < 0 || moments.outputOff(o, m));
    return best(layer.inputs(), outputs.count() * slices, unwanted, (c, k, m) -> moments.inputOff(c, k % slices, m), empty, blockSize(), as, thorough);
  }

  /** Outputs dealt to column groups, given the inputs' blocks; for the samples at least as good as {@code as}. */
  Partition outputs(Partition inputs, Partition as, boolean thorough) {
    return Exact.fits(layer.outputs()) ? bestOutputs.computeIfAbsent(inputs, i -> dealOutputs(i, as, thorough)) : dealOutputs(inputs, as, thorough);
  }

  private Partition dealOutputs(Partition inputs, Partition as, boolean thorough) {
    int slices = slices();
    boolean[][] empty = empty(layer.outputs(), inputs.count() * slices, (o, k) -> IntStream.of(inputs.block(k / slices)).filter(c -> c >= 0).allMatch(c -> zero(o, c, k % slices)));
    if (!gates.outputs().any() && empty == null) return naturalOutputs();
    Other closed = (k, m) -> IntStream.of(inputs.block(k / slices)).allMatch(c -> c < 0 || moments.inputOff(c, k % slices, m));
    return best(layer.outputs(), inputs.count() * slices, closed, (o, k, m) -> moments.outputOff(o, m), empty, groupSize(), as, thorough);
  }

  /** @param as a partition to begin with, besides those that are found */
  private Partition best(int items, int parts, Other other, Closed closed, boolean[][] empty, int size, Partition as, boolean thorough) {
    var on = new int[Math.max(MAX_SAMPLES, parts)];
    int samples = 0;
    for (int m = 0; m < moments.count() && samples + parts <= on.length; m++) for (int k = 0; k < parts; k++) if (!other.off(k, m)) on[samples++] = m * parts + k;
    if (samples == 0) return as;
    OffSets.Rule gate = (i, s) -> closed.off(i, on[s] % parts, on[s] / parts);
    OffSets.Rule zero = (i, s) -> empty != null && empty[i][on[s] % parts];
    var sets = mixing || empty == null ? OffSets.of(items, samples, (i, s) -> gate.off(i, s) || zero.off(i, s)) : OffSets.of(items, samples, gate, zero);
    if (Exact.fits(items)) return Exact.of(sets, size);
    return thorough ? Packer.best(sets, size, WORK, as) : Packer.quick(sets, size, as);
  }

  /** Bits of operations in which a channel has no 1. */
  OffSets bits() {
    int slices = slices();
    var of = IntStream.range(0, moments.count()).filter(moments::isBit).limit(MAX_SAMPLES / slices).toArray();
    return OffSets.of(layer.inputs(), of.length * slices, (c, s) -> moments.inputOff(c, s % slices, of[s / slices]));
  }

  /** Parts of a block that lie in segments of their own. */
  private int slices() {
    return layout.segments(shape.segmentRows(), layer.taps());
  }

  private int slice(int tap) {
    return layout == Layout.TAP_MAJOR ? tap : tap / shape.segmentRows();
  }

  private boolean zero(int o, int c, int slice) {
    for (int t = 0; t < layer.taps(); t++) if (slice(t) == slice && layer.weight(o, c, t) != 0) return false;
    return true;
  }

  private interface Empty {
    boolean of(int item, int part);
  }

  /** Which parts of an item hold zeros only; null where none does. */
  private static boolean[][] empty(int items, int parts, Empty rule) {
    var all = new boolean[items][parts];
    boolean any = false;
    for (int i = 0; i < items; i++) for (int k = 0; k < parts; k++) any |= all[i][k] = rule.of(i, k);
    return any ? all : null;
  }
}
