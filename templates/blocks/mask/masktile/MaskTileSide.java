// SPDX-License-Identifier: Apache-2.0
package blocks.mask.masktile;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import kakure.spec.Expected;
import kakure.spec.Side;
import kakure.spec.Values;

/**
 * What stands at both sides of a {@link MaskTile}: the decoder counts the entries and groups that were written, the reader the groups it released. Two groups have room; a group makes room for another two
 * enabled edges after its release.
 */
final class MaskTileSide implements Side {
  private final MaskTile tile;
  private final Deque<Long> leaving = new ArrayDeque<>();   // the enabled edges by which released groups have made room
  private long edges;
  private long written;
  private long released;
  private long gone;
  private int entries;
  private boolean overflow;

  MaskTileSide(MaskTile tile) {
    this.tile = tile;
  }

  /** Whether a group may be read and released. */
  boolean full() {
    return written > released;
  }

  /** Entries written of the group that comes next. */
  int entries() {
    return entries;
  }

  private boolean room() {
    return written - gone < 2;
  }

  private boolean writes(MaskTile.In<BigInteger> in) {
    return Values.on(in.entryValid()) && !Values.on(in.discard()) && room() && !overflow;
  }

  @Override
  public Expected step(List<BigInteger> inputs) {
    MaskTile.In<BigInteger> in = Values.record(tile.in(), inputs);
    boolean writes = writes(in);
    if (Values.on(in.en())) move(Values.on(in.release()));
    if (writes && Values.on(in.entryLast())) {
      written++;
      entries = 0;
    } else if (writes) {
      overflow = ++entries == tile.depth();
    }
    boolean more = writes(in);
    return new Expected()
        .flag("entry_ready_o", room() || overflow || Values.on(in.discard())).flag("full_o", full()).flag("overflow_o", overflow)
        .flag("we_o", more).number(more, "write_addr_o", written % 2 * tile.depth() + entries);
  }

  private void move(boolean release) {
    edges++;
    if (!leaving.isEmpty() && leaving.element() == edges) {
      leaving.remove();
      gone++;
    }
    if (release) {
      released++;
      leaving.add(edges + 2);
    }
  }
}
