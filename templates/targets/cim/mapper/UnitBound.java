// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * The largest share of a mapping's units that any order of channels and outputs, another one for each image, lets be off for a whole vector: by gates, unwanted outputs and weights of zero together.
 *
 * <p>A unit is off only where each of its channels is empty for each of its outputs: the channel's gate is shut, nobody wants the output, or all weights between them are zero. An output's units are off no more often than the channels that
 * are empty for it, and for those W - 1 other outputs with which it has most of them in common, fill blocks; of W outputs in a group the one with the fewest counts. Holds for mappings that the mapper lays: blocks of whole channels,
 * or of the same part of each.
 */
public final class UnitBound {
  /** Words of 64 channels that comparing outputs may look at, a second or so; a layer that takes more is bounded by single outputs. */
  private static final long WORK = 1_000_000_000L;

  private final Gates gates;
  private final int outputs;
  private final int inputs;
  private final int width;
  private final int groups;
  private final boolean pairs;

  /** Segments that hold the same taps. @param channels that one of them has room for, @param zeros by output: channels whose weights of these taps are all zero */
  private record Slice(int segments, int channels, long[][] zeros) {}

  private UnitBound(Mapping mapping, Gates gates, int slices, boolean anyZeros) {
    this.gates = gates;
    inputs = mapping.layer().inputs();
    outputs = mapping.layer().outputs();
    width = mapping.shape().groupColumns() / 2;
    groups = Dealt.outputs(mapping).count();
    pairs = anyZeros && (long) gates.images() * slices * outputs * outputs * words() <= WORK;
  }

  /** The share, a mean over the images. */
  public static double of(Mapping mapping, Gates gates) {
    var slices = slices(mapping);
    boolean anyZeros = slices.stream().anyMatch(s -> Arrays.stream(s.zeros).anyMatch(z -> OffSets.count(z) > 0));
    var bound = new UnitBound(mapping, gates, slices.size(), anyZeros);
    long off = 0, all = 0;
    for (var slice : slices) {
      all += (long) slice.segments * bound.groups * gates.images();
      for (int image = 0; image < gates.images(); image++) off += bound.off(slice, image);
    }
    return Totals.share(off, all);
  }

  private static List<Slice> slices(Mapping mapping) {
    int length = mapping.shape().segmentRows();
    var sizes = new LinkedHashMap<List<Integer>, int[]>();
    var seen = new ArrayList<List<Row>>();
    for (var tile : mapping.tiles()) {
      if (seen.contains(tile.rows())) continue;
      seen.add(tile.rows());
      for (int s = 0; s < mapping.shape().segments(); s++) {
        var taps = new TreeSet<Integer>();
        var channels = new TreeSet<Integer>();
        tile.rows().subList(s * length, (s + 1) * length).stream().filter(r -> !r.empty()).forEach(r -> {
          taps.add(r.tap());
          channels.add(r.channel());
        });
        if (taps.isEmpty()) continue;
        int[] size = sizes.computeIfAbsent(List.copyOf(taps), t -> new int[2]);
        size[0]++;
        size[1] = Math.max(size[1], channels.size());
      }
    }
    return sizes.entrySet().stream().map(e -> slice(mapping.layer(), e.getKey(), e.getValue()[0], e.getValue()[1] == 1 ? 1 : length / e.getKey().size())).toList();
  }

  private static Slice slice(LayerWeights layer, List<Integer> taps, int segments, int channels) {
    var zeros = new long[layer.outputs()][layer.inputs() + 63 >>> 6];
    for (int o = 0; o < layer.outputs(); o++) for (int c = 0; c < layer.inputs(); c++) if (zero(layer, o, c, taps)) zeros[o][c >>> 6] |= 1L << c;
    return new Slice(segments, channels, zeros);
  }

  private static boolean zero(LayerWeights layer, int output, int channel, List<Integer> taps) {
    for (int t : taps) if (layer.weight(output, channel, t) != 0) return false;
    return true;
  }

  private int words() {
    return inputs + 63 >>> 6;
  }

  /** Units of a slice that can be off in an image, over all groups. */
  private long off(Slice slice, int image) {
    var empty = empty(slice, image);
    int empties = slice.segments * slice.channels - inputs, absent = groups * width - outputs;
    var segments = new int[outputs];
    for (int o = 0; o < outputs; o++) segments[o] = Math.min(slice.segments, (common(empty, o, absent) + empties) / slice.channels);
    Arrays.sort(segments);
    long sum = 0;
    // groups of the outputs with the most, then of the next; the place of an output that there is not takes nothing away
    for (int last = outputs - width + absent; last >= 0; last -= width) sum += last < outputs ? segments[last] : slice.segments;
    return sum;
  }

  private long[][] empty(Slice slice, int image) {
    var shut = new long[words()];
    var all = new long[words()];
    for (int c = 0; c < inputs; c++) {
      all[c >>> 6] |= 1L << c;
      if (gates.inputs().off(c, image)) shut[c >>> 6] |= 1L << c;
    }
    var empty = new long[outputs][];
    for (int o = 0; o < outputs; o++) {
      empty[o] = gates.outputs().off(o, image) ? all : shut.clone();
      if (empty[o] != all) for (int w = 0; w < all.length; w++) empty[o][w] |= slice.zeros[o][w];
    }
    return empty;
  }

  /** Channels that are empty for an output, and for as many others as fill its group, those that share most of them. */
  private int common(long[][] empty, int output, int absent) {
    int own = OffSets.count(empty[output]);
    if (!pairs || width - 1 <= absent) return own;
    var shared = new int[outputs - 1];
    for (int p = 0, to = 0; p < outputs; p++) if (p != output) shared[to++] = OffSets.both(empty[output], empty[p]);
    Arrays.sort(shared);
    return shared[shared.length - (width - 1 - absent)];
  }
}
