// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/** How a mapping deals channels to segments and outputs to column groups, read from its tiles. */
final class Dealt {
  private Dealt() {}

  /** Blocks of the input channels that share a segment; one that lies in several segments counts once. */
  static Partition inputs(Mapping mapping) {
    var blocks = new LinkedHashMap<List<Integer>, Boolean>();
    int length = mapping.shape().segmentRows();
    for (var tile : mapping.tiles()) {
      for (int s = 0; s < mapping.shape().segments(); s++) {
        var channels = new TreeSet<Integer>();
        tile.rows().subList(s * length, (s + 1) * length).stream().filter(r -> !r.empty()).forEach(r -> channels.add(r.channel()));
        if (!channels.isEmpty()) blocks.put(List.copyOf(channels), true);
      }
    }
    return partition(new ArrayList<>(blocks.keySet()));
  }

  /** Outputs of a column group. */
  static Partition outputs(Mapping mapping) {
    var groups = new LinkedHashMap<List<Integer>, Boolean>();
    for (var tile : mapping.tiles()) {
      for (int g = 0; g < mapping.shape().groups(); g++) {
        var outputs = Arrays.stream(mapping.pairs(g)).map(tile.outputs()::get).filter(o -> o >= 0).sorted().boxed().toList();
        if (!outputs.isEmpty()) groups.put(outputs, true);
      }
    }
    return partition(new ArrayList<>(groups.keySet()));
  }

  private static Partition partition(List<List<Integer>> blocks) {
    int size = blocks.stream().mapToInt(List::size).max().orElseThrow();
    var all = new int[blocks.size()][size];
    for (int b = 0; b < all.length; b++) for (int k = 0; k < size; k++) all[b][k] = k < blocks.get(b).size() ? blocks.get(b).get(k) : -1;
    return new Partition(all);
  }
}
