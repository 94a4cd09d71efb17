// SPDX-License-Identifier: Apache-2.0
package blocks.engine.writeback;

import java.math.BigInteger;
import kakure.spec.Values;

/**
 * Golden function of {@link WriteBack}'s data: a beat laid into memory row {@code row} and, where it straddles, {@code row + 1}.
 *
 * <p>Pixel i of a segment is lane + i of the beat, column phase + i counted from an even one; its pair k = (phase + i) div 2 goes to position rem + k. A pooled pair is the
 * maximum of its pixels and, where the pair was begun before (an odd line, or the first pair of a segment that begins with an odd column), of what is there.
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
  private final BigInteger y;

  private Laying(WriteBack block, boolean scatter, boolean pool, boolean odd, int plane, int rem, int lane, int count, int phase, BigInteger y) {
    this.block = block;
    this.scatter = scatter;
    this.pool = pool;
    this.odd = odd;
    this.plane = plane;
    this.rem = rem;
    this.lane = lane;
    this.count = count;
    this.phase = phase;
    this.y = y;
  }

  /** A whole row. */
  public static Laying row(WriteBack block, BigInteger y) {
    return new Laying(block, false, false, false, 0, 0, 0, 0, 0, y);
  }

  /** Pairs of a segment, pooled. */
  public static Laying pooled(WriteBack block, boolean odd, int rem, int lane, int count, int phase, BigInteger y) {
    return new Laying(block, true, true, odd, 0, rem, lane, count, phase, y);
  }

  /** One pixel of each pair of a segment: those of odd columns where {@code plane} is 1. */
  public static Laying plane(WriteBack block, int plane, int rem, int lane, int count, int phase, BigInteger y) {
    return new Laying(block, true, false, false, plane, rem, lane, count, phase, y);
  }

  /** Positions of row {@code row + which} that are written, a bit each. */
  public BigInteger keep(int which) {
    var keep = BigInteger.ZERO;
    if (!scatter) return which == 0 ? BigInteger.ONE.shiftLeft(block.pixels()).subtract(BigInteger.ONE) : keep;
    for (int i = 0; i < count; i++) {
      if (taken(i) && position(i) / block.pixels() == which) keep = keep.setBit(position(i) % block.pixels());
    }
    return keep;
  }

  /** Row {@code row + which} with the beat laid into it. */
  public BigInteger over(int which, BigInteger old) {
    if (!scatter) return y;
    var row = old;
    for (int c = 0; c < block.channels(); c++) {
      for (int i = 0; i < count; i++) {
        if (!taken(i) || position(i) / block.pixels() != which) continue;
        int to = 8 * (c * block.pixels() + position(i) % block.pixels());
        var pixel = Values.slice(y, 8 * (c * block.pixels() + lane + i), 8);
        var there = Values.slice(row, to, 8);
        boolean first = i == 0 || (phase + i) % 2 == 0;
        boolean begun = !first || odd || i == 0 && phase == 1;
        if (pool && begun) pixel = pixel.max(there);
        row = row.subtract(there.shiftLeft(to)).add(pixel.shiftLeft(to));
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
}
