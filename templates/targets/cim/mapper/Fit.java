// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimShape;
import java.util.stream.IntStream;

/**
 * In which samples an input channel, or an output, lets units be off, given how the other side is dealt. A sample is an image times a column group (a segment): the unit is off where the gates of its channels are,
 * where those of its outputs are, and where it holds no weight. So one bit set counts what is dynamic and what is static.
 */
final class Fit {
  /** Samples beyond which images are left out, evenly. */
  private static final int MAX_SAMPLES = 1 << 13;
  /** What disturbing a partition may cost, as there are many of a layer: a tenth of a second of them all. */
  private static final long WORK = 5_000_000;
  private static final int BITS = 8;

  private final LayerWeights layer;
  private final CimShape shape;
  private final Layout layout;
  private final Gates gates;
  /** Inputs dealt by their gates alone, once they were. */
  private Partition byGates;

  Fit(LayerWeights layer, CimShape shape, Layout layout, Gates gates) {
    this.layer = layer;
    this.shape = shape;
    this.layout = layout;
    this.gates = gates;
  }

  int blockSize() {
    return layout.channels(shape.segmentRows(), layer.taps());
  }

  Partition naturalInputs() {
    return Partition.natural(layer.inputs(), blockSize());
  }

  Partition naturalOutputs() {
    return Partition.natural(layer.outputs(), shape.groupColumns() / 2);
  }

  /** Inputs dealt to blocks, given the outputs' groups. */
  Partition inputs(Partition outputs) {
    if (blockSize() == 1) return naturalInputs();
    var sets = inputSets(outputs);
    if (sets != gates.inputs()) return best(sets, blockSize());
    if (byGates == null) byGates = best(sets, blockSize());
    return byGates;
  }

  /** Outputs dealt to column groups, given the inputs' blocks. */
  Partition outputs(Partition inputs) {
    int slices = slices();
    boolean[][] empty = empty(layer.outputs(), inputs.count() * slices, (o, k) -> IntStream.of(inputs.block(k / slices)).filter(c -> c >= 0).allMatch(c -> zero(o, c, k % slices)));
    if (!gates.outputs().any() && empty == null) return naturalOutputs();
    var off = inputs.together(gates.inputs());
    int parts = empty == null && !gates.inputs().any() ? 1 : inputs.count() * slices;
    int step = step(parts);
    var sets = OffSets.of(layer.outputs(), images(step) * parts, (o, s) -> {
      int image = s / parts * step, k = s % parts;
      return gates.outputs().off(o, image) || empty != null && empty[o][k] || parts > 1 && off.off(k / slices, image);
    });
    return best(sets, shape.groupColumns() / 2);
  }

  private OffSets inputSets(Partition outputs) {
    int slices = slices(), parts = outputs.count() * slices;
    boolean[][] empty = empty(layer.inputs(), parts, (c, k) -> IntStream.of(outputs.block(k / slices)).filter(o -> o >= 0).allMatch(o -> zero(o, c, k % slices)));
    if (empty == null && !gates.outputs().any()) return gates.inputs().any() || gates.operations().isEmpty() ? gates.inputs() : bits();
    var off = outputs.together(gates.outputs());
    int step = step(parts);
    return OffSets.of(layer.inputs(), images(step) * parts, (c, s) -> {
      int image = s / parts * step, k = s % parts;
      return gates.inputs().off(c, image) || empty != null && empty[c][k] || off.off(k / slices, image);
    });
  }

  /** Bits of operations in which a channel has no 1: what is skipped where no gate says so beforehand. */
  OffSets bits() {
    int slices = slices(), per = BITS * slices;
    int step = Math.max(1, gates.operations().size() * per / MAX_SAMPLES);
    return OffSets.of(layer.inputs(), (gates.operations().size() + step - 1) / step * per, (c, s) -> {
      var o = gates.operations().get(s / per * step);
      if (gates.inputs().off(c, o.image())) return true;
      int ones = 0;
      for (int t = 0; t < layer.taps(); t++) if (slices == 1 || slice(t) == s % slices) ones |= o.values()[c * layer.taps() + t];
      return (ones >> s % per / slices & 1) == 0;
    });
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

  private int step(int parts) {
    return (int) Math.max(1, ((long) gates.images() * parts + MAX_SAMPLES - 1) / MAX_SAMPLES);
  }

  private int images(int step) {
    return (gates.images() + step - 1) / step;
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

  /** The exact optimum where it is quickly had, as its bound is what is to be reached. */
  static Partition best(OffSets sets, int size) {
    return size <= 4 && Exact.fits(sets.items(), size) ? Exact.of(sets, size) : Packer.best(sets, size, WORK);
  }
}
