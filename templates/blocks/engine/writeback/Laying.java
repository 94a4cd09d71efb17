// SPDX-License-Identifier: Apache-2.0
package blocks.engine.writeback;

import blocks.engine.drain.DrainController;
import blocks.engine.drain.DrainLayer;
import blocks.engine.drain.DrainPlan;
import java.math.BigInteger;
import kakure.spec.Values;

/**
 * Golden function of {@link WriteBack}'s data: a beat laid into memory row {@code row} and, where it straddles, {@code row + 1}.
 *
 * <p>Pixel i of a segment is lane + i of the beat, column phase + i counted from an even one; its pair k = (phase + i) div 2 goes to position rem + k. A pooled pair is the
 * maximum of its pixels and, where the pair was begun before (an odd line, or the first pair of a segment that begins with an odd column), of what is there.
 *
 * <p>Where pooled windows overlap, pixels of odd columns are in the window of the next pair, too, unless the line ends with them; whether first pair and line were begun before is said.
 */
public final class Laying {
  private final WriteBack block;
  private final boolean scatter;
  private final boolean pool;
  private final boolean odd;
  private final int plane;
  private final int rem;
  private final int lane;
  private final int count;
  private final int phase;
  private final boolean overlap;
  private final boolean begun;
  private final boolean ends;
  private final BigInteger y;

  private Laying(WriteBack block, boolean scatter, boolean pool, boolean odd, int plane, int rem, int lane, int count, int phase, boolean overlap, boolean begun, boolean ends, BigInteger y) {
    this.block = block;
    this.scatter = scatter;
    this.pool = pool;
    this.odd = odd;
    this.plane = plane;
    this.rem = rem;
    this.lane = lane;
    this.count = count;
    this.phase = phase;
    this.overlap = overlap;
    this.begun = begun;
    this.ends = ends;
    this.y = y;
  }

  /** A whole row. */
  public static Laying row(WriteBack block, BigInteger y) {
    return new Laying(block, false, false, false, 0, 0, 0, 0, 0, false, false, false, y);
  }

  /** Pairs of a segment, pooled. */
  public static Laying pooled(WriteBack block, boolean odd, int rem, int lane, int count, int phase, BigInteger y) {
    return new Laying(block, true, true, odd, 0, rem, lane, count, phase, false, phase == 1, false, y);
  }

  /** Pairs of a segment, pooled over three columns each. */
  public static Laying overlapped(WriteBack block, boolean odd, int rem, int lane, int count, int phase, boolean begun, boolean ends, BigInteger y) {
    return new Laying(block, true, true, odd, 0, rem, lane, count, phase, true, begun, ends, y);
  }

  /** One pixel of each pair of a segment: those of odd columns where {@code plane} is 1. */
  public static Laying plane(WriteBack block, int plane, int rem, int lane, int count, int phase, BigInteger y) {
    return new Laying(block, true, false, false, plane, rem, lane, count, phase, false, false, false, y);
  }

  /** A beat of activations as a layer has it laid. */
  public static Laying of(WriteBack block, DrainLayer layer, DrainPlan.Beat b, BigInteger y) {
    if (!layer.scatters()) return row(block, y);
    if (layer.overlaps()) return overlapped(block, b.odd() == 1, b.rem(), b.lane(), b.count(), b.phase(), b.begun(), b.ends(), y);
    if (layer.mode() == DrainController.POOL) return pooled(block, b.odd() == 1, b.rem(), b.lane(), b.count(), b.phase(), y);
    return plane(block, b.plane(), b.rem(), b.lane(), b.count(), b.phase(), y);
  }

  /** Positions of row {@code row + which} that are written, a bit each. */
  public BigInteger keep(int which) {
    var keep = BigInteger.ZERO;
    if (!scatter) return which == 0 ? BigInteger.ONE.shiftLeft(block.pixels()).subtract(BigInteger.ONE) : keep;
    for (int i = 0; i < count; i++) {
      if (!taken(i)) continue;
      for (int at = position(i); at <= last(i); at++) if (at / block.pixels() == which) keep = keep.setBit(at % block.pixels());
    }
    return keep;
  }

  /** Whether something of what lies there stays, so that it is read: positions before the first pair, or a pair that was begun. */
  boolean stays() {
    return pool && (odd || phase == 1 || overlap) || scatter && !block.lean() && (rem != 0 || phase == 1);
  }

  /** Row {@code row + which} with the beat laid into it; where nothing stays, all else becomes 0. */
  public BigInteger over(int which, BigInteger old) {
    if (!scatter) return y;
    var row = stays() ? old : BigInteger.ZERO;
    for (int c = 0; c < block.channels(); c++) {
      int begun = this.begun ? rem : rem - 1; // the last position where something was laid before
      for (int i = 0; i < count; i++) {
        if (!taken(i)) continue;
        for (int at = position(i); at <= last(i); at++) {
          boolean merges = pool && (odd || at <= begun);
          begun = Math.max(begun, at);
          if (at / block.pixels() != which) continue;
          int to = 8 * (c * block.pixels() + at % block.pixels());
          var pixel = Values.slice(y, 8 * (c * block.pixels() + lane + i), 8);
          var there = Values.slice(row, to, 8);
          if (merges) pixel = pixel.max(there);
          row = row.subtract(there.shiftLeft(to)).add(pixel.shiftLeft(to));
        }
      }
    }
    return row;
  }

  private boolean taken(int i) {
    return pool || (phase + i) % 2 == plane;
  }

  private int position(int i) {
    return rem + (phase + i) / 2;
  }

  /** The last position that pixel i counts for. */
  private int last(int i) {
    boolean spills = overlap && (phase + i) % 2 == 1 && !(ends && i == count - 1);
    return position(i) + (spills ? 1 : 0);
  }
}
