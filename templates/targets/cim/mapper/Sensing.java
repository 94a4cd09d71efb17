// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Orders of blocks for a pattern: a group of segments takes cycles as soon as one of them acts, so segments that are empty together should be sensed together. */
final class Sensing {
  private static final long WORK = 50_000_000L;

  private Sensing() {}

  /** The order as it is, and one by what is off together. @param off of the blocks */
  static List<Partition> orders(LayerWeights layer, CimShape shape, Layout layout, Partition inputs, OffSets off, int pattern) {
    var orders = new ArrayList<Partition>(List.of(inputs));
    int together = shape.together(pattern), segments = layout.segments(shape.segmentRows(), layer.taps());
    if (together % segments == 0 && shape.segments() % together == 0) {
      if (together > segments) orders.add(inputs.reordered(grouped(off, together / segments)));
    } else if (segments > 1) orders.add(inputs.reordered(IntStream.range(0, inputs.count()).boxed().sorted((a, b) -> Integer.compare(off.count(b), off.count(a))).mapToInt(i -> i).toArray()));
    return orders;
  }

  /** Groups with the fewest empty places first, so that they fill tiles from the start; an empty place is an empty segment. */
  private static int[] grouped(OffSets off, int together) {
    var groups = Packer.best(off, together, WORK);
    var order = IntStream.range(0, groups.count()).boxed().sorted((a, b) -> Integer.compare(empty(groups.block(a)), empty(groups.block(b)))).toList();
    return order.stream().flatMapToInt(g -> Arrays.stream(groups.block(g))).toArray();
  }

  private static int empty(int[] block) {
    return (int) Arrays.stream(block).filter(i -> i < 0).count();
  }
}
