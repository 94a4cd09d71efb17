// SPDX-License-Identifier: Apache-2.0
package blocks.memory.actmem;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link ActMemory}: two arrays of rows; {@code fetch} reads rows of memory {@code src}, the rest reads and writes parts of the other one, or, where it is the same, writes parts of that one. Not defined:
 * what was never written, what is read while it is written or beyond the last row, and what was read before {@code src} last changed, and what {@code old} reads of the memory that is fetched. Without banks
 * {@code old} says nothing of the other parity's rows, nor once anything has been written.
 */
final class ActMemoryModel implements CycleModel {
  private final ActMemory block;
  private final BigInteger[][][] parts;
  private final BigInteger[] fetched = new BigInteger[2];
  private final BigInteger[] old = new BigInteger[2];
  private int src;

  ActMemoryModel(ActMemory block) {
    this.block = block;
    this.parts = new BigInteger[2][block.rows()][block.parts()];
    reset();
  }

  @Override
  public void reset() {
    for (var memory : parts) for (var row : memory) java.util.Arrays.fill(row, null);
    source(0);
  }

  private void source(int memory) {
    src = memory;
    java.util.Arrays.fill(fetched, null);
    java.util.Arrays.fill(old, null);
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    ActMemory.In<BigInteger> in = Values.record(block.in(), values);
    if (in.src().intValueExact() != src) source(in.src().intValueExact());
    if (block.flat()) {
      forget(in);
      var w = in.writes();
      bank(0, in, in.fetch().evenEn(), in.fetch().evenAddr(), in.oldEvenAddr(), w.evenWe(), w.evenAddr(), w.evenData());
      bank(1, in, in.fetch().oddEn(), in.fetch().evenAddr(), in.oldEvenAddr(), w.oddWe(), w.evenAddr(), w.evenData());
    } else {
      bank(0, in, in.fetch().evenEn(), in.fetch().evenAddr(), in.oldEvenAddr(), in.writes().evenWe(), in.writes().evenAddr(), in.writes().evenData());
      bank(1, in, in.fetch().oddEn(), in.fetch().oddAddr(), in.oldOddAddr(), in.writes().oddWe(), in.writes().oddAddr(), in.writes().oddData());
    }
    return Values.list(new ActMemory.Out<>(new Rows<>(fetched[0], fetched[1]), new Rows<>(old[0], old[1])));
  }

  /** One row at a time is held of what is fetched, and one of what is read back until a write takes the port. */
  private void forget(ActMemory.In<BigInteger> in) {
    if (Values.on(in.fetch().evenEn()) || Values.on(in.fetch().oddEn())) java.util.Arrays.fill(fetched, null);
    if (Values.on(in.oldEn()) || writes(in)) java.util.Arrays.fill(old, null);
  }

  private static boolean writes(ActMemory.In<BigInteger> in) {
    return Values.on(in.writes().evenWe()) || Values.on(in.writes().oddWe());
  }

  private void bank(
      int parity, ActMemory.In<BigInteger> in, BigInteger fetchEn, BigInteger fetchAddr, BigInteger oldAddr, BigInteger we, BigInteger addr, BigInteger data) {
    if (Values.on(fetchEn)) fetched[parity] = beyond(fetchAddr) ? null : row(parts[src][2 * fetchAddr.intValueExact() + parity]);
    boolean same = block.either() && Values.on(in.same().get(0));
    var sink = parts[same ? src : 1 - src];
    if (same && Values.on(fetchEn) && Values.on(we) && fetchAddr.equals(addr)) fetched[parity] = null; // read while it is written
    int part = in.writes().part().intValueExact();
    boolean other = block.flat() && Values.on(in.oldOdd().get(0)) != (parity == 1);
    if (Values.on(in.oldEn()) && !other) {
      boolean clash = same || block.flat() && writes(in) || Values.on(we) && in.oldPart().equals(in.writes().part()) && oldAddr.equals(addr);
      old[parity] = clash || beyond(oldAddr) ? null : sink[2 * oldAddr.intValueExact() + parity][in.oldPart().intValueExact()];
    }
    if (Values.on(we)) sink[2 * addr.intValueExact() + parity][part] = data;
  }

  private boolean beyond(BigInteger addr) {
    return addr.intValueExact() >= block.rows() / 2;
  }

  private BigInteger row(BigInteger[] row) {
    var all = BigInteger.ZERO;
    for (int p = 0; p < row.length; p++) {
      if (row[p] == null) return null;
      all = all.or(row[p].shiftLeft(p * block.partWidth()));
    }
    return all;
  }
}
