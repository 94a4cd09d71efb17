// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import blocks.cim.CimMode;
import blocks.cim.CimShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one macro is loaded with.
 *
 * @param rows by row: the row table, from which follow the inputs of the input buffer and which gate switches a row
 * @param outputs by pair of columns: output channel, -1 for none
 * @param modes by unit
 * @param zero by unit: it holds no weight and never acts
 */
public record Tile(List<Row> rows, List<Integer> outputs, List<CimMode> modes, List<Boolean> zero) {
  /** Copies. */
  public Tile {
    rows = List.copyOf(rows);
    outputs = List.copyOf(outputs);
    modes = List.copyOf(modes);
    zero = List.copyOf(zero);
  }

  /** The same where a unit of zeros has the mode of the first other that a pattern senses it with. */
  Tile joined(CimShape shape, int pattern) {
    var all = new ArrayList<>(modes);
    int together = shape.together(pattern);
    for (int u = 0; u < shape.units(); u++) {
      if (!zero.get(u)) continue;
      int first = u / shape.groups() / together * together, group = u % shape.groups();
      var other = IntStream.range(first, Math.min(shape.segments(), first + together)).map(s -> shape.unit(s, group)).filter(v -> !zero.get(v)).findFirst();
      if (other.isPresent()) all.set(u, modes.get(other.getAsInt()));
    }
    return new Tile(rows, outputs, all, zero);
  }

  /** The weight of a row and a pair; 0 where one of them is empty. */
  public int weight(LayerWeights layer, int row, int pair) {
    var r = rows.get(row);
    int o = outputs.get(pair);
    return r.empty() || o < 0 ? 0 : layer.weight(o, r.channel(), r.tap());
  }

  /** Whether a row and a pair hold a weight of the layer, be it 0. */
  public boolean holds(int row, int pair) {
    return !rows.get(row).empty() && outputs.get(pair) >= 0;
  }

  /**
   * What is written into the cells, row by row: bit k is column k, so that 2 j is cell A of pair j and 2 j + 1 cell B. Rows and pairs that are empty hold zeros.
   */
  public List<BitSet> cells(CimShape shape, LayerWeights layer) {
    return IntStream.range(0, shape.rows()).mapToObj(r -> {
      var cells = new BitSet(shape.columns());
      for (int j = 0; j < shape.pairs(); j++) {
        if (!holds(r, j)) continue;
        int pair = Cells.of(modes.get(shape.unit(r / shape.segmentRows(), shape.groupOfPair(j))), weight(layer, r, j));
        if ((pair & 1) != 0) cells.set(2 * j);
        if ((pair & 2) != 0) cells.set(2 * j + 1);
      }
      return cells;
    }).toList();
  }
}
