// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import java.util.ArrayList;
import java.util.List;
import kakure.spec.Values;

/**
 * Golden function of the write side's order: the beats of a tile, from the coordinates of its pixels. Lane j of tile n is pixel p = n pixels + j of the sweep,
 * x = p mod pitch, y = p div pitch; output channel o lies in channel group o div tci of the result.
 */
public final class DrainPlan {
  private final DrainController block;
  private final DrainLayer layer;

  /** The plan of a layer. */
  public DrainPlan(DrainController block, DrainLayer layer) {
    this.block = block;
    this.layer = layer;
  }

  /**
   * One cycle of the drain: {@code drain} channels from {@code channel} on, or one where the layer is raw and the term its last.
   *
   * @param sel which channels of the tile
   * @param channel first channel of the result
   * @param row memory row of the tile, or of the first pair of a segment
   * @param chunk part of the row
   * @param rem position of the first pair within its row
   * @param lane first lane of the segment
   * @param count lanes of it that are written
   * @param phase x mod 2 of its first pixel
   * @param odd y mod 2; where pooled windows overlap, 1 if lines before this one went there
   * @param plane x mod 2 of the pixels that are written
   * @param tile number of the tile
   * @param begun whether columns before this segment went to its first position, @param ends whether its line ends with it: what overlapping windows ask
   * @param term of the result, from 0
   * @param last whether it is the last one, with which the result is there
   */
  public record Beat(int sel, int channel, int row, int chunk, int rem, int lane, int count, int phase, int odd, int plane, int tile, boolean begun, boolean ends, int term, boolean last) {}

  /**
   * A tile, or the part of it that lies on one line; where windows overlap, for one line of the result.
   *
   * @param x of its first pixel, @param y of its line
   * @param lane its first lane
   * @param beats in order; none where nothing of it is written
   */
  public record Segment(int x, int y, int lane, List<Beat> beats) {}

  /** Groups of output channels. */
  public int groups() {
    return Values.ceil(layer.cout(), block.tco());
  }

  /** Tile n of a group, cut at the ends of lines where pixels are laid by pairs. */
  public List<Segment> segments(int group, int tile) {
    if (!layer.scatters()) return List.of(new Segment(tile * block.pixels() % layer.pitch(), tile * block.pixels() / layer.pitch(), 0, whole(group, tile)));
    var segments = new ArrayList<Segment>();
    for (var c : layer.cuts(tile, block.pixels())) {
      if (c.count() == 0) segments.add(new Segment(c.x(), c.y(), c.lane(), List.of()));
      else for (int line = 0; line < layer.lines(c); line++) segments.add(new Segment(c.x(), c.y(), c.lane(), pairs(group, tile, c, line)));
    }
    return segments;
  }

  private List<Beat> whole(int group, int tile) {
    var beats = new ArrayList<Beat>();
    for (int o = group * block.tco(); o < end(group); o += layer.mode() == DrainController.RAW && last(o) ? 1 : block.drain()) {
      beats.add(new Beat(o % block.tco() / block.drain(), result(o), row(o, tile), chunk(o), 0, 0, block.pixels(), 0, 0, 0, tile, false, false, term(o), last(o)));
    }
    return beats;
  }

  private List<Beat> pairs(int group, int tile, DrainLayer.Cut cut, int line) {
    var beats = new ArrayList<Beat>();
    int position = layer.pair(cut, line);
    for (int plane = 0; plane < (layer.mode() == DrainController.PLANES ? 2 : 1); plane++) {
      int first = layer.mode() == DrainController.PLANES ? (2 * (cut.y() % 2) + plane) * layer.planeRows() : 0;
      for (int o = group * block.tco(); o < end(group); o += block.drain()) {
        beats.add(new Beat(
            o % block.tco() / block.drain(), result(o), row(o, first + position / block.pixels()), chunk(o), position % block.pixels(), cut.lane(), cut.count(), cut.x() % 2, layer.merges(cut, line) ? 1 : 0, plane, tile, cut.x() > 0, layer.ends(cut), term(o), last(o)));
      }
    }
    return beats;
  }

  private int end(int group) {
    return Math.min(layer.cout(), (group + 1) * block.tco());
  }

  /** Which term of its result channel o of the array is. What a group has beyond whole results is the beginning of one that does not come. */
  private int term(int o) {
    return o % block.tco() / block.drain() % layer.terms();
  }

  private boolean last(int o) {
    return term(o) == layer.terms() - 1;
  }

  /** The channel of the result of which channel o of the array is a term. */
  private int result(int o) {
    int results = block.tco() / block.drain() / layer.terms();
    return (o / block.tco() * results + o % block.tco() / block.drain() / layer.terms()) * block.drain() + o % block.drain();
  }

  private int row(int o, int row) {
    return layer.base() + result(o) / block.tci() * layer.rows() + row & (1 << block.rowBits()) - 1;
  }

  /** The row that is read back for a beat: of the tile, where a map in raster has its channel. */
  public int backRow(Beat beat, int base, int rows) {
    return base + beat.channel() / block.tci() * rows + beat.tile() & (1 << block.rowBits()) - 1;
  }

  private int chunk(int o) {
    return result(o) % block.tci() / block.drain();
  }
}
